from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audiobook.speakers.candidates import NOBODY
from audiobook.speakers.context import Context
from audiobook.speakers.features import COLUMNS, PAIR_COLUMNS, rows
from audiobook.speakers.turn_columns import TURN_COLUMNS

Read = Callable[..., Context]

MEETING = "Mara shut the door. Ivo looked up."
EXCHANGE = (MEETING, '"Sit, Ivo," said Mara.', 'Ivo smiled. "No."', '"Why?" she said.', '"I only wanted—"')

PARAGRAPHS = st.lists(
    st.sampled_from((*EXCHANGE, "", "# Two", "~ Mara's POV", "<Oh no,> she thought.", "I sat. My hat fell.")),
    max_size=8,
)


def by_name(context: Context) -> list[dict[str, float]]:
    """The rows of a story by the names of their columns."""
    return [dict(zip(COLUMNS, row, strict=True)) for row in rows(context, context.turns).tolist()]


def row(context: Context, turn: int, name: str) -> dict[str, float]:
    """The row of one candidate of a turn."""
    people = [person.name for person in context.company.people]
    before = sum(map(len, context.candidates[:turn]))
    return by_name(context)[before + context.candidates[turn].index(people.index(name))]


def test_every_column_has_a_name_of_its_own() -> None:
    assert len(set(COLUMNS)) == len(COLUMNS) == len(TURN_COLUMNS) + len(PAIR_COLUMNS)


@settings(max_examples=40, deadline=None)
@given(paragraphs=PARAGRAPHS)
def test_each_candidate_has_a_row_of_all_columns(read: Read, paragraphs: list[str]) -> None:
    context = read("It rained.", *paragraphs)
    found = rows(context, context.turns)
    assert found.shape == (sum(len(people) for people in context.candidates), len(COLUMNS))
    assert np.isfinite(found).all()


@settings(max_examples=10, deadline=None)
@given(paragraphs=PARAGRAPHS)
def test_the_same_story_has_the_same_rows(read: Read, paragraphs: list[str]) -> None:
    assert by_name(read("It rained.", *paragraphs)) == by_name(read("It rained.", *paragraphs))


def test_nobodys_row_says_so_and_nothing_else(read: Read) -> None:
    context = read(*EXCHANGE)
    for people, values in zip((c for c in context.candidates for _ in c), by_name(context), strict=True):
        assert people[-1] == NOBODY
        if values["nobody"]:
            assert not any(values[name] for name in PAIR_COLUMNS if name != "nobody")


@pytest.mark.parametrize(
    ("turn", "name", "column", "value"),
    [
        (0, "Mara", "tag", 3.0),
        (0, "Ivo", "tag", -3.0),
        (0, "Ivo", "addressed", 1.0),
        (1, "Ivo", "addressed previous", 1.0),
        (1, "Ivo", "before", 3.0),
        (1, "Mara", "last spoke", 1.0),
        (2, "Mara", "gender", 2.0),
        (2, "Ivo", "tag", -4.0),  # "she" is no man
        (0, "Mara", "tag kind", 1.0),
        (2, "Mara", "tag kind", 3.0),
        (2, "Mara", "question", 1.0),
        (3, "Mara", "left open", 1.0),
        (3, "Mara", "previous question", 1.0),
        (0, "Mara", "since turn", 9.0),
        (3, "Ivo", "guess", 1.0),
    ],
)
def test_a_column_tells_what_its_name_says(
    read: Read, turn: int, name: str, column: str, value: float
) -> None:
    assert row(read(*EXCHANGE), turn, name)[column] == value
