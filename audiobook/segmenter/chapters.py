"""Which blocks are headings, and the chapters they open."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from audiobook.model import BlockKind, Chapter, Kind
from audiobook.segmenter.headings import Heading, is_title, parse, undecorated
from audiobook.segmenter.lines import Label, Line, plain_words
from audiobook.segmenter.markers import marker_of

if TYPE_CHECKING:
    from audiobook.model import Story
    from audiobook.segmenter.customs import Customs
    from audiobook.segmenter.notes import Judge

_FIRST_LINES = 12
_TITLE = "title"
_STORY_BETWEEN = 400  # characters of text that must lie between two headings of a sequence


@dataclass(frozen=True)
class Headings:
    """The headings by their block, the block of the first that opens a chapter, and the customs."""

    found: dict[int, Heading]
    first_chapter: int | None
    note_words: frozenset[str]

    def is_note_chapter(self, index: int) -> bool:
        """Whether the heading in a block says that its chapter is the author's."""
        if index not in self.found:
            return False
        title = plain_words(self.found[index].title)
        return (
            any(title.startswith(word) for word in self.note_words if len(word) > 2)
            or title in self.note_words
        )


def label_headings(
    story: Story, lines: Sequence[Line], done: dict[int, Label], judge: Judge, customs: Customs
) -> Headings:
    """Find the headings and label them in `done`."""
    candidates = dict(_candidates(lines, done, customs))
    _drop_contents(lines, candidates, done)
    found = dict(_accepted(lines, candidates, done))
    found.update(_titles(story, lines, found, done, judge, customs))
    for index in found:
        done[index] = Label(Kind.HEADING, reason="a heading")
    first = min((index for index, heading in found.items() if heading.style != _TITLE), default=None)
    repeated = _repeated_title(lines, found)
    if repeated is not None and (first is None or repeated < first):
        first = repeated
    return Headings(found, first, customs.headings["note_chapter"])


def _candidates(
    lines: Sequence[Line], done: Mapping[int, Label], customs: Customs
) -> Iterator[tuple[int, Heading]]:
    for line in lines:
        if not line.row or line.index in done:
            continue
        heading = parse(line.row, customs)
        if line.kind is BlockKind.HEADING:
            yield (
                line.index,
                heading if heading and heading.is_sure else Heading("source", None, undecorated(line.row)),
            )
        elif heading:
            yield line.index, heading


def _drop_contents(lines: Sequence[Line], candidates: dict[int, Heading], done: dict[int, Label]) -> None:
    """Contents lists: runs of headings with nothing between them that all come again later."""
    last_of = {lines[index].plain: index for index in candidates}
    run: list[int] = []
    for index in [*sorted(candidates), -1]:
        if run and index == run[-1] + 1:
            run.append(index)
            continue
        again = [each for each in run if last_of[lines[each].plain] > run[-1]]
        if len(again) >= 2 and 2 * len(again) >= len(run):
            for each in again:
                done[each] = Label(Kind.NOTE, "contents", 0.95, "a contents list: its headings come again")
                del candidates[each]
        run = [index]


def _accepted(
    lines: Sequence[Line], candidates: Mapping[int, Heading], done: Mapping[int, Label]
) -> Iterator[tuple[int, Heading]]:
    """The candidates that are headings: the sure ones, and numbers that form a sequence."""
    sure = {
        index: heading
        for index, heading in candidates.items()
        if heading.is_sure or heading.style == "source"
    }
    chapters = [index for index, heading in sure.items() if heading.style != "section"]
    sections = [index for index, heading in sure.items() if heading.style == "section"]
    for index in sections:
        alone = len(sections) == 1 and not chapters
        if lines[index].kind is not BlockKind.HEADING and alone and index > _FIRST_LINES:
            del sure[index]
    yield from sure.items()
    for style in ("roman-title", "digits-title", "roman", "digits", "word"):
        sequence = [(index, heading) for index, heading in candidates.items() if heading.style == style]
        accepted = _sequence(lines, sequence)
        if not chapters or (
            len(accepted) > 1 and style in {"roman", "digits", "roman-title", "digits-title"}
        ):
            yield from accepted


