"""Several stories -> one, in the order given: the chapters of a book that came in files of their own."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import PurePath

from audiobook.model import Block, BlockKind, ChapterMark, Metadata, Source, Story
from audiobook.readers.contents import chapter_marks, line_entries

_BETWEEN = "\n\n"
_LONGEST_TITLE = 80
_SENTENCE_END = (".", "!", "?", "…", '"', "”", ",", ";")


def join(stories: Sequence[Story], *, name: str, kind: str) -> Story:
    """One story out of several; a part without chapters of its own becomes one chapter.

    `name` and `kind` are the name and format of the whole ("My book", "folder").
    """
    starts = _starts(stories)
    placed = [(_placed(story), start) for story, start in zip(stories, starts, strict=True)]
    return Story(
        text=_BETWEEN.join(story.text for story in stories),
        blocks=tuple(_shift(block, start) for story, start in placed for block in story.blocks),
        source=Source(name, _digest(stories), kind),
        metadata=_metadata(stories),
        chapter_marks=tuple(mark for story, start in placed for mark in _chapter_marks(story, start)),
        producer=_common([story.producer for story in stories]),
        warnings=tuple(f"{story.source.name}: {warning}" for story in stories for warning in story.warnings),
    )


def _starts(stories: Sequence[Story]) -> list[int]:
    starts = [0]
    for story in stories[:-1]:
        starts.append(starts[-1] + len(story.text) + len(_BETWEEN))
    return starts


def _placed(story: Story) -> Story:
    """`story` with the name of its file in the place of each block, and its title as a heading."""
    name = story.source.name
    blocks = [
        replace(block, place=f"{name}: {block.place}" if block.place else name) for block in story.blocks
    ]
    if _opens_with_title(story):
        blocks[0] = replace(blocks[0], kind=BlockKind.HEADING)
    return replace(story, blocks=tuple(blocks))


def _opens_with_title(story: Story) -> bool:
    """Whether the first line of a part names it, and nothing else does."""
    plain = story.blocks[0].kind is BlockKind.PARAGRAPH and not story.chapter_marks
    return plain and _title(story) == story.text[story.blocks[0].start : story.blocks[0].end]


def _shift(block: Block, by: int) -> Block:
    marks = tuple(replace(mark, start=mark.start + by, end=mark.end + by) for mark in block.marks)
    return replace(block, start=block.start + by, end=block.end + by, marks=marks)


def _chapter_marks(story: Story, start: int) -> Iterator[ChapterMark]:
    """The chapters of a part: its own, else those its lines name, else all of it."""
    named = story.chapter_marks or chapter_marks(line_entries(story.text, story.blocks), story.blocks)
    if len(named) < 2 and not story.chapter_marks:
        named = (ChapterMark(story.blocks[0].start, _title(story)),)
    for mark in named:
        yield replace(mark, start=mark.start + start)


def _title(story: Story) -> str:
    """What to call a file that is one chapter: its heading, else its title, else its name."""
    first = story.blocks[0]
    heading = next((block for block in story.blocks if block.kind is BlockKind.HEADING), None)
    if heading:
        return " ".join(story.text[heading.start : heading.end].split())
    if story.metadata.title:
        return story.metadata.title
    text = story.text[first.start : first.end]
    if len(text) <= _LONGEST_TITLE and "\n" not in text and not text.endswith(_SENTENCE_END):
        return text
    return PurePath(story.source.name).stem


def _metadata(stories: Sequence[Story]) -> Metadata:
    """What the first part says of the work, with the title only if all parts agree on it."""
    return replace(stories[0].metadata, title=_common([story.metadata.title for story in stories]))


def _common(values: Sequence[str]) -> str:
    return values[0] if len(set(values)) == 1 else ""


def _digest(stories: Sequence[Story]) -> str:
    return hashlib.sha256("".join(story.source.sha256 for story in stories).encode()).hexdigest()
