from collections.abc import Callable

import pytest

from audiobook.speakers.context import Context
from audiobook.speakers.talk_columns import TALK_COLUMNS, talk_rows
from audiobook.speakers.view import View

Read = Callable[..., Context]

MEETING = "Mara shut the door. Ivo looked up. Ana sat."


def columns(context: Context, turn: int, name: str) -> dict[str, float]:
    view = View(context, context.turns[turn], context.candidates[turn])
    who = next(person.index for person in context.company.people if person.name == name)
    return dict(zip(TALK_COLUMNS, talk_rows(view)[view.known.index(who)], strict=True))


@pytest.mark.parametrize(
    ("name", "back", "ahead"),
    [
        ("Mara", 1.0, 0.0),  # she spoke two turns ago
        ("Ivo", -1.0, 0.0),  # he spoke last
        ("Ana", -0.75, 0.0),  # another would break in
    ],
)
def test_strict_alternation_is_told_for_each(read: Read, name: str, back: float, ahead: float) -> None:
    context = read(MEETING, '"A," said Mara.', '"B," said Ivo.', '"C."')
    found = columns(context, 2, name)
    assert (found["back parity"], found["ahead parity"]) == (back, ahead)


@pytest.mark.parametrize(("name", "back"), [("Mara", -0.5), ("Ivo", 0.25)])
def test_where_but_one_is_known_the_other_may_be_anybody(read: Read, name: str, back: float) -> None:
    assert columns(read(MEETING, '"A," said Mara.', '"B."'), 1, name)["back parity"] == back


@pytest.mark.parametrize(
    ("column", "name", "value"),
    [
        ("addressed previous", "Ivo", 1.0),
        ("addressed previous", "Mara", 0.0),
        ("named here", "Ana", 1.0),
        ("tag -1", "Mara", 3.0),
        ("tag -1", "Ivo", -3.0),
        ("beat +1", "Ana", 3.0),
        ("last spoke", "Mara", 1.0),
        ("spoke in scene", "Mara", 1.0),
        ("respect fits", "Ivo", 1.0),  # answered with "sir"
        ("respect fits", "Mara", -1.0),
        ("introduced", "Ana", 1.0),
        ("guess -1", "Mara", 1.0),
        ("guess -1", "Ivo", -1.0),
    ],
)
def test_the_talk_around_a_turn_is_told_for_each(read: Read, column: str, name: str, value: float) -> None:
    context = read(MEETING, '"Ivo, sit," said Mara.', '"I know that Ana saw it."', 'Ana smiled. "Yes, sir."')
    assert columns(context, 1, name)[column] == value