def _sequence(lines: Sequence[Line], candidates: Sequence[tuple[int, Heading]]) -> list[tuple[int, Heading]]:
    """The candidates that count up with text between them; one alone must stand near the start."""
    kept: list[tuple[int, Heading]] = []
    for index, heading in candidates:
        if not _has_text_after(lines, index):
            continue
        if not kept or heading.number == (kept[-1][1].number or 0) + 1 or heading.number == 1:
            kept.append((index, heading))
    if len(kept) == 1 and kept[0][0] >= _FIRST_LINES:
        return []
    return kept


def _has_text_after(lines: Sequence[Line], index: int) -> bool:
    """Whether the lines right after a heading are paragraphs and no list of its like."""
    following = lines[index + 1 : index + 8]
    return sum(line.size for line in following) > min(_STORY_BETWEEN, 60 * max(1, len(following)))


def _repeated_title(lines: Sequence[Line], found: Mapping[int, Heading]) -> int | None:
    """The block in which the story's title stands again, above its text."""
    titles = [index for index, heading in sorted(found.items()) if heading.style == _TITLE]
    for number, index in enumerate(titles):
        if any(lines[index].plain == lines[before].plain or number for before in titles[:number]):
            return index
    return None


def _titles(
    story: Story,
    lines: Sequence[Line],
    found: Mapping[int, Heading],
    done: Mapping[int, Label],
    judge: Judge,
    customs: Customs,
) -> Iterator[tuple[int, Heading]]:
    """The title of the story, where it stands and where it stands again; titles under a number."""
    name = plain_words(story.metadata.title)
    first = min(found, default=len(lines))
    for line in lines[: max(_FIRST_LINES, first + 1) + 40]:
        if line.index in done or line.index in found or not line.row:
            continue
        is_name = bool(name) and (line.plain == name or (line.index == 0 and line.plain.startswith(name)))
        if is_name or _is_first_title(lines, line, found, done, judge, customs):
            yield line.index, Heading(_TITLE, None, undecorated(line.row))
    for index in sorted(found):
        if _is_title_under(lines, index, found, done, customs):
            yield index + 1, Heading(_TITLE, None, undecorated(lines[index + 1].row))


def _is_first_title(
    lines: Sequence[Line],
    line: Line,
    found: Mapping[int, Heading],
    done: Mapping[int, Label],
    judge: Judge,
    customs: Customs,
) -> bool:
    """Whether a line among the first, with nothing but notes above it, is the title."""
    if line.index >= _FIRST_LINES or not _looks_like_title(line, customs):
        return False
    if line.index == 0:
        return judge.score(0).label == ""
    above = [index for index in range(line.index) if index not in found]
    noted = all(index in done or judge.score(index).value > 0 for index in above)
    return noted and bool(above) and _is_capitalized(line.row) and judge.score(line.index).value < 0.5


def _looks_like_title(line: Line, customs: Customs) -> bool:
    row = line.row
    if not is_title(row) or len(row) > 80 or row[-1:] in ",;:" or row.rstrip(")").endswith("!!"):
        return False
    if row[0] in "\"'(~[" or ":" in row[:12] or marker_of(line, customs, after_edge=False):
        return False
    return not row.casefold().startswith(("by ", "by:"))


def _is_capitalized(row: str) -> bool:
    """Whether the longer words of a line are written with capitals."""
    words = [word for word in row.split() if len(word) > 3 and word[0].isalpha()]
    return row.isupper() or (bool(words) and all(word[0].isupper() for word in words))


