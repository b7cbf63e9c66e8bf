import pytest
from hypothesis import given
from hypothesis import strategies as st

from audiobook.studio.phrases import phrases


def cut(text: str, limit: int) -> list[str]:
    return [text[start:end] for start, end in phrases(text, limit=limit)]


@pytest.mark.parametrize(
    ("text", "limit", "expected"),
    [
        ("Short.", 20, ["Short."]),
        ("The rope parted. The boat swung out.", 20, ["The rope parted. ", "The boat swung out."]),
        ('"The rope!" he said. They ran.', 22, ['"The rope!" he said. ', "They ran."]),
        ("She took the rope, the oar and the lamp", 24, ["She took the rope, ", "the oar and the lamp"]),
        ("one two three four five six", 12, ["one two ", "three four ", "five six"]),
        ("a" * 25, 10, ["a" * 10, "a" * 10, "a" * 5]),
    ],
)
def test_a_cut_falls_where_a_reader_would_breathe(text: str, limit: int, expected: list[str]) -> None:
    assert cut(text, limit) == expected


@given(st.text(alphabet='ab .,!? \n"', max_size=300), st.integers(4, 50))
def test_phrases_join_to_the_text_and_keep_the_limit(text: str, limit: int) -> None:
    pieces = cut(text, limit)

    assert "".join(pieces) == text
    assert all(len(piece) <= limit for piece in pieces)


def test_a_very_long_text_is_cut_in_linear_time() -> None:
    assert len(cut("word " * 400_000, 500)) == 4000
