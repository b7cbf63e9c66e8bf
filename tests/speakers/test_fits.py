from collections.abc import Callable

import pytest

from audiobook.speakers.context import Context
from audiobook.speakers.fits import fits, gender_fits, respect
from audiobook.speakers.turns import Turn

Read = Callable[..., Context]

MEETING = "Mara shut the door. Then Captain Oduya nodded to Ivo. The guard sat."


def index(context: Context, name: str) -> int:
    return next(person.index for person in context.company.people if person.name == name)


@pytest.mark.parametrize(
    ("tag", "name", "fit"),
    [
        ("said Mara", "Mara", 3.0),
        ("said Mara", "Ivo", -3.0),
        ("said the captain", "Captain Oduya", 3.0),
        ("said the guard", "the guard", 3.0),
        ("said the man", "the guard", -2.0),  # another description
        ("said the woman", "Ivo", -4.0),
        ("said the woman", "Mara", 0.5),
        ("he said", "Mara", -4.0),
        ("he said", "Ivo", 1.25),
        ("he said", "Captain Oduya", 1.75),  # the last subject, of unknown gender
    ],
)
def test_a_tag_fits_a_candidate_by_name_noun_or_gender(read: Read, tag: str, name: str, fit: float) -> None:
    context = read(MEETING, f'"Sit," {tag}.')
    found = context.turns[0].tag
    assert found is not None
    assert fits(context, found.subject, index(context, name)) == fit


def test_nothing_told_fits_everybody(read: Read) -> None:
    assert fits(read(MEETING), None, 0) == 0.0


@pytest.mark.parametrize(
    ("told", "gender", "fit"), [("m", "m", 1), ("m", "f", -1), ("m", "x", 0), ("", "f", 0)]
)
def test_a_gender_fits_itself(told: str, gender: str, fit: float) -> None:
    assert gender_fits(told, gender) == fit


@pytest.mark.parametrize(
    ("line", "gender"),
    [('"Yes, sir."', "m"), ('"Yes, ma\'am."', "f"), ('"Yes, Doctor."', ""), ('"Yes."', "")],
)
def test_an_address_of_respect_tells_a_gender(read: Read, line: str, gender: str) -> None:
    turn: Turn = read(MEETING, line).turns[0]
    assert respect(turn) == gender
    assert respect(None) == ""
