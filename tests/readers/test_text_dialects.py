"""Texts as they come from the places where stories stand."""

from __future__ import annotations

import time

import pytest

from audiobook.model import BlockKind, Story
from audiobook.readers.raw import Raw
from audiobook.readers.text import read

AO3_PAGE = """\
Actions
Work Header
Rating:
    General Audiences
Archive Warning:
    No Archive Warnings Apply
Fandom:
    Original Work
Language:
    English
Stats:
    Published:2024-01-02Completed:2024-02-03Words:3,141Chapters:2/2Kudos:9
The Toll Cat
brine_and_salt
Summary:
    Two keepers, one cat.
Notes:
    For Ana.
    (See the end of the work for more notes.)
Chapter 1: Low Water
Notes:
    (See the end of the chapter for notes.)
Chapter Text

The cat came with the tide.

"Whose is it?" asked the keeper.

Notes:
    Beta'd by Lee.

Chapter 2: High Water
Chapter Text

The cat stayed.

Notes:
    That's all of it.
Actions
↑ Top
Kudos
Comments (2)
mossy and 4 guests left kudos on this work!
"""

AO3_DOWNLOAD = """\
Salt and Soot
by hearthmouse

Posted originally on the Archive of Our Own at http://example.org/works/1.

Rating: Teen And Up Audiences
Archive Warning: No Archive Warnings Apply
Fandom: Original Work
Additional Tags: Chimneys, Sweeps, A Goose
Language: English
Stats: Published: 2021-02-14 Words: 1,204 Chapters: 1/1

Summary

A sweep, a goose, a very tall house.

Notes

Content warning for heights.

Salt and Soot

The house had nine chimneys and the goose was in the ninth.

"It is warm there," said the sweep.

End Notes

Geese do not really do this.

Please drop by the archive and comment to let the author know if you enjoyed their work!
"""

FANFICTION = """\
The Lamp Room
By: kitsune-no-bun
Two idiots and a lamp that will not stay lit.
Rated: Fiction T - English - Hurt/Comfort/Humor - Mara K., [Ivo T., Lee] - Chapters: 2 - Words: 1,511 - \
Reviews: 14 - Updated: Nov 3, 2014 - Published: Feb 20, 2014 - Status: Complete - id: 1090233
A/N: hi!
The lamp went out again.
"Your turn," said Ivo.
Next >
Reviews
"""

FANFICFARE = """\
Glass Weather



by moth_hours


Category: Original Work
Genre: Drama, Humor
Language: English
Status: Completed
Published: 2020-05-01
Updated: 2020-06-01
Packaged: 2021-01-02 10:11:12
Rating: K+
Chapters: 2
Words: 940
Publisher: example.net
Summary: It rains glass on
Thursdays.


TABLE OF CONTENTS

1. The Umbrella
2. The Hammer


        1. The Umbrella


**Author's Note:**

> I was cold when I wrote this.

The umbrella was made of iron, and it took two of them to carry it down the
stairs and out into the street, where it was at once put up and at once put
down again, because the sky had gone the wrong colour and there was nobody
about to ask.


        2. The Hammer


It was a small hammer, as hammers go, and she carried it in her hair, where
nobody would have thought of looking for one, and took it out only when she
was quite sure that there was something in the room that wanted hitting.


End file.
"""

GUTENBERG = """\
The Project Gutenberg EBook of The Toll Cat, by Ann Author

This eBook is for the use of anyone anywhere at no cost.

Title: The Toll Cat

Author: Ann Author

Release Date: March 1, 2009 [EBook #1]

Language: English

*** START OF THIS PROJECT GUTENBERG EBOOK THE TOLL CAT ***

Produced by Somebody Kind

THE TOLL CAT

CHAPTER I.

The cat came with the tide.

            *** END OF THIS PROJECT GUTENBERG EBOOK THE TOLL CAT ***

Section 1. General terms of use.
"""


def read_text(text: str) -> Story:
    return read(Raw("story.txt", text.encode()))


def kinds(story: Story) -> dict[str, BlockKind]:
    return {" ".join(story.text[block.start : block.end].split()): block.kind for block in story.blocks}


def story_words(story: Story) -> list[str]:
    return [
        story.text[block.start : block.end] for block in story.blocks if block.kind is BlockKind.PARAGRAPH
    ]


@pytest.mark.parametrize(
    ("text", "producer", "title", "author"),
    [
        (AO3_PAGE, "AO3", "The Toll Cat", "brine_and_salt"),
        (AO3_DOWNLOAD, "AO3", "Salt and Soot", "hearthmouse"),
        (FANFICTION, "FanFiction.net", "The Lamp Room", "kitsune-no-bun"),
        (FANFICFARE, "FanFicFare", "Glass Weather", "moth_hours"),
        (GUTENBERG, "Gutenberg", "The Toll Cat", "Ann Author"),
        ("The Toll Cat\nby Ann Author\n\nThe cat came.\n", "", "The Toll Cat", "Ann Author"),
    ],
)
def test_the_producer_is_recognized_and_names_the_work(
    text: str, producer: str, title: str, author: str
) -> None:
    story = read_text(text)
    assert (story.producer, story.metadata.title, story.metadata.author) == (producer, title, author)
    assert all(block.reason for block in story.blocks if block.kind is not BlockKind.PARAGRAPH)


def test_a_page_of_ao3_leaves_only_the_story() -> None:
    story = read_text(AO3_PAGE)
    assert story_words(story) == [
        "The cat came with the tide.",
        '"Whose is it?" asked the keeper.',
        "The cat stayed.",
    ]


