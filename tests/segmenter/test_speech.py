from collections.abc import Callable

import pytest

Shorthand = Callable[..., list[str]]

TALK = '"Where to?" asked Mara.\n\n"Out," he said.\n\nShe looked at the door, and at the rain.\n\n'


@pytest.mark.parametrize(
    "paragraph",
    [
        'He was a so-called "expert" in nothing at all.',
        'The "accident" had been no accident.',
        'It was what she liked to call "a situation."',
        'She had read "The Raven" twice, and "Annabel Lee" once.',
        'The word "no" was not known to him.',
        'The word "DELAYED" went out.',
        'As they say, he was "all in," and she knew it.',
        'He was to keep, "for the time being," to his room.',
        'The dish was called "rabbit hat," and was cold.',
        "It was 'odd', or so it seemed.",
        "'Nobody there,' indeed.",
        '"Nakama" was out of print.',
    ],
)
def test_words_that_are_only_mentioned_stay_narration(shorthand: Shorthand, paragraph: str) -> None:
    assert shorthand(TALK + paragraph) == []


@pytest.mark.parametrize(
    ("paragraph", "words"),
    [
        ('What he muttered might have been "Well."', '"Well."'),
        ('His challenge of "Who goes there?" rang out.', '"Who goes there?"'),
        ('"You said that on Monday and nobody has come since then" and off she went.', None),
        ('She kept asking, "why?" and nobody knew.', '"why?"'),
    ],
)
def test_words_that_somebody_says_are_speech(shorthand: Shorthand, paragraph: str, words: str | None) -> None:
    pieces = shorthand(TALK + paragraph)
    assert [piece.partition(":")[0] for piece in pieces] == ["dialogue"]
    assert words is None or pieces == [f"dialogue: {words}"]


@pytest.mark.parametrize(
    ("paragraph", "words"),
    [
        ('A sign on the gate said "Beware of the Dog." in red.', '"Beware of the Dog."'),
        ('The note read: "Gone fishing."', '"Gone fishing."'),
        ('"KEEP OUT" was painted on the door.', '"KEEP OUT"'),
        ('He wrote "I love you" on the glass.', '"I love you"'),
        ('"Home," he texted back.', '"Home,"'),
        ('"Closed," said the sign.', '"Closed,"'),
        ("Over the door was written 'Closed on Sunday.'", "'Closed on Sunday.'"),
    ],
)
def test_words_that_stand_written_somewhere_are_written(
    shorthand: Shorthand, paragraph: str, words: str
) -> None:
    assert shorthand(TALK + paragraph) == [f"written: {words}"]


def test_signed_speech_is_told_from_speech_aloud(shorthand: Shorthand) -> None:
    assert shorthand(TALK + '"Out," he signed.') == ['telepathy: "Out,"']


@pytest.mark.parametrize(
    ("paragraph", "pieces"),
    [
        ('"How odd!" thought Mara.', ['thought: "How odd!"']),
        ('"Why?" she wondered aloud.', ['dialogue: "Why?"']),
        ('"No," she thought. "It can\'t be."', ['thought: "No,"', 'thought: "It can\'t be."']),
        ('"Stop." He thought of the river.', ['dialogue: "Stop."']),
        ('"Stop?" He gave it some thought.', ['dialogue: "Stop?"']),
    ],
)
def test_a_tag_of_thinking_makes_a_thought(shorthand: Shorthand, paragraph: str, pieces: list[str]) -> None:
    assert shorthand(TALK + paragraph) == pieces
