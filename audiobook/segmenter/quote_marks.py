"""Quotation marks of a paragraph -> the stretches of text between them.

Curly marks are read as the straight ones they stand for, so that a story cuts the same way in
either typography; which way a mark faces is told by its neighbors and by its turn.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from audiobook.segmenter.words import Words

# A double mark: `"Where?"`.
_DOUBLE = re.compile(r'"')
# A single mark that is no apostrophe inside a word: the first and last of `'Don't!'`.
_SINGLE = re.compile(r"(?<![^\W_])['’]|['’](?![^\W_])")
# The word that follows a single mark: `em` of `'em`.
_WORD = re.compile(r"[^\W\d_]+")
# The word before a single mark: `boys` of `the boys' coats`.
_WORD_BEFORE = re.compile(r"[^\W\d_]+$")
# Digits after a single mark: `'90s`.
_YEAR = re.compile(r"\d\ds?\b")

_TO_STRAIGHT = (
    ("“", '"'),
    ("”", '"'),
    ("„", '"'),
    ("‟", '"'),
    ("〝", '"'),
    ("〞", '"'),
    ("＂", '"'),
    ("‘", "'"),
    ("‚", "'"),
    ("‛", "'"),
)
_OPENERS = "([{<—–-―…/=~"
_AFTER_CLOSE = ",.;:!?)]}>…—–-―/=~"
_DRESS = "*_"  # delimiters of emphasis may stand between a mark and its words
_STOPS = ",.!?…—–-;:)]*_~\"'’"


@dataclass(frozen=True, slots=True)
class Stretch:
    """Text between two marks, marks included; `style` names the marks.

    `opened` is false where the opening mark is missing, `closed` where the closing one is.
    """

    start: int
    end: int
    style: str
    opened: bool = True
    closed: bool = True
    width: int = 1  # characters of one mark
    dress: str = ""  # the style of emphasis that all of it stands in: `"*Where?*"`

    @property
    def inner(self) -> tuple[int, int]:
        """The range between the marks."""
        return self.start + self.width * self.opened, self.end - self.width * self.closed


def straighten(text: str) -> str:
    """`text` with straight quotation marks in place of curly ones, as long as before.

    The closing single mark stays: it is an apostrophe more often than not.
    """
    for curly, straight in _TO_STRAIGHT:
        text = text.replace(curly, straight)
    return text


class _Facing:
    OPEN, CLOSE, EITHER = "open", "close", "either"


def _outside(flat: str, position: int, step: int, limit: int) -> str:
    """The character beside a mark, emphasis delimiters passed over; "" at the paragraph's edge."""
    position += step
    while position != limit and flat[position] in _DRESS:
        position += step
    return "" if position == limit else flat[position]


def _facing(flat: str, position: int, start: int, end: int) -> str:
    before = _outside(flat, position, -1, start - 1)
    after = _outside(flat, position, 1, end)
    if not before:
        return _Facing.OPEN
    if not after:
        return _Facing.CLOSE
    spaced_before, spaced_after = before.isspace(), after.isspace()
    if (spaced_before or before in "([{") and not spaced_after:
        return _Facing.OPEN
    if not spaced_before and (spaced_after or (after in _AFTER_CLOSE and before not in _OPENERS)):
        return _Facing.CLOSE
    return _Facing.EITHER


def double_stretches(flat: str, start: int, end: int, *, running: bool = False) -> list[Stretch]:
    """The stretches between double marks of the paragraph flat[start:end], in order.

    `running` says that the paragraph before left a quotation open: a closing mark that comes
    first then closes it.
    """
    marks = [match.start() for match in _DOUBLE.finditer(flat, start, end)]
    facings = [_facing(flat, mark, start, end) for mark in marks]
    return list(_pair(flat, start, end, marks, facings, running=running))


def _pair(
    flat: str, start: int, end: int, marks: Sequence[int], facings: Sequence[str], *, running: bool
) -> Iterator[Stretch]:
    opened = -1
    skip_to = 0
    for index, (mark, facing) in enumerate(zip(marks, facings, strict=True)):
        if index < skip_to:
            continue
        if opened < 0:
            if facing != _Facing.CLOSE:
                opened = mark
            elif index == 0 and _closes_a_lost_opening(flat, mark, start, running=running):
                yield Stretch(start, mark + 1, '"', opened=False)
        elif facing != _Facing.OPEN:
            yield Stretch(opened, mark + 1, '"')
            opened = -1
        elif list(facings[index + 1 : index + 2]) == [_Facing.CLOSE] and (
            list(facings[index + 2 : index + 3]) == [_Facing.CLOSE] or _in_mid_sentence(flat, mark)
        ):
            skip_to = index + 2  # a quotation of the same marks inside: "He said "no" to me."
        else:
            yield Stretch(opened, _trimmed_end(flat, opened, mark), '"', closed=False)
            opened = mark
    if opened >= 0:
        yield Stretch(opened, end, '"', closed=False)


def _in_mid_sentence(flat: str, mark: int) -> bool:
    """Whether a word stands before the mark: `a "Copenhagen" label`."""
    return mark >= 2 and flat[mark - 1].isspace() and (flat[mark - 2].isalnum())


