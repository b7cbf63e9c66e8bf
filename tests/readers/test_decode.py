"""Bytes to text."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audiobook.errors import StoryError
from audiobook.readers.decode import BYTE_ORDER_MARK, REPLACEMENT, decode

CURLY = "“Nobody’s home,” said the owl.\r\nIt was — as so often — wrong.\n"


@pytest.mark.parametrize(
    ("encoding", "found"),
    [
        ("utf-8", "utf-8"),
        ("cp1252", "cp1252"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("utf-32", "utf-32"),
    ],
)
def test_a_text_is_read_in_the_encoding_it_is_in(encoding: str, found: str) -> None:
    decoded = decode(CURLY.encode(encoding))
    assert (decoded.text, decoded.encoding, decoded.warnings) == (CURLY, found, ())


def test_the_byte_order_mark_of_utf_8_stays_so_that_offsets_agree() -> None:
    decoded = decode(codecs.BOM_UTF8 + b"Once.")
    assert decoded.text == BYTE_ORDER_MARK + "Once."


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_newlines_stay_as_they_are(newline: str) -> None:
    text = f"One.{newline}{newline}Two.{newline}"
    assert decode(text.encode()).text == text


def test_bytes_that_mean_nothing_in_windows_1252_are_marked_and_counted() -> None:
    decoded = decode(b"caf\xe9 \x81 and \x9d")
    assert decoded.text == f"café {REPLACEMENT} and {REPLACEMENT}"
    assert "2 characters" in decoded.warnings[0]


def test_lone_surrogates_are_marked_and_pairs_are_joined() -> None:
    decoded = decode(b"a \xed\xa0\x80 b \xed\xa0\xbd\xed\xb8\x80 c")
    assert decoded.text == f"a {REPLACEMENT} b \U0001f600 c"
    assert decoded.encoding == "utf-8"
    assert "1 character" in decoded.warnings[0]


def test_one_broken_byte_does_not_turn_a_text_into_windows_1252() -> None:
    decoded = decode(CURLY.encode() * 3 + b"\xff!")
    assert decoded.text == CURLY * 3 + REPLACEMENT + "!"
    assert decoded.warnings


def test_a_few_nuls_are_marked() -> None:
    decoded = decode(b"A long enough line of text with a \0 in it.")
    assert "\0" not in decoded.text
    assert decoded.text.count(REPLACEMENT) == 1
    assert "1 NUL character" in decoded.warnings[0]


@pytest.mark.parametrize(
    "data",
    [
        b"PK\x03\x04" + b"word " * 50,
        b"%PDF-1.7 and some words",
        bytes(range(256)) * 20,
        b"\x00\x01\x02\x03" * 200,
    ],
)
def test_binary_data_is_refused_in_one_sentence(data: bytes) -> None:
    with pytest.raises(StoryError, match="binary") as caught:
        decode(data)
    assert caught.value.hint


@pytest.mark.parametrize("data", [b"", b"  \r\n\t\n", codecs.BOM_UTF8, codecs.BOM_UTF16_LE + b"\n\0"])
def test_a_file_without_text_is_refused(data: bytes) -> None:
    with pytest.raises(StoryError, match="no text") as caught:
        decode(data)
    assert caught.value.hint


@given(st.text(alphabet=st.characters(exclude_categories=("Cs", "Cc")), min_size=1))
def test_any_utf_8_text_comes_back_as_it_was(text: str) -> None:
    if text.removeprefix(BYTE_ORDER_MARK).strip():
        assert decode(("Words first. " + text).encode()).text == "Words first. " + text


@given(st.binary(max_size=400))
def test_any_bytes_give_a_text_or_a_story_error(data: bytes) -> None:
    try:
        decoded = decode(data)
    except StoryError:
        return
    assert decoded.text.strip()
    assert not any("\ud800" <= char <= "\udfff" for char in decoded.text)
