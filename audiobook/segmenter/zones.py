"""Headings -> the stretches of a story in which notes are looked for, and what their place says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from audiobook.segmenter.headings import TITLE, Heading, is_note_heading
from audiobook.segmenter.lexicon import opening_words
from audiobook.segmenter.notes import Zone

if TYPE_CHECKING:
    from audiobook.model import Story
    from audiobook.segmenter.customs import Customs
    from audiobook.segmenter.lines import Label, Line

_FRONT_PRIOR = 1.6
_SECTION_PRIOR = -3.0  # a preface or an epilogue speaks to the reader, and is story
_OPENING_LINES = 4
_CLOSING_LINES = 6


def zones(
    story: Story, lines: Sequence[Line], headings: Mapping[int, Heading], customs: Customs
) -> tuple[Zone, ...]:
    """The stretches between headings, in order."""
    first_chapter = _first_chapter(lines, headings)
    found = []
    for start, stop in pairwise(_edges(story, lines, headings)):
        first = start + 1 if start in headings or start < 0 else start
        if first >= stop:
            continue
        heading = headings.get(start)
        if stop <= first_chapter or _is_echoed(heading, headings.get(stop)):
            found.append(Zone(first, stop, _FRONT_PRIOR, may_fill=True))
        elif heading is None:
            found.append(Zone(first, stop))
        else:
            prior = _SECTION_PRIOR if heading.style == "section" else 0.0
            found.append(Zone(first, stop, head_prior=prior, all_note=is_note_heading(heading, customs)))
    return tuple(found)


def _is_echoed(heading: Heading | None, following: Heading | None) -> bool:
    """Whether the next heading is the same chapter's: the site's line above the author's own."""
    if not heading or not following or heading.number is None:
        return False
    return (
        heading.number == following.number
        and heading.style != following.style
        and "part"
        not in (
            heading.style,
            following.style,
        )
    )


def openings(lines: Sequence[Line], found: Sequence[Zone], done: Mapping[int, Label]) -> frozenset[str]:
    """The first words of the lines at the heads of zones."""
    return _words(lines, done, (range(zone.start, zone.stop)[:_OPENING_LINES] for zone in found))


def closings(lines: Sequence[Line], found: Sequence[Zone], done: Mapping[int, Label]) -> frozenset[str]:
    """The first words of the lines at the feet of zones."""
    return _words(lines, done, (range(_middle(zone), zone.stop)[-_CLOSING_LINES:] for zone in found))


def _middle(zone: Zone) -> int:
    """Where the closing lines of a zone may start: above the first chapter, no line is at both ends."""
    return (zone.start + zone.stop + 1) // 2 if zone.may_fill else zone.start


def _words(lines: Sequence[Line], done: Mapping[int, Label], ranges: Iterator[range]) -> frozenset[str]:
    inside = (lines[index] for each in ranges for index in each if index not in done)
    return frozenset(opening_words(line.text) for line in inside) - {""}


def _edges(story: Story, lines: Sequence[Line], headings: Mapping[int, Heading]) -> list[int]:
    """The blocks at which a stretch starts, and the end; -1 for what stands before the first heading."""
    marks = {mark.start for mark in story.chapter_marks}
    marked = [line.index for line in lines if line.start in marks]
    return sorted({-1, *headings, *marked, len(lines)})


def _first_chapter(lines: Sequence[Line], headings: Mapping[int, Heading]) -> int:
    """The block of the first heading that opens a chapter, or of the last title above the story."""
    last = 0
    names: list[str] = []
    for index, heading in headings.items():
        again = any(lines[index].plain in name for name in names)
        if heading.style != TITLE or again:
            return index
        last = last if names else index
        names.append(lines[index].plain)
    return last
