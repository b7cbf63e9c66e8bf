"""Labels and pieces -> the segments of a story, in order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from audiobook.model import Chapter, Kind, Segment, Segmentation, Story
from audiobook.segmenter.chapters import chapters_of
from audiobook.segmenter.inline import Note, inline_notes
from audiobook.segmenter.legend import legend_line, read_legend
from audiobook.segmenter.lines import Label, Line
from audiobook.segmenter.net import undo_doubtful
from audiobook.segmenter.piece import Piece
from audiobook.segmenter.quotations import cut_story
from audiobook.segmenter.scenes import scene_breaks

if TYPE_CHECKING:
    from audiobook.segmenter.customs import Customs
    from audiobook.segmenter.structure import Structure


def assemble(story: Story, found: Structure, customs: Customs) -> Segmentation:
    """The segmentation of a story whose blocks have labels."""
    chapters = chapters_of(story, found.lines, found.labels, found.headings, customs)
    labels, warnings = undo_doubtful(found.lines, found.labels, chapters)
    pieces = _pieces(story, found.lines, labels, customs)
    segments = tuple(_segments(found.lines, labels, chapters, pieces))
    return Segmentation(
        story, chapters, segments, scene_breaks(found.lines, labels, chapters, customs), warnings
    )


def _pieces(
    story: Story, lines: Sequence[Line], labels: Sequence[Label], customs: Customs
) -> dict[int, tuple[Piece, ...]]:
    told = [index for index, label in enumerate(labels) if label.kind is Kind.NARRATION]
    notes = [line.index for line in lines if labels[line.index].kind is Kind.NOTE]
    legend = read_legend([legend_line(story, index) for index in notes])
    return cut_story(story, told, legend=legend, language=customs.language)


def _segments(
    lines: Sequence[Line],
    labels: Sequence[Label],
    chapters: Sequence[Chapter],
    pieces: Mapping[int, tuple[Piece, ...]],
) -> Iterator[Segment]:
    chapter = 0
    for line, label in zip(lines, labels, strict=True):
        while chapter + 1 < len(chapters) and line.start >= chapters[chapter + 1].start:
            chapter += 1
        if label.kind is Kind.NARRATION:
            yield from _story_segments(line, chapter, pieces[line.index])
        else:
            yield _segment(line, label, chapter)


def _segment(line: Line, label: Label, chapter: int) -> Segment:
    return Segment(
        line.start,
        line.end,
        label.kind,
        line.index,
        chapter,
        topic=label.topic,
        confidence=label.confidence,
        reason=label.reason,
    )


def _story_segments(line: Line, chapter: int, pieces: Sequence[Piece]) -> Iterator[Segment]:
    notes = tuple(inline_notes(line))
    for piece in pieces:
        yield from _without_notes(line, chapter, piece, notes)


def _without_notes(line: Line, chapter: int, piece: Piece, notes: Sequence[Note]) -> Iterator[Segment]:
    """A piece cut around the notes in brackets."""
    at = piece.start
    for note in notes:
        start, end = max(at, note.start), min(piece.end, note.end)
        if start < end:
            if at < start:
                yield _story_segment(line, chapter, piece, at, start)
            yield Segment(
                start,
                end,
                Kind.NOTE,
                line.index,
                chapter,
                topic="author",
                confidence=0.95,
                reason=note.reason,
            )
            at = end
    if at < piece.end:
        yield _story_segment(line, chapter, piece, at, piece.end)


def _story_segment(line: Line, chapter: int, piece: Piece, start: int, end: int) -> Segment:
    return Segment(
        start,
        end,
        piece.kind,
        line.index,
        chapter,
        quote=piece.quote,
        confidence=piece.confidence,
        reason=piece.reason,
    )
