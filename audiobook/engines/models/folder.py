"""The models that are on this machine: a folder each, with what the model is in `model.json`."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import platformdirs

NOTES = "model.json"
MODEL, TOKENS, VOICES, VOCODER = "model.onnx", "tokens.txt", "voices.bin", "vocoder.onnx"
_VARIABLE = "AUDIOBOOK_MODELS"


@dataclass(frozen=True, slots=True)
class Model:
    """A model that is ready to speak.

    `family` says how it is to be run: vits (Piper), kokoro, kitten, matcha. `language` is the voice of
    espeak-ng that its phonemes come from. `speakers` are the names of its voices, in the model's
    order; () where it has one only. `sha256` is that of all its files together.
    """

    name: str
    folder: Path
    family: str
    rate_hz: int
    language: str
    speakers: tuple[str, ...] = ()
    sha256: str = ""

    def file(self, name: str) -> str:
        """The path of one of its files; "" if it has no such file."""
        path = self.folder / name
        return str(path) if path.is_file() else ""


def models_folder() -> Path:
    """Where models are kept; the variable AUDIOBOOK_MODELS names another folder."""
    named = os.environ.get(_VARIABLE, "")
    return Path(named).expanduser() if named else platformdirs.user_data_path("audiobook") / "models"


def installed() -> tuple[Model, ...]:
    """All models of this machine, by name."""
    found = (_read(path) for path in sorted(models_folder().glob(f"[!.]*/{NOTES}")))
    return tuple(model for model in found if model)


def find(name: str) -> Model | None:
    """The model called `name`, or None."""
    path = models_folder() / name / NOTES
    return _read(path) if name and path.is_file() else None


def notes_of(model: Model) -> bytes:
    """What `model.json` says of a model."""
    facts = {key: getattr(model, key) for key in ("family", "rate_hz", "language", "speakers", "sha256")}
    return json.dumps(facts, ensure_ascii=False, indent=1).encode()


def _read(path: Path) -> Model | None:
    """The model whose notes lie at `path`; None if they cannot be read."""
    try:
        return _parsed(path, path.stat().st_mtime_ns)
    except (OSError, ValueError, KeyError, TypeError):
        return None


@lru_cache(maxsize=256)
def _parsed(path: Path, _changed: int) -> Model:
    facts: dict[str, Any] = json.loads(path.read_bytes())
    return Model(
        path.parent.name,
        path.parent,
        str(facts["family"]),
        int(facts["rate_hz"]),
        str(facts["language"]),
        tuple(map(str, facts["speakers"])),
        str(facts["sha256"]),
    )
