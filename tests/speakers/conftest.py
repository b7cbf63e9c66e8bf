"""Stories made of marked-up lines, for the tests of this room."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from audiobook.model import Block, BlockKind, Chapter, Kind, Segment, Segmentation, Sheet, Source, Story
from audiobook.speakers.attribution import read_story
from audiobook.speakers.context import Context
from audiobook.speakers.lexicon import lexicon
from audiobook.speakers.words import Words, read_words

# A quotation in a test's line: "Wait!" as speech, <Wait!> as a thought, {Wait!} from mind to mind.
_QUOTATION = re.compile(r'"[^"]*"|<[^>]*>|\{[^}]*\}')
_KINDS = {'"': Kind.DIALOGUE, "<": Kind.THOUGHT, "{": Kind.TELEPATHY}

# A line over a section: "# Two" is a heading that opens a chapter, "~ Mara's POV" a card.
_OVER: dict[str, tuple[BlockKind, Kind | None]] = {
    "#": (BlockKind.HEADING, Kind.HEADING),
    "~": (BlockKind.CARD, Kind.MARKER),
}
_PLAIN: tuple[BlockKind, Kind | None] = (BlockKind.PARAGRAPH, None)

Tell = Callable[..., Segmentation]


@pytest.fixture(scope="session")
def tell() -> Tell:
    """Makes a segmentation of paragraphs: quotations are speech, <...> are thoughts, "" is a scene break."""
    return _tell


@pytest.fixture(scope="session")
def words_of() -> Callable[..., Words]:
    """Makes the words of paragraphs."""
    return lambda *paragraphs: read_words(_tell(*paragraphs), lexicon().abbreviated)


@pytest.fixture(scope="session")
def read() -> Callable[..., Context]:
    """Makes all that is known of paragraphs before anybody is chosen: people, turns, candidates."""
    return lambda *paragraphs, sheet=None: read_story(_tell(*paragraphs), sheet or Sheet())


def _tell(*paragraphs: str) -> Segmentation:
    text = "\n\n".join(_shown(paragraph) for paragraph in paragraphs if paragraph)
    blocks: list[Block] = []
    segments: list[Segment] = []
    breaks: list[int] = []
    chapters = [0]
    at = 0
    fresh = False
    for paragraph in paragraphs:
        if not paragraph:
            fresh = True
            continue
        start = text.index(_shown(paragraph), at)
        at = start + len(_shown(paragraph))
        if fresh:
            breaks.append(start)
            fresh = False
        if paragraph.startswith("# ") and start:
            chapters.append(start)
        block, kind = _OVER.get(paragraph[0], _PLAIN) if _shown(paragraph) != paragraph else _PLAIN
        chapter = len(chapters) - 1
        if kind is None:
            segments.extend(_segments(paragraph, start, len(blocks), chapter, len(segments)))
        else:
            segments.append(Segment(start, at, kind, len(blocks), chapter))
        blocks.append(Block(start, at, block))
    story = Story(text, tuple(blocks), Source("test.txt", ""))
    ends = [*chapters[1:], len(text)]
    found = (Chapter(index, *span, "") for index, span in enumerate(zip(chapters, ends, strict=True)))
    return Segmentation(story, tuple(found), tuple(segments), tuple(breaks))


def _shown(paragraph: str) -> str:
    return paragraph[2:] if paragraph.startswith(("# ", "~ ")) and len(paragraph) > 2 else paragraph


def _segments(paragraph: str, start: int, block: int, chapter: int, quote: int) -> list[Segment]:
    found = []
    at = 0
    for match in _QUOTATION.finditer(paragraph):
        if match.start() > at:
            found.append(Segment(start + at, start + match.start(), Kind.NARRATION, block, chapter))
        kind = _KINDS[match.group()[0]]
        number = quote + len(found)
        found.append(Segment(start + match.start(), start + match.end(), kind, block, chapter, number))
        at = match.end()
    if at < len(paragraph):
        found.append(Segment(start + at, start + len(paragraph), Kind.NARRATION, block, chapter))
    return found
