"""A paragraph -> its stretches between marks, outermost ones only, in order."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from audiobook.model import MarkKind
from audiobook.segmenter.dashes import dash_stretches, opens_with_dash
from audiobook.segmenter.delimiters import delimited_stretches
from audiobook.segmenter.habits import style_of
from audiobook.segmenter.quote_marks import Stretch, double_stretches, gaps_between, single_stretches

if TYPE_CHECKING:
    from collections.abc import Iterator

    from audiobook.model import Block
    from audiobook.segmenter.habits import Habits
    from audiobook.segmenter.words import Words

EMPHASIS = frozenset({"*", "_", "i", "**", "__", "b", "***", "___"})
_MARKS = (MarkKind.EMPHASIS, MarkKind.STRONG)


def stretches_of(
    flat: str, block: Block, habits: Habits, words: Words, *, running: bool = False
) -> list[Stretch]:
    """The stretches of a paragraph; `running` says that the one before left a quotation open."""
    start, end = block.start, block.end
    if habits.dashes and opens_with_dash(flat, start, end, hyphens=habits.hyphens):
        return dash_stretches(flat, start, end, words)
    made = delimited_stretches(flat, start, end, habits.delimiters)
    if words.incises:
        made = [part for stretch in made for part in _without_incises(flat, stretch, habits, words)]
    quoted = _quoted(flat, start, end, habits, words, running=running)
    if not made and not block.marks:
        return quoted
    marked = list(_marked(flat, block, quoted))
    quoted = [_dressed(flat, stretch, block) for stretch in quoted]
    return _outermost([*made, *quoted, *marked])


def _quoted(flat: str, start: int, end: int, habits: Habits, words: Words, *, running: bool) -> list[Stretch]:
    double = flat.find('"', start, end) >= 0
    single = flat.find("'", start, end) >= 0
    if habits.speech == "'":
        first = (
            single_stretches(flat, start, end, words, speech=True, running=running)
            if single or running
            else []
        )
        second = (
            (s for gap in gaps_between(first, start, end) for s in double_stretches(flat, *gap))
            if double
            else ()
        )
    else:
        first = double_stretches(flat, start, end, running=running) if double else []
        second = (
            (
                s
                for gap in gaps_between(first, start, end)
                for s in single_stretches(flat, *gap, words, speech=False)
            )
            if single
            else ()
        )
    return sorted([*first, *second], key=lambda stretch: stretch.start)


def _without_incises(flat: str, stretch: Stretch, habits: Habits, words: Words) -> list[Stretch]:
    """The parts of a quotation around a tag that stands inside its marks: `« Oui, dit-il, je viens. »`."""
    if stretch.style not in habits.quotes:
        return [stretch]
    parts = dash_stretches(flat, stretch.start, stretch.end, words)
    return parts if len(parts) > 1 else [stretch]


def _dressed(flat: str, stretch: Stretch, block: Block) -> Stretch:
    """The stretch, and what emphasis all of it stands in: `"*Where?*"`, `**"Where?"**`."""
    inner = stretch.inner
    for mark in block.marks:
        around = mark.end - mark.delimiter == stretch.end and mark.start + mark.delimiter == stretch.start
        if mark.kind in _MARKS and (around or (mark.start, mark.end) == inner):
            return replace(stretch, dress=style_of(mark, flat))
    return stretch


def _marked(flat: str, block: Block, quoted: list[Stretch]) -> Iterator[Stretch]:
    """The emphasis of the paragraph, but not where it is laid over whole quotations."""
    for mark in block.marks:
        if mark.kind in _MARKS and not any(mark.start <= s.start and s.end <= mark.end for s in quoted):
            yield Stretch(mark.start, mark.end, style_of(mark, flat), width=mark.delimiter)


def _outermost(stretches: list[Stretch]) -> list[Stretch]:
    kept: list[Stretch] = []
    at = -1
    for stretch in sorted(stretches, key=lambda stretch: (stretch.start, -stretch.end)):
        if stretch.start >= at:
            kept.append(stretch)
            at = stretch.end
    return kept
