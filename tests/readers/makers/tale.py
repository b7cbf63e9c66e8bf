"""A short story of our own, and what has to come out of it wherever it was packed."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

from audiobook.model import Block, BlockKind, MarkKind, Story

BREAK = "* * *"
UNSPOKEN = {BlockKind.NOTE, BlockKind.METADATA, BlockKind.NAVIGATION, BlockKind.BREAK}

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_EMPHASIS = re.compile(r"_([^_]+)_")


@dataclass(frozen=True)
class Part:
    """A chapter: its title and its paragraphs, `_words_` in italics, BREAK between scenes."""

    title: str
    paragraphs: tuple[str, ...]


TITLE = "Low Water"
AUTHOR = "Mara Lind"
PARTS = (
    Part(
        "Chapter 1: The Ferry",
        (
            "The rope parted at six, and nobody on the ferry said a word about it.",
            "“You saw that,” said Ana. She held up the frayed end & waited.",
            "“I saw _nothing_,” said Ivo—he never did—and went below.",
            BREAK,
            "Later, on the far bank, the keeper’s café was dark… and its door stood open.",
        ),
    ),
    Part(
        "Chapter 2: The Keeper",
        (
            "Nobody had lit the lamp in 20 days.",
            "_She is not coming back_, thought Ivo.",
            "“Then we row,” said Ana, “and we row _now_.”",
        ),
    ),
    Part(
        "Chapter 3: Spring Tide",
        (
            "The water came up the steps one by one, as polite as a guest.",
            "By morning it had the house, and the ferry lay in the garden like a big wooden bird.",
        ),
    ),
)
CHAPTERS = tuple(part.title for part in PARTS)
FIRST = PARTS[0].paragraphs[0]
LAST = PARTS[-1].paragraphs[-1]


def plain(paragraph: str) -> str:
    """A paragraph without its marks."""
    return _EMPHASIS.sub(r"\1", paragraph)


def runs(paragraph: str) -> list[tuple[str, bool]]:
    """The runs of a paragraph, each with whether it is in italics."""
    pieces = _EMPHASIS.split(paragraph)
    return [(piece, index % 2 == 1) for index, piece in enumerate(pieces) if piece]


def to_html(paragraph: str, *, rule: str = "<hr/>") -> str:
    """A paragraph as HTML."""
    if paragraph == BREAK:
        return rule
    words = _EMPHASIS.sub(r"<em>\1</em>", html.escape(paragraph, quote=False))
    return f"<p>{words}</p>"


def body(part: Part, *, rule: str = "<hr/>") -> str:
    """The paragraphs of a chapter as HTML."""
    return "\n".join(to_html(paragraph, rule=rule) for paragraph in part.paragraphs)


def story_words() -> list[str]:
    """Every word of the story's paragraphs, in order."""
    return [word for part in PARTS for paragraph in part.paragraphs for word in words(plain(paragraph))]


def all_words() -> list[str]:
    """The words of title, author, headings and story, as a text file has them."""
    lines = [TITLE, f"by {AUTHOR}"]
    for part in PARTS:
        lines += [part.title, *map(plain, part.paragraphs)]
    return [word for line in lines for word in words(line)]


def words(text: str) -> list[str]:
    """The words of a text."""
    return _WORD.findall(text)


def spoken(story: Story) -> list[str]:
    """The paragraphs that a reader left to be spoken, headings apart."""
    return [_text(story, block) for block in story.blocks if _is_told(block)]


def spoken_words(story: Story) -> list[str]:
    """The words that a reader left to be spoken, headings apart."""
    return [word for text in spoken(story) for word in words(text)]


def headings(story: Story) -> list[str]:
    """The headings that a reader left to be spoken."""
    return [_text(story, block) for block in story.blocks if block.kind is BlockKind.HEADING]


def set_apart(story: Story) -> dict[str, str]:
    """What is not spoken, by its words, with the reason."""
    return {_text(story, block): block.reason for block in story.blocks if block.reason}


def kinds(story: Story) -> dict[str, BlockKind]:
    """The kind of each block, by its words."""
    return {_text(story, block): block.kind for block in story.blocks}


def emphasized(story: Story) -> list[str]:
    """The words in italics, without delimiters."""
    marks = (mark for block in story.blocks for mark in block.marks if mark.kind is MarkKind.EMPHASIS)
    return [story.text[mark.start : mark.end].strip("_*") for mark in marks]


def titles(story: Story) -> list[str]:
    """The titles of the chapters that the source lists."""
    return [mark.title for mark in story.chapter_marks]


def check(story: Story) -> None:
    """Assert what holds of every story: its blocks are in order and hold all of its words."""
    end = 0
    for block in story.blocks:
        assert block.start < block.end
        assert not story.text[end : block.start].replace("\ufeff", "").strip()
        assert story.text[block.start] == story.text[block.start : block.end].strip()[0]
        assert not story.text[block.end - 1].isspace()
        assert all(block.start <= mark.start < mark.end <= block.end for mark in block.marks)
        assert block.gap >= 0
        end = block.end
    assert not story.text[end:].strip()
    starts = [mark.start for mark in story.chapter_marks]
    assert starts == sorted(set(starts))
    assert all(mark.title.strip() for mark in story.chapter_marks)


def _text(story: Story, block: Block) -> str:
    return story.text[block.start : block.end]


def _is_told(block: Block) -> bool:
    return block.kind not in UNSPOKEN and block.kind is not BlockKind.HEADING
