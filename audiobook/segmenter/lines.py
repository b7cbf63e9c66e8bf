"""Blocks as the rules of structure look at them, and the labels they get."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from audiobook.model import BlockKind, Kind

if TYPE_CHECKING:
    from audiobook.model import Story

SHORT = 160  # characters; a longer block is a paragraph whatever it says
QUOTES = "\"“”„«»‘’'‚‹›「」『』"
_STRAIGHT = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "\u00a0": " ", "\n": " ", "\r": " "})
_SPACES = re.compile(r"\s+")
_EDGES = re.compile(r"^[\W_]+|[\W_]+$")


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
    return tuple(_line(story, index) for index in range(len(story.blocks)))


def plain_words(text: str) -> str:
    """`text` on one line in small letters, with straight quotes and no punctuation at its ends."""
    return _EDGES.sub("", straight(text)).casefold()


def straight(text: str) -> str:
    """`text` on one line, with straight quotes."""
    return _SPACES.sub(" ", text.translate(_STRAIGHT)).strip()


def _line(story: Story, index: int) -> Line:
    block = story.blocks[index]
    text = story.text[block.start : block.end]
    row = straight(text) if len(text) <= SHORT else ""
    plain = _EDGES.sub("", row).casefold() if row else ""
    return Line(index, block.start, block.end, text, block.gap, block.kind, plain, row)
