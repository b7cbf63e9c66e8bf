from collections.abc import Callable

import pytest

from audiobook.speakers.context import Context
from audiobook.speakers.told_columns import TOLD_COLUMNS, told_rows
from audiobook.speakers.view import FAR, View

Read = Callable[..., Context]


@pytest.mark.parametrize(
    ("column", "name", "value"),
    [
        ("named", "Mara", 1.0),
        ("named", "the guard", 0.0),
        ("gender", "Mara", 2.0),
        ("gender", "Ivo", 1.0),
        ("before", "Mara", 3.0),
        ("before", "Ivo", -3.0),
        ("told", "Mara", 1.0),
        ("told", "Ivo", 1.0),
        ("told first", "Mara", 1.0),
        ("told last", "Ivo", 1.0),
        ("told subject", "Mara", 1.0),
        ("told possessive", "Ivo", 1.0),
        ("told ago", "the guard", 1.0),
        ("told ahead", "Mara", FAR),
        ("told ahead", "the guard", 1.0),
        ("narration before", "the guard", 2.0),
        ("narration last", "the guard", 1.0),
        ("next subject", "the guard", 1.0),
        ("quoted ago", "Ivo", FAR),
    ],
)
def test_what_the_text_tells_of_somebody_is_told_for_each(
    read: Read, column: str, name: str, value: float
) -> None:
    context = read("Ivo met the guard. The guard nodded.", 'Mara took Ivo\'s hat. "Sit."', "The guard sat.")
    view = View(context, context.turns[0], context.candidates[0])
    who = next(person.index for person in context.company.people if person.name == name)
    row = dict(zip(TOLD_COLUMNS, told_rows(view)[view.known.index(who)], strict=True))
    assert row[column] == value
