"""Lines of a plain text -> its paragraphs, by the rule the file itself follows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from audiobook.readers.decode import BYTE_ORDER_MARK

_LINE = re.compile(r"([^\r\n]*)(\r\n|\r|\n|\Z)")
_FIRST_WORD = re.compile(r"\S+")
_SAMPLE_LINES = 20_000
_NARROWEST, _WIDEST = 40, 130
_SLACK = 12
_FULL_SHARE = 0.55
_RUNNING_SHARE = 0.3
_TAB_WIDTH = 8


@dataclass(frozen=True, slots=True)
class Line:
    """A line with something on it: text[start:end], its indent in columns, the blank lines before it."""

    start: int
    end: int
    indent: int
    gap: int

    @property
    def size(self) -> int:
        """The characters of the line."""
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph: text[start:end], its indent in columns, the blank lines before it, its lines."""

    start: int
    end: int
    indent: int
    gap: int
    lines: int = 1


def paragraphs(text: str) -> tuple[Paragraph, ...]:
    """The paragraphs of `text`: groups of lines where they are wrapped by hand, else single lines."""
    lines = list(read_lines(text))
    width = wrap_width(text, lines)
    return tuple(_join(rows) for group in _groups(lines) for rows in _split(text, group, width))


def read_lines(text: str) -> Iterator[Line]:
    """Every line that is not blank."""
    gap = 0
    for match in _LINE.finditer(text, len(BYTE_ORDER_MARK) if text.startswith(BYTE_ORDER_MARK) else 0):
        row = match[1]
        bare = row.strip()
        if bare:
            before = len(row) - len(row.lstrip())
            start = match.start() + before
            yield Line(start, start + len(bare), len(row[:before].expandtabs(_TAB_WIDTH)), gap)
            gap = 0
        else:
            gap += 1


def wrap_width(text: str, lines: Sequence[Line]) -> int:
    """The column at which lines were broken by hand, 0 where a line is a paragraph.

    Wrapped lines show it twice: the next word would not have fitted, and the sentence runs on.
    """
    sample = lines[:_SAMPLE_LINES]
    pairs = [(one, two) for one, two in pairwise(sample) if two.gap == 0]
    if len(pairs) < 2:
        return 0
    lengths = sorted(line.indent + line.end - line.start for line in sample)
    width = lengths[int(len(lengths) * 0.97)]
    if not _NARROWEST <= width <= _WIDEST:
        return 0
    whole = sum(one.size for one, _ in pairs)  # long lines weigh more: a list of fields says little
    full = sum(one.size for one, two in pairs if _is_full(text, one, two, width))
    running = sum(one.size for one, two in pairs if text[two.start].islower())
    return width if full >= _FULL_SHARE * whole and running >= _RUNNING_SHARE * whole else 0


def _is_full(text: str, line: Line, following: Line, width: int) -> bool:
    """Whether the first word of `following` would not have fitted on `line`."""
    word = _FIRST_WORD.match(text, following.start, following.end)
    length = len(word[0]) if word else 0
    return line.indent + line.end - line.start + 1 + length > width - _SLACK


def _groups(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Runs of lines with no blank line between them."""
    group: list[Line] = []
    for line in lines:
        if line.gap and group:
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def _split(text: str, group: list[Line], width: int) -> Iterator[list[Line]]:
    """The paragraphs of a run of lines."""
    if not width or not _is_wrapped(text, group, width):
        yield from ([line] for line in group)
        return
    rows = [group[0]]
    margin = min(line.indent for line in group)
    for line in group[1:]:
        if (line.indent > margin + 1 and rows[-1].indent <= margin + 1) or _opens_anew(group, line, margin):
            yield rows
            rows = []
        rows.append(line)
    yield rows


def _opens_anew(group: list[Line], line: Line, margin: int) -> bool:
    """Whether `line` is one of several indented first lines, each a paragraph of its own."""
    return line.indent > margin + 1 and group[0].indent > margin + 1


def _is_wrapped(text: str, group: list[Line], width: int) -> bool:
    """Whether most lines of a run are broken only because they were full."""
    pairs = list(pairwise(group))
    return bool(pairs) and 2 * sum(_is_full(text, one, two, width) for one, two in pairs) >= len(pairs)


def _join(rows: list[Line]) -> Paragraph:
    first, last = rows[0], rows[-1]
    return Paragraph(first.start, last.end, first.indent, first.gap, len(rows))
