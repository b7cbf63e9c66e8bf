"""Blocks -> a label for each, and the chapters they form."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from audiobook.model import BlockKind, Kind
from audiobook.segmenter.breaks import label_breaks
from audiobook.segmenter.headings import Heading
from audiobook.segmenter.judge import Judge
from audiobook.segmenter.lexicon import lexicon_of
from audiobook.segmenter.lines import STORY, Label, Line, lines_of
from audiobook.segmenter.markers import is_place, is_time, marker_of
from audiobook.segmenter.note_lines import is_end
from audiobook.segmenter.notes import Zone, label_zone
from audiobook.segmenter.sequence import find_headings
from audiobook.segmenter.titles import TitleSearch, story_titles, titles_under_numbers
from audiobook.segmenter.voice import voice_of
from audiobook.segmenter.zones import closings, openings, zones

if TYPE_CHECKING:
    from audiobook.model import Story
    from audiobook.segmenter.customs import Customs
    from audiobook.segmenter.lexicon import Lexicon

_EDGES = frozenset({Kind.SKIP, Kind.HEADING})
_INVISIBLE = 40  # characters; a longer block has something in it
_UNSEEN = "\u200b\u200c\u200d\u2060\ufeff\u00ad \t\r\n"
_GREETINGS = frozenset({"chat", "thanks", "update", "site"})
_PERSONS = frozenset({"first", "first_in_first", "second", "second_in_second"})
_GREETED_PRIOR = -4.0  # the author has said hello above the heading

_TIME = Label(Kind.MARKER, reason="a card: time")
_PLACE = Label(Kind.MARKER, reason="a card: place")
_CARDS = (_TIME.reason, _PLACE.reason)

_BY_SOURCE: Mapping[BlockKind, Label] = {
    BlockKind.BREAK: Label(Kind.SKIP, reason="the mark of a scene break"),
    BlockKind.NOTE: Label(Kind.NOTE, "author", 1.0, "the source marks it as the author's"),
    BlockKind.CARD: Label(Kind.MARKER, reason="the source marks it as a card"),
    BlockKind.NAVIGATION: Label(Kind.NAVIGATION, reason="furniture of the page"),
    BlockKind.METADATA: Label(Kind.NAVIGATION, "metadata", 1.0, "header of the work"),
}


@dataclass(frozen=True)
class Structure:
    """A label for each block, and the headings among them."""

    lines: tuple[Line, ...]
    labels: tuple[Label, ...]
    headings: Mapping[int, Heading]


def find_structure(story: Story, customs: Customs) -> Structure:
    """What every block of `story` is."""
    lines = lines_of(story)
    done = dict(_by_source(story))
    done.update((index, label) for index, label in label_breaks(lines, customs) if index not in done)
    lexicon = lexicon_of(customs.language)
    headings = find_headings(lines, done, customs)
    judge = Judge(lines, lexicon, voice_of(lines, headings, done, lexicon, story.metadata.title))
    search = TitleSearch(lines, headings, done, judge, customs)
    titles = dict(story_titles(search, story.metadata.title))
    headings = dict(sorted({**headings, **titles, **dict(titles_under_numbers(search))}.items()))
    done.update({index: Label(Kind.HEADING, reason="a heading") for index in headings})
    _name_topics(judge, done)
    _label_cards(lines, done, customs, lexicon)
    _label_notes(judge, zones(story, lines, headings, customs), done)
    _label_places(lines, done)
    return Structure(lines, tuple(done.get(line.index, STORY) for line in lines), headings)


def _label_notes(judge: Judge, found: tuple[Zone, ...], done: dict[int, Label]) -> None:
    """Label the notes of every zone; an author who said hello above a heading rarely does so below."""
    lines = judge.lines
    judge = replace(judge, openings=openings(lines, found, done), closings=closings(lines, found, done))
    greeted = False
    for zone in found:
        here = replace(zone, head_prior=zone.head_prior + _GREETED_PRIOR) if greeted else zone
        labels = dict(label_zone(judge, here, done))
        done.update(labels)
        greeted = zone.may_fill and (greeted or any(_greets(judge.score(index).signs) for index in labels))


def _greets(signs: frozenset[str]) -> bool:
    """Whether somebody says hello: chats or gives thanks as a person, not as a line of figures does."""
    return bool(signs & _GREETINGS) and bool(signs & _PERSONS)


def _by_source(story: Story) -> Iterator[tuple[int, Label]]:
    """The labels of the blocks whose source says what they are."""
    for index, block in enumerate(story.blocks):
        label = _BY_SOURCE.get(block.kind)
        if label:
            yield index, Label(label.kind, label.topic, 1.0, block.reason or label.reason)
        elif block.end - block.start < _INVISIBLE and not story.text[block.start : block.end].strip(_UNSEEN):
            yield index, Label(Kind.SKIP, reason="nothing that can be seen")


def _name_topics(judge: Judge, done: dict[int, Label]) -> None:
    """Say what the notes are about that the source marks; a label alone on its line speaks for the next."""
    above, last = "", -2
    for index in sorted(index for index, label in done.items() if label.kind is Kind.NOTE):
        found = judge.score(index)
        alone = judge.lines[index].row.rstrip(" *_").endswith(":")
        if alone or found.label or index != last + 1:
            above = found.label if alone and found.label != "author" else ""
        done[index] = replace(done[index], topic=_topic(done[index], found.label or above or found.topic))
        last = index


def _topic(label: Label, topic: str) -> str:
    return topic if label.topic == _BY_SOURCE[BlockKind.NOTE].topic else label.topic


def _label_cards(lines: Sequence[Line], done: dict[int, Label], customs: Customs, lexicon: Lexicon) -> None:
    """Label cards of time, point of view and flashback."""
    for line in lines:
        if line.row and line.index not in done:
            reason = marker_of(line, customs)
            if reason and not is_end(line, lexicon):
                done[line.index] = Label(Kind.MARKER, reason=f"a card: {reason}")
    for line, below in pairwise(lines):
        if line.row and line.index not in done and _stands_over_time(line, below, customs):
            done[line.index] = _PLACE


def _stands_over_time(line: Line, below: Line, customs: Customs) -> bool:
    """Whether a line opens a card whose next line tells the time: `The Sea Wall`, `Five o'clock exactly`."""
    if not line.gap or below.gap or not below.row or not is_place(line.row):
        return False
    first = below.row.partition(",")[0]
    return is_time(below.row, customs) or (is_place(below.row) and is_time(first, customs))


def _label_places(lines: Sequence[Line], done: dict[int, Label]) -> None:
    """Label cards of place: lines like titles that stand right after a break or a heading, above text.

    The next line of a card may say more of the place or the time.
    """
    for line, below in pairwise(lines):
        if not line.row or line.index in done or not is_place(line.row):
            continue
        above = done.get(line.index - 1)
        edge = line.index == 0 or (above is not None and above.kind in _EDGES)
        more = above is not None and above.reason in _CARDS and line.gap == 0 and below.gap > 0
        if more or (edge and below.size > line.size):
            done[line.index] = _PLACE
