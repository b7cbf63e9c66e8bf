"""What is said sounds like the plain words written down for it, by espeak-ng's own transcription."""

import re
from pathlib import Path

import pytest

from audiobook.engines.espeak import transcribed
from audiobook.studio.spoken import say

CASES = Path(__file__).with_name("round_trip.txt")

# What differs between two ways to write the same words: stress, length, blanks, hyphens.
MANNER = re.compile(r"[\sˈˌː_|-]")


def cases() -> list[tuple[str, str]]:
    lines = CASES.read_text("utf-8").splitlines()
    pairs = (line.partition(" => ") for line in lines if " => " in line and not line.startswith("#"))
    return [(shown, words) for shown, _, words in pairs]


def _sounds(texts: list[str]) -> list[str]:
    return [MANNER.sub("", text).replace("ᵻ", "ɪ") for text in transcribed(texts, "en-us")]


def test_there_are_many_cases() -> None:
    assert len(cases()) >= 50


@pytest.mark.parametrize(("shown", "words"), cases())
def test_what_is_said_sounds_like_the_words_it_stands_for(shown: str, words: str) -> None:
    said, wanted = _sounds([say(shown), words])
    assert said == wanted, say(shown)


def test_a_wrong_reading_is_heard() -> None:
    """The check can fail: without the rules, none of these would pass."""
    wrong = [shown for shown, words in cases() if len(set(_sounds([shown, words]))) == 2]
    assert len(wrong) > len(cases()) / 2
