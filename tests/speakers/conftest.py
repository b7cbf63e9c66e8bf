"""Stories made of marked-up lines, for the tests of this room."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from audiobook.model import Block, Chapter, Kind, Segment, Segmentation, Source, Story

# A quotation in a test's line: "Wait!" as speech, <Wait!> as a thought.
_QUOTATION = re.compile(r'"[^"]*"|<[^>]*>')

Tell = Callable[..., Segmentation]


@pytest.fixture
def tell() -> Tell:
    """Makes a segmentation of paragraphs: quotations are speech, <...> are thoughts, "" is a scene break."""
    return _tell


def _tell(*paragraphs: str) -> Segmentation:
    text = "\n\n".join(paragraph for paragraph in paragraphs if paragraph)
    blocks: list[Block] = []
    segments: list[Segment] = []
    breaks: list[int] = []
    at = 0
    fresh = False
    for paragraph in paragraphs:
        if not paragraph:
            fresh = True
            continue
        start = text.index(paragraph, at)
        at = start + len(paragraph)
        if fresh:
            breaks.append(start)
            fresh = False
        segments.extend(_segments(paragraph, start, len(blocks), len(segments)))
        blocks.append(Block(start, at))
    story = Story(text, tuple(blocks), Source("test.txt", ""))
    return Segmentation(story, (Chapter(0, 0, len(text), ""),), tuple(segments), tuple(breaks))


def _segments(paragraph: str, start: int, block: int, quote: int) -> list[Segment]:
    found = []
    at = 0
    for match in _QUOTATION.finditer(paragraph):
        if match.start() > at:
            found.append(Segment(start + at, start + match.start(), Kind.NARRATION, block, 0))
        kind = Kind.DIALOGUE if match.group().startswith('"') else Kind.THOUGHT
        found.append(Segment(start + match.start(), start + match.end(), kind, block, 0, quote + len(found)))
        at = match.end()
    if at < len(paragraph):
        found.append(Segment(start + at, start + len(paragraph), Kind.NARRATION, block, 0))
    return found
