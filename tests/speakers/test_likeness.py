import pytest
from hypothesis import given
from hypothesis import strategies as st

from audiobook.speakers.likeness import held, likeness, plain, shortened


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("“Don’t — not _here_!”", "dont not here"),
        ('"DON\'T... not HERE"', "dont not here"),
        ("Un café,\n  s'il vous plaît", "un cafe sil vous plait"),
        ("“...?”", "“...?”"),
    ],
)
def test_text_is_known_by_its_words(text: str, words: str) -> None:
    assert plain(text) == words


@given(st.text(), st.text())
def test_likeness_is_a_share_and_whole_for_the_same(one: str, other: str) -> None:
    assert 0 <= likeness(one, other) <= 1
    assert likeness(one, one) == 1


@given(st.lists(st.sampled_from("abcdef"), min_size=1), st.lists(st.sampled_from("abcdef")))
def test_what_stands_at_the_end_of_a_window_is_held_whole(words: list[str], before: list[str]) -> None:
    assert held(words, words) == 1
    assert held(words, [*before, *words]) > 0


def test_nearer_words_are_held_better() -> None:
    assert held(["a", "b"], ["x", "a", "b"]) > held(["a", "b"], ["a", "b", "x"]) > 0


@pytest.mark.parametrize("window", [[], ["x", "y"], ["a", "x", "y"]])
def test_less_than_half_is_not_held(window: list[str]) -> None:
    assert held(["a", "b", "c", "d"], window) == 0
    assert held([], window) == 0


def test_a_quoted_line_is_short_and_bare() -> None:
    assert shortened("“Sit\ndown.”") == "Sit down."
    assert len(shortened("word " * 40)) <= 60
