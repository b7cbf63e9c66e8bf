"""Which blocks are the author's, and not story: at the head and foot of a chapter, and within.

A head is a run of blocks that opens a chapter, a foot one that closes it. Each block is weighed by
itself; a run ends where the weights so far add up to most. So a block without a sign of its own goes
with its neighbors, and one odd paragraph in the middle of a story goes nowhere. A run needs one sign
that stories do not have: chat and thanks alone may be a letter, or a radio host.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from audiobook.model import Kind
from audiobook.segmenter.inline import closes_note, opens_note
from audiobook.segmenter.judge import Judge, labels_above
from audiobook.segmenter.lines import Label
from audiobook.segmenter.note_lines import field_weight, is_end, is_handover, label_of
from audiobook.segmenter.signs import Score

if TYPE_CHECKING:
    from audiobook.segmenter.lines import Line

_BAR = 1.4  # what a run must weigh at least
_GIVE_UP = 9.0  # how far the sum may fall before the search ends
_DIP = -4.0  # a run that starts below this is no run
_HANDOVER = 1.5
_AT_EDGE = 1.3
_BEFORE_CARD = 1.3
_CARD_REACH = 3
_WALLS = ("a card: time", "a card: point of view", "a card: place")
_STORY_LIKE = -0.8
_STORY_SHARE = 0.4
_TOLD = -3.5  # what a stretch between two notes weighs that is story after all
_LABELLED_BAR = 2.5
_LABEL_REACH = 48
_NOTE_BLOCKS = 8
_HEAVY_RUN = 7.0


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
    indexes = range(zone.start, zone.stop)
    bracketed = dict(_labelled(judge, indexes, done, brackets=True))
    yield from bracketed.items()
    known = {**done, **bracketed}
    head, foot = (zone.stop, zone.stop) if zone.all_note else _head_and_foot(judge, zone, known)
    yield from _run(judge, range(zone.start, head), known, "at the head")
    below = range(foot, zone.stop)
    told = frozenset(_told(judge, zone, below, known))
    yield from _run(judge, [index for index in below if index not in told], known, "at the foot")
    yield from _labelled(judge, range(head, foot), known, brackets=False)


def _told(judge: Judge, zone: Zone, foot: Sequence[int], done: Mapping[int, Label]) -> Iterator[int]:
    """The blocks between the notes of a foot that tell the story: alone or as neighbors, plainly enough."""
    above = labels_above(judge, range(zone.start, zone.stop), done)
    stretch: list[int] = []
    weight = 0.0
    for index in foot:
        value = 0.0 if index in done else judge.in_foot(index, above.get(index, "")).value
        if value < _STORY_LIKE and judge.tells(index) and above.get(index, "author") == "author":
            stretch, weight = [*stretch, index], weight + value
            continue
        yield from stretch if weight < _TOLD else ()
        stretch, weight = [], 0.0


def _run(
    judge: Judge, indexes: Sequence[int], done: Mapping[int, Label], place: str
) -> Iterator[tuple[int, Label]]:
    """A run of notes; each is as sure as the whole run."""
    inside = [index for index in indexes if index not in done or done[index].kind is Kind.MARKER]
    weight = sum(judge.in_foot(index, "").value for index in inside)
    for index in inside:
        yield index, _note(judge, index, place, weight)


def _labelled(
    judge: Judge, indexes: Sequence[int], done: Mapping[int, Label], *, brackets: bool
) -> Iterator[tuple[int, Label]]:
    """The labelled notes that need no neighbors; one in brackets goes on to the block that closes them."""
    closes = -1
    for index in indexes:
        if index in done:
            continue
        if index <= closes or (_is_labelled(judge, index) and (not brackets or _is_bracketed(judge, index))):
            closes = max(closes, _closing_block(judge, index, indexes))
            yield index, _note(judge, index, "within the chapter", _HEAVY_RUN)


def _is_bracketed(judge: Judge, index: int) -> bool:
    """Whether a block is a note in brackets from end to end, or opens one that goes on."""
    text = judge.lines[index].text
    return text[0] in "([{" and (text[-1] in ")]}" or opens_note(text))


def _closing_block(judge: Judge, index: int, indexes: Sequence[int]) -> int:
    """The block in which a bracket opened in `index` is closed, if that is near."""
    if not opens_note(judge.lines[index].text):
        return index
    near = range(index + 1, min(index + _NOTE_BLOCKS, indexes[-1] + 1))
    return next((each for each in near if closes_note(judge.lines[each].text)), index)


def _head_and_foot(judge: Judge, zone: Zone, done: Mapping[int, Label]) -> tuple[int, int]:
    """Where the head of a zone ends and its foot starts."""
    unknown = [index for index in range(zone.start, zone.stop) if index not in done]
    if zone.may_fill and not _tells(judge, zone, unknown):
        return zone.stop, zone.stop
    above = labels_above(judge, range(zone.start, zone.stop), done)
    head = _head(judge, zone, done, above)
    foot = _foot(judge, Zone(head, zone.stop, zone.prior), done, above)
    if head < foot or zone.may_fill or all(judge.bare(index) + zone.prior > 0 for index in unknown):
        return head, foot
    return zone.start, zone.stop


def _tells(judge: Judge, zone: Zone, unknown: Sequence[int]) -> bool:
    """Whether a good part of a zone tells a story, or too little in it is sure to be a note."""
    weights = {index: judge.in_head(index, "") for index in unknown}
    story = sum(
        judge.lines[index].size for index in unknown if weights[index].value + zone.prior < _STORY_LIKE
    )
    whole = sum(judge.lines[index].size for index in unknown)
    return story > _STORY_SHARE * whole or not any(weight.hard for weight in weights.values())


def _head(judge: Judge, zone: Zone, done: Mapping[int, Label], above: Mapping[int, str]) -> int:
    """Where the notes at the head of a zone end: a card opens the story at the latest."""
    stop, carded = _card(zone, done)
    prior = zone.prior + zone.head_prior + (_BEFORE_CARD if carded else 0.0)
    best, total, cut, hard = _BAR, 0.0, zone.start, carded
    for index in range(zone.start, stop):
        if index not in done:
            weight = judge.in_head(index, above.get(index, ""))
            total, hard = total + weight.value + prior, hard or weight.hard
        here = total + _ending(judge, zone, index, done)
        if here > best and hard and _may_end(judge, zone, index, done):
            best, cut = here, index + 1
        elif total < best - _GIVE_UP or (cut == zone.start and total < _DIP):
            break
    return _with_legend(judge, cut, stop, done)


def _may_end(judge: Judge, zone: Zone, index: int, done: Mapping[int, Label]) -> bool:
    """Whether a head may end after this block: its own words must say more for a note than its place does."""
    return index in done or index + 1 >= zone.stop or judge.in_head(index, "").value > judge.weights.base


def _with_legend(judge: Judge, cut: int, stop: int, done: Mapping[int, Label]) -> int:
    """A head whose last lines are a legend takes in `*Flashback*`, which by itself is a card."""
    while 0 < cut < stop and cut in done and done[cut].kind is Kind.MARKER and not judge.lines[cut].gap:
        cut += 1
    return cut


def _card(zone: Zone, done: Mapping[int, Label]) -> tuple[int, bool]:
    """Where the first card stands, else the end; and whether only a few blocks stand above it."""
    cards = (
        index for index in range(zone.start, zone.stop) if index in done and done[index].reason in _WALLS
    )
    card = next(cards, zone.stop)
    return card, card < zone.stop and card - zone.start <= _CARD_REACH


def _ending(judge: Judge, zone: Zone, index: int, done: Mapping[int, Label]) -> float:
    """What speaks for a head that ends after this block."""
    if index + 1 >= zone.stop:
        return _AT_EDGE if zone.may_fill else 0.0
    edge = _AT_EDGE if index + 1 in done and done[index + 1].kind in (Kind.SKIP, Kind.MARKER) else 0.0
    return edge + (_HANDOVER if index not in done and is_handover(judge.lines[index], judge.lexicon) else 0.0)


def _foot(judge: Judge, zone: Zone, done: Mapping[int, Label], above: Mapping[int, str]) -> int:
    """Where the notes at the foot of a zone start."""
    best, total, cut, hard = _BAR, 0.0, zone.stop, False
    for index in range(zone.stop - 1, zone.start - 1, -1):
        if index not in done:
            weight = judge.in_foot(index, above.get(index, ""))
            total, hard = total + weight.value + zone.prior, hard or weight.hard
        here = total + (_AT_EDGE if index > zone.start and _is_break(done, index - 1) else 0.0)
        if here > best and hard and index not in done and not judge.is_postscript(index):
            best, cut = here, index
        elif total < best - _GIVE_UP or (cut == zone.stop and total < _DIP):
            break
    return cut


def _is_break(done: Mapping[int, Label], index: int) -> bool:
    return index in done and done[index].kind is Kind.SKIP


def _is_labelled(judge: Judge, index: int) -> bool:
    """Whether a block amid the story opens with a note's label, and sounds like one besides."""
    line = judge.lines[index]
    if line.text[:1].isalnum() and ":" not in line.text[:_LABEL_REACH] and "/" not in line.text[:6]:
        return False
    if line.text[:1] in "\"“«'‘" or label_of(line.text[:200], judge.lexicon) != "author":
        return False
    if line.text[0] in "([{":
        return True
    return not judge.voice.meta and judge.bare(index) >= _LABELLED_BAR


def _note(judge: Judge, index: int, place: str, run: float) -> Label:
    line: Line = judge.lines[index]
    if is_end(line, judge.lexicon):
        return Label(Kind.NOTE, "end mark", 0.9, "only says that the story ends")
    found = judge.score(index)
    topic = "metadata" if not found.label and field_weight(line, judge.lexicon) else found.topic
    return Label(Kind.NOTE, topic, _confidence(found, run), "; ".join((*found.reasons, place)))


def _confidence(found: Score, run: float) -> float:
    """How sure a note is: by its label, else by its own weight or that of its run, which it goes with."""
    if found.label:
        return 0.98
    return round(min(0.95, max(0.5, 0.6 + 0.08 * found.value, 0.55 + 0.05 * run)), 2)
