"""espeak-ng through ctypes: one private image of the library, from loading to unloading.

The sound of espeak-ng depends on all that its image ever said: the phase of its wave and of its
flutter are statics that no call resets. So an image speaks one take and is unloaded; the next
take loads it anew, which costs less than a millisecond. The seed of its breath noise is the clock,
unless set.
"""

from __future__ import annotations

import _ctypes
import ctypes
import os
import shutil
import sys
import tempfile
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from audiobook.engines.espeak_home import home
from audiobook.errors import EngineError, MissingError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from numpy.typing import NDArray

SYNCHRONOUS = 2  # the kind of output: audio through the callback, before the call returns
DO_NOT_EXIT = 0x8000  # else a failed start ends the whole process
PLAIN_UTF8 = 1  # neither markup nor phonemes in the text, no pause added at the end
SOUNDS_IN_BRACKETS = 0x100  # else "[[...]]" is read as it stands
IN_IPA = 2  # how a transcription is written
BUFFER_MS = 2000
SEED = 1
PARAMETERS = {
    "rate": 1,
    "volume": 2,
    "pitch": 3,
    "pitch_range": 4,
    "punctuation": 5,
    "capitals": 6,
    "word_gap": 7,
}

_ON_SAMPLES = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p)


def missing() -> str:
    """What to install, "" if nothing is missing."""
    try:
        library_path()
    except MissingError as err:
        return f"{err.message} {err.hint}"
    return ""


@cache
def library_path() -> Path:
    """The file of the library; MissingError if it is not installed."""
    try:
        import espeakng_loader  # noqa: PLC0415 -- asked for only when espeak is to speak
    except ImportError as err:
        raise MissingError(
            "espeak-ng is not installed.", hint="Install it: pip install espeakng-loader"
        ) from err
    return Path(espeakng_loader.get_library_path())


def data_path() -> Path:
    """The folder with its dictionaries and voices."""
    return home(library_path())


@cache
def version() -> str:
    """The version of the library: "1.52.0"."""
    library = _load(library_path())
    library.espeak_Info.restype = ctypes.c_char_p
    text: bytes = library.espeak_Info(None)
    _unload(library)
    return text.decode("ascii", "replace").split()[0]


class Image:
    """A fresh image of espeak-ng, as a context: inside it speaks, afterwards it is gone."""

    def __init__(self) -> None:
        self._heard: list[bytes] = []
        self._on_samples = _listener(self._heard)  # kept here, or it would be collected while in use
        self._copy: Path | None = None
        self._voice = ""

    def __enter__(self) -> Image:
        path = library_path()
        if _is_loaded(path):  # by somebody else in this process: its state is not ours to reset
            path = self._copy = _copied(path)
        self._library = _load(path)
        data = os.fsencode(data_path())
        if self._library.espeak_Initialize(SYNCHRONOUS, BUFFER_MS, data, DO_NOT_EXIT) <= 0:
            self.__exit__()
            raise EngineError("espeak-ng does not start.", hint=f"Remove {data_path()}, and try again.")
        self._library.espeak_ng_SetRandSeed(SEED)
        self._library.espeak_SetSynthCallback(self._on_samples)
        return self

    def __exit__(self, *_: object) -> None:
        self._library.espeak_Terminate()
        _unload(self._library)
        if self._copy:
            self._copy.unlink(missing_ok=True)

    def set_voice(self, name: str) -> None:
        """Speak in the voice `name`, a language and perhaps a variant: "en-us+f3"."""
        if name != self._voice and self._library.espeak_SetVoiceByName(name.encode()) != 0:
            raise EngineError(f"espeak-ng cannot load its voice {name!r}.")
        self._voice = name

    def set_parameters(self, **values: int) -> None:
        """Set some of `PARAMETERS`: rate=175."""
        for name, value in values.items():
            self._library.espeak_SetParameter(PARAMETERS[name], value, 0)

    def transcribed(self, text: str) -> str:
        """The sounds that it would make of `text`, in IPA."""
        return " ".join(spoken for _, spoken in self.phonemes(text) if spoken)

    def speak(self, text: str, *, sounds: bool = False) -> NDArray[np.int16]:
        """Speech for `text`, in which nothing is a command but, if asked for, `sounds` in double brackets."""
        words = text.encode("utf-8", "ignore") + b"\0"
        flags = PLAIN_UTF8 | (SOUNDS_IN_BRACKETS if sounds else 0)
        self._heard.clear()
        if self._library.espeak_Synth(words, len(words), 0, 1, 0, flags, None, None) != 0:
            raise EngineError(f"espeak-ng refuses to speak {text[:60]!r}.")
        return np.frombuffer(b"".join(self._heard), np.int16)

    def phonemes(self, text: str) -> Iterator[tuple[str, str]]:
        """The clauses of `text`: each as written, perhaps with the next one's first letter, and in IPA."""
        written = ctypes.create_string_buffer(text.encode("utf-8", "ignore"))
        start = ctypes.addressof(written)
        at, end = ctypes.c_void_p(start), start + len(written.value)
        while at.value is not None and (begin := at.value) < end:
            spoken: bytes = self._library.espeak_TextToPhonemes(ctypes.byref(at), PLAIN_UTF8, IN_IPA)
            clause = written.raw[begin - start : (at.value or end) - start]
            yield clause.decode("utf-8", "ignore"), spoken.decode("utf-8")


