"""A table of contents, or the headings where there is none -> the chapters of a story."""

from __future__ import annotations

import json
import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from importlib import resources
from itertools import accumulate

from audiobook.model import Block, BlockKind, ChapterMark
from audiobook.readers.builder import UNSPOKEN

_DATA = json.loads(resources.files("audiobook.readers").joinpath("data/contents.json").read_text("utf-8"))
_CHAPTER_WORDS = "|".join(map(re.escape, _DATA["chapter"].split()))
_PART_WORDS = "|".join(map(re.escape, _DATA["part"].split()))
_FURNITURE = frozenset(_DATA["furniture"])

# "Chapter 7", "12. The Ferry", "IV", "Prologue"
_CHAPTER = re.compile(rf"\W*(?:(?:{_CHAPTER_WORDS})\b|\d+\b|(?-i:[IVXLC]+)\b(?!['’]))", re.IGNORECASE)
# "Part One", "Book II: Winter"
_PART = re.compile(rf"\W*(?:the\s+\w+\s+)?(?:{_PART_WORDS})\b", re.IGNORECASE)
# "Chapter Seven", "VII.", "12"
_BARE = re.compile(rf"\W*(?:(?:{_CHAPTER_WORDS})\W+\w+(?:-\w+)?|\d+|(?-i:[IVXLC]+))\W*", re.IGNORECASE)
# "Chapter 7: The Ferry", not "Chapter and verse, he thought."
_NAMED = re.compile(rf"\W*(?:{_CHAPTER_WORDS})\b", re.IGNORECASE)
_SENTENCE_END = (".", "!", "?", "…", ",", ";", '"', "”", "’", "'")
_LONGEST_LINE = 80
_LONGEST_TITLE = 300
_SILENT = UNSPOKEN | {BlockKind.HEADING, BlockKind.BREAK}
_CHAPTER_LENGTH = 600


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a table of contents: where it leads, and how deep it is nested, 0 the highest."""

    start: int
    title: str
    depth: int = 0


class Length:
    """How many characters of story stand in a range, headings and what is not spoken left out."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self._starts = [block.start for block in blocks]
        lengths = (0 if block.kind in _SILENT else block.end - block.start for block in blocks)
        self._sums = [0, *accumulate(lengths)]

    def between(self, start: int, end: int) -> int:
        """Characters of story in the blocks that start in [start, end)."""
        return self._sums[bisect_left(self._starts, end)] - self._sums[bisect_left(self._starts, start)]


def chapter_marks(entries: Sequence[Entry], blocks: Sequence[Block]) -> tuple[ChapterMark, ...]:
    """The chapters that `entries` list: without sections of chapters, and none without story in it.

    What holds no story (title pages, headings of parts) goes with the chapter after it, or, at the
    end, before it.
    """
    if not blocks:
        return ()
    length = Length(blocks)
    end = blocks[-1].end
    ordered = _ordered(entry for entry in entries if entry.start < end)
    kept = _without_sections(ordered, length, end)
    return tuple(_with_story(kept, length, end))


def heading_entries(text: str, blocks: Sequence[Block]) -> list[Entry]:
    """The headings of a story as a table of contents."""
    entries: list[Entry] = []
    before: Block | None = None
    for block in blocks:
        if block.kind is BlockKind.HEADING and block.end - block.start <= _LONGEST_TITLE:
            title = squeezed(text[block.start : block.end])
            if before is not None and _BARE.fullmatch(entries[-1].title) and block.level >= before.level:
                entries[-1] = replace(entries[-1], title=f"{entries[-1].title.rstrip(' .:')}: {title}")
            else:
                entries.append(Entry(block.start, title, block.level))
        before = block if block.kind is BlockKind.HEADING else None
    return entries


def line_entries(text: str, blocks: Sequence[Block]) -> list[Entry]:
    """The lines that read like headings of chapters, as a table of contents."""
    heard = (
        block for block in blocks if block.kind not in UNSPOKEN and block.end - block.start <= _LONGEST_LINE
    )
    lines = ((block.start, squeezed(text[block.start : block.end])) for block in heard)
    return [Entry(start, line) for start, line in lines if _is_heading_line(line)]


def _is_heading_line(line: str) -> bool:
    return bool(_BARE.fullmatch(line)) or (bool(_NAMED.match(line)) and not line.endswith(_SENTENCE_END))


def is_furniture(title: str) -> bool:
    """Whether a title is that of a page that comes with books and is no part of the story."""
    return squeezed(title).casefold().strip(" .:—-").replace("’", "'") in _FURNITURE


def squeezed(title: str) -> str:
    """`title` on one line."""
    return " ".join(title.split())


def _ordered(entries: Iterator[Entry]) -> list[Entry]:
    """`entries` as they stand in the text; of those that lead to one place, the last and deepest."""
    at: dict[int, Entry] = {}
    for entry in sorted(entries, key=lambda entry: entry.start):
        title = squeezed(entry.title)[:_LONGEST_TITLE]
        if title:
            at[entry.start] = replace(entry, title=title)
    return list(at.values())


def _without_sections(entries: Sequence[Entry], length: Length, end: int) -> list[Entry]:
    kept: list[Entry] = []
    top = min((entry.depth for entry in entries), default=0)
    alone = sum(entry.depth == top for entry in entries) == 1
    inside = -1  # the depth of the chapter whose sections are being passed over
    for index, entry in enumerate(entries):
        if 0 <= inside < entry.depth and not _CHAPTER.match(entry.title):
            continue
        kept.append(entry)
        following = entries[index + 1].start if index + 1 < len(entries) else end
        whole = alone and entry.depth == top
        inside = (
            entry.depth if not whole and _is_chapter(entry, length.between(entry.start, following)) else -1
        )
    return kept


def _is_chapter(entry: Entry, own_length: int) -> bool:
    """Whether an entry is a chapter, so that what is nested in it are sections."""
    if _PART.match(entry.title):
        return False
    return bool(_CHAPTER.match(entry.title)) or own_length >= _CHAPTER_LENGTH


def _with_story(entries: Sequence[Entry], length: Length, end: int) -> Iterator[ChapterMark]:
    start = -1
    for index, entry in enumerate(entries):
        start = entry.start if start < 0 else start
        following = entries[index + 1].start if index + 1 < len(entries) else end
        if length.between(entry.start, following):
            yield ChapterMark(start, entry.title)
            start = -1
