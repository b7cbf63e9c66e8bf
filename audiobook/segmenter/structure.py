"""Blocks -> a label for each, and the chapters they form."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from audiobook.model import BlockKind, Kind
from audiobook.segmenter.breaks import label_breaks
from audiobook.segmenter.headings import Heading
from audiobook.segmenter.lexicon import lexicon_of
from audiobook.segmenter.lines import STORY, Label, Line, lines_of
from audiobook.segmenter.markers import marker_of
from audiobook.segmenter.judge import Judge
from audiobook.segmenter.notes import Zone, label_zone
from audiobook.segmenter.note_lines import is_end
from audiobook.segmenter.sequence import find_headings
from audiobook.segmenter.titles import TitleSearch, story_titles, titles_under_numbers
from audiobook.segmenter.voice import voice_of
from audiobook.segmenter.zones import closings, openings, zones

if TYPE_CHECKING:
    from audiobook.model import Story
    from audiobook.segmenter.customs import Customs
    from audiobook.segmenter.lexicon import Lexicon

_GREETINGS = frozenset({"chat", "thanks", "update", "site"})
_GREETED_PRIOR = -4.0  # the author has said hello above the heading

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
    headings = dict(sorted({**titles, **dict(titles_under_numbers(search)), **headings}.items()))
    done.update({index: Label(Kind.HEADING, reason="a heading") for index in headings})
    _label_cards(lines, done, customs, lexicon, places=False)
    _label_notes(judge, zones(story, lines, headings, customs), done)
    _label_cards(lines, done, customs, lexicon, places=True)
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
        greeted = zone.may_fill and (
            greeted or any(judge.score(index).signs & _GREETINGS for index in labels)
        )


def _by_source(story: Story) -> Iterator[tuple[int, Label]]:
    """The labels of the blocks whose source says what they are."""
    for index, block in enumerate(story.blocks):
        label = _BY_SOURCE.get(block.kind)
        if label:
            yield index, Label(label.kind, label.topic, 1.0, block.reason or label.reason)
        elif not any(char.isalnum() for char in story.text[block.start : min(block.end, block.start + 400)]):
            text = story.text[block.start : block.end].replace("\u200b", "").replace("\ufeff", "").strip()
            if not text:
                yield index, Label(Kind.SKIP, reason="nothing that can be seen")


def _label_cards(
    lines: Sequence[Line], done: dict[int, Label], customs: Customs, lexicon: Lexicon, *, places: bool
) -> None:
    """Label cards of time, point of view and flashback; places too, once the notes are known."""
    edge = True
    for line in lines:
        if line.index not in done and line.row and not is_end(line, lexicon):
            reason = marker_of(line, customs, after_edge=edge and places and _has_text_after(lines, line))
            if reason:
                done[line.index] = Label(Kind.MARKER, reason=f"a card: {reason}")
        edge = line.index in done and done[line.index].kind in (Kind.SKIP, Kind.HEADING)


def _has_text_after(lines: Sequence[Line], line: Line) -> bool:
    return line.index + 1 < len(lines) and lines[line.index + 1].size > line.size
