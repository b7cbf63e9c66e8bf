"""Scores of single turns -> who speaks, decided for each exchange as a whole.

Speakers alternate: whoever spoke last is unlikely to speak next, whoever spoke before that is likely to.
How much so depends on what lies between the turns (see `links`). The decision is a chain of second
order over the turns of a scene; the result is each candidate's share of all ways to assign them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from audiobook.speakers.candidates import NOBODY

if TYPE_CHECKING:
    from collections.abc import Sequence

Floats = NDArray[np.float64]


def shares(
    scores: Sequence[Floats], candidates: Sequence[Sequence[int]], same: Floats, back: Floats, linked: Floats
) -> list[Floats]:
    """Each candidate's share of the turn it is in.

    `scores` are logarithmic, one array a turn; `same` and `back`, shape (turns,), are the scores of a
    turn going to the speaker before it and to the one before that; `linked`, shape (turns,), is 0
    where a turn has none before it in its scene.
    """
    out: list[Floats] = []
    first = 0
    while first < len(scores):
        last = first + 1
        while last < len(scores) and linked[last]:
            last += 1
        people = [np.asarray(who) for who in candidates[first:last]]
        out.extend(_Chain(list(scores[first:last]), people, same[first:last], back[first:last]).shares())
        first = last
    return out


class _Chain:
    """The turns of one scene; `ahead[k]` scores each pair of speakers of turns k-1 and k with all before."""

    def __init__(
        self, scores: list[Floats], people: list[NDArray[np.int_]], same: Floats, back: Floats
    ) -> None:
        self.scores = scores
        self.same = [same[k] * same_speaker(people[k - 1], people[k]) for k in range(1, len(people))]
        self.back = [back[k] * same_speaker(people[k - 2], people[k]) for k in range(2, len(people))]

    def shares(self) -> list[Floats]:
        if len(self.scores) == 1:
            return [_normal(self.scores[0])]
        ahead = self._ahead()
        behind = np.zeros_like(ahead[-1])
        out: list[Floats] = []
        for k in range(len(ahead) - 1, -1, -1):
            pairs = _normal(ahead[k] + behind)
            out.append(pairs.sum(axis=0))
            if k == 0:
                out.append(pairs.sum(axis=1))
            else:
                step = self.scores[k + 1][None, :] + self.same[k] + behind
                behind = log_sum(self.back[k - 1][:, None, :] + step[None, :, :], axis=2)
        return out[::-1]

    def _ahead(self) -> list[Floats]:
        pairs = self.scores[0][:, None] + self.scores[1][None, :] + self.same[0]
        out = [pairs]
        for k in range(2, len(self.scores)):
            before = log_sum(pairs[:, :, None] + self.back[k - 2][:, None, :], axis=0)
            pairs = before + self.scores[k][None, :] + self.same[k - 1]
            out.append(pairs)
        return out


def same_speaker(one: NDArray[np.int_], other: NDArray[np.int_]) -> Floats:
    """1 for each pair of candidates who are one known person, else 0; shape (len(one), len(other))."""
    return np.asarray((one[:, None] == other[None, :]) & (one[:, None] != NOBODY), dtype=np.float64)


def _normal(scores: Floats) -> Floats:
    weights = np.exp(scores - scores.max())
    return np.asarray(weights / weights.sum())


def log_sum(scores: Floats, axis: int) -> Floats:
    """The logarithm of the sum of the exponentials along an axis."""
    highest = scores.max(axis=axis, keepdims=True)
    total: Floats = np.exp(scores - highest).sum(axis=axis, keepdims=True)
    return np.asarray((highest + np.log(total)).squeeze(axis))