def _is_title_under(
    lines: Sequence[Line],
    index: int,
    found: Mapping[int, Heading],
    done: Mapping[int, Label],
    customs: Customs,
) -> bool:
    """Whether the block after a bare number is the chapter's title."""
    if found[index].title or found[index].style in (_TITLE, "source") or index + 2 >= len(lines):
        return False
    line, below = lines[index + 1], lines[index + 2]
    if line.index in found or line.index in done or not line.row or not _looks_like_title(line, customs):
        return False
    return _is_capitalized(line.row) and below.size > line.size


def chapters_of(
    story: Story, lines: Sequence[Line], labels: Sequence[Label], headings: Headings
) -> tuple[Chapter, ...]:
    """The chapters of a story: they follow one another and hold every block."""
    starts = _starts(lines, labels, headings)
    if story.chapter_marks:
        return tuple(_marked(story))
    return tuple(_numbered_chapters(story, lines, headings, starts))


def _marked(story: Story) -> Iterator[Chapter]:
    """Chapters as the source gives them."""
    marks = sorted(story.chapter_marks, key=lambda mark: mark.start)
    first, last = story.blocks[0].start, story.blocks[-1].end
    starts = [first, *(mark.start for mark in marks[1:])]
    for index, mark in enumerate(marks):
        end = starts[index + 1] if index + 1 < len(starts) else last
        yield Chapter(index, starts[index], end, mark.title)


def _starts(
    lines: Sequence[Line], labels: Sequence[Label], headings: Headings
) -> list[tuple[int, list[int]]]:
    """For each chapter, its first block and its headings."""
    groups: list[tuple[int, list[int]]] = []
    told = False
    for line in lines:
        kind = labels[line.index].kind
        if line.index in headings.found and kind is Kind.HEADING:
            if groups and not told and _goes_on(headings, groups[-1][1], line.index):
                groups[-1][1].append(line.index)
            else:
                groups.append((line.index, [line.index]))
            told = False
        elif kind not in (Kind.NOTE, Kind.NAVIGATION, Kind.SKIP, Kind.HEADING):
            if not groups:
                groups.append((line.index, []))
            told = told or kind is not Kind.MARKER
    return groups


def _goes_on(headings: Headings, group: Sequence[int], index: int) -> bool:
    """Whether a heading belongs to the chapter whose headings are `group`, with no text between."""
    new = headings.found[index]
    for each in group:
        old = headings.found[each]
        if old.style == new.style and old.word == new.word and old.number != new.number:
            return False
    return True


def _numbered_chapters(
    story: Story, lines: Sequence[Line], headings: Headings, starts: Sequence[tuple[int, list[int]]]
) -> Iterator[Chapter]:
    first, last = story.blocks[0].start, story.blocks[-1].end
    if not starts:
        yield Chapter(0, first, last, story.metadata.title)
        return
    edges = [first, *(lines[index].start for index, _ in starts[1:]), last]
    for index, (_, group) in enumerate(starts):
        yield _chapter(story, lines, headings, group, index, edges[index], edges[index + 1])


def _chapter(
    story: Story,
    lines: Sequence[Line],
    headings: Headings,
    group: Sequence[int],
    index: int,
    start: int,
    end: int,
) -> Chapter:
    own = [each for each in group if headings.found[each].style != _TITLE] or list(group[-1:])
    number = next(
        (headings.found[each].number for each in reversed(own) if headings.found[each].number), None
    )
    heading = (
        (lines[own[0]].start, lines[group[-1]].end if group[-1] > own[0] else lines[own[-1]].end)
        if own
        else None
    )
    title = _title(lines, headings, [each for each in group if each >= own[0]]) if own else ""
    return Chapter(index, start, end, title or story.metadata.title, number, heading)


def _title(lines: Sequence[Line], headings: Headings, group: Sequence[int]) -> str:
    """The headings of a chapter as one line that can be read out."""
    rows: list[str] = []
    for index in group:
        row = undecorated(lines[index].row) or lines[index].row
        if plain_words(row) not in [plain_words(each) for each in rows]:
            rows.append(row.rstrip(".:"))
    return ": ".join(rows)
