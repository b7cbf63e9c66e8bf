"""The title of a story, where it stands and where it stands again, and titles under a number."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from audiobook.model import BlockKind
from audiobook.segmenter.headings import TITLE, Heading, is_title, undecorated
from audiobook.segmenter.lines import Label, Line, plain_words
from audiobook.segmenter.markers import marker_of
from audiobook.segmenter.note_lines import is_end

if TYPE_CHECKING:
    from audiobook.segmenter.customs import Customs
    from audiobook.segmenter.judge import Judge

FIRST_LINES = 12
_REACH = 60
_LONGEST = 80
_TOLD = -5.0  # a line that weighs less tells the story
# `night owl fm (complete)`, `the ferry: a tale`
_BEHIND = re.compile(r"\s*(\(|\[|:| - ).*$")


@dataclass(frozen=True)
class TitleSearch:
    """What the search for titles looks at: the lines, the headings found so far, what is known."""

    lines: Sequence[Line]
    found: Mapping[int, Heading]
    done: Mapping[int, Label]
    judge: Judge
    customs: Customs

    def is_open(self, index: int) -> bool:
        """Whether a line is short and nothing is known of it."""
        return index not in self.done and index not in self.found and bool(self.lines[index].row)


def story_titles(search: TitleSearch, name: str) -> Iterator[tuple[int, Heading]]:
    """The lines that are the story's title; `name` is the title as far as it is known."""
    name = plain_words(name)
    first_chapter = min(search.found, default=0)
    for line in search.lines[: first_chapter + _REACH]:
        said = line.kind is BlockKind.HEADING and bool(line.row) and _is_name(line, name)
        found = search.is_open(line.index) and (_is_name(line, name) or _is_first_title(search, line))
        if said or found:
            yield line.index, Heading(TITLE, None, undecorated(line.row))


def titles_under_numbers(search: TitleSearch) -> Iterator[tuple[int, Heading]]:
    """The titles that stand on the line after a chapter's number."""
    for index in sorted(search.found):
        if _is_title_under(search, index):
            yield index + 1, Heading(TITLE, None, undecorated(search.lines[index + 1].row))


def _is_name(line: Line, name: str) -> bool:
    """Whether a line is the title, or the first line opens with it ("Night Owl FM (complete)")."""
    if not name or line.row[-1] in ",;:":
        return False
    return line.plain in (name, _BEHIND.sub("", name)) or (line.index == 0 and line.plain.startswith(name))


def _is_first_title(search: TitleSearch, line: Line) -> bool:
    """Whether a line among the first, with nothing but notes above it, is the title."""
    if line.index >= min(FIRST_LINES, *search.found, FIRST_LINES) or not _looks_like_title(search, line):
        return False
    first = search.lines[0]
    if line.index == 0:
        return not search.judge.score(0).label
    if first.row and _looks_like_title(search, first):
        return False
    above = [index for index in range(line.index) if index not in search.found and index not in search.done]
    greeting = not above or (search.judge.score(above[0]).hard and search.judge.score(above[0]).value > 0)
    noted = greeting and all(search.judge.score(index).value > _TOLD for index in above)
    return noted and is_capitalized(line.row) and search.judge.score(line.index).value < 0.5


def _looks_like_title(search: TitleSearch, line: Line) -> bool:
    row = line.row
    if (
        not is_title(row)
        or (len(row) > _LONGEST and not row.isupper())
        or row[-1] in ",;:"
        or row.rstrip(")").endswith("!!")
    ):
        return False
    if row[0] in "\"'([~" or ":" in row[:12] or row.casefold().startswith(("by ", "by:")):
        return False
    if is_end(line, search.judge.lexicon) or line.plain in search.judge.lexicon.labels:
        return False
    return not marker_of(line, search.customs)


def is_capitalized(row: str) -> bool:
    """Whether the longer words of a line are written with capitals."""
    words = [word for word in row.split() if word[0].isalpha()]
    long = [word for word in words if len(word) > 3]
    return row.isupper() or (
        bool(words) and words[0][0].isupper() and all(word[0].isupper() for word in long or words)
    )


def _is_title_under(search: TitleSearch, index: int) -> bool:
    """Whether the block after a bare number is the chapter's title."""
    heading = search.found[index]
    if heading.title or heading.style in (TITLE, "source") or index + 2 >= len(search.lines):
        return False
    line, below = search.lines[index + 1], search.lines[index + 2]
    if not search.is_open(line.index) or not _looks_like_title(search, line):
        return False
    return is_capitalized(line.row) and (
        below.size > line.size or below.index in search.found or line.row.isupper()
    )
