from collections.abc import Callable

import pytest

from audiobook.speakers.context import Context
from audiobook.speakers.view import FAR, View

Read = Callable[..., Context]

MEETING = "Mara shut the door. Ivo looked up."


def view(context: Context, turn: int) -> View:
    return View(context, context.turns[turn], context.candidates[turn])


def names(context: Context, who: list[int]) -> list[str]:
    return [context.company.people[index].name if index >= 0 else "" for index in who]


@pytest.mark.parametrize(
    ("lines", "turn", "back", "ahead"),
    [
        (['"A," said Mara.', '"B."', '"C," said Ivo.'], 1, ["Mara", ""], ["Ivo", ""]),
        (['"A," said Mara.', '"B," said Ivo.', '"C."'], 2, ["Ivo", "Mara"], ["", ""]),
        (['"A," said Mara.', "", '"B."'], 1, ["", ""], ["", ""]),
    ],
)
def test_the_parties_of_an_exchange_are_the_nearest_tagged(
    read: Read, lines: list[str], turn: int, back: list[str], ahead: list[str]
) -> None:
    context = read(MEETING, *lines)
    found = view(context, turn)
    assert names(context, list(found.back[:2])) == back
    assert names(context, list(found.ahead[:2])) == ahead


def test_who_spoke_longest_ago_has_the_highest_rank(read: Read) -> None:
    context = read(MEETING, '"A," said Mara.', '"B," said Ivo.', '"C."')
    found = view(context, 2)
    mara, ivo = (next(p.index for p in context.company.people if p.name == name) for name in ("Mara", "Ivo"))
    assert (found.last_spoke[mara], found.last_spoke[ivo]) == (2.0, 1.0)
    assert (found.spoke_rank[mara], found.spoke_rank[ivo]) == (1.0, 0.0)
    assert found.next_spoke[mara] == FAR


@pytest.mark.parametrize(("paragraphs", "ago"), [([0], 3.0), ([0, 2], 1.0), ([3], FAR), ([], FAR)])
def test_paragraphs_ago_are_counted_from_the_last_before(
    read: Read, paragraphs: list[int], ago: float
) -> None:
    context = read("Mara sat.", "It rained.", "It poured.", '"A."')
    assert view(context, 0).ago(paragraphs) == ago
