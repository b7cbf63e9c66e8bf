from collections.abc import Callable

import pytest

from audiobook.model import Age
from audiobook.speakers.ages import age_at, number
from audiobook.speakers.context import Context

Read = Callable[..., Context]


@pytest.mark.parametrize(
    ("word", "years"),
    [
        ("nine", 9),
        ("9", 9),
        ("sixteen", 16),
        ("thirty", 30),
        ("thirty-two", 32),
        ("1984", 0),
        ("many", 0),
        ("nine-many", 0),
        ("many-nine", 0),
        ("²", 0),
        ("", 0),
    ],
)
def test_numbers_are_read_in_words_and_figures(word: str, years: int) -> None:
    assert number(word) == years


@pytest.mark.parametrize(
    ("years", "age"),
    [
        (9, Age.CHILD),
        (12, Age.CHILD),
        (13, Age.TEEN),
        (19, Age.TEEN),
        (20, Age.ADULT),
        (59, Age.ADULT),
        (60, Age.OLD),
    ],
)
def test_years_make_an_age(years: int, age: Age) -> None:
    assert age_at(years) == age


@pytest.mark.parametrize(
    ("text", "ages"),
    [
        ("Mara was nine.", [Age.CHILD]),
        ("Mara was only sixteen years old.", [Age.TEEN]),
        ("Mara was 45, and tired.", [Age.ADULT]),
        ("Mara was seventy-two.", [Age.OLD]),
        ("The nine-year-old girl, Mara, nodded.", [Age.CHILD]),
        ("Mara was one of them.", []),
        ("Mara was nine miles away.", []),
        ("When Mara was nine, Ivo left.", []),  # long ago
        ("Mara's was nine.", []),
        ("Mara slept.", []),
    ],
)
def test_years_in_the_narration_tell_an_age(read: Read, text: str, ages: list[Age]) -> None:
    people = read(f"{text} Mara laughed.").company.people
    assert list(next(person.ages for person in people if person.name == "Mara")) == ages
