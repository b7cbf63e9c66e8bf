"""Tables of contents and headings -> chapters."""

from __future__ import annotations

import pytest

from audiobook.model import Block, BlockKind
from audiobook.readers.contents import Entry, chapter_marks, heading_entries, is_furniture, line_entries

H, P, N = BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.NOTE
WORDS = "x" * 700


def story(*lines: str) -> tuple[str, tuple[Block, ...]]:
    """A text and its blocks: "# x" a heading, "! x" a note, else a paragraph."""
    text, blocks = "", list[Block]()
    for line in lines:
        signs, _, words = line.partition(" ") if line[0] in "#!" else ("", "", line)
        kind = H if signs.startswith("#") else N if signs else P
        blocks.append(Block(len(text), len(text) + len(words), kind, level=signs.count("#")))
        text += words + "\n\n"
    return text, tuple(blocks)


@pytest.mark.parametrize(
    ("lines", "titles"),
    [
        (["# One", "a", "# Two", "b"], ["One", "Two"]),
        (["# Title", "## One", "a", "## Two", "b"], ["One", "Two"]),
        (["# Part I", "## One", "a", "## Two", "b", "# Part II", "## Three", "c"], ["One", "Two", "Three"]),
        (
            ["# Chapter 1", "## The Ferry", "a", "# Chapter 2", "## The Keeper", "b"],
            ["Chapter 1: The Ferry", "Chapter 2: The Keeper"],
        ),
        (["# IV.", "## The Ferry", "a", "# V.", "b"], ["IV: The Ferry", "V."]),
        (["# Chapter 1", "a", "## A scene", "b", "# Chapter 2", "c"], ["Chapter 1", "Chapter 2"]),
        (["# Alpha", WORDS, "## A scene", WORDS, "# Beta", "c"], ["Alpha", "Beta"]),
        (
            ["# Book One", "an epigraph", "## Alpha", "a", "# Book Two", "## Beta", "b"],
            ["Book One", "Alpha", "Beta"],
        ),
        (["# One", "! a note", "# Two", "b", "# Three", "! a note"], ["Two"]),
        (["# Title", "### One", "a", "### Two", "b"], ["One", "Two"]),
        (["# Chapter 1", "a", "## Chapter 2", "b"], ["Chapter 1", "Chapter 2"]),
    ],
)
def test_headings_become_chapters(lines: list[str], titles: list[str]) -> None:
    text, blocks = story(*lines)

    assert [mark.title for mark in chapter_marks(heading_entries(text, blocks), blocks)] == titles


def test_what_has_no_story_goes_with_what_follows() -> None:
    text, blocks = story("# Title", "! a note", "# One", "a", "# Afterword", "! a note")

    marks = chapter_marks(heading_entries(text, blocks), blocks)

    assert [(mark.title, mark.start) for mark in marks] == [("One", 0)]


def test_of_two_lines_to_one_place_the_deeper_counts() -> None:
    _, blocks = story("a", "b")

    marks = chapter_marks(
        [Entry(0, "Part"), Entry(0, "One", 1), Entry(3, " Two ", 1), Entry(99, "No")], blocks
    )

    assert [mark.title for mark in marks] == ["One", "Two"]


@pytest.mark.parametrize(
    ("line", "is_heading"),
    [
        ("Chapter 7", True),
        ("Chapter Seven: The Ferry", True),
        ("12.", True),
        ("IV", True),
        ("Prologue", True),
        ("Chapter and verse, he thought.", False),
        ("I", True),
        ("I'm", False),
        ("She left.", False),
        ("civil", False),
    ],
)
def test_lines_that_read_like_headings_are_told(line: str, is_heading: bool) -> None:
    text, blocks = story(line)

    assert bool(line_entries(text, blocks)) is is_heading


@pytest.mark.parametrize(
    ("title", "furniture"),
    [
        ("Cover", True),
        ("Table of  Contents", True),
        ("TITLE PAGE", True),
        ("Contents.", True),
        ("The Cover", False),
    ],
)
def test_pages_around_books_are_known_by_their_titles(title: str, furniture: bool) -> None:
    assert is_furniture(title) is furniture
