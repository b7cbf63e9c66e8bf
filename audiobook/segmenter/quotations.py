"""Paragraphs of story -> pieces of narration, speech, telepathy, thought, writing."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from audiobook.model import BlockKind, Kind, MarkKind
from audiobook.segmenter.habits import Habits, is_sentence, read_habits, style_of
from audiobook.segmenter.delimiters import delimited_stretches
from audiobook.segmenter.piece import Piece
from audiobook.segmenter.quote_marks import Stretch, double_stretches, single_stretches, straighten
from audiobook.segmenter.scare import is_only_quoted
from audiobook.segmenter.tags import Tag, tag_of
from audiobook.segmenter.thoughts import emphasis_kind, emphasis_kinds
from audiobook.segmenter.words import words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from audiobook.model import Block, Story
    from audiobook.segmenter.legend import Legend
    from audiobook.segmenter.words import Words

EMPHASIS = frozenset({"*", "_", "i", "**", "__", "b"})
_WHOLE_BLOCKS = {BlockKind.LETTER: Kind.WRITTEN, BlockKind.TABLE: Kind.SYSTEM, BlockKind.VERSE: Kind.VERSE}


def cut_story(
    story: Story, story_blocks: Sequence[int], *, legend: Legend, language: str
) -> dict[int, tuple[Piece, ...]]:
    """The pieces of each of the given blocks, by the block's index; they join to the block exactly."""
    words = words_of(language)
    flat = straighten(story.text)
    blocks = [story.blocks[index] for index in story_blocks]
    habits = read_habits(story, flat, blocks, legend=legend, words=words)
    emphasized = [
        (stretch, block)
        for block in blocks
        if block.marks
        for stretch in _stretches(flat, block, habits, words, running=False)
        if stretch.style in EMPHASIS
    ]
    habits = replace(habits, kinds=emphasis_kinds(flat, emphasized, words, habits.kinds))
    cut = {}
    quote = 0
    running = False
    for index, block in zip(story_blocks, blocks, strict=True):
        if block.kind in _WHOLE_BLOCKS:
            cut[index] = (Piece(block.start, block.end, _WHOLE_BLOCKS[block.kind]),)
            running = False
            continue
        stretches = _stretches(flat, block, habits, words, running=running)
        continues = (
            running
            and bool(stretches)
            and stretches[0].start <= block.start + 2
            and stretches[0].style == habits.speech
        )
        pieces = []
        at = block.start
        for number, stretch in enumerate(stretches):
            kind = _kind(flat, stretch, block, habits, words)
            if kind is Kind.NARRATION:
                continue
            if not (number == 0 and continues):
                quote += 1
            if at < stretch.start:
                pieces.append(Piece(at, stretch.start, Kind.NARRATION))
            pieces.append(Piece(stretch.start, stretch.end, kind, quote))
            at = stretch.end
        if at < block.end:
            pieces.append(Piece(at, block.end, Kind.NARRATION))
        running = bool(stretches) and not stretches[-1].closed and stretches[-1].end == block.end
        cut[index] = tuple(pieces)
    return cut


def _stretches(flat: str, block: Block, habits: Habits, words: Words, *, running: bool) -> list[Stretch]:
    start, end = block.start, block.end
    made = delimited_stretches(flat, start, end, habits.delimiters)
    if habits.speech == "'":
        quoted = single_stretches(flat, start, end, words, speech=True)
        other = [s for gap in _gaps(quoted, start, end) for s in double_stretches(flat, *gap)]
    else:
        quoted = double_stretches(flat, start, end, running=running)
        other = [
            s for gap in _gaps(quoted, start, end) for s in single_stretches(flat, *gap, words, speech=False)
        ]
    quoted = sorted([*quoted, *other], key=lambda s: s.start)
    marked = [
        Stretch(m.start, m.end, style_of(m, flat), width=m.delimiter)
        for m in block.marks
        if m.kind in (MarkKind.EMPHASIS, MarkKind.STRONG)
        and not any(m.start <= s.start and s.end <= m.end for s in quoted)
    ]
    return _first_come([*made, *quoted, *marked])


def _gaps(stretches: Iterable[Stretch], start: int, end: int) -> list[tuple[int, int]]:
    gaps = []
    for stretch in stretches:
        if start < stretch.start:
            gaps.append((start, stretch.start))
        start = stretch.end
    if start < end:
        gaps.append((start, end))
    return gaps


def _first_come(stretches: list[Stretch]) -> list[Stretch]:
    kept: list[Stretch] = []
    at = -1
    for stretch in sorted(stretches, key=lambda s: (s.start, -s.end)):
        if stretch.start >= at:
            kept.append(stretch)
            at = stretch.end
    return kept


def _kind(flat: str, stretch: Stretch, block: Block, habits: Habits, words: Words) -> Kind:
    style = stretch.style
    if style == habits.speech:
        return Kind.NARRATION if is_only_quoted(flat, stretch, block, words) else Kind.DIALOGUE
    tag = tag_of(flat, stretch, block, words)
    if style in habits.kinds and style not in EMPHASIS:
        return habits.kinds[style]
    if style == "'":
        return Kind.THOUGHT if tag is Tag.THINK or is_sentence(flat, stretch) else Kind.NARRATION
    return emphasis_kind(flat, stretch, block, words, habits.kinds)
