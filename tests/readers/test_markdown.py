"""Markdown as authors write it."""

from __future__ import annotations

import pytest

from audiobook import readers
from audiobook.model import BlockKind, MarkKind, Story
from audiobook.readers import Raw
from audiobook.readers.front_matter import split_front_matter
from tests.readers.makers import tale

P, H, B = BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.BREAK
LONG = "The tide had gone out over the mud flats, and it had left a boat there with her name on it. " * 2


def read(text: str) -> Story:
    story = readers.read_raw(Raw("story.md", text.encode()))
    tale.check(story)
    return story


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One\ntwo.\n\nThree.", [(P, "One two."), (P, "Three.")]),
        ("One.\n\n---\n\nTwo.", [(P, "One."), (B, "* * *"), (P, "Two.")]),
        ("One.\n\n* * *\n\nTwo.", [(P, "One."), (B, "* * *"), (P, "Two.")]),
        (
            "One.\n\n~~~\n\nTwo.\n\n~~~~\n\nThree.",
            [(P, "One."), (B, "* * *"), (P, "Two."), (B, "* * *"), (P, "Three.")],
        ),
        ("# A #\n\n## b\n\nc", [(H, "A"), (H, "b"), (P, "c")]),
        ("Title\n=====\n\nOne.", [(H, "Title"), (P, "One.")]),
        ("She ran to the door.\n---\nTwo.", [(P, "She ran to the door."), (B, "* * *"), (P, "Two.")]),
        ("    Indented by a habit.\n\n\tAnd again.", [(P, "Indented by a habit."), (P, "And again.")]),
        ("> Dear Ana,\n> come home.", [(BlockKind.LETTER, "Dear Ana, come home.")]),
        ("- one\n- two", [(BlockKind.LIST, "one"), (BlockKind.LIST, "two")]),
        (
            "```\n[Up!]\n```\n\nMore words to read here.",
            [(BlockKind.TABLE, "[Up!]"), (P, "More words to read here.")],
        ),
        ("| a | b |\n|---|---|\n| c | d |", [(BlockKind.TABLE, "a\tb"), (BlockKind.TABLE, "c\td")]),
        ("One.  \nTwo.", [(P, "One.\nTwo.")]),
        (f"{LONG.strip()}\n{LONG.strip()}", [(P, LONG.strip()), (P, LONG.strip())]),
        ("A <!-- secret --> b.", [(P, "A b.")]),
        ("<!-- a note\nof two lines -->\n\nOne.", [(P, "One.")]),
        ("<Can you hear me?> she thought.", [(P, "<Can you hear me?> she thought.")]),
        ("A <i>b</i> &amp; c<br>d", [(P, "A b & c\nd")]),
        ("It cost \\*5 and 2 * 3 * 4.", [(P, "It cost *5 and 2 * 3 * 4.")]),
        ("The rope[^1] parted.\n\n[^1]: Of hemp.", [(P, "The rope parted."), (BlockKind.NOTE, "Of hemp.")]),
        ("A [link](http://x.org) here.", [(P, "A link here.")]),
        ("<script>bad()</script>\n\nOne.", [(P, "One.")]),
    ],
)
def test_lines_become_blocks(text: str, expected: list[tuple[BlockKind, str]]) -> None:
    story = read(text)

    assert [(block.kind, story.text[block.start : block.end]) for block in story.blocks] == expected


def test_emphasis_is_marked_without_its_signs() -> None:
    story = read(
        "“*She is gone*,” he thought, and **ran** down to the _water_ and ~~home~~ away from all of it."
    )

    found = [(story.text[mark.start : mark.end], mark.kind) for mark in story.blocks[0].marks]
    assert found == [
        ("She is gone", MarkKind.EMPHASIS),
        ("ran", MarkKind.STRONG),
        ("water", MarkKind.EMPHASIS),
        ("home", MarkKind.STRIKE),
    ]


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("# Low Water\n\n## One\n\na\n\n## Two\n\nb", ["One", "Two"]),
        ("# One\n\na\n\n# Two\n\nb", ["One", "Two"]),
        ("# Low Water\n\nby Mara Lind\n\nA story.", []),
        ("# Low Water\n\n## by Mara Lind\n\n### One\n\na b\n\n### Two\n\nb", ["One", "Two"]),
        (
            "# Part One\n\n## Chapter 1\n\na\n\n## Chapter 2\n\nb\n\n# Part Two\n\n## Chapter 3\n\nc",
            ["Chapter 1", "Chapter 2", "Chapter 3"],
        ),
        (
            "# Chapter 1\n\n## The Ferry\n\na\n\n# Chapter 2\n\n## The Keeper\n\nb",
            ["Chapter 1: The Ferry", "Chapter 2: The Keeper"],
        ),
        (f"# Alpha\n\n{LONG * 4}\n\n## A scene\n\nb\n\n# Beta\n\nc", ["Alpha", "Beta"]),
    ],
)
def test_headings_are_chapters(text: str, titles: list[str]) -> None:
    assert tale.titles(read(text)) == titles


def test_title_and_author_above_the_story_are_known() -> None:
    metadata = read("# Low Water\n\nby Mara Lind\n\nThe rope parted at six.").metadata

    assert (metadata.title, metadata.author) == ("Low Water", "Mara Lind")


def test_front_matter_says_what_the_work_is() -> None:
    head = (
        "---\ntitle: 'Low Water'\nauthor: Mara Lind\nlanguage: en\nseries: Harbor #2\n"
        'fandom: [Harbor, "Fog"]\ntags:\n  - sea\n  - rope\nsummary: Two keepers,\n  one boat.\n---\n'
    )
    story = read(f"{head}\nThe rope parted.")

    assert tale.spoken(story) == ["The rope parted."]
    assert (story.metadata.title, story.metadata.author, story.metadata.language) == (
        "Low Water",
        "Mara Lind",
        "en",
    )
    assert (story.metadata.series, story.metadata.series_number) == ("Harbor", "2")
    assert story.metadata.fandoms == ("Harbor", "Fog")
    assert story.metadata.tags == ("sea", "rope")
    assert story.metadata.summary == "Two keepers, one boat."


@pytest.mark.parametrize(
    "text",
    ["---\n\nOne.\n\n---\n\nTwo.", "One.\n\n---\ntitle: x\n---", "--- she said.\n\nOne.", "---\nOne: two"],
)
def test_a_break_is_no_front_matter(text: str) -> None:
    assert split_front_matter(text) == ({}, text)


@pytest.mark.parametrize(
    ("name", "text", "kind"),
    [
        ("x", "# A\n\nb\n\n# C\n\nd", "markdown"),
        ("x", "---\ntitle: A\n---\n\nb", "markdown"),
        ("x.md", "no sign at all", "markdown"),
        ("x.txt", "# A\n\nb\n\n# C\n\nd", "text"),
        ("x", "#hashtag\n\n#another\n\n#", "text"),
        ("x", "Just words.", "text"),
    ],
)
def test_markdown_is_told_by_its_signs(name: str, text: str, kind: str) -> None:
    assert readers.read_raw(Raw(name, text.encode())).source.format == kind
