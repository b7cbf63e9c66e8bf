"""sherpa-onnx: phonemes in, samples out. Imported only where a model is to speak."""

from __future__ import annotations

import importlib.metadata
import importlib.util
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from audiobook.engines.models.folder import MODEL, TOKENS, VOCODER, VOICES
from audiobook.errors import EngineError, MissingError

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from audiobook.engines.models.folder import Model

PACKAGE = "sherpa-onnx"
MODULE = "sherpa_onnx"
INSTALL = "Install it: pip install sherpa-onnx (with pipx: pipx inject audiobook sherpa-onnx)"
LOADED = 3  # models a process keeps; one of Kokoro takes half a gigabyte
OWN_PAUSES = 1.0  # pauses inside a sentence as the model makes them, not a fifth as long
# What chance adds to a voice, and to its timing. None of it: the same words are to give the same samples.
NO_NOISE = 0.0
CUDA = "onnxruntime_providers_cuda"


def missing() -> str:
    """What to install, "" if nothing is missing."""
    return "" if importlib.util.find_spec(MODULE) else f"{PACKAGE} is not installed. {INSTALL}"


@cache
def version() -> str:
    """That of the library, and what it computes on."""
    return f"{importlib.metadata.version(PACKAGE)}-{provider()}"


def provider() -> str:
    """A graphics card where this build of the library can use one, else the processor."""
    spec = importlib.util.find_spec(MODULE)
    folders = [Path(folder) for folder in (spec.submodule_search_locations or ())] if spec else []
    return "cuda" if any(any(folder.glob(f"lib/*{CUDA}*")) for folder in folders) else "cpu"


def known_phonemes(model: Model) -> frozenset[str]:
    """The phonemes that a model has a sound for."""
    return _known(model.folder, model.sha256)


def speak(model: Model, phonemes: str, *, speaker: int, speed: float) -> NDArray[np.float32]:
    """Samples between -1 and 1 for the phonemes of one sentence, at the model's rate."""
    import sherpa_onnx  # noqa: PLC0415 - 40 MB, for those who use it

    wanted = sherpa_onnx.GenerationConfig()
    wanted.sid = speaker
    wanted.speed = speed
    wanted.silence_scale = OWN_PAUSES
    wanted.phoneme_codepoints = [[ord(phoneme) for phoneme in phonemes]]
    try:
        made = _loaded(model.folder, model.family, model.sha256).generate("", wanted)
    except RuntimeError as err:
        raise _damaged(model.folder, str(err)) from err
    return np.asarray(made.samples, np.float32)


@lru_cache(maxsize=LOADED)
def _loaded(folder: Path, family: str, _sha256: str) -> Any:
    """A model in memory; one thread, for there is a process a core."""
    try:
        import sherpa_onnx  # noqa: PLC0415 - see above
    except ImportError as err:
        raise MissingError(f"{PACKAGE} cannot be loaded: {err}.", hint=INSTALL) from err
    settings = {family: _CONFIGS[family](sherpa_onnx, folder)}
    parts = sherpa_onnx.OfflineTtsModelConfig(**settings, num_threads=1, provider=provider())
    try:
        return sherpa_onnx.OfflineTts(sherpa_onnx.OfflineTtsConfig(model=parts, silence_scale=OWN_PAUSES))
    except RuntimeError as err:
        raise _damaged(folder, str(err)) from err


@lru_cache(maxsize=LOADED)
def _known(folder: Path, _sha256: str) -> frozenset[str]:
    try:
        lines = (folder / TOKENS).read_text("utf-8").splitlines()
    except (OSError, ValueError) as err:
        raise _damaged(folder, str(err)) from err
    return frozenset(line.rpartition(" ")[0] or " " for line in lines)


def _damaged(folder: Path, why: str) -> EngineError:
    return EngineError(
        f"The model {folder.name!r} cannot be used: {why.rstrip('.')}.",
        hint=f"Remove {folder}, and install it again.",
    )


def _vits(library: Any, folder: Path) -> Any:
    return library.OfflineTtsVitsModelConfig(
        model=str(folder / MODEL),
        tokens=str(folder / TOKENS),
        noise_scale=NO_NOISE,
        noise_scale_w=NO_NOISE,
    )


def _kokoro(library: Any, folder: Path) -> Any:
    return library.OfflineTtsKokoroModelConfig(
        model=str(folder / MODEL), voices=str(folder / VOICES), tokens=str(folder / TOKENS)
    )


def _kitten(library: Any, folder: Path) -> Any:
    return library.OfflineTtsKittenModelConfig(
        model=str(folder / MODEL), voices=str(folder / VOICES), tokens=str(folder / TOKENS)
    )


def _matcha(library: Any, folder: Path) -> Any:
    return library.OfflineTtsMatchaModelConfig(
        acoustic_model=str(folder / MODEL),
        vocoder=str(folder / VOCODER),
        tokens=str(folder / TOKENS),
        noise_scale=NO_NOISE,
    )


_CONFIGS: dict[str, Callable[[Any, Path], Any]] = {
    "vits": _vits,
    "kokoro": _kokoro,
    "kitten": _kitten,
    "matcha": _matcha,
}
