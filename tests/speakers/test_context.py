from collections.abc import Callable

import pytest

from audiobook.speakers.context import Context

Read = Callable[..., Context]

MEETING = "Mara shut the door. Ivo looked up."


def test_turns_of_other_scenes_are_not_near(read: Read) -> None:
    context = read(MEETING, '"Sit."', '"No."', "", '"Why?"')
    first, second, third = context.turns
    assert context.turn(1, first) is second
    assert context.turn(2, first) is None
    assert context.turn(-1, first) is None
    assert (context.scene_first, context.scene_last) == ([0, 0, third.index], [1, 1, third.index])


def test_a_manner_is_the_kind_and_the_mark(read: Read) -> None:
    context = read(MEETING, '"Sit."', "<No.>", '"Why?"')
    first, second, third = map(context.manner, context.turns)
    assert first == third != second


@pytest.mark.parametrize(
    ("narration", "words"),
    [("Mara sat.", 0), ("Voices rose. A murmur, then whispers.", 3), ("The crowd roared.", 1)],
)
def test_crowds_in_the_narration_are_counted_up_to_the_next_tag(
    read: Read, narration: str, words: int
) -> None:
    context = read(MEETING, '"Sit," said Mara.', narration, '"Why?"', '"Because."')
    assert context.crowds == [0, words, words]


@pytest.mark.parametrize(
    ("lines", "trust"),
    [
        (['"A." Mara sat.', '"B." Ivo sat.'], 0.0),  # nothing tells
        (['"A." Mara sat.', '"B," said Mara.'], -1 / 3),  # the tail is the next speaker's
        (['"A," said Mara.', '"B," said Ivo.', '"C." Mara sat.', '"D," said Ivo.'], 1 / 3),
    ],
)
def test_tags_tell_how_far_tails_are_the_speakers(read: Read, lines: list[str], trust: float) -> None:
    assert read(MEETING, *lines).tail_trust == pytest.approx(trust)


def test_what_the_rules_guess_near_is_counted(read: Read) -> None:
    context = read(MEETING, '"A," said Mara.', '"B," said Ivo.', '"C," said Mara.', "", '"D," said Mara.')
    assert context.guessed_near(context.turns[1]) == {context.turns[0].tag.subject.who: 2}  # type: ignore[union-attr]
