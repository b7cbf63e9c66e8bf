"""The safety net under the filter of notes."""

from __future__ import annotations

from audiobook.model import Block, Chapter, Kind, Source, Story
from audiobook.segmenter.lines import Label, Line, lines_of
from audiobook.segmenter.net import undo_doubtful

STORY = Label(Kind.NARRATION)
DOUBTFUL = Label(Kind.NOTE, "author", 0.6, "chats")
SURE = Label(Kind.NOTE, "author", 0.98, "opens with a note's label")


def lines(count: int) -> tuple[Line, ...]:
    text = "\n".join(["word " * 9 + "end"] * count)
    rows = [(index * 49, index * 49 + 48) for index in range(count)]
    return lines_of(Story(text, tuple(Block(start, end) for start, end in rows), Source("story.txt", "")))


def undo(*labels: Label) -> tuple[tuple[Label, ...], tuple[str, ...]]:
    rows = lines(len(labels))
    return undo_doubtful(rows, labels, (Chapter(0, 0, rows[-1].end, "Chapter 1"),))


def test_doubtful_notes_that_leave_too_little_are_kept_as_story_and_told() -> None:
    labels, warnings = undo(DOUBTFUL, DOUBTFUL, DOUBTFUL, STORY)
    assert labels == (STORY,) * 4
    assert "Chapter 1" in warnings[0]
    assert "3 paragraphs" in warnings[0]


def test_notes_that_leave_enough_stay_notes() -> None:
    assert undo(DOUBTFUL, STORY, STORY) == ((DOUBTFUL, STORY, STORY), ())


def test_sure_notes_stay_however_little_is_left() -> None:
    assert undo(SURE, SURE, SURE, STORY) == ((SURE, SURE, SURE, STORY), ())


def test_a_chapter_of_notes_alone_stays_one() -> None:
    assert undo(DOUBTFUL, DOUBTFUL) == ((DOUBTFUL, DOUBTFUL), ())
