"""Labelled notes in brackets inside a paragraph of story."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from audiobook.segmenter.lines import Line

# `(A/N: ...`, `[AN - ...`, `{Author's note: ...`, `(T/N: ...`
_OPEN = re.compile(
    r"[(\[{]\s*[*_]*(?:(?:a/n|b/n|t/n|e/n)'?s?\b|AN\b\s*[:\-–—]|author'?s?'? notes?\b|editor'?s note\b|tl note\b)",
    re.IGNORECASE,
)
_PAIRS = {"(": ")", "[": "]", "{": "}"}


@dataclass(frozen=True, slots=True)
class Note:
    """A note in brackets: text[start:end] of the story."""

    start: int
    end: int
    reason: str = "a labelled note in brackets"


def inline_notes(line: Line) -> Iterator[Note]:
    """The labelled notes in brackets of one block, in order."""
    text = line.text
    if "(" not in text and "[" not in text and "{" not in text:
        return
    at = 0
    while match := _OPEN.search(text, at):
        at = _closing(text, match.start())
        if at < 0:
            return
        yield Note(line.start + match.start(), line.start + at)


def _closing(text: str, start: int) -> int:
    """Just after the bracket that closes the one at `start`, -1 if none does."""
    opening, closing = text[start], _PAIRS[text[start]]
    depth = 0
    for at in range(start, len(text)):
        depth += (text[at] == opening) - (text[at] == closing)
        if not depth:
            return at + 1
    return -1
