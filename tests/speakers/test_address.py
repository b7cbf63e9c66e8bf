from collections.abc import Callable

import pytest

from audiobook.speakers.context import Context

Read = Callable[..., Context]

MEETING = "Mara shut the door. Ivo looked up. Captain Oduya waited."


@pytest.mark.parametrize(
    ("line", "addressed"),
    [
        ('"Mara, wait."', ["Mara"]),
        ('"Wait, Mara!"', ["Mara"]),
        ('"Wait, Mara, please."', ["Mara"]),
        ('"Mara?"', ["Mara"]),
        ('"Mara—"', ["Mara"]),
        ('"Oh Mara, no."', ["Mara"]),
        ('"Dear Mara."', ["Mara"]),
        ('"Mara left, Ivo."', ["Ivo"]),
        ('"Yes, Captain."', ["Captain Oduya"]),
        ('"Mara. Ivo. Come."', ["Mara", "Ivo"]),
        ('"I saw Mara there."', []),
        ('"Mara\'s, I think."', []),
        ('"Mara and Ivo left."', []),
        ('"The captain left."', []),
        ('"13, Duncan Street, Mara Street."', []),
    ],
)
def test_whoever_stands_by_themselves_is_addressed(read: Read, line: str, addressed: list[str]) -> None:
    story = read(MEETING, line)
    assert [story.company.people[who].name for who in story.turns[0].addressed] == addressed


@pytest.mark.parametrize(
    ("line", "gender"),
    [
        ('"Yes, sir."', "m"),
        ('"No, ma\'am."', "f"),
        ('"Thanks, Mum."', "f"),
        ('"My lady, wait."', "f"),
        ('"Old man, wait."', "m"),
        ('"Yes, Doctor."', "x"),
    ],
)
def test_an_address_of_respect_or_kinship_tells_a_gender(read: Read, line: str, gender: str) -> None:
    assert [mention.gender for mention in read(MEETING, line).turns[0].addresses] == [gender]


def test_a_title_in_the_narration_is_no_address(read: Read) -> None:
    assert not read(MEETING, '"Sit." Captain.').turns[0].addresses
