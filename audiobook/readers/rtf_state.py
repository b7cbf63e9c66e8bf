"""What control words of Rich Text mean, and what a group inherits from the one around it."""

from __future__ import annotations

import codecs
import json
from dataclasses import dataclass
from importlib import resources

from audiobook.model import MarkKind

_DATA = json.loads(resources.files("audiobook.readers").joinpath("data/rtf.json").read_text("utf-8"))
DESTINATIONS = frozenset(_DATA["destinations"].split())
"""Control words that begin what is no text."""

CHARACTERS: dict[str, str] = _DATA["characters"]
"""Control words and signs that are characters."""

CHARSETS: dict[str, str] = _DATA["charsets"]
"""Code pages by the number of a font's characters."""

MARKS = {
    "b": MarkKind.STRONG,
    "i": MarkKind.EMPHASIS,
    "ul": MarkKind.UNDERLINE,
    "strike": MarkKind.STRIKE,
    "striked": MarkKind.STRIKE,
}
"""What control words mark their words as."""

KEPT = frozenset({"footnote", "stylesheet", "fonttbl", "title", "author"})
"""Control words that begin what is no text and still says something."""


@dataclass(frozen=True, slots=True)
class State:
    """What a group inherits from the one around it; `destination` says where its words go."""

    destination: str = "body"
    marks: frozenset[MarkKind] = frozenset()
    hidden: bool = False
    skip: int = 1  # how many characters stand in for one that is given by number
    font: int = -1


def known_codec(name: str) -> str:
    """`name` if there is a code page of that name, else ""."""
    try:
        codecs.lookup(name)
    except LookupError:
        return ""
    return name
