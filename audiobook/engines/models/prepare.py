"""Files as they are published -> a folder that can speak.

Piper publishes `NAME.onnx` and `NAME.onnx.json`; the library wants the notes inside the model, and the
phonemes in `tokens.txt`. Models of the library's own home (Kokoro, Kitten, Matcha, Piper's once
more) come ready, and are only looked at: of a wrong file the library ends the whole process.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from dataclasses import replace
from math import prod
from pathlib import Path
from typing import TYPE_CHECKING, Any

from audiobook.atomic import output_errors
from audiobook.engines.espeak_names import resolved
from audiobook.engines.models.folder import MODEL, NOTES, TOKENS, VOCODER, VOICES, Model, notes_of
from audiobook.engines.models.onnx_metadata import added_notes, read_notes
from audiobook.errors import CastError, EngineError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

FAMILIES = {
    "vits": "vits",
    "kokoro": "kokoro",
    "kitten": "kitten",
    "kitten-tts": "kitten",
    "matcha-tts": "matcha",
}
WITH_VOICES = frozenset({"kokoro", "kitten"})
_VOCODER_KINDS = frozenset({"hifigan", "vocos", "matcha-tts vocos"})
_VOCODERS = ("vocos", "hifigan", "vocoder")

# Who made a model of the VITS family: of these, each takes phonemes.
_TAKES_PHONEMES = re.compile("piper|coqui|icefall")

_CONFIG = ".json"  # behind the name of Piper's model


def prepare(files: Sequence[Path], folder: Path) -> Model:
    """Make `folder`, named as the model, of published files; EngineError if they are no voice model."""
    model = _only([path for path in files if path.suffix == ".onnx" and not _is_vocoder(path)], files)
    config = next((path for path in files if path.name == model.name + _CONFIG), None)
    with output_errors(folder):
        folder.mkdir(parents=True)
        shutil.copyfile(model, folder / MODEL)
        for path in files:
            if path.name in {TOKENS, VOICES}:
                shutil.copyfile(path, folder / path.name)
            elif _is_vocoder(path):
                shutil.copyfile(path, folder / VOCODER)
        speakers = _from_piper(config, folder) if config else ()
        ready = _described(folder, speakers)
        (folder / NOTES).write_bytes(notes_of(ready))
    return ready


def published_files(path: Path) -> tuple[Path, ...]:
    """The files of a model that somebody has on the disk: its folder, or Piper's `NAME.onnx`."""
    if path.is_dir():
        return tuple(sorted(file for file in path.iterdir() if file.is_file()))
    config = path.with_name(path.name + _CONFIG)
    return (path, config) if config.is_file() else (path,)


def _only(models: Sequence[Path], files: Sequence[Path]) -> Path:
    if len(models) != 1:
        where = files[0].parent if files else "the folder"
        told = "no model (*.onnx)" if not models else f"{len(models)} models: keep one of them"
        raise EngineError(f"In {where} there is {told}.")
    return models[0]


def _is_vocoder(path: Path) -> bool:
    return path.suffix == ".onnx" and path.name.startswith(_VOCODERS)


def _from_piper(config: Path, folder: Path) -> tuple[str, ...]:
    """Write what Piper says of its model into the model; gives the names of its speakers."""
    try:
        facts: dict[str, Any] = json.loads(config.read_bytes())
        if facts.get("phoneme_type", "espeak") != "espeak":
            raise EngineError(
                f"{config.name} is of a voice that reads {facts['phoneme_type']}, not phonemes."
            )
        language = str(facts["espeak"]["voice"])
        notes = {
            "model_type": "vits",
            "comment": "piper",
            "language": language,
            "voice": language,
            "has_espeak": "1",
            "n_speakers": str(int(facts.get("num_speakers", 1))),
            "sample_rate": str(int(facts["audio"]["sample_rate"])),
        }
        tokens = _tokens(facts["phoneme_id_map"].items())
        speakers = facts.get("speaker_id_map") or {}
        names = tuple(sorted(speakers, key=speakers.__getitem__))
    except (ValueError, KeyError, TypeError, AttributeError) as err:
        raise EngineError(f"{config.name} does not describe a voice of Piper.") from err
    if "n_speakers" not in _notes(folder / MODEL):
        with (folder / MODEL).open("ab") as file:
            file.write(added_notes(notes))
    (folder / TOKENS).write_text("".join(tokens), "utf-8")
    return names


