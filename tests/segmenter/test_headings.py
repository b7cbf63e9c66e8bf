"""Lines that are written like headings."""

from __future__ import annotations

import pytest

from audiobook.segmenter.customs import customs_of
from audiobook.segmenter.headings import Heading, is_note_heading, is_title, parse, undecorated

ENGLISH = customs_of("en")


@pytest.mark.parametrize(
    ("row", "style", "number", "title"),
    [
        ("Chapter 3: Dead Weight", "chapter", 3, "Dead Weight"),
        ("Chapter 4: in which nobody confesses", "chapter", 4, "in which nobody confesses"),
        ("CHAPTER THE SECOND", "chapter", 2, ""),
        ("Chapter Twenty-One", "chapter", 21, ""),
        ("CHAPTER TWENTY ONE", "chapter", 21, ""),
        ("Chapter One Last Ride", "chapter", 1, "Last Ride"),
        ("~ Chapter 7 ~", "chapter", 7, ""),
        ("**Chapter 7**", "chapter", 7, ""),
        ("Chapter 7/12", "chapter", 7, ""),
        ("Chapter 7 of ?", "chapter", 7, ""),
        ("Ch. 7 - The Ferry", "chapter", 7, "The Ferry"),
        ("_Chapter I_", "chapter", 1, ""),
        ("CHAPTER III. THE MYSTERY [6]", "chapter", 3, "THE MYSTERY"),
        ("CHAPTER I PARIS: SEPTEMBER, 1792", "chapter", 1, "PARIS: SEPTEMBER, 1792"),
        ("CHAPTER I—START IN LIFE", "chapter", 1, "START IN LIFE"),
        ("The Second Chapter", "chapter", 2, ""),
        ("2nd Chapter: Rain", "chapter", 2, "Rain"),
        ("PART ONE--The Old Sailor", "part", 1, "The Old Sailor"),
        ("Book First", "part", 1, ""),
        ("part two (JUNO'S BIT)", "part", 2, "(JUNO'S BIT)"),
        ("Prologue", "section", None, ""),
        ("EPILOGUE: Home", "section", None, "Home"),
        ("Interlude III - The Cook", "section", 3, "The Cook"),
        ("AUTHOR'S PREFACE", "section", None, ""),
        ("XII. The Table at Stonewater", "roman-title", 12, "The Table at Stonewater"),
        ("6. the one with the llama", "digits-title", 6, "the one with the llama"),
        ("1: COLD START", "digits-title", 1, "COLD START"),
        ("IV", "roman", 4, ""),
        ("— I —", "roman", 1, ""),
        ("2.", "digits", 2, ""),
        ("[ 1 ]", "digits", 1, ""),
        ("Twelve", "word", 12, ""),
    ],
)
def test_a_heading_says_its_number_and_title(row: str, style: str, number: int | None, title: str) -> None:
    heading = parse(row, ENGLISH)
    assert heading is not None
    assert (heading.style, heading.number, heading.title) == (style, number, title)


@pytest.mark.parametrize(
    "row",
    [
        "Chapter four is half written, it's the docking and it's fighting me.",
        "Chapter 12 is up!",
        "Chapter and verse",
        "Part of the wall fell down.",
        "Partly",
        "I was born.",
        "I",  # needs a place that proves it, see the tests of sequences
        '"Chapter One," he read.',
        "Charlie",
        "Epilogues are hard to write.",
        "1. Wake up early, feed the cat, and go to the river.",
        "xii. small numerals are no heading",
        "[1]",
        "",
    ],
)
def test_other_lines_are_no_sure_headings(row: str) -> None:
    heading = parse(row, ENGLISH)
    assert heading is None or not heading.is_sure


@pytest.mark.parametrize(
    ("row", "bare"),
    [
        ("~*~ The End ~*~", "The End"),
        ("=== IX ===", "IX"),
        ("Plain", "Plain"),
        ("Wait (what)", "Wait (what)"),
    ],
)
def test_the_signs_around_a_heading_are_taken_off(row: str, bare: str) -> None:
    assert undecorated(row) == bare


@pytest.mark.parametrize("row", ["The Ferry", "Who Goes There?", "MR. HOLMES.", "Wait..."])
def test_a_title_may_end_like_this(row: str) -> None:
    assert is_title(row)


@pytest.mark.parametrize("row", ["It was raining.", '"Stop!"', "He said,", "word " * 30])
def test_a_sentence_is_no_title(row: str) -> None:
    assert not is_title(row)


@pytest.mark.parametrize(
    "title", ["Author's Note", "AUTHOR'S NOTE, NOT A CHAPTER, SORRY", "Not a chapter", "Hiatus"]
)
def test_a_heading_says_that_its_chapter_is_a_note(title: str) -> None:
    assert is_note_heading(Heading("chapter", 2, title), ENGLISH)


@pytest.mark.parametrize("title", ["The Note", "", "Updates from the Front", "An Author"])
def test_other_titles_do_not(title: str) -> None:
    assert not is_note_heading(Heading("chapter", 2, title), ENGLISH)


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("7", 7),
        ("xiv", 14),
        ("Seven", 7),
        ("the second", 2),
        ("twenty-one", 21),
        ("3rd", 3),
        ("ninety-ninth", 99),
    ],
)
def test_numbers_are_read_however_they_are_written(words: str, number: int) -> None:
    assert ENGLISH.number(words) == number


@pytest.mark.parametrize("words", ["", "iiiii", "ivy", "seventh heaven", "123456"])
def test_other_words_are_no_numbers(words: str) -> None:
    assert ENGLISH.number(words) is None
