"""Plain text to blocks."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audiobook.errors import StoryError
from audiobook.model import BlockKind, MarkKind, Story
from audiobook.readers.raw import Raw
from audiobook.readers.text import read, score

WRAPPED = """\
The ferry had been late for so long that people had begun to set their
clocks by it, and on the morning when it came on time nobody was there
to see it but a dog.

The dog got on. It had paid, as far as anybody could prove, and it sat
down in the bow with its face to the wind and its ears blown inside out
like two small umbrellas.
"""
INDENTED = """\
   The ferry had been late for so long that people had begun to set
their clocks by it, and on the morning when it came on time nobody was
there to see it but a dog.
   The dog got on. It had paid, as far as anybody could prove, and it
sat down in the bow with its face to the wind and its ears blown inside
out like two small umbrellas.
   "Morning," said the ferryman to the dog, and the dog, which had been
well brought up, said nothing.
"""


def read_text(text: str, name: str = "story.txt") -> Story:
    return read(Raw(name, text.encode()))


def words(story: Story) -> list[str]:
    return [story.text[block.start : block.end] for block in story.blocks]


def test_blank_lines_part_paragraphs_and_are_counted() -> None:
    story = read_text("One.\n\nTwo.\n\n\n\nThree.\n")
    assert words(story) == ["One.", "Two.", "Three."]
    assert [block.gap for block in story.blocks] == [0, 1, 3]


def test_a_line_is_a_paragraph_where_no_line_is_blank() -> None:
    story = read_text('The lamp went out.\n"Your turn," said Ren.\n"I went last time."\n')
    assert words(story) == ["The lamp went out.", '"Your turn," said Ren.', '"I went last time."']
    assert [block.gap for block in story.blocks] == [0, 0, 0]


def test_lines_wrapped_by_hand_are_one_paragraph() -> None:
    assert [block.split()[0] for block in words(read_text(WRAPPED))] == ["The", "The"]


def test_indented_first_lines_open_paragraphs() -> None:
    assert [block.split()[0] for block in words(read_text(INDENTED))] == ["The", "The", '"Morning,"']


def test_a_heading_above_wrapped_lines_stays_apart() -> None:
    story = read_text("CHAPTER I.\nTHE FERRY\n\n" + WRAPPED)
    assert words(story)[:2] == ["CHAPTER I.", "THE FERRY"]


@pytest.mark.parametrize("newline", ["\r\n", "\r"])
def test_other_newlines_give_the_same_blocks(newline: str) -> None:
    text = f"Title\n\n{WRAPPED}\n* * *\n\nEnd."
    other = read_text(text.replace("\n", newline))
    plain = read_text(text)
    assert [" ".join(block.split()) for block in words(other)] == [
        " ".join(block.split()) for block in words(plain)
    ]
    assert [block.gap for block in other.blocks] == [block.gap for block in plain.blocks]


def test_a_leading_byte_order_mark_lies_in_no_block() -> None:
    story = read(Raw("story.txt", b"\xef\xbb\xbfOnce.\n"))
    assert words(story) == ["Once."]
    assert story.blocks[0].start == 1


@pytest.mark.parametrize(
    ("text", "marked", "kind", "delimiter"),
    [
        ("It was _that_ one.", "_that_", MarkKind.EMPHASIS, 1),
        ("I *said* no.", "*said*", MarkKind.EMPHASIS, 1),
        ("She was **very** sure.", "**very**", MarkKind.STRONG, 2),
        ("She was __very__ sure.", "__very__", MarkKind.STRONG, 2),
        ("*Tick,* it went.", "*Tick,*", MarkKind.EMPHASIS, 1),
    ],
)
def test_emphasis_is_marked_with_its_delimiters(
    text: str, marked: str, kind: MarkKind, delimiter: int
) -> None:
    (mark,) = read_text(text).blocks[0].marks
    assert (text[mark.start : mark.end], mark.kind, mark.delimiter) == (marked, kind, delimiter)


@pytest.mark.parametrize(
    "text",
    ["snake_case_name stays", "2 * 3 * 4 is much", "a footnote* and no more", "* * *", "He / she / it"],
)
def test_other_stars_and_lines_are_no_emphasis(text: str) -> None:
    assert read_text(text).blocks[0].marks == ()


def test_slashes_are_emphasis_only_where_the_story_uses_them_so() -> None:
    once = read_text("She said /no/ and meant it.")
    often = read_text("/What is it?/\n\n/A puppy./\n\n/It is a girl./\n\n/What is a girl?/\n")
    assert once.blocks[0].marks == ()
    assert all(len(block.marks) == 1 for block in often.blocks)


def test_title_and_author_come_from_the_first_lines() -> None:
    metadata = read_text("The Ferry Dog\nby: marmalade\n\nThe ferry was late again.\n").metadata
    assert (metadata.title, metadata.author) == ("The Ferry Dog", "marmalade")


@pytest.mark.parametrize("first", ["It was raining.", '"Stop!"', "A/N: hello", "Chapter One", "Rated: K+"])
def test_a_sentence_a_note_or_a_chapter_is_no_title(first: str) -> None:
    assert read_text(f"{first}\n\nThe ferry was late.\n").metadata.title == ""


def test_a_text_file_scores_above_an_unknown_one() -> None:
    assert score(Raw("a.txt", b"x")) > score(Raw("a.bin", b"x")) > score(Raw("a.bin", b"\0\0"))


def test_a_file_without_text_is_refused() -> None:
    with pytest.raises(StoryError):
        read_text(" \n ")


def test_a_single_line_of_megabytes_is_read_in_seconds() -> None:
    text = "She *almost* said _it_ (then * did not). " * 60_000
    start = time.process_time()
    story = read_text(text)
    assert time.process_time() - start < 10
    assert len(story.blocks) == 1


@given(st.text(alphabet=st.sampled_from('ab \t\n\r\u00a0"*_/.é—\u2028'), max_size=300))
def test_every_character_that_is_not_blank_lies_in_exactly_one_block(text: str) -> None:
    if not text.strip():
        return
    story = read_text(text)
    covered = [0] * len(story.text)
    for block in story.blocks:
        inside = story.text[block.start : block.end]
        assert inside == inside.strip()
        for index in range(block.start, block.end):
            covered[index] += 1
    assert all(count == 1 for char, count in zip(story.text, covered, strict=True) if not char.isspace())
    assert all(count <= 1 for count in covered)


def test_the_same_bytes_give_the_same_story() -> None:
    assert read_text(WRAPPED) == read_text(WRAPPED)
    assert read_text(WRAPPED).blocks[0].kind is BlockKind.PARAGRAPH
