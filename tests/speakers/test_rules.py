from collections.abc import Callable

import pytest

from audiobook.speakers.context import Context

Read = Callable[..., Context]

MEETING = "Mara shut the door. Ivo looked up."


def guesses(context: Context) -> list[str]:
    people = context.company.people
    return [people[guess.who].name if guess.who >= 0 else "" for guess in context.guesses]


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (['"Sit," said Mara.'], ["Mara"]),
        (['"Sit," she said.'], ["Mara"]),
        (['Mara smiled. "Sit."'], ["Mara"]),
        (['"Sit." Mara smiled.'], ["Mara"]),
        (['"Sit," someone said.'], [""]),
        (['"Sit," said Mara.', '"No," said Ivo.', '"Why?"', '"Why not?"'], ["Mara", "Ivo", "Mara", "Ivo"]),
        (['"Sit, Ivo," said Mara.', '"No."'], ["Mara", "Ivo"]),  # who is addressed answers
        (['"Sit," said Mara.', '"No," he said.', '"Why?" she said.'], ["Mara", "Ivo", "Mara"]),
        (['"Sit," said Mara.', '"No." Mara smiled.'], ["Mara", "Ivo"]),  # the tail is the next speaker's
    ],
)
def test_plain_rules_guess_from_first_to_last(read: Read, lines: list[str], found: list[str]) -> None:
    assert guesses(read(MEETING, *lines)) == found


def test_nobody_is_guessed_where_nobody_is(read: Read) -> None:
    assert guesses(read("It rained.", '"Sit."')) == [""]


def test_a_guess_is_surest_by_a_name(read: Read) -> None:
    story = read(MEETING, '"Sit," said Mara.', 'Ivo smiled. "No."', '"Why?" she said.', '"Because."')
    sure = [guess.confidence for guess in story.guesses]
    assert sure == sorted(sure, reverse=True)
    assert all(0 <= confidence <= 1 for confidence in sure)


def test_an_exchange_ends_with_its_scene(read: Read) -> None:
    story = read(MEETING, '"Sit," said Mara.', '"No," said Ivo.', "", "Ana sat.", '"Why?"')
    assert guesses(story)[-1] == "Ana"