def test_a_page_of_ao3_gives_chapters_notes_and_metadata() -> None:
    story = read_text(AO3_PAGE)
    found = kinds(story)
    assert found["Chapter 2: High Water"] is BlockKind.HEADING
    assert found["Beta'd by Lee."] is BlockKind.NOTE
    assert found["That's all of it."] is BlockKind.NOTE
    assert found["Comments (2)"] is BlockKind.NAVIGATION
    assert found["No Archive Warnings Apply"] is BlockKind.METADATA
    metadata = story.metadata
    assert (metadata.summary, metadata.language, metadata.fandoms) == (
        "Two keepers, one cat.",
        "en",
        ("Original Work",),
    )
    assert (metadata.published, metadata.updated, metadata.rating) == (
        "2024-01-02",
        "2024-02-03",
        "General Audiences",
    )


def test_a_page_of_ao3_without_tags_and_chapters_is_read_too() -> None:
    text = "Work Header\n\nThe Toll Cat\n\nSummary:\n\nA cat.\n\nWork Text:\n\nThe cat came.\n\nIt stayed.\n"
    story = read_text(text)
    assert story_words(story) == ["The cat came.", "It stayed."]
    assert story.metadata.title == "The Toll Cat"
    assert story.metadata.author == ""


def test_a_download_of_ao3_turned_into_text_leaves_only_the_story() -> None:
    story = read_text(AO3_DOWNLOAD)
    assert [words.split()[0] for words in story_words(story)] == ["The", '"It']
    found = kinds(story)
    assert found["Geese do not really do this."] is BlockKind.NOTE
    assert story.metadata.tags == ("No Archive Warnings Apply", "Chimneys", "Sweeps", "A Goose")
    assert story.metadata.summary == "A sweep, a goose, a very tall house."


def test_a_download_whose_fields_run_over_lines_is_read_too() -> None:
    text = AO3_DOWNLOAD.replace("Sweeps, A Goose", "Sweeps, A\nGoose: The Second").replace(
        "Summary\n\nA sweep", "Salt and Soot\nby hearthmouse\n\nA sweep"
    )
    story = read_text(text)
    assert [words.split()[0] for words in story_words(story)] == ["The", '"It']


def test_a_page_of_fanfiction_net_gives_title_counts_and_page_words() -> None:
    story = read_text(FANFICTION)
    metadata = story.metadata
    assert (metadata.rating, metadata.language, metadata.status) == ("Fiction T", "en", "Complete")
    assert metadata.genres == ("Hurt/Comfort", "Humor")
    assert metadata.summary == "Two idiots and a lamp that will not stay lit."
    assert story_words(story) == ["A/N: hi!", "The lamp went out again.", '"Your turn," said Ivo.']


def test_a_file_of_fanficfare_gives_chapters_and_note_boxes() -> None:
    story = read_text(FANFICFARE)
    headings = [story.text[b.start : b.end] for b in story.blocks if b.kind is BlockKind.HEADING]
    assert headings == ["Glass Weather", "1. The Umbrella", "2. The Hammer"]
    found = kinds(story)
    assert found["> I was cold when I wrote this."] is BlockKind.NOTE
    assert found["End file."] is BlockKind.NAVIGATION
    assert len(story_words(story)) == 2
    assert story.metadata.summary == "It rains glass on Thursdays."
    assert story.metadata.publisher == "example.net"


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("*** START OF THIS PROJECT GUTENBERG EBOOK X ***", "*** END OF THIS PROJECT GUTENBERG EBOOK X ***"),
        ("***START OF THE PROJECT GUTENBERG EBOOK X***", "***END OF THE PROJECT GUTENBERG EBOOK X***"),
        (
            "*END*THE SMALL PRINT! FOR PUBLIC DOMAIN ETEXTS*Ver.04.29.93*END*",
            "End of the Project Gutenberg Etext of X",
        ),
    ],
)
def test_the_license_of_gutenberg_is_set_apart_in_files_of_all_ages(start: str, end: str) -> None:
    story = read_text(
        f"Welcome to plain texts\n\n{start}\n\nThe cat came.\n\nIt stayed.\n\n{end}\n\nMore small print.\n"
    )
    assert story_words(story) == ["The cat came.", "It stayed."]


def test_a_row_of_asterisks_without_end_is_read_in_time() -> None:
    start = time.process_time()
    read_text("*" * 300_000)
    assert time.process_time() - start < 3


def test_the_producers_of_an_edition_are_set_apart() -> None:
    found = kinds(read_text(GUTENBERG))
    assert found["Produced by Somebody Kind"] is BlockKind.NAVIGATION
    assert found["The cat came with the tide."] is BlockKind.PARAGRAPH
    imprint = kinds(
        read_text("The Toll Cat\n\nCopyright (c) 1958 by The Cat Press\n\nCHAPTER 1\n\nThe cat came.\n")
    )
    assert imprint["Copyright (c) 1958 by The Cat Press"] is BlockKind.NAVIGATION


def test_a_story_that_only_mentions_such_words_is_plain() -> None:
    story = read_text(
        'Actions speak louder.\n\n"Notes:" it said.\n\nShe had posted it originally on the door.\n'
    )
    assert story.producer == ""
    assert len(story_words(story)) == 3


def test_a_fanfiction_copy_with_numbered_titles_has_its_chapters() -> None:
    text = (
        "The Glass Road\nBy: Wren\nTwo keepers and a boat.\n"
        "Rated: Fiction T - English - Adventure - Chapters: 2 - Words: 1,234 - Reviews: 9 - id: 1234567\n"
        "1. The Gate\nThe rope parted, and the boat swung out.\n"
        "2. The Road\nMorning came slowly, and the road lay white.\n"
    )

    story = read(Raw("story.txt", text.encode()))

    titles = [text[b.start : b.end] for b in story.blocks if b.reason == "title of a chapter"]
    assert titles == ["1. The Gate", "2. The Road"]
