"""Which blocks are the author's, and not story: at the head and foot of a chapter, and within.

A head is a run of blocks that opens a chapter, a foot one that closes it. Each block is weighed by
itself (signs); where the run ends is where the weights so far add up to most. So a block without a
sign of its own goes with its neighbors, and one odd paragraph in the middle of a story goes nowhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from audiobook.model import Kind
from audiobook.segmenter.lines import Label, Line
from audiobook.segmenter.lexicon import opening_words
from audiobook.segmenter.note_lines import (
    field_weight,
    glossary_weight,
    is_end,
    is_handover,
    label_of,
    legend_weight,
)
from audiobook.segmenter.signs import Score, Weights, load_weights, score, talks_of_notes

if TYPE_CHECKING:
    from audiobook.segmenter.lexicon import Lexicon
    from audiobook.segmenter.voice import Voice

_BAR = 1.4  # what a run must weigh at least
_GIVE_UP = 9.0  # how far the sum may fall before the search ends
_LIGHTEST, _HEAVIEST = -6.0, 7.0
_END_MARK = 4.0
_HANDOVER = 1.5
_AT_EDGE = 1.3
_BEFORE_CARD = 1.3
_CARD_REACH = 3
_ECHO = -3.5
_STORY_LIKE = -0.8
_STORY_SHARE = 0.3
_LABELLED_BAR = 2.5
_LABEL_REACH = 48


@dataclass(frozen=True)
class Judge:
    """Weighs the lines of one story; every weight is found once.

    `openings` and `closings` are the first words of the lines at either end of the chapters.
    """

    lines: Sequence[Line]
    lexicon: Lexicon
    voice: Voice
    openings: frozenset[str] = frozenset()
    closings: frozenset[str] = frozenset()
    weights: Weights = field(default_factory=load_weights)
    known: dict[int, Score] = field(default_factory=dict)

    def is_echo(self, index: int, others: frozenset[str]) -> bool:
        """Whether a line opens like one at the other end of a chapter: a story that comes round."""
        return opening_words(self.lines[index].text) in others

    def score(self, index: int) -> Score:
        """How much a line sounds like a note."""
        if index not in self.known:
            self.known[index] = score(self.lines[index], self.lexicon, self.voice, self.weights)
        return self.known[index]

    def weight(self, index: int) -> float:
        """The same, within bounds."""
        return min(_HEAVIEST, max(_LIGHTEST, self.score(index).value))


@dataclass(frozen=True, slots=True)
class Zone:
    """The blocks of a chapter between two headings: [start, stop).

    `prior` is added to each block's weight: what its place alone says for a note; `head_prior` to
    those of its head. `may_fill` says that notes may fill it, `all_note` that its heading says so.
    """

    start: int
    stop: int
    prior: float = 0.0
    head_prior: float = 0.0
    may_fill: bool = False
    all_note: bool = False


def label_zone(judge: Judge, zone: Zone, done: Mapping[int, Label]) -> Iterator[tuple[int, Label]]:
    """The notes at the head and the foot of a zone, and the labelled ones within."""
    head, foot = (zone.stop, zone.stop) if zone.all_note else _head_and_foot(judge, zone, done)
    for index in (*range(zone.start, head), *range(foot, zone.stop)):
        if index not in done:
            yield index, _note(judge, index, "at the head" if index < head else "at the foot")
    for index in range(head, foot):
        if index not in done and _is_labelled(judge, index):
            yield index, _note(judge, index, "within the chapter")


def _head_and_foot(judge: Judge, zone: Zone, done: Mapping[int, Label]) -> tuple[int, int]:
    """Where the head of a zone ends and its foot starts."""
    unknown = [index for index in range(zone.start, zone.stop) if index not in done]
    if zone.may_fill and not _tells(judge, zone, unknown):
        return zone.stop, zone.stop
    head = _head(judge, zone, done)
    foot = _foot(judge, Zone(head, zone.stop, zone.prior), done)
    if head < foot or all(judge.weight(index) + zone.prior > 0 for index in unknown):
        return head, foot
    return zone.start, zone.stop


def _tells(judge: Judge, zone: Zone, unknown: Sequence[int]) -> bool:
    """Whether a good part of a zone tells a story."""
    story = sum(
        judge.lines[index].size for index in unknown if judge.weight(index) + zone.prior < _STORY_LIKE
    )
    return story > _STORY_SHARE * sum(judge.lines[index].size for index in unknown)


def _head(judge: Judge, zone: Zone, done: Mapping[int, Label]) -> int:
    """Where the notes at the head of a zone end: a card opens the story at the latest."""
    stop, carded = _card(zone, done)
    best, total, cut = _BAR, 0.0, zone.start
    for index in range(zone.start, stop):
        if index not in done:
            total += _in_head(judge, zone, index) + (_BEFORE_CARD if carded else 0.0)
        here = total + _ending(judge, zone, index, done)
        if here > best:
            best, cut = here, index + 1
        elif total < best - _GIVE_UP:
            break
    return cut


def _card(zone: Zone, done: Mapping[int, Label]) -> tuple[int, bool]:
    """Where the first card stands, else the end; and whether only a few blocks stand above it."""
    cards = (
        index for index in range(zone.start, zone.stop) if index in done and done[index].kind is Kind.MARKER
    )
    card = next(cards, zone.stop)
    return card, card < zone.stop and card - zone.start <= _CARD_REACH


def _in_head(judge: Judge, zone: Zone, index: int) -> float:
    line = judge.lines[index]
    echo = _ECHO if judge.is_echo(index, judge.closings) else 0.0
    return (
        judge.weight(index)
        + zone.prior
        + zone.head_prior
        + legend_weight(line, judge.lexicon)
        + field_weight(line, judge.lexicon)
        + echo
    )


def _ending(judge: Judge, zone: Zone, index: int, done: Mapping[int, Label]) -> float:
    """What speaks for a head that ends after this block."""
    if index + 1 >= zone.stop:
        return _AT_EDGE if zone.may_fill else 0.0
    edge = _AT_EDGE if index + 1 in done and done[index + 1].kind in (Kind.SKIP, Kind.MARKER) else 0.0
    return edge + (_HANDOVER if index not in done and is_handover(judge.lines[index], judge.lexicon) else 0.0)


def _foot(judge: Judge, zone: Zone, done: Mapping[int, Label]) -> int:
    """Where the notes at the foot of a zone start."""
    best, total, cut = _BAR, 0.0, zone.stop
    for index in range(zone.stop - 1, zone.start - 1, -1):
        if index not in done:
            total += _in_foot(judge, zone, index)
        here = total + (_AT_EDGE if index > zone.start and _is_break(done, index - 1) else 0.0)
        if here > best and index not in done:
            best, cut = here, index
        elif total < best - _GIVE_UP:
            break
    return cut


def _in_foot(judge: Judge, zone: Zone, index: int) -> float:
    line = judge.lines[index]
    if is_end(line, judge.lexicon):
        return _END_MARK
    echo = _ECHO if judge.is_echo(index, judge.openings) else 0.0
    return judge.weight(index) + zone.prior + glossary_weight(line, judge.voice) + echo


def _is_break(done: Mapping[int, Label], index: int) -> bool:
    return index in done and done[index].kind is Kind.SKIP


def _is_labelled(judge: Judge, index: int) -> bool:
    """Whether a block amid the story opens with a note's label, and sounds like one besides."""
    line = judge.lines[index]
    if line.text[:1].isalnum() and ":" not in line.text[:_LABEL_REACH] and "/" not in line.text[:6]:
        return False
    if (
        line.text[:1] in "\"“«'‘"
        or talks_of_notes(judge.voice)
        or label_of(line.text[:200], judge.lexicon) != "author"
    ):
        return False
    return judge.weight(index) >= _LABELLED_BAR


def _note(judge: Judge, index: int, place: str) -> Label:
    line = judge.lines[index]
    if is_end(line, judge.lexicon):
        return Label(Kind.NOTE, "end mark", 0.9, "only says that the story ends")
    found = judge.score(index)
    reason = "; ".join((*found.reasons, place))
    return Label(Kind.NOTE, found.topic, _confidence(found), reason)


def _confidence(found: Score) -> float:
    """A note's confidence: sure with a label, growing with its weight, low if it only has neighbors."""
    if found.label:
        return 0.98
    return round(min(0.95, max(0.5, 0.6 + 0.08 * found.value)), 2)
