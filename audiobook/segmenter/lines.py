"""Blocks as the rules of structure look at them, and the labels they get."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from audiobook.model import BlockKind, Kind

if TYPE_CHECKING:
    from audiobook.model import Block, Story

SHORT = 160  # characters; a longer block is a paragraph whatever it says
QUOTES = "\"“”„«»‘’'‚‹›「」『』"
_STRAIGHT = (("’", "'"), ("‘", "'"), ("“", '"'), ("”", '"'), ("\u00a0", " "), ("\n", " "), ("\r", " "))
# What stands between quotation marks, in text with straight ones: `"Hold on!"`.
QUOTED = re.compile(r"\"[^\"]*\"?|«[^»]*»?|(?<![\w'])'(?:[^']|'(?=\w))*'(?!\w)")
_SPACES = re.compile(r"\s+")
_EDGES = " \t\"'“”‘’„«»‹›!?.,;:…·•*_~=+-–—#|/\\()[]{}<>^`´°§★☆✦❧☽♥♦⁂◦○●"


@dataclass(frozen=True, slots=True)
class Line:
    """A block: its index, its words, the blank lines before it, and the kind its source gives it.

    `plain` is a short block's words in small letters on one line, with straight quotes and nothing
    but letters and digits at its ends; "" for a long block. `row` is the same as it stands.
    """

    index: int
    start: int
    end: int
    text: str
    gap: int
    kind: BlockKind
    plain: str
    row: str

    @property
    def size(self) -> int:
        """The characters of the block."""
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class Label:
    """What a block is: its kind, a note's topic, how sure that is, and why."""

    kind: Kind
    topic: str = ""
    confidence: float = 1.0
    reason: str = ""


STORY = Label(Kind.NARRATION)


def lines_of(story: Story) -> tuple[Line, ...]:
    """The blocks of `story` as lines."""
    flat = _flat(story.text)
    return tuple(_line(story, flat, index, block) for index, block in enumerate(story.blocks))


def plain_words(text: str) -> str:
    """`text` on one line in small letters, with straight quotes and no punctuation at its ends."""
    return straight(text).strip(_EDGES).casefold()


def straight(text: str) -> str:
    """`text` on one line, with straight quotes."""
    return _SPACES.sub(" ", _flat(text)).strip()


def _flat(text: str) -> str:
    """`text` with straight quotes and spaces for newlines, as long as before."""
    for curly, plain in _STRAIGHT:
        text = text.replace(curly, plain)
    return text


def _line(story: Story, flat: str, index: int, block: Block) -> Line:
    start, end = block.start, block.end
    row = flat[start:end] if end - start <= SHORT else ""
    row = _SPACES.sub(" ", row) if "  " in row or "\t" in row else row
    return Line(
        index, start, end, story.text[start:end], block.gap, block.kind, row.strip(_EDGES).casefold(), row
    )
