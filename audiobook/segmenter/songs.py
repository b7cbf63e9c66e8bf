"""Verse and songs: lines of emphasis that stand close together."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from audiobook.model import Kind, MarkKind
from audiobook.segmenter.grounds import Ground
from audiobook.segmenter.sentences import tokens_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from audiobook.model import Block
    from audiobook.segmenter.words import Words

_LONGEST = 90
_BACK = 3  # paragraphs in which somebody may have begun to sing
_LONGEST_VERSE = 3000
_MOSTLY = 0.8
_SELDOM = 0.4
_OFTEN = 0.5
_TAIL = 4
_ENDS = frozenset(".!?…")
_MARGIN = " \t\r\"'“”‘’*_—–-"
# Three lines or more, all but the first set in, none of them long.
_INDENTED = re.compile(r"[^\n]{1,70}(?:\n[ \t]{2,}\S[^\n]{0,70}){2,}")


def song_grounds(flat: str, blocks: Sequence[Block], words: Words) -> dict[int, Ground]:
    """The lines of verse, by number of block: said aloud where somebody sings, else verse."""
    grounds = {}
    printed = [
        [number]
        for number, block in enumerate(blocks)
        if flat.find("\n ", block.start, block.end) >= 0 and _is_indented(flat, block)
    ]
    for run in [*printed, *_stanzas(flat, blocks), *_runs(flat, blocks)]:
        before = blocks[max(0, run[0] - _BACK) : run[0]]
        sung = any(_tells_of_song(flat, block, words) for block in before)
        for number in run:
            if sung:
                start = blocks[number].start
                grounds[number] = Ground(whole=True, spoken=start, together=number != run[0], reason="sung")
            else:
                grounds[number] = Ground(Kind.VERSE, whole=True, reason="verse")
    return grounds


def _tells_of_song(flat: str, block: Block, words: Words) -> bool:
    """Whether somebody sings: `started on the heron song`."""
    return not words.singing.isdisjoint(tokens_of(flat[block.start : block.end]))


def _is_indented(flat: str, block: Block) -> bool:
    """Whether a block is short indented lines that open with capitals, as verse is printed."""
    if block.end - block.start > _LONGEST_VERSE or _INDENTED.fullmatch(flat, block.start, block.end) is None:
        return False
    lines = flat[block.start : block.end].split("\n")
    capitals = sum(line.strip(_MARGIN)[:1].isupper() for line in lines)
    return capitals >= _MOSTLY * len(lines)


def _stanzas(flat: str, blocks: Sequence[Block]) -> list[list[int]]:
    """Runs of short lines with a margin, where paragraphs have none."""
    margins = [n for n, block in enumerate(blocks) if _has_margin(flat, block)]
    if len(margins) > _SELDOM * len(blocks):
        return []
    runs: list[list[int]] = []
    for number in margins:
        if not _is_line_of_verse(flat, blocks[number]):
            continue
        if runs and runs[-1][-1] == number - 1 and blocks[number].gap == 0:
            runs[-1].append(number)
        else:
            runs.append([number])
    return [run for run in runs if len(run) > 1]


def _has_margin(flat: str, block: Block) -> bool:
    return block.start >= 2 and not flat[block.start - 2 : block.start].strip(" \t")


def _is_line_of_verse(flat: str, block: Block) -> bool:
    if block.end - block.start > _LONGEST:
        return False
    return flat[block.start : block.end].strip(_MARGIN)[:1].isupper()


def _runs(flat: str, blocks: Sequence[Block]) -> Iterator[list[int]]:
    """Runs of lines all in emphasis that stand close together."""
    prose = [block.gap for block in blocks[1:] if not _is_line(flat, block)]
    close = prose.count(0) > _OFTEN * len(prose)
    run: list[int] = []
    for number, block in enumerate(blocks):
        line = _is_line(flat, block)
        if run and (block.gap > 0 or not line):
            if _is_verse(flat, blocks, run, close=close):
                yield run
            run = []
        if line:
            run.append(number)
    if _is_verse(flat, blocks, run, close=close):
        yield run


def _is_verse(flat: str, blocks: Sequence[Block], run: Sequence[int], *, close: bool) -> bool:
    """Whether lines are verse; where all paragraphs stand `close`, only if few of them end a sentence."""
    if len(run) < 2 or not close:
        return len(run) > 1
    ended = sum(
        flat[blocks[number].end - _TAIL : blocks[number].end].strip("*_")[-1:] in _ENDS for number in run
    )
    return len(run) > 2 and 2 * ended <= len(run)


def _is_line(flat: str, block: Block) -> bool:
    """Whether the block is one short line, all in emphasis, and no quotation."""
    if block.end - block.start > _LONGEST or not block.marks or '"' in flat[block.start : block.end]:
        return False
    return any(
        mark.start == block.start and mark.end == block.end and mark.kind is MarkKind.EMPHASIS
        for mark in block.marks
    )
