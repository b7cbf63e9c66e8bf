"""Formats that are known and not read: a sentence on what the file is, and what to do."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import PurePath
from typing import Any, NoReturn

from audiobook.errors import StoryError
from audiobook.readers.raw import Raw

_HEAD_BYTES = 2000
_TAIL_BYTES = 2_000_000


@dataclass(frozen=True, slots=True)
class Unreadable:
    """What a file is, in words, and what to do about it."""

    name: str
    hint: str


def score(raw: Raw) -> float:
    """1 if `raw` is in a format that is known and not read, else 0."""
    return 1.0 if recognized(raw) else 0.0


def read(raw: Raw) -> NoReturn:
    """Raises StoryError."""
    found = recognized(raw) or Unreadable("no story", "")
    path = PurePath(raw.name)
    hint = found.hint.replace("{name}", raw.name).replace("{stem}", path.stem)
    raise StoryError(f"{raw.name} is {found.name}.", hint=hint)


def recognized(raw: Raw) -> Unreadable | None:
    """What `raw` is, if it is in one of those formats."""
    is_zip = raw.data.startswith(b"PK\x03\x04")
    where = raw.data[-_TAIL_BYTES:] if is_zip else raw.data[:_HEAD_BYTES]
    for entry in _table()["members" if is_zip else "texts"]:
        if any(sign.encode() in where for sign in entry["signs"]):
            return _found(entry)
    for entry in _table()["formats"]:
        signs = tuple(sign.encode("latin-1") for sign in entry["signs"])
        if raw.data.startswith(signs, entry["at"]):
            return _found(entry)
    return None


def _found(entry: dict[str, Any]) -> Unreadable:
    return Unreadable(entry["name"], _table()["hints"][entry["hint"]])


@cache
def _table() -> dict[str, Any]:
    text = resources.files("audiobook.readers").joinpath("data/unreadable.json").read_text("utf-8")
    table: dict[str, Any] = json.loads(text)
    return table
