from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from audiobook.speakers.candidates import NOBODY
from audiobook.speakers.exchange import shares

Floats = NDArray[np.float64]

ROUNDING = 1e-9


@st.composite
def chains(draw: st.DrawFn) -> tuple[list[Floats], list[list[int]], Floats, Floats, Floats]:
    """Up to six turns of up to three candidates, perhaps of several scenes, with scores of any sign."""
    score = st.floats(-6, 6)
    turns = draw(st.integers(1, 6))
    people = [draw(st.lists(st.integers(0, 3), min_size=0, max_size=2, unique=True)) for _ in range(turns)]
    candidates = [[*who, NOBODY] for who in people]
    scores = [np.array([draw(score) for _ in who]) for who in candidates]
    same, back = (np.array([draw(score) for _ in range(turns)]) for _ in range(2))
    linked = np.array([float(at > 0 and draw(st.booleans())) for at in range(turns)])
    return scores, candidates, same, back, linked


def by_brute_force(
    scores: list[Floats], candidates: list[list[int]], same: Floats, back: Floats, linked: Floats
) -> list[Floats]:
    """The same by trying every assignment of speakers to turns."""
    total = [np.zeros(len(who)) for who in candidates]
    for picks in product(*(range(len(who)) for who in candidates)):
        who = [candidates[turn][pick] for turn, pick in enumerate(picks)]
        score = sum(scores[turn][pick] for turn, pick in enumerate(picks))
        for turn in range(1, len(who)):
            if linked[turn] and who[turn] != NOBODY:
                score += same[turn] * (who[turn] == who[turn - 1])
                if turn > 1 and linked[turn - 1]:
                    score += back[turn] * (who[turn] == who[turn - 2])
        for turn, pick in enumerate(picks):
            total[turn][pick] += np.exp(score)
    return [counted / counted.sum() for counted in total]


@settings(max_examples=60)
@given(chain=chains())
def test_an_exchange_is_decided_as_if_every_way_to_assign_it_were_tried(
    chain: tuple[list[Floats], list[list[int]], Floats, Floats, Floats],
) -> None:
    for found, wanted in zip(shares(*chain), by_brute_force(*chain), strict=True):
        assert found == pytest.approx(wanted, abs=ROUNDING)


@settings(max_examples=60)
@given(chain=chains())
def test_the_shares_of_a_turn_sum_to_one(
    chain: tuple[list[Floats], list[list[int]], Floats, Floats, Floats],
) -> None:
    found = shares(*chain)
    assert [len(share) for share in found] == [len(who) for who in chain[1]]
    assert all(share.sum() == pytest.approx(1, abs=ROUNDING) and (share >= 0).all() for share in found)


def best(scores: list[list[float]], *, same: float = -3.0, back: float = 1.0) -> list[int]:
    """The likeliest speaker of each turn of an exchange between 0 and 1."""
    turns = len(scores)
    links = (np.full(turns, same), np.full(turns, back), np.array([0.0] + [1.0] * (turns - 1)))
    found = shares([np.array(score) for score in scores], [[0, 1]] * turns, *links)
    return [int(share.argmax()) for share in found]


@pytest.mark.parametrize(
    ("scores", "speakers"),
    [
        ([[5, 0], [0, 0], [0, 0], [0, 0]], [0, 1, 0, 1]),  # the first tells all that follow
        ([[0, 0], [0, 0], [0, 0], [5, 0]], [1, 0, 1, 0]),  # the last tells all before
        ([[5, 0], [0.5, 0], [0, 0]], [0, 1, 0]),  # a weak sign gives way
        ([[5, 0], [9, 0], [0, 0]], [0, 0, 1]),  # a strong one does not
    ],
)
def test_speakers_alternate(scores: list[list[float]], speakers: list[int]) -> None:
    assert best(scores) == speakers


def test_a_new_scene_starts_anew() -> None:
    scores = [np.array([5.0, 0.0]), np.array([0.0, 0.0])]
    links = (np.full(2, -3.0), np.zeros(2), np.zeros(2))
    assert shares(scores, [[0, 1], [0, 1]], *links)[1].tolist() == [0.5, 0.5]


def test_nobody_may_go_on_speaking() -> None:
    scores = [np.array([0.0]), np.array([0.0, 0.0])]
    links = (np.array([0.0, -9.0]), np.zeros(2), np.array([0.0, 1.0]))
    assert shares(scores, [[NOBODY], [0, NOBODY]], *links)[1].tolist() == [0.5, 0.5]


def test_no_turns_have_no_shares() -> None:
    assert shares([], [], np.zeros(0), np.zeros(0), np.zeros(0)) == []
