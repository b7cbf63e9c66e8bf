import pytest

from audiobook.casting.suggestion import closest, did_you_mean, listed


@pytest.mark.parametrize(
    ("word", "meant"),
    [("pich", "pitch"), ("PITCH", "pitch"), ("gendre", "gender"), ("zzz", None), ("", None)],
)
def test_the_closest_choice_is_found_whatever_its_case(word: str, meant: str | None) -> None:
    assert closest(word, ("rate", "pitch", "gender")) == meant


def test_without_a_close_choice_the_hint_says_something_else() -> None:
    assert did_you_mean("pich", ("pitch",), otherwise="x") == "did you mean 'pitch'?"
    assert did_you_mean("zzz", ("pitch",), otherwise="look at the list") == "look at the list"


def test_choices_are_listed_in_their_order() -> None:
    assert listed(("m", "f", "unknown")) == "one of m, f, unknown"
