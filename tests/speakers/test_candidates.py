from collections.abc import Callable

import pytest

from audiobook.speakers.candidates import MOST, NOBODY
from audiobook.speakers.context import Context

Read = Callable[..., Context]


def candidates(context: Context, turn: int = 0) -> list[str]:
    people = context.company.people
    return [people[who].name if who >= 0 else "nobody" for who in context.candidates[turn]]


@pytest.mark.parametrize(
    ("line", "first"),
    [
        ('"Sit," said Mara.', "Mara"),
        ('"Sit," said Ivo.', "Ivo"),
        ('Mara smiled. "Sit."', "Mara"),
        ('"Sit." Ivo smiled.', "Ivo"),
        ('"Sit," said the guard.', "the guard"),
    ],
)
def test_whom_the_tag_or_beat_names_comes_first(read: Read, line: str, first: str) -> None:
    assert candidates(read("Mara shut the door. Ivo looked up.", line))[0] == first


def test_everybody_near_is_a_candidate_and_nobody_is_the_last(read: Read) -> None:
    found = candidates(read("Mara shut the door. Ivo met the guard.", '"Sit."'))
    assert set(found) == {"Mara", "Ivo", "the guard", "nobody"}
    assert found[-1] == "nobody"


def test_there_are_only_so_many(read: Read) -> None:
    names = [
        "Mara",
        "Ivo",
        "Ana",
        "Tom",
        "Peter",
        "Lucy",
        "Hannah",
        "Simon",
        "Clara",
        "Edward",
        "Martin",
        "Julia",
    ]
    found = read(" ".join(f"{name} nodded." for name in names), '"Sit."').candidates[0]
    assert len(found) == MOST + 1
    assert found[-1] == NOBODY


def test_who_is_only_spoken_of_is_no_candidate(read: Read) -> None:
    found = candidates(read("Mara sat. Ivo sat.", '"I know that Peter left. Peter said so."'))
    assert "Peter" not in found


def test_who_was_here_long_ago_is_no_candidate(read: Read) -> None:
    found = candidates(read("Mara sat.", *["It rained."] * 60, "Ivo sat.", '"Sit."'))
    assert "Mara" not in found


def test_the_teller_is_always_a_candidate(read: Read) -> None:
    told = "I shut the door and sat down. My hands shook. I was cold, and my coat was wet."
    assert "I" in candidates(read(told, *["It rained."] * 60, '"Sit."'))
