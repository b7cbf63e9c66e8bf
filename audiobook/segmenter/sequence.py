"""Which of the lines that look like headings are headings: those that count up, and no lists."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from audiobook.model import BlockKind, Kind
from audiobook.segmenter.headings import Heading, parse, undecorated
from audiobook.segmenter.lines import Label, Line
from audiobook.segmenter.titles import FIRST_LINES, is_capitalized

if TYPE_CHECKING:
    from audiobook.segmenter.customs import Customs

_TEXT_AFTER = 250  # characters that must follow the number of a chapter before the next one
_LONGEST_SHOUT = 60
_CONTENTS = Label(Kind.NOTE, "contents", 0.95, "a contents list: its headings come again")


def find_headings(lines: Sequence[Line], done: dict[int, Label], customs: Customs) -> dict[int, Heading]:
    """The headings of chapters by their block; contents lists are labelled as such in `done`."""
    candidates = dict(_candidates(lines, done, customs))
    _drop_contents(lines, candidates, done, customs)
    found = {index: heading for index, heading in candidates.items() if heading.is_sure}
    _drop_lone_section(lines, found)
    found.update(_counted(lines, candidates, found))
    found.update(_alike(lines, found, done))
    if not any(heading.number for heading in found.values()):
        found.update(_shouted(lines, found, done))
    return dict(sorted(found.items()))


def _candidates(
    lines: Sequence[Line], done: Mapping[int, Label], customs: Customs
) -> Iterator[tuple[int, Heading]]:
    for line in lines:
        if line.row and line.index not in done:
            heading = parse(line.row, customs)
            if line.kind is BlockKind.HEADING and not (heading and heading.is_sure):
                number = heading.number if heading else None
                heading = Heading("source", number, undecorated(line.row))
            if heading:
                yield line.index, heading


def _drop_contents(
    lines: Sequence[Line], candidates: dict[int, Heading], done: dict[int, Label], customs: Customs
) -> None:
    """Contents lists: runs of headings with nothing between them that all come again later."""
    last = {_key(lines[index], heading): index for index, heading in candidates.items()}
    for run in _runs(sorted(candidates)):
        again = [index for index in run if last[_key(lines[index], candidates[index])] > index]
        if len(again) < 2 or 2 * len(again) < len(run):
            continue
        above = run[0] - 1
        if above >= 0 and lines[above].plain in customs.headings["contents"]:
            done[above] = _CONTENTS
        for index in again:
            done[index] = _CONTENTS
            del candidates[index]


def _key(line: Line, heading: Heading) -> tuple[str, int | str]:
    """What a heading and its entry in a contents list share."""
    return heading.style, line.plain if heading.number is None else heading.number


def _runs(indexes: Sequence[int]) -> Iterator[list[int]]:
    """Indexes that follow one another."""
    run: list[int] = []
    for index in indexes:
        if run and index != run[-1] + 1:
            yield run
            run = []
        run.append(index)
    if run:
        yield run


def _drop_lone_section(lines: Sequence[Line], found: dict[int, Heading]) -> None:
    """An "Epilogue" inside a story that has no chapters is a card and no chapter."""
    if len(found) == 1:
        index, heading = next(iter(found.items()))
        if heading.style == "section" and index > FIRST_LINES and lines[index].kind is not BlockKind.HEADING:
            del found[index]


def _counted(
    lines: Sequence[Line], candidates: Mapping[int, Heading], sure: Mapping[int, Heading]
) -> Iterator[tuple[int, Heading]]:
    """Bare numbers, and numbers with a title, that go on counting where the last heading stopped."""
    chapters = any(heading.style == "chapter" for heading in sure.values())
    last = 0
    for index, heading in candidates.items():
        if index in sure:
            last = _counted_to(heading, last, chapters=chapters)
        elif heading.number is not None and _opens_text(lines, candidates, index):
            first = not chapters and (heading.number == 1 or (not last and index < FIRST_LINES))
            if first or heading.number in (last, last + 1):
                yield index, heading
                last = heading.number


def _counted_to(heading: Heading, last: int, *, chapters: bool) -> int:
    """The number after which bare numbers go on: a book or volume counts its chapters anew."""
    if heading.style != "part":
        return heading.number or last
    if heading.word != "part":
        return 0
    return last if chapters else heading.number or last


def _opens_text(lines: Sequence[Line], candidates: Mapping[int, Heading], index: int) -> bool:
    """Whether text follows a number, and no list of its like."""
    return not _is_listed(candidates, index) and _has_text_after(lines, candidates, index)


def _is_listed(candidates: Mapping[int, Heading], index: int) -> bool:
    """Whether a line stands in a list of its like: "1. Bokken", "2. Katana"."""
    style = candidates[index].style
    return any(near in candidates and candidates[near].style == style for near in (index - 1, index + 1))


def _has_text_after(lines: Sequence[Line], candidates: Mapping[int, Heading], index: int) -> bool:
    """Whether paragraphs follow a heading before the next line of its kind."""
    size = 0
    for line in lines[index + 1 : index + 12]:
        if line.index in candidates and candidates[line.index].style == candidates[index].style:
            break
        size += line.size
    return size >= _TEXT_AFTER


def _alike(
    lines: Sequence[Line], found: Mapping[int, Heading], done: Mapping[int, Label]
) -> Iterator[tuple[int, Heading]]:
    """Titles in capitals that stand under the same row of signs as another heading in capitals."""
    rows = {
        lines[index - 1].row
        for index in found
        if index and index - 1 in done and done[index - 1].kind is Kind.SKIP and lines[index].row.isupper()
    }
    for line in lines[1:]:
        if (
            line.row.isupper()
            and lines[line.index - 1].row in rows
            and line.index not in found
            and _is_shout(line)
        ):
            yield line.index, Heading("section", None, undecorated(line.row))


def _shouted(
    lines: Sequence[Line], found: Mapping[int, Heading], done: Mapping[int, Label]
) -> Iterator[tuple[int, Heading]]:
    """Titles of a collection: lines in capitals after a gap wider than between paragraphs."""
    shouts = [
        line.index
        for line in lines[1:-1]
        if line.gap >= 2 and _is_shout(line) and line.index not in found and line.index not in done
    ]
    shouts = [index for index in shouts if index + 1 not in shouts and lines[index + 1].size > _LONGEST_SHOUT]
    if len(shouts) >= 2:
        yield from ((index, Heading("section", None, undecorated(lines[index].row))) for index in shouts)


def _is_shout(line: Line) -> bool:
    row = line.row
    return 3 < len(row) <= _LONGEST_SHOUT and row.isupper() and is_capitalized(row) and row[0] not in "\"'[<("
