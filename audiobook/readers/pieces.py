"""The words of one element -> the paragraphs in them, each with its own marks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from audiobook.model import BlockKind, MarkKind

_PARTED = re.compile(r"\n[^\S\n]*\n\s*")
_LONG_LINE = 60
_OPENING = ('"', "“", "‘", "'", "«", "„", "—", "–")
# "~*~", "* * *" and "-----" are marks; "…", "?!" and "--" may be somebody's answer
_ORNAMENT = re.compile(r"(?:[^\w\s\"'“”‘’«»„‚()\[\]{}<>]|_|\s){1,60}")
_ANSWER = re.compile(r"[\s.…?!]*|\s*[-–—]{1,2}\s*")


class Span(NamedTuple):
    """A marked range, counted in the words it stands in."""

    start: int
    end: int
    kind: MarkKind
    value: str = ""


class Piece(NamedTuple):
    """A paragraph inside the words of an element: text[start:end], and the blank lines before it."""

    start: int
    end: int
    gap: int = 1


def pieces(text: str, kind: BlockKind) -> Iterator[Piece]:
    """The paragraphs of `text`: parted by empty lines, or by line ends where lines are paragraphs."""
    if kind is BlockKind.HEADING:
        yield from _stripped(text, 0, len(text), 1)
        return
    start, gap = 0, 1
    for match in _PARTED.finditer(text):
        yield from _lines(text, _stripped(text, start, match.start(), gap), kind)
        start, gap = match.end(), max(1, match[0].count("\n") - 1)
    yield from _lines(text, _stripped(text, start, len(text), gap), kind)


def is_ornament(text: str) -> bool:
    """Whether a line is only a mark between scenes."""
    return bool(_ORNAMENT.fullmatch(text)) and not _ANSWER.fullmatch(text)


def merged(text: str, marks: Iterable[Span]) -> list[Span]:
    """Marks in order, without white space at their ends, neighbors of one kind joined."""
    last: dict[tuple[str, str], int] = {}
    result: list[Span] = []
    for mark in sorted(_trimmed(text, marks), key=_order):
        index = last.get((mark.kind, mark.value), -1)
        before = result[index] if index >= 0 else mark
        if index >= 0 and not text[before.end : mark.start].strip():
            result[index] = Span(before.start, max(before.end, mark.end), mark.kind, mark.value)
        else:
            last[mark.kind, mark.value] = len(result)
            result.append(mark)
    return result


def distributed(text: str, marks: Sequence[Span], found: Sequence[Piece]) -> Iterator[list[Span]]:
    """For each piece in turn, the parts of `marks` (in order) that lie in it."""
    waiting, current = iter(marks), list[Span]()
    following = next(waiting, None)
    for piece in found:
        while following and following.start < piece.end:
            current.append(following)
            following = next(waiting, None)
        current = [mark for mark in current if mark.end > piece.start]
        yield list(_trimmed(text, (_clipped(mark, piece) for mark in current)))


def _clipped(mark: Span, piece: Piece) -> Span:
    return Span(max(mark.start, piece.start), min(mark.end, piece.end), mark.kind, mark.value)


def _lines(text: str, found: Iterator[Piece], kind: BlockKind) -> Iterator[Piece]:
    for piece in found:
        rows = text[piece.start : piece.end].split("\n")
        if len(rows) == 1 or kind is not BlockKind.PARAGRAPH or not _are_paragraphs(rows):
            yield piece
            continue
        start, gap = piece.start, piece.gap
        for row in rows:
            yield from _stripped(text, start, start + len(row), gap)
            start, gap = start + len(row) + 1, 1


def _are_paragraphs(rows: Sequence[str]) -> bool:
    """Whether lines parted by line ends are paragraphs: they are long, or most of them open speech."""
    length = sum(map(len, rows)) / len(rows)
    speech = sum(row.lstrip().startswith(_OPENING) for row in rows)
    return length >= _LONG_LINE or 2 * speech >= len(rows)


def _stripped(text: str, start: int, end: int, gap: int) -> Iterator[Piece]:
    part = text[start:end]
    bare = part.strip()
    if bare:
        before = len(part) - len(part.lstrip())
        yield Piece(start + before, start + before + len(bare), gap)


def _trimmed(text: str, marks: Iterable[Span]) -> Iterator[Span]:
    """`marks` without white space at their ends; a mark of white space alone is none."""
    for mark in marks:
        part = text[mark.start : mark.end]
        bare = part.lstrip()
        start = mark.end - len(bare)
        end = start + len(bare.rstrip())
        if start < end:
            yield Span(start, end, mark.kind, mark.value)


def _order(mark: Span) -> tuple[int, int, str]:
    return mark.start, -mark.end, mark.kind
