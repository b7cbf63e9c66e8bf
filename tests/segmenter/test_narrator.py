import pytest

from audiobook.model import Kind
from audiobook.segmenter.narrator import narrator_of, tells_of_past
from audiobook.segmenter.piece import Piece
from audiobook.segmenter.words import words_of


@pytest.mark.parametrize(
    ("text", "person", "past"),
    [
        ("She was tired, and he was not, and they went home.", 3, True),
        ("She is tired, and he is not, and they go home.", 3, False),
        ("I was tired, and my feet were sore.", 1, True),
        ("You are tired, and your feet are sore.", 2, False),
    ],
)
def test_the_narration_tells_who_narrates(text: str, person: int, past: bool) -> None:
    narrator = narrator_of(text, [(Piece(0, len(text), Kind.NARRATION),)], words_of("en"))
    assert (narrator.person, narrator.past) == (person, past)


def test_only_narration_counts() -> None:
    text = "She was tired. I am not, I say, I never am."
    pieces = (Piece(0, 14, Kind.NARRATION), Piece(14, len(text), Kind.DIALOGUE))
    assert narrator_of(text, [pieces], words_of("en")).person == 3


@pytest.mark.parametrize(
    ("words", "told"),
    [("he turned", True), ("she slowly rose", True), ("they were", True), ("he is", False), ("run", False)],
)
def test_somebody_does_something_in_the_past(words: str, told: bool) -> None:
    assert tells_of_past(words.split(), words_of("en")) is told
