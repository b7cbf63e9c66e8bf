"""Which reader reads a source: the one that is surest of its content."""

from __future__ import annotations

from importlib import import_module
from typing import Protocol, cast

from audiobook.errors import StoryError
from audiobook.model import Story
from audiobook.readers.raw import Raw

READERS = ("text", "html", "epub", "docx", "odt", "markdown", "rtf", "zip", "unreadable")
"""The modules of this room that read a format, the first winning a tie."""

_MAX_TEXT_BYTES = 32_000_000


class Reader(Protocol):
    """What a module in READERS offers. Heavy libraries are imported in `read`, never for `score`."""

    def score(self, raw: Raw) -> float:
        """How sure it is that `raw` is in its format, 0 to 1."""

    def read(self, raw: Raw) -> Story:
        """The story in `raw`; raises StoryError if it cannot be read."""


def read_raw(raw: Raw) -> Story:
    """The story in `raw`, whatever its format; raises StoryError if it holds none."""
    if not raw.data.strip():
        raise StoryError(f"{raw.name} is empty.", hint="Give a file that has a story in it.")
    if len(raw.data) > _MAX_TEXT_BYTES and not raw.data.startswith(b"PK"):
        raise StoryError(
            f"{raw.name} is larger than {_MAX_TEXT_BYTES // 1_000_000} MB.",
            hint="Split it into several files.",
        )
    reader = max(map(_load, READERS), key=lambda each: each.score(raw))
    story = reader.read(raw)
    if not story.blocks:
        raise StoryError(f"{raw.name} holds no text.", hint="Give a file that has a story in it.")
    return story


def _load(name: str) -> Reader:
    return cast(Reader, import_module(f"audiobook.readers.{name}"))
