"""A paragraph -> its stretches between marks, outermost ones only, in order."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from typing import TYPE_CHECKING

from audiobook.model import MarkKind
from audiobook.segmenter.dashes import dash_stretches, opens_with_dash
from audiobook.segmenter.delimiters import delimited_stretches
from audiobook.segmenter.habits import style_of
from audiobook.segmenter.quote_marks import Stretch, double_stretches, gaps_between
from audiobook.segmenter.single_marks import single_stretches
from audiobook.segmenter.speech import ends_as_speech

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

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
    return _outermost([*made, *_dressed(flat, quoted, block), *_marked(flat, block, quoted)])


def _start(stretch: Stretch) -> int:
    return stretch.start


def _quoted(flat: str, start: int, end: int, habits: Habits, words: Words, *, running: bool) -> list[Stretch]:
    """The quotations of a paragraph: first those in the marks of speech, then the others between them."""
    double = running or flat.find('"', start, end) >= 0
    single = running or flat.find("'", start, end) >= 0
    found: list[Stretch] = []
    if habits.speech == "'":
        if single:
            found = single_stretches(flat, start, end, words, speech=True, running=running)
        if double:
            gaps = list(gaps_between(found, start, end))
            found += [stretch for gap in gaps for stretch in double_stretches(flat, *gap)]
    else:
        if double:
            found = double_stretches(flat, start, end, running=running)
        if single:
            gaps = list(gaps_between(found, start, end))
            found += [
                stretch for gap in gaps for stretch in single_stretches(flat, *gap, words, speech=False)
            ]
    return sorted(found, key=_start)


def _without_incises(flat: str, stretch: Stretch, habits: Habits, words: Words) -> list[Stretch]:
    """The parts of a quotation around a tag that stands inside its marks: `« Oui, dit-il, je viens. »`."""
    if stretch.style not in habits.quotes:
        return [stretch]
    parts = dash_stretches(flat, stretch.start, stretch.end, words)
    return [stretch] if len(parts) == 1 and parts[0].end == stretch.end else parts


def _dressed(flat: str, quoted: Iterable[Stretch], block: Block) -> Iterator[Stretch]:
    """The quotations, and what emphasis all of one stands in: `"*Where?*"`, `**"Where?"**`."""
    inside = {(mark.start, mark.end): mark for mark in block.marks if mark.kind in _MARKS}
    around = {(start + mark.delimiter, end - mark.delimiter): mark for (start, end), mark in inside.items()}
    for stretch in quoted:
        mark = inside.get(stretch.inner) or around.get((stretch.start, stretch.end))
        yield replace(stretch, dress=style_of(mark, flat)) if mark else stretch


def _marked(flat: str, block: Block, quoted: Sequence[Stretch]) -> Iterator[Stretch]:
    """The emphasis of the paragraph, but not where it is laid over what somebody says."""
    said = [stretch for stretch in quoted if ends_as_speech(flat, stretch)]
    starts = [stretch.start for stretch in said]
    for mark in block.marks:
        first = bisect_left(starts, mark.start)
        laid_over = first < len(said) and said[first].end <= mark.end
        if mark.kind in _MARKS and not laid_over:
            yield Stretch(mark.start, mark.end, style_of(mark, flat), width=mark.delimiter)


def _outermost(stretches: list[Stretch]) -> list[Stretch]:
    kept: list[Stretch] = []
    at = -1
    for stretch in sorted(stretches, key=lambda stretch: (stretch.start, -stretch.end)):
        if stretch.start >= at:
            kept.append(stretch)
            at = stretch.end
    return kept
