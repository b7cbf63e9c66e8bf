"""Quotation marks of a paragraph -> the stretches of text between them.

Curly marks are read as the straight ones they stand for, so that a story cuts the same way in
either typography; which way a mark faces is told by its neighbors and by its turn.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

# A double mark: `"Where?"`.
_DOUBLE = re.compile(r'"')

_TO_STRAIGHT = (
    *((double, '"') for double in "“”„‟〝〞＂❝❞"),
    *((single, "'") for single in "‘‚‛❛`"),
    *((single, "’") for single in "´❜"),
)
# Two single marks for a double one: `''Where?''`.
_TWICE = re.compile(r"(?<!['’])['’]{2}(?!['’])")
_ENOUGH = 4
_OPENERS = frozenset("([{<—–-―…/=~")
_BRACKETS = frozenset("([{")
AFTER_CLOSE = frozenset(',.;:!?)]}>…—–-―/=~"')
_BEFORE_CLOSE = frozenset(",.!?…—–-")
_DRESS = frozenset("*_")  # delimiters of emphasis may stand between a mark and its words


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
    twice = text.count("''") + text.count("’’")
    return _joined_twice(text) if twice >= _ENOUGH and twice > 2 * text.count('"') else text


def _joined_twice(text: str) -> str:
    """Double marks for pairs of single ones, each with a star, which no rule sees, to keep the length."""
    return _TWICE.sub(
        lambda pair: '"*' if not text[max(0, pair.start() - 1) : pair.start()].strip() else '*"', text
    )


class _Facing(Enum):
    OPEN = auto()
    CLOSE = auto()
    EITHER = auto()


def outside(flat: str, position: int, step: int, limit: int) -> str:
    """The character beside a mark, emphasis delimiters passed over; "" at the paragraph's edge."""
    position += step
    while position != limit and flat[position] in _DRESS:
        position += step
    return "" if position == limit else flat[position]


def _facing(flat: str, position: int, start: int, end: int) -> _Facing:
    """Which way a double mark faces, as far as its neighbors tell."""
    before = outside(flat, position, -1, start - 1)
    after = outside(flat, position, 1, end)
    if not before:
        return _Facing.OPEN
    if not after:
        return _Facing.CLOSE
    spaced_before, spaced_after = before.isspace(), after.isspace()
    if (spaced_before or before in _BRACKETS) and not spaced_after:
        return _Facing.OPEN
    if not spaced_before and (spaced_after or (after in AFTER_CLOSE and before not in _OPENERS)):
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
    flat: str, start: int, end: int, marks: Sequence[int], facings: Sequence[_Facing], *, running: bool
) -> Iterator[Stretch]:
    opened = -1
    skip_to = 0
    for index, (mark, facing) in enumerate(zip(marks, facings, strict=True)):
        if index < skip_to:
            continue
        if opened < 0:
            if facing is not _Facing.CLOSE:
                opened = mark
            elif index == 0 and _closes_a_lost_opening(flat, mark, start, running=running):
                yield Stretch(start, mark + 1, '"', opened=False)
        elif facing is not _Facing.OPEN:
            yield Stretch(opened, mark + 1, '"')
            opened = -1
        elif _is_nested(flat, mark, facings[index + 1 : index + 3]):
            skip_to = index + 2
        else:
            yield Stretch(opened, trimmed_end(flat, opened, mark), '"', closed=False)
            opened = mark
    if opened >= 0:
        yield Stretch(opened, end, '"', closed=False)


def _is_nested(flat: str, mark: int, behind: Sequence[_Facing]) -> bool:
    """Whether a mark inside a quotation opens one more of the same: `"He said "no" to me."`."""
    closes = [facing is _Facing.CLOSE for facing in behind]
    return closes[:1] == [True] and (closes == [True, True] or _in_mid_sentence(flat, mark))


def _in_mid_sentence(flat: str, mark: int) -> bool:
    """Whether a word stands before the mark: `a "Copenhagen" label`."""
    return mark >= 2 and flat[mark - 1].isspace() and flat[mark - 2].isalnum()


def _closes_a_lost_opening(flat: str, mark: int, start: int, *, running: bool) -> bool:
    """Whether speech ends at a mark that nothing opened, and that stands for no inches: `6'2"`."""
    if running:
        return True
    before = flat[mark - 1]
    return mark - start > 1 and not before.isdigit() and before in _BEFORE_CLOSE


def trimmed_end(flat: str, start: int, end: int) -> int:
    """`end`, moved before white space."""
    while end > start + 1 and flat[end - 1].isspace():
        end -= 1
    return end


def gaps_between(stretches: Iterable[Stretch], start: int, end: int) -> Iterator[tuple[int, int]]:
    """The ranges of start to end that lie outside the stretches."""
    for stretch in stretches:
        if start < stretch.start:
            yield start, stretch.start
        start = stretch.end
    if start < end:
        yield start, end
