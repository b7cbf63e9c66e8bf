import re
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audiobook.model import Block, BlockKind, Kind, Mark, MarkKind, Source, Story
from audiobook.segmenter.legend import NO_LEGEND, Legend, read_legend
from audiobook.segmenter.quotations import cut_story

_EMPHASIS = re.compile(r"(?<!\w)(\*\*|\*|_)(?=\S)(?:(?!\1).)+?(?<=\S)\1(?!\w)")
_PARAGRAPH = re.compile(r"\S[^\r\n]*(?<=\S)|\S")


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


def cut(text: str, *, legend: Legend = NO_LEGEND, language: str = "en") -> list[list[tuple[Kind, str, int]]]:
    """Kind, text and quotation of every piece that is no narration, paragraph by paragraph."""
    story = Story(text, tuple(_blocks(text)), Source("story.txt", ""))
    pieces = cut_story(story, range(len(story.blocks)), legend=legend, language=language)
    return [
        [(p.kind, text[p.start : p.end], p.quote) for p in pieces[index] if p.kind is not Kind.NARRATION]
        for index in range(len(story.blocks))
    ]


def said(text: str, **options: object) -> list[str]:
    return [words for block in cut(text, **options) for kind, words, _ in block if kind is Kind.DIALOGUE]  # type: ignore[arg-type]


TALK = (
    '"Where to?" asked Mara.\n\n"Out," he said.\n\nShe looked at the door. He was gone, and she was glad.\n\n'
)


@given(st.text(alphabet="ab A.,!?\"'“”‘’«»*_/:<>[]~—-\n", max_size=80))
def test_pieces_join_to_their_block_exactly(text: str) -> None:
    story = Story(text, tuple(_blocks(text)), Source("", ""))
    pieces = cut_story(story, range(len(story.blocks)), legend=NO_LEGEND, language="en")
    for index, block in enumerate(story.blocks):
        edges = [block.start, *(piece.end for piece in pieces[index])]
        assert [piece.start for piece in pieces[index]] == edges[:-1]
        assert edges[-1] == block.end
        assert all(piece.start < piece.end for piece in pieces[index])


_MANUSCRIPT = st.lists(
    st.sampled_from(
        [
            "He went. ",
            '"Yes," she said. ',
            '"No!" ',
            "'Why?' she thought. ",
            "the boys' coats ",
            "don't ",
            "*Run.* ",
            '"It\'s "odd" here," ',
            "\n\n",
            "\n",
            '"Open ',
            "'em ",
            "— ",
            'the so-called "expert" ',
        ]
    ),
    max_size=14,
).map("".join)


@given(_MANUSCRIPT)
def test_line_endings_change_no_cut(text: str) -> None:
    assert cut(text) == cut(text.replace("\n", "\r\n"))


def _curl(text: str) -> str:
    text = re.sub(r'(?<![\w.,!?*])"', "“", text).replace('"', "”")
    return re.sub(r"(?<![\w.,!?*])'", "‘", text).replace("'", "’")


@given(_MANUSCRIPT)
def test_curly_marks_cut_as_straight_ones_do(text: str) -> None:
    curly = [[(kind, len(words), quote) for kind, words, quote in block] for block in cut(_curl(text))]
    assert curly == [[(kind, len(words), quote) for kind, words, quote in block] for block in cut(text)]
