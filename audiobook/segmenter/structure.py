"""Blocks -> a label for each, and the chapters they form."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from audiobook.model import BlockKind, Kind
from audiobook.segmenter.breaks import label_breaks
from audiobook.segmenter.chapters import label_headings
from audiobook.segmenter.lexicon import lexicon
from audiobook.segmenter.lines import STORY, Label, Line, lines_of
from audiobook.segmenter.markers import marker_of
from audiobook.segmenter.notes import Judge, Zone, label_zone
from audiobook.segmenter.voice import voice_of

if TYPE_CHECKING:
    from audiobook.model import Story
    from audiobook.segmenter.chapters import Headings
    from audiobook.segmenter.customs import Customs

_FRONT_PRIOR = 1.6

_BY_SOURCE: Mapping[BlockKind, Label] = {
    BlockKind.BREAK: Label(Kind.SKIP, reason="the mark of a scene break"),
    BlockKind.NOTE: Label(Kind.NOTE, "author", 1.0, "the source marks it as the author's"),
    BlockKind.CARD: Label(Kind.MARKER, reason="the source marks it as a card"),
    BlockKind.NAVIGATION: Label(Kind.NAVIGATION, reason="furniture of the page"),
    BlockKind.METADATA: Label(Kind.NOTE, "metadata", 1.0, "header of the work"),
}


@dataclass(frozen=True)
class Structure:
    """A label for each block, and the headings among them."""

    lines: tuple[Line, ...]
    labels: tuple[Label, ...]
    headings: Headings


def structure(story: Story, customs: Customs) -> Structure:
    """What every block of `story` is."""
    lines = lines_of(story)
    done = dict(_by_source(story))
    done.update((index, label) for index, label in label_breaks(lines, customs) if index not in done)
    judge = Judge(lines, lexicon(customs.language), voice_of(lines), {})
    headings = label_headings(story, lines, done, judge, customs)
    _label_cards(lines, done, customs, places=False)
    for zone in _zones(lines, headings, done):
        for index, label in label_zone(judge, zone, done):
            done[index] = label
    _label_cards(lines, done, customs, places=True)
    return Structure(lines, tuple(done.get(line.index, STORY) for line in lines), headings)


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


def _label_cards(lines: Sequence[Line], done: dict[int, Label], customs: Customs, *, places: bool) -> None:
    """Label cards of time, point of view and flashback; places too, once the notes are known."""
    edge = True
    for line in lines:
        if line.index not in done and line.row:
            reason = marker_of(line, customs, after_edge=edge and places and _has_text_after(lines, line))
            if reason:
                done[line.index] = Label(Kind.MARKER, reason=f"a card: {reason}")
        edge = line.index in done and done[line.index].kind in (Kind.SKIP, Kind.HEADING)


def _has_text_after(lines: Sequence[Line], line: Line) -> bool:
    return line.index + 1 < len(lines) and lines[line.index + 1].size > line.size


def _zones(lines: Sequence[Line], headings: Headings, done: Mapping[int, Label]) -> Iterator[Zone]:
    """The stretches between headings, each with what its place says for notes."""
    starts = [index for index in sorted(headings.found) if done[index].kind is Kind.HEADING]
    edges = [0, *(index + 1 for index in starts)]
    stops = [*starts, len(lines)]
    first_chapter = headings.first_chapter
    for start, stop in zip(edges, stops, strict=True):
        if start < stop:
            front = first_chapter is not None and stop <= first_chapter
            fill = front or (start > 0 and headings.is_note_chapter(start - 1))
            yield Zone(start, stop, _FRONT_PRIOR if front else 0.0, may_fill=fill)
