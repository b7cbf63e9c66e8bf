from collections.abc import Callable

import pytest

from audiobook.speakers.context import Context
from audiobook.speakers.introductions import introduced

Read = Callable[..., Context]


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ('"I\'m Mara."', ["Mara"]),
        ('"I am Mara."', ["Mara"]),
        ('"My name is Mara."', ["Mara"]),
        ('"My name\'s Mara."', ["Mara"]),
        ('"Call me Mara."', ["Mara"]),
        ('"It\'s me, Mara."', ["Mara"]),
        ('"That is Mara."', []),
        ('"Mara, wait."', []),
        ('"I saw Mara."', []),
    ],
)
def test_who_gives_a_name_introduces_themselves(read: Read, line: str, found: list[str]) -> None:
    context = read("Mara sat.", line)
    who = introduced(context.words, context.company, context.turns[0])
    assert [context.company.people[index].name for index in who] == found


def mentions(context: Context) -> dict[str, int]:
    return {person.name: len(person.mentions) for person in context.company.people}


@pytest.mark.parametrize(
    "lines",
    [
        ['"I\'m Tib," said the child.', '"Hello," said Mara.'],
        [
            '"No," said the child.',
            '"Please, Tib," said Mara.',
            '"No," said the child.',
            '"Tib, please," said Mara.',
        ],
    ],
)
def test_who_was_described_is_known_by_the_name_the_scene_gives(read: Read, lines: list[str]) -> None:
    found = mentions(read("The child sat down. Mara laughed.", *lines, "Then Tib smiled."))
    assert found["the child"] == 0
    assert found["Tib"] > 2


def test_the_child_of_another_scene_is_another(read: Read) -> None:
    story = read("Mara laughed.", '"I\'m Tib," said the child.', "Tib smiled.", "", '"No," said the child.')
    assert mentions(story)["the child"] == 1


def test_a_man_does_not_bear_a_womans_name(read: Read) -> None:
    found = mentions(read("Ivo sat.", '"I\'m Mara," said the man.', "Mara took her coat."))
    assert found["the man"] == 1