def _tokens(phonemes: Iterable[tuple[str, Sequence[int]]]) -> Iterable[str]:
    """Lines of `tokens.txt`; what is longer than one character the library cannot use."""
    return [
        f"{phoneme} {ids[0]}\n"
        for phoneme, ids in phonemes
        if len(phoneme) == 1 and (phoneme == " " or not phoneme.isspace()) and ids
    ]


def _notes(model: Path) -> dict[str, str]:
    try:
        return read_notes(model)
    except ValueError as err:
        raise EngineError(f"The model is {err}.") from err


def _described(folder: Path, speakers: tuple[str, ...]) -> Model:
    """What the model says of itself, once it is sure that the library can load it."""
    notes = _notes(folder / MODEL)
    family = FAMILIES.get(notes.get("model_type", ""), "")
    if not family or not notes.get("sample_rate", "").isdecimal():
        raise EngineError(
            "The model does not say what it is, so it cannot be used.",
            hint="For a voice of Piper, keep its NAME.onnx.json beside it.",
        )
    if family == "vits" and not (_TAKES_PHONEMES.search(notes.get("comment", "")) and _is_of_letters(notes)):
        raise EngineError("The model reads text in a way of its own, and takes no phonemes.")
    _check_files(folder, family, notes)
    _check_language(_language(notes))
    count = int(notes.get("n_speakers") or 1)
    names = speakers or tuple(filter(None, notes.get("speaker_names", "").split(",")))
    if count > 1 and len(names) != count:
        names = tuple(map(str, range(count)))
    made = Model(folder.name, folder, family, int(notes["sample_rate"]), _language(notes), names)
    return replace(made, sha256=_checksum(folder))


def _language(notes: dict[str, str]) -> str:
    """The voice of espeak-ng; of several ("zh en-us") the last."""
    return (notes.get("voice") or "en-us").split()[-1]


def _is_of_letters(notes: dict[str, str]) -> bool:
    """Whether its phonemes are espeak-ng's; Chinese models have syllables."""
    return not any(int(notes.get(sign) or 0) for sign in ("jieba", "has_g2pw"))


def _check_language(language: str) -> None:
    try:
        resolved(language)
    except CastError as err:
        raise EngineError(f"The model speaks {language!r}, which espeak-ng has no phonemes for.") from err


def _check_files(folder: Path, family: str, notes: dict[str, str]) -> None:
    needed = [
        TOKENS,
        *([VOICES] if family in WITH_VOICES else []),
        *([VOCODER] if family == "matcha" else []),
    ]
    for name in needed:
        if not (folder / name).is_file():
            raise EngineError(f"A model of this kind ({family}) needs a file {name!r} beside it.")
    if family == "matcha" and _notes(folder / VOCODER).get("model_type") not in _VOCODER_KINDS:
        raise EngineError("The vocoder beside the model is not of a kind that can be used.")
    _check_tokens((folder / TOKENS).read_text("utf-8", "replace"), one_character=family == "vits")
    if family in WITH_VOICES:
        _check_voices(folder / VOICES, notes)


def _check_tokens(text: str, *, one_character: bool) -> None:
    seen = set()
    for number, line in enumerate(text.splitlines(), 1):
        token, _, identity = line.rpartition(" ")
        token = token or " "
        if not identity.isdecimal() or (one_character and len(token) > 1) or token in seen:
            raise EngineError(f"{TOKENS}, line {number}: {line[:40]!r} is not a phoneme and its number.")
        seen.add(token)


def _check_voices(voices: Path, notes: dict[str, str]) -> None:
    try:
        wanted = 4 * prod(map(int, notes["style_dim"].split(","))) * int(notes["n_speakers"])
    except (KeyError, ValueError) as err:
        raise EngineError("The model does not say how its voices are kept.") from err
    if voices.stat().st_size != wanted:
        raise EngineError(f"{VOICES} does not belong to this model: it should have {wanted:,} bytes.")


def _checksum(folder: Path) -> str:
    digest = hashlib.sha256()
    for name in (MODEL, TOKENS, VOICES, VOCODER):
        if (folder / name).is_file():
            with (folder / name).open("rb") as file:
                digest.update(hashlib.file_digest(file, "sha256").digest())
    return digest.hexdigest()
