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
    r"""[(\[{]\s*[*_]*(?:
        (?:a/n|b/n|t/n|e/n)'?s?\b
        | (?-i:AN)\b\s*[:\-–—]
        | (?:author['’]?s?['’]?|editor['’]s|tl)\ notes?\b
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_BRACKETS = re.compile(r"[()\[\]{}]")
_LONGEST = 6000
_PAIRS = {"(": ")", "[": "]", "{": "}"}
_OPENING = {closing: opening for opening, closing in _PAIRS.items()}


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
        at = closing(text, match.start())
        if at < 0:
            return
        yield Note(line.start + match.start(), line.start + at)


def closing(text: str, start: int) -> int:
    """Just after the bracket that closes the one at `start`, -1 if none near does."""
    opening, end = text[start], _PAIRS[text[start]]
    depth = 0
    for match in _BRACKETS.finditer(text, start, start + _LONGEST):
        depth += (match[0] == opening) - (match[0] == end)
        if not depth:
            return match.end()
    return -1


def opens_note(text: str) -> bool:
    """Whether a block opens a labelled note in brackets that it does not close."""
    return bool(_OPEN.match(text)) and closing(text, 0) < 0


def closes_note(text: str) -> bool:
    """Whether a block ends with a bracket that it does not open."""
    return (
        text[-1] in ")]}"
        and _BRACKETS.search(text) is not None
        and text.count(text[-1]) > text.count(_OPENING[text[-1]])
    )
