"""Headings -> the chapters of a story: they follow one another and hold every block."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from audiobook.model import Chapter, Kind
from audiobook.segmenter.headings import TITLE, Heading, parse, undecorated
from audiobook.segmenter.lines import Label, Line, plain_words

if TYPE_CHECKING:
    from audiobook.model import Story
    from audiobook.segmenter.customs import Customs

_EPIGRAPH = 500
_PARATEXT = frozenset({Kind.NOTE, Kind.NAVIGATION, Kind.SKIP, Kind.HEADING})


@dataclass(frozen=True, slots=True)
class Opening:
    """Where a chapter opens: its first block, and the blocks of its headings."""

    block: int
    headings: tuple[int, ...]


def chapters_of(
    story: Story,
    lines: Sequence[Line],
    labels: Sequence[Label],
    headings: Mapping[int, Heading],
    customs: Customs,
) -> tuple[Chapter, ...]:
    """The chapters: as the source gives them, else as the headings do, else one."""
    if not lines:
        return ()
    if story.chapter_marks:
        return tuple(_marked(story, lines, headings, customs))
    openings = list(_openings(lines, labels, headings)) or [Opening(0, ())]
    starts = [lines[0].start, *(lines[opening.block].start for opening in openings[1:]), lines[-1].end]
    return tuple(
        _chapter(
            story, lines, headings, opening.headings, Chapter(index, starts[index], starts[index + 1], "")
        )
        for index, opening in enumerate(openings)
    )


def _marked(
    story: Story, lines: Sequence[Line], headings: Mapping[int, Heading], customs: Customs
) -> Iterator[Chapter]:
    marks = sorted(story.chapter_marks, key=lambda mark: mark.start)
    starts = [lines[0].start, *(mark.start for mark in marks[1:]), lines[-1].end]
    for index, mark in enumerate(marks):
        own = next((line for line in lines if line.start >= mark.start and line.index in headings), None)
        inside = own if own and own.start < starts[index + 1] else None
        said = parse(mark.title, customs) or (headings[inside.index] if inside else None)
        yield Chapter(
            index,
            starts[index],
            starts[index + 1],
            mark.title or (undecorated(inside.row) if inside else ""),
            said.number if said else None,
            (inside.start, inside.end) if inside else None,
        )


def _openings(
    lines: Sequence[Line], labels: Sequence[Label], headings: Mapping[int, Heading]
) -> Iterator[Opening]:
    """A chapter opens at a heading; headings with no story between them open it together."""
    group: list[int] = []
    block, told = -1, 0
    for line in lines:
        kind = labels[line.index].kind
        if line.index in headings and kind is Kind.HEADING:
            if block >= 0 and (told > _least(headings, group) or not _goes_on(headings, group, line.index)):
                yield Opening(block, tuple(group))
                group, block = [], -1
            block = line.index if block < 0 else block
            group.append(line.index)
            told = 0
        elif kind not in _PARATEXT:
            block = line.index if block < 0 else block
            told += 0 if kind is Kind.MARKER else line.size
    if block >= 0:
        yield Opening(block, tuple(group))


def _least(headings: Mapping[int, Heading], group: Sequence[int]) -> int:
    """How much text makes a chapter: an epigraph under a title or above all chapters does not."""
    return _EPIGRAPH if all(headings[index].style in (TITLE, "part") for index in group) else 0


def _goes_on(headings: Mapping[int, Heading], group: Sequence[int], index: int) -> bool:
    """Whether a heading belongs with those of `group`: not if it counts on from one of them."""
    new = headings[index]
    same = [
        headings[each]
        for each in group
        if headings[each].style == new.style and headings[each].word == new.word
    ]
    return all(old.number == new.number for old in same) and (new.style != "section" or not same)


def _chapter(
    story: Story, lines: Sequence[Line], headings: Mapping[int, Heading], group: Sequence[int], bare: Chapter
) -> Chapter:
    """`bare` with what its headings say."""
    if not group:
        return Chapter(bare.index, bare.start, bare.end, story.metadata.title)
    own = [each for each in group if headings[each].style != TITLE][:1] or [group[-1]]
    group = [each for each in group if each >= own[0]]
    numbers = [headings[each].number for each in reversed(group) if headings[each].number is not None]
    span = (lines[group[0]].start, lines[group[-1]].end)
    return Chapter(
        bare.index, bare.start, bare.end, _title(lines, group), numbers[0] if numbers else None, span
    )


def _title(lines: Sequence[Line], group: Sequence[int]) -> str:
    """The headings of a chapter as one line that can be read out."""
    rows: dict[str, str] = {}
    for index in group:
        row = undecorated(lines[index].row) or lines[index].row
        rows.setdefault(plain_words(row), row.rstrip(".:"))
    whole = [row for key, row in rows.items() if not any(_is_echo(key, other) for other in rows)]
    return ": ".join(whole)


def _is_echo(row: str, other: str) -> bool:
    """Whether `other` says all that `row` says, and more: "chapter 3" and "chapter 3: the lamp"."""
    return len(other) > len(row) and (f"{other}:".startswith(f"{row}:") or other.endswith(f" {row}"))
