"""Single quotation marks of a paragraph -> the stretches between them, apostrophes left alone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

from audiobook.segmenter.quote_marks import AFTER_CLOSE, Stretch, outside, trimmed_end

if TYPE_CHECKING:
    from audiobook.segmenter.words import Words

# A single mark that is no apostrophe inside a word: the first and last of `'Don't!'`.
_SINGLE = re.compile(r"['’](?:(?<![^\W_]['’])|(?![^\W_]))")
# The word that follows a single mark: `em` of `'em`.
_WORD = re.compile(r"[^\W\d_]+")
# The word before a single mark: `boys` of `the boys' coats`.
_WORD_BEFORE = re.compile(r"[^\W\d_]+$")
# Digits after a single mark: `'90s`.
_YEAR = re.compile(r"\d\ds?\b")

_LONGEST_WORD = 30
_MARGIN = 2  # characters between a paragraph's start and the mark that takes speech up again
_BEFORE_OPEN = frozenset("([{<—–-―…/\"'")
_NOT_AFTER_OPEN = frozenset(",;:!?)]}")
_QUOTES = frozenset("\"'’")
_CLAUSE_EDGES = frozenset(",.:;!?…—–-\"'’)*_")
_POSSESSIVE = ("s", "in", "z", "x")  # boys', goin', Gomez', Felix'


class _Closing(IntEnum):
    """How surely a mark closes a quotation: `boys'` may, `goes.'` does."""

    NO = 0
    PERHAPS = 1
    SURELY = 2


@dataclass(frozen=True)
class _Line:
    """The single marks of the paragraph flat[start:end]; marks go by their number."""

    flat: str
    start: int
    end: int
    words: Words
    marks: list[int]

    def opens(self, number: int) -> bool:
        """Whether a word follows the mark and none stands before it."""
        mark = self.marks[number]
        after = outside(self.flat, mark, 1, self.end)
        if self.flat[mark] == "’" or not after or after.isspace() or after in _NOT_AFTER_OPEN:
            return False
        before = outside(self.flat, mark, -1, self.start - 1)
        return not before or before.isspace() or before in _BEFORE_OPEN

    def is_elision(self, number: int) -> bool:
        """Whether the mark may stand for letters left out: `'em`, `'90s`."""
        at = self.marks[number] + 1
        match = _WORD.match(self.flat, at, self.end)
        if match is None:
            return _YEAR.match(self.flat, at, self.end) is not None
        return match.group().lower() in self.words.elisions

    def closes(self, number: int) -> _Closing:
        """How surely the mark closes a quotation."""
        mark = self.marks[number]
        before = outside(self.flat, mark, -1, self.start - 1)
        after = outside(self.flat, mark, 1, self.end)
        if not before or before.isspace():
            return _Closing.NO
        if after and not after.isspace() and after not in AFTER_CLOSE and after not in _QUOTES:
            return _Closing.NO
        return _Closing.PERHAPS if before.isalnum() and self._is_apostrophe(mark) else _Closing.SURELY

    def _is_apostrophe(self, mark: int) -> bool:
        match = _WORD_BEFORE.search(self.flat, max(self.start, mark - _LONGEST_WORD), mark)
        word = match.group().lower() if match else ""
        return word.endswith(_POSSESSIVE) or word in self.words.clipped

    def at_clause_start(self, number: int) -> bool:
        """Whether a new clause begins at the mark."""
        at = self.marks[number]
        while at > self.start and self.flat[at - 1].isspace():
            at -= 1
        return at == self.start or self.flat[at - 1] in _CLAUSE_EDGES

    def partner(self, opening: int) -> tuple[int, int]:
        """The mark that closes `opening` (-1 if none), and where to look on if none does."""
        perhaps = -1
        for number in range(opening + 1, len(self.marks)):
            closing = self.closes(number)
            if closing is _Closing.SURELY:
                return number, number
            if closing is _Closing.PERHAPS and perhaps < 0:
                perhaps = number
            if closing is _Closing.NO and self.opens(number) and not self.is_elision(number):
                return perhaps, number
        return perhaps, len(self.marks)


def single_stretches(
    flat: str, start: int, end: int, words: Words, *, speech: bool, running: bool = False
) -> list[Stretch]:
    """The stretches between single marks of flat[start:end], apostrophes and elisions left alone.

    `speech` says that this story speaks in single marks: only then may one stay open. `running`
    says that the paragraph before left one open.
    """
    line = _Line(flat, start, end, words, [match.start() for match in _SINGLE.finditer(flat, start, end)])
    found: list[Stretch] = []
    number = _close_running(line, found) if running else 0
    while number < len(line.marks):
        stretch, number = _stretch_at(line, number, speech=speech)
        if stretch is not None:
            found.append(stretch)
    return found


def _close_running(line: _Line, found: list[Stretch]) -> int:
    """Closes what the paragraph before left open, where this one does not open anew."""
    for number, mark in enumerate(line.marks):
        if line.opens(number) and not line.is_elision(number):
            return 0 if mark - line.start <= _MARGIN else number
        if line.closes(number) is _Closing.SURELY:
            found.append(Stretch(line.start, mark + 1, "'", opened=False))
            return number + 1
    return 0


def _stretch_at(line: _Line, number: int, *, speech: bool) -> tuple[Stretch | None, int]:
    """The stretch that a mark opens, None if it opens none, and the number of the mark to look at next."""
    if not line.opens(number):
        return None, number + 1
    mark = line.marks[number]
    closing, after = line.partner(number)
    if line.is_elision(number) and not _is_surely_open(line, number, closing):
        return None, number + 1
    if closing >= 0:
        return Stretch(mark, line.marks[closing] + 1, "'"), closing + 1
    if not speech or not line.at_clause_start(number):
        return None, number + 1
    stop = line.marks[after] if after < len(line.marks) else line.end
    return Stretch(mark, trimmed_end(line.flat, mark, stop), "'", closed=False), after


def _is_surely_open(line: _Line, opening: int, closing: int) -> bool:
    """Whether a mark before a word like 'tis opens a quotation all the same: `'Tis a pity,' he said.`."""
    return closing >= 0 and line.at_clause_start(opening) and line.closes(closing) is _Closing.SURELY
