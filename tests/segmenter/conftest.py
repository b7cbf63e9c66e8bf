import re
from collections.abc import Callable, Iterator

import pytest

from audiobook.model import Block, Kind, Mark, MarkKind, Source, Story
from audiobook.segmenter.legend import NO_LEGEND, Legend
from audiobook.segmenter.quotations import cut_story

Cut = Callable[..., list[list[tuple[Kind, str, int]]]]

_EMPHASIS = re.compile(r"(?<!\w)(\*\*|\*|_)(?=\S)(?:(?!\1).)+?(?<=\S)\1(?!\w)")
_PARAGRAPH = re.compile(r"\S[^\r\n]*(?<=\S)|\S")


def story_of(text: str) -> Story:
    """A story whose lines are its paragraphs, with stars and underscores as emphasis."""
    return Story(text, tuple(_blocks(text)), Source("story.txt", ""))


def _blocks(text: str) -> Iterator[Block]:
    at = 0
    for match in _PARAGRAPH.finditer(text):
        gap = text.count("\n", at, match.start()) - 1
        yield Block(match.start(), match.end(), gap=max(0, gap), marks=tuple(_marks(text, match)))
        at = match.end()


def _marks(text: str, paragraph: re.Match[str]) -> Iterator[Mark]:
    for match in _EMPHASIS.finditer(text, paragraph.start(), paragraph.end()):
        kind = MarkKind.STRONG if match.group(1) == "**" else MarkKind.EMPHASIS
        yield Mark(match.start(), match.end(), kind, len(match.group(1)))


def cut_text(
    text: str, *, legend: Legend = NO_LEGEND, language: str = "en"
) -> list[list[tuple[Kind, str, int]]]:
    """Kind, words and quotation of each piece that is no narration, paragraph by paragraph."""
    story = story_of(text)
    pieces = cut_story(story, range(len(story.blocks)), legend=legend, language=language)
    return [
        [(p.kind, text[p.start : p.end], p.quote) for p in pieces[index] if p.kind is not Kind.NARRATION]
        for index in range(len(story.blocks))
    ]


@pytest.fixture(scope="session")
def cut() -> Cut:
    """Cuts a text into pieces."""
    return cut_text


@pytest.fixture(scope="session")
def shorthand() -> Callable[..., list[str]]:
    """The pieces of the last paragraph of a text, as "dialogue: Yes."."""

    def last(text: str, **options: object) -> list[str]:
        return [f"{kind.value}: {words}" for kind, words, _ in cut_text(text, **options)[-1]]  # type: ignore[arg-type]

    return last


@pytest.fixture(scope="session")
def as_story() -> Callable[[str], Story]:
    """A story of plain paragraphs."""
    return story_of
