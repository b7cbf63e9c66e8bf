import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audiobook.publish.names import NAME_BYTES, file_name, printable, safe_name

NAMES = [
    ("The Ferry", "The Ferry"),
    ("Chapter 2: The Ferry", "Chapter 2 - The Ferry"),
    ('What if...? 1/2: "Home"', "What if... 1-2 - 'Home'"),
    ("Either|Or", "Either-Or"),
    ("up\\down", "up-down"),
    ("a < b > c", "a ( b ) c"),
    ("***", "Untitled"),
    ("", "Untitled"),
    ("...", "Untitled"),
    ("..", "Untitled"),
    ("...and then", "and then"),
    ("Trailing dots...", "Trailing dots"),
    ("Trailing blank ", "Trailing blank"),
    ("--help", "help"),
    ("CON", "CON_"),
    ("nul", "nul_"),
    ("aux.mp3", "aux_.mp3"),
    ("Com1.part two", "Com1_.part two"),
    ("LPT¹", "LPT¹_"),
    ("CONIN$", "CONIN$_"),
    ("Contact", "Contact"),
    ("Auxiliary", "Auxiliary"),
    ("COM10", "COM10"),
    ("tab\tand\nnewline", "tab and newline"),
    ("nul\0byte", "nulbyte"),
    ("bell\x07", "bell"),
    ("turned \u202eround", "turned round"),
    ("byte\ufefforder", "byteorder"),
    ("zero\u200bwidth", "zerowidth"),
    ("no\u00a0break", "no break"),
    ("Cafe\u0301", "Caf\u00e9"),
    ("lone \udc80", "lone"),
    ("🐉 Dragon 👩‍👩‍👧", "🐉 Dragon 👩‍👩‍👧"),
    ("第一章", "第一章"),
    ("Глава 1", "Глава 1"),
    ("Rock & Roll; 100%", "Rock & Roll; 100%"),
    ("It's #1!", "It's #1!"),
]


@pytest.mark.parametrize(("title", "name"), NAMES)
def test_name_is_close_to_the_title(title: str, name: str) -> None:
    assert safe_name(title) == name


@given(st.text(), st.integers(20, 120))
def test_name_is_valid_on_every_system(title: str, limit: int) -> None:
    name = safe_name(title, limit=limit)
    assert 0 < len(name.encode()) <= limit + 1  # a device's name grows by one
    assert not set(name) & set('/\\:*?"<>|')
    assert not any(unicodedata.category(char) in {"Cc", "Cs"} for char in name)
    assert name[-1] not in ". "
    assert name[0] not in "-. "
    assert unicodedata.is_normalized("NFC", name)


@given(st.text())
def test_safe_name_of_a_safe_name_is_itself(title: str) -> None:
    assert safe_name(safe_name(title)) == safe_name(title)


@pytest.mark.parametrize(
    ("title", "limit", "name"),
    [
        ("one two three", 9, "one two"),
        ("one twothreefour", 13, "one twothreef"),
        ("日本語の題", 8, "日本"),
        ("ab🐉", 5, "ab"),
        ("abc👩‍👧", 10, "abc"),
        ("abxx\u0308", 5, "abx"),
    ],
)
def test_long_name_is_cut_between_characters(title: str, limit: int, name: str) -> None:
    assert safe_name(title, limit=limit) == name


@pytest.mark.parametrize(
    ("number", "count", "title", "name"),
    [
        (1, 3, "The Ferry", "01 - The Ferry.mp3"),
        (12, 99, "The Ferry", "12 - The Ferry.mp3"),
        (3, 120, "The Ferry", "003 - The Ferry.mp3"),
        (1, 1, "", "01.mp3"),
        (1, 1, "???", "01.mp3"),
        (7, 1000, "CON", "0007 - CON_.mp3"),
    ],
)
def test_file_name_is_number_and_title(number: int, count: int, title: str, name: str) -> None:
    assert file_name(number, count, title, ".mp3") == name


@given(st.lists(st.text(), min_size=2, max_size=12))
def test_file_names_of_a_book_differ_and_sort(titles: list[str]) -> None:
    names = [file_name(number, len(titles), title, ".mp3") for number, title in enumerate(titles, 1)]
    folded = [name.casefold() for name in names]
    assert len(set(folded)) == len(names)
    assert sorted(folded) == folded
    assert all(len(name.encode()) <= NAME_BYTES + 1 for name in names)


def test_printable_text_has_no_controls_and_can_be_encoded() -> None:
    assert printable("a\0b\x1b[1m\ttab\nline \udc80") == "ab[1m\ttab\nline ?"
