"""Which blocks are the author's, and not story: at the head and foot of a chapter, and within.

A head is a run of blocks that opens a chapter, a foot one that closes it. Each block is weighed by
itself (signs); where the run ends is where the weights so far add up to most. So a block without a
sign of its own goes with its neighbors, and one odd paragraph in the middle of a story goes nowhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from audiobook.model import Kind
from audiobook.segmenter.lines import Label, Line
from audiobook.segmenter.signs import Score, is_end, is_handover, label_of, score

if TYPE_CHECKING:
    from audiobook.segmenter.lexicon import Lexicon
    from audiobook.segmenter.voice import Voice

_BAR = 1.0  # what a run must weigh at least
_GIVE_UP = 7.0  # how far the sum may fall before the search ends
_LIGHTEST, _HEAVIEST = -6.0, 7.0
_END_MARK = 4.0
_HANDOVER = 1.5
_AT_EDGE = 1.0
_LABELLED_BAR = 2.5
_LABEL_REACH = 48


@dataclass(frozen=True)
class Judge:
    """Weighs the lines of one story; every weight is found once."""

    lines: Sequence[Line]
    lexicon: Lexicon
    voice: Voice
    known: dict[int, Score]

    def score(self, index: int) -> Score:
        """How much a line sounds like a note."""
        if index not in self.known:
            self.known[index] = score(self.lines[index], self.lexicon, self.voice)
        return self.known[index]

    def weight(self, index: int) -> float:
        """The same, within bounds."""
        return min(_HEAVIEST, max(_LIGHTEST, self.score(index).value))


@dataclass(frozen=True, slots=True)
class Zone:
    """The blocks of a chapter between two headings: [start, stop).

    `prior` is added to each block's weight: what its place alone says for a note. `at_edge` are the
    blocks that are a break, where a run of notes likes to end.
    """

    start: int
    stop: int
    prior: float = 0.0
    may_fill: bool = False


def label_zone(judge: Judge, zone: Zone, done: dict[int, Label]) -> Iterator[tuple[int, Label]]:
    """The notes at the head and the foot of a zone, and the labelled ones within."""
    head = _head(judge, zone, done)
    foot = _foot(judge, Zone(head, zone.stop, zone.prior), done)
    if head >= foot and not zone.may_fill:
        head, foot = _weaker_undone(judge, zone, head, foot)
    for index in (*range(zone.start, head), *range(foot, zone.stop)):
        if index not in done:
            yield index, _note(judge, index, "at the head" if index < head else "at the foot")
    for index in range(head, foot):
        if index not in done and _is_labelled(judge, index):
            yield index, _note(judge, index, "within the chapter")


def _weaker_undone(judge: Judge, zone: Zone, head: int, foot: int) -> tuple[int, int]:
    """A zone that would be all note: kept as story unless each of its blocks sounds like one."""
    open_lines = [index for index in range(zone.start, zone.stop) if judge.lines[index].row or True]
    if all(judge.weight(index) + zone.prior > 0 for index in open_lines):
        return head, foot
    return zone.start, zone.stop


def _head(judge: Judge, zone: Zone, done: dict[int, Label]) -> int:
    """Where the notes at the head of a zone end."""
    best, total, cut = _BAR, 0.0, zone.start
    for index in range(zone.start, zone.stop):
        total += _share(judge, index, zone, done)
        here = total + _ending(judge, index, zone, done)
        if here > best:
            best, cut = here, index + 1
        elif total < best - _GIVE_UP:
            break
    return cut


def _ending(judge: Judge, index: int, zone: Zone, done: dict[int, Label]) -> float:
    """What speaks for a head that ends after this block."""
    if index + 1 >= zone.stop:
        return 0.0
    edge = _AT_EDGE if _is_break(done, index + 1) else 0.0
    return edge + (_HANDOVER if index not in done and is_handover(judge.lines[index], judge.lexicon) else 0.0)


def _foot(judge: Judge, zone: Zone, done: dict[int, Label]) -> int:
    """Where the notes at the foot of a zone start."""
    best, total, cut = _BAR, 0.0, zone.stop
    for index in range(zone.stop - 1, zone.start - 1, -1):
        ends = index not in done and is_end(judge.lines[index], judge.lexicon)
        total += _END_MARK if ends else _share(judge, index, zone, done)
        here = total + (_AT_EDGE if index > zone.start and _is_break(done, index - 1) else 0.0)
        if here > best and index not in done:
            best, cut = here, index
        elif total < best - _GIVE_UP:
            break
    return cut


def _share(judge: Judge, index: int, zone: Zone, done: dict[int, Label]) -> float:
    """What a block adds to the weight of its run; a block that is known already adds nothing."""
    if index in done:
        return -_HEAVIEST if done[index].kind is Kind.HEADING else 0.0
    return judge.weight(index) + zone.prior


def _is_break(done: dict[int, Label], index: int) -> bool:
    return index in done and done[index].kind is Kind.SKIP


def _is_labelled(judge: Judge, index: int) -> bool:
    """Whether a block amid the story opens with a note's label, and sounds like one besides."""
    line = judge.lines[index]
    if line.text[:1].isalnum() and ":" not in line.text[:_LABEL_REACH] and "/" not in line.text[:6]:
        return False
    if line.text[:1] in "\"“«'‘" or label_of(line.text[:200], judge.lexicon) != "author":
        return False
    return judge.weight(index) >= _LABELLED_BAR


def _note(judge: Judge, index: int, place: str) -> Label:
    line = judge.lines[index]
    if is_end(line, judge.lexicon):
        return Label(Kind.NOTE, "end mark", 0.9, "only says that the story ends")
    found = judge.score(index)
    reason = "; ".join((*found.signs, place))
    return Label(Kind.NOTE, found.topic, _confidence(found), reason)


def _confidence(found: Score) -> float:
    """A note's confidence: sure with a label, growing with its weight, low if it only has neighbors."""
    if found.label:
        return 0.98
    return round(min(0.95, max(0.5, 0.6 + 0.08 * found.value)), 2)
