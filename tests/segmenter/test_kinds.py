from collections.abc import Callable

import pytest

Shorthand = Callable[..., list[str]]

TALK = '"Where to?" asked Mara.\n\n"Out," he said.\n\nShe looked at the door, and at the rain.\n\n'


@pytest.mark.parametrize(
    "paragraph",
    [
        '"Well," he said; "we shall see."',
        '"No more have I," said Mr. Crewe; "and I am glad of it."',
        '"Yes," he leaned in, "of course."',
        '"But when I"--he looked away--"came home,"',
    ],
)
def test_speech_broken_off_in_a_sentence_goes_on(shorthand: Shorthand, paragraph: str) -> None:
    assert [piece.partition(":")[0] for piece in shorthand(TALK + paragraph)] == ["dialogue", "dialogue"]


def test_a_mention_after_speech_is_still_a_mention(shorthand: Shorthand) -> None:
    assert shorthand(TALK + '"I see," he said. He did not, as they say, "get on."') == ['dialogue: "I see,"']


def test_a_thought_goes_on_in_the_same_marks(shorthand: Shorthand) -> None:
    pieces = shorthand(TALK + '"No," she thought. "It can\'t be." Then she said, "Yes."')
    assert [piece.partition(":")[0] for piece in pieces] == ["thought", "thought", "dialogue"]