def _listener(heard: list[bytes]) -> Callable[[int | None, int, int | None], int]:
    """The callback that adds samples to `heard`; no method, for a cycle would keep every take alive."""

    def listen(samples: int | None, count: int, _events: int | None) -> int:
        if samples and count:
            heard.append(ctypes.string_at(samples, 2 * count))
        return 0

    return _ON_SAMPLES(listen)


def _load(path: Path) -> ctypes.CDLL:
    try:
        library = ctypes.CDLL(str(path))
    except OSError as err:
        raise MissingError(
            f"espeak-ng cannot be loaded: {err}.", hint="Install it: pip install espeakng-loader"
        ) from err
    library.espeak_Initialize.argtypes = [ctypes.c_int, ctypes.c_int, ctypes.c_char_p, ctypes.c_int]
    library.espeak_ng_SetRandSeed.argtypes = [ctypes.c_long]
    library.espeak_SetVoiceByName.argtypes = [ctypes.c_char_p]
    library.espeak_SetParameter.argtypes = [ctypes.c_int, ctypes.c_int, ctypes.c_int]
    library.espeak_TextToPhonemes.restype = ctypes.c_char_p
    library.espeak_TextToPhonemes.argtypes = [ctypes.c_void_p, ctypes.c_int, ctypes.c_int]
    library.espeak_Synth.argtypes = [
        *(ctypes.c_char_p, ctypes.c_size_t, ctypes.c_uint, ctypes.c_int),
        *(ctypes.c_uint, ctypes.c_uint, ctypes.c_void_p, ctypes.c_void_p),
    ]
    return library


def _unload(library: ctypes.CDLL) -> None:
    if sys.platform == "win32":
        _ctypes.FreeLibrary(library._handle)
    else:
        _ctypes.dlclose(library._handle)


def _is_loaded(path: Path) -> bool:
    """Whether this process has the library loaded already; False where one cannot ask."""
    only_if_loaded = getattr(os, "RTLD_NOLOAD", 0)
    if not only_if_loaded:
        return False
    try:
        _unload(ctypes.CDLL(str(path), mode=only_if_loaded | os.RTLD_NOW))
    except OSError:
        return False
    return True


def _copied(path: Path) -> Path:
    """A copy of the library: to the system another library, with a state of its own."""
    handle, name = tempfile.mkstemp(prefix="espeak-", suffix=path.suffix)
    os.close(handle)
    return Path(shutil.copyfile(path, name))
