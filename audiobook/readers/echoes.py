"""Headings that say again what was just said, and lists of contents -> blocks that are not spoken."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from audiobook.model import Block, BlockKind, ChapterMark
from audiobook.readers.builder import UNSPOKEN
from audiobook.readers.contents import squeezed

_WINDOW = 6
_LONGEST = 100
_LONGEST_LINK = 120
_FEWEST_LINKS = 3
# "Chapter 3: The Ferry", "3. The Ferry", "Chapter 3 - The Ferry"
_PARTING = re.compile(r"\s*[:.–—]\s+|\s+[-|]\s+")
_TITLES = frozenset({BlockKind.HEADING, BlockKind.PARAGRAPH})


def without_contents(text: str, blocks: Sequence[Block], linked: frozenset[int]) -> tuple[Block, ...]:
    """`blocks` with lists of links, and the headings above them, as lists of contents."""
    result = list(blocks)
    for run in _runs_of_links(text, blocks, linked):
        headed = run[0] > 0 and blocks[run[0] - 1].kind is BlockKind.HEADING
        for index in range(run[0] - headed, run[-1] + 1):
            result[index] = _unspoken(blocks[index], BlockKind.METADATA, "list of contents")
    return tuple(result)


def without_echoes(text: str, blocks: Sequence[Block], marks: Sequence[ChapterMark]) -> tuple[Block, ...]:
    """`blocks` with each chapter's title as its one heading: the same words again are not spoken."""
    result = list(blocks)
    index = 0
    for mark in marks:
        while index < len(blocks) and blocks[index].start < mark.start:
            index += 1
        _quiet_echoes(text, result, index, mark)
    return tuple(result)


def _runs_of_links(text: str, blocks: Sequence[Block], linked: frozenset[int]) -> Iterator[list[int]]:
    """Runs of blocks that are nothing but links on short lines, three lines of them at least."""
    lines = {index: text[blocks[index].start : blocks[index].end].split("\n") for index in sorted(linked)}
    short = (index for index, rows in lines.items() if all(len(row) <= _LONGEST_LINK for row in rows))
    for _, group in groupby(enumerate(short), key=lambda pair: pair[1] - pair[0]):
        run = [index for _, index in group]
        if sum(len(lines[index]) for index in run) >= _FEWEST_LINKS:
            yield run


def _quiet_echoes(text: str, blocks: list[Block], start: int, mark: ChapterMark) -> None:
    """Look at the first lines of a chapter: a heading counts once, an echo of it not at all."""
    said: set[str] = set()
    for index in _first_lines(blocks, start):
        block = blocks[index]
        line = _key(text[block.start : block.end])
        if line in said and _may_be_title(block):
            blocks[index] = _unspoken(block, BlockKind.NAVIGATION, "the heading again")
        elif block.kind is BlockKind.HEADING:
            said |= _names(line)
        elif not said and line in _names(_key(mark.title)) and _may_be_title(block):
            blocks[index] = replace(block, kind=BlockKind.HEADING, level=2)
            said |= _names(line)
        elif block.kind is not BlockKind.BREAK:
            return


def _first_lines(blocks: Sequence[Block], start: int) -> Iterator[int]:
    """The first blocks of a chapter that would be spoken."""
    heard = [index for index in range(start, min(len(blocks), start + 50)) if _is_heard(blocks[index])]
    return iter(heard[:_WINDOW])


def _is_heard(block: Block) -> bool:
    return block.kind not in UNSPOKEN


def _may_be_title(block: Block) -> bool:
    return block.kind in _TITLES and block.end - block.start <= _LONGEST


def _names(line: str) -> set[str]:
    """A title and the parts of it that an author might repeat: "chapter 3", "the ferry"."""
    return {line, *(part for part in _PARTING.split(line) if part)}


def _key(line: str) -> str:
    return squeezed(line).casefold().replace("’", "'").rstrip(":")


def _unspoken(block: Block, kind: BlockKind, reason: str) -> Block:
    return replace(block, kind=kind, level=0, reason=reason)