def _closes_a_lost_opening(flat: str, mark: int, start: int, *, running: bool) -> bool:
    if running:
        return True
    before = flat[mark - 1]
    return mark - start > 1 and not before.isdigit() and before in ",.!?…—–-"


def _trimmed_end(flat: str, start: int, end: int) -> int:
    while end > start + 1 and flat[end - 1].isspace():
        end -= 1
    return end


def single_stretches(
    flat: str, start: int, end: int, words: Words, *, speech: bool, running: bool = False
) -> list[Stretch]:
    """The stretches between single marks of flat[start:end], apostrophes and elisions left alone.

    `speech` says that this story speaks in single marks: only then may one stay open.
    """
    marks = [match.start() for match in _SINGLE.finditer(flat, start, end)]
    found: list[Stretch] = []
    index = _after_running(flat, marks, start, end, words, found) if running else 0
    while index < len(marks):
        mark = marks[index]
        closing, after = -1, index + 1
        if _opens(flat, mark, start, end):
            closing, after = _closing(flat, marks, index, start, end, words)
            if _is_elision(flat, mark, end, words) and not _is_surely_open(
                flat, marks, index, closing, start, end, words
            ):
                closing, after = -1, index + 1
            elif closing >= 0:
                found.append(Stretch(mark, marks[closing] + 1, "'"))
                after = closing + 1
            elif speech and _at_clause_start(flat, mark, start):
                stop = marks[after] if after < len(marks) else end
                found.append(Stretch(mark, _trimmed_end(flat, mark, stop), "'", closed=False))
            else:
                after = index + 1
        index = after
    return found


def _is_surely_open(
    flat: str, marks: Sequence[int], opening: int, closing: int, start: int, end: int, words: Words
) -> bool:
    """Whether a mark before a word like 'tis opens a quotation all the same: `'Tis a pity,' he said.`."""
    if closing < 0 or not _at_clause_start(flat, marks[opening], start):
        return False
    return _closing_strength(flat, marks[closing], start, end, words) == 2


def _after_running(
    flat: str, marks: Sequence[int], start: int, end: int, words: Words, found: list[Stretch]
) -> int:
    """Closes what the paragraph before left open, where this one does not open anew."""
    for index, mark in enumerate(marks):
        if _opens(flat, mark, start, end) and not _is_elision(flat, mark, end, words):
            return 0 if mark - start <= 2 else index
        if _closing_strength(flat, mark, start, end, words) == 2:
            found.append(Stretch(start, mark + 1, "'", opened=False))
            return index + 1
    return 0


def _opens(flat: str, mark: int, start: int, end: int) -> bool:
    if flat[mark] == "’":
        return False
    before = _outside(flat, mark, -1, start - 1)
    after = _outside(flat, mark, 1, end)
    if not after or after.isspace() or after in ",;:!?)]}":
        return False
    return not before or before.isspace() or before in '([{<—–-―…/"'


def _is_elision(flat: str, mark: int, end: int, words: Words) -> bool:
    match = _WORD.match(flat, mark + 1, end)
    if match is None:
        return _YEAR.match(flat, mark + 1, end) is not None
    return match.group().lower() in words.elisions


def _at_clause_start(flat: str, mark: int, start: int) -> bool:
    while mark > start and flat[mark - 1].isspace():
        mark -= 1
    return mark == start or flat[mark - 1] in ",.:;!?…—–-\"'’)*_"


def _closing(
    flat: str, marks: Sequence[int], opening: int, start: int, end: int, words: Words
) -> tuple[int, int]:
    """The index of the mark that closes `opening` (-1 if none), and where to look on if none does."""
    weak = -1
    for index in range(opening + 1, len(marks)):
        mark = marks[index]
        strength = _closing_strength(flat, mark, start, end, words)
        if strength == 2:
            return index, index
        if strength == 1 and weak < 0:
            weak = index
        if strength == 0 and _opens(flat, mark, start, end) and not _is_elision(flat, mark, end, words):
            return weak, index
    return weak, len(marks)


def _closing_strength(flat: str, mark: int, start: int, end: int, words: Words) -> int:
    before = _outside(flat, mark, -1, start - 1)
    after = _outside(flat, mark, 1, end)
    if not before or before.isspace():
        return 0
    if after and not after.isspace() and after not in _AFTER_CLOSE and after not in "\"'’":
        return 0
    if not before.isalnum():
        return 2
    match = _WORD_BEFORE.search(flat, max(start, mark - 30), mark)
    word = match.group().lower() if match else ""
    clipped = word.endswith(("s", "in", "z", "x")) or word in words.clipped
    if not clipped:
        return 2
    return 1


def gaps_between(stretches: Iterable[Stretch], start: int, end: int) -> Iterator[tuple[int, int]]:
    """The ranges of start to end that lie outside the stretches."""
    for stretch in stretches:
        if start < stretch.start:
            yield start, stretch.start
        start = stretch.end
    if start < end:
        yield start, end
