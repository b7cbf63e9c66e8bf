"""Marks of scene breaks."""

from __future__ import annotations

import pytest

from audiobook.model import Block, Kind, Source, Story
from audiobook.segmenter.breaks import is_break, label_breaks
from audiobook.segmenter.customs import customs_of
from audiobook.segmenter.lines import lines_of, plain_words

ENGLISH = customs_of("en")


@pytest.mark.parametrize(
    "row",
    [
        "***", "* * *", "---", "-----", "~*~*~", "===", "+++++", "#", "###", "*", "<3", "<3 <3 <3", "⁂",
        "• • •",
        "◦◦◦", "§", "…", "...", ". . .", "-:-", ".:.", "//", "❧", "☽ ☽ ☽", "— — —", "xxx", "xXx", "oOo",
        "0o0o0o",
        "x-X-x", "OoOoO", "-x-", "~o~", ".:x:.", "o O o", "-o0o-", "HPHPHPHP", "LINEBREAK", "~Page Break~",
        "*insert line here*", "(scene change)", "_" * 200,
    ],
)  # fmt: skip
def test_a_row_of_signs_is_a_break(row: str) -> None:
    assert is_break(row, plain_words(row), ENGLISH)


@pytest.mark.parametrize(
    "row",
    [
        '"..."', "“…”", "?", "!", "-", "—", "?!", "XX", "ox", "O.", "No.", "Oh!", "line", "break",
        "hahaha", "Hahaha",
        "no no no", "[Level up!]", "//OH,//", "-Tam-", "Book", "xylophone", "The End", "XIII",
    ],
)  # fmt: skip
def test_what_can_be_said_or_read_is_no_break(row: str) -> None:
    assert not is_break(row, plain_words(row), ENGLISH)


def test_kisses_under_a_letter_are_a_signature() -> None:
    text = "Love,\n\nxoxo"
    story = Story(text, (Block(0, 5), Block(7, 11)), Source("story.txt", ""))
    assert dict(label_breaks(lines_of(story), ENGLISH)) == {}


def test_a_break_is_skipped_with_a_reason() -> None:
    story = Story("***", (Block(0, 3),), Source("story.txt", ""))
    ((index, label),) = label_breaks(lines_of(story), ENGLISH)
    assert (index, label.kind) == (0, Kind.SKIP)
    assert label.reason
