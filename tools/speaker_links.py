"""Learns how much speakers alternate: the weights of the links between neighboring turns.

Maximum likelihood of the gold speakers under the chain of `audiobook.speakers.exchange`, found by
scipy's L-BFGS with exact gradients.
"""

from __future__ import annotations

import importlib
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from audiobook.speakers.exchange import log_sum, same_speaker

Floats = NDArray[np.float64]

STEPS = 15
STRENGTH = 1.0  # of the pull toward zero
_NEVER = -1e4


@dataclass(eq=False)
class _Scene:
    """The turns of a scene: scores, which candidates are right, who equals whom, and the link rows."""

    scores: list[Floats]
    right: list[NDArray[np.bool_]]
    same: list[Floats]
    back: list[Floats]
    links: Floats


def learn_links(
    scores: Sequence[Floats],
    candidates: Sequence[Sequence[Sequence[int]]],
    links: Sequence[Floats],
    right: Sequence[NDArray[np.bool_]],
) -> tuple[float, Floats, Floats]:
    """The scale of the scores and the weights of both kinds of link, from texts with gold speakers."""
    scenes = [
        scene
        for text in zip(scores, candidates, links, right, strict=True)
        for scene in _scenes(*text)
        if len(scene.scores) > 1
    ]
    columns = links[0].shape[1]

    def loss(at: Floats) -> tuple[float, Floats]:
        scale, same, back = float(np.exp(at[0])), at[1 : 1 + columns], at[1 + columns :]
        value = STRENGTH * float(at[1:] @ at[1:]) / 2
        slope = np.concatenate([[0.0], STRENGTH * at[1:]])
        for scene in scenes:
            free, free_slope = _likelihood(scene, scale, same, back, bound=False)
            tied, tied_slope = _likelihood(scene, scale, same, back, bound=True)
            value += free - tied
            slope += free_slope - tied_slope
        return value, slope

    start = np.zeros(1 + 2 * columns)
    start[1:3] = -1.0, -2.0
    start[2 + columns] = 0.7
    minimize = importlib.import_module("scipy.optimize").minimize
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": STEPS}).x
    return float(np.exp(found[0])), found[1 : 1 + columns], found[1 + columns :]


def _scenes(
    scores: Floats, candidates: Sequence[Sequence[int]], links: Floats, right: NDArray[np.bool_]
) -> list[_Scene]:
    bounds = np.cumsum([0, *map(len, candidates)])
    found = []
    first = 0
    while first < len(candidates):
        last = first + 1
        while last < len(candidates) and links[last, 0]:
            last += 1
        spans = [slice(bounds[k], bounds[k + 1]) for k in range(first, last)]
        people = [np.asarray(who) for who in candidates[first:last]]
        marks = [right[span] for span in spans]
        found.append(
            _Scene(
                [scores[span] for span in spans],
                [mark if mark.any() else np.ones(len(mark), dtype=bool) for mark in marks],
                [same_speaker(one, other) for one, other in pairwise(people)],
                [same_speaker(one, other) for one, other in zip(people, people[2:], strict=False)],
                links[first:last],
            )
        )
        first = last
    return found


def _likelihood(
    scene: _Scene, scale: float, same: Floats, back: Floats, *, bound: bool
) -> tuple[float, Floats]:
    """The logarithm of the sum over all assignments (or only the right ones), and its slope."""
    scores = [
        np.where(right, score * scale, _NEVER) if bound else score * scale
        for score, right in zip(scene.scores, scene.right, strict=True)
    ]
    by_same = [(scene.links[k + 1] @ same) * equal for k, equal in enumerate(scene.same)]
    by_back = [(scene.links[k + 2] @ back) * equal for k, equal in enumerate(scene.back)]
    ahead = [scores[0][:, None] + scores[1][None, :] + by_same[0]]
    for k in range(2, len(scores)):
        before = log_sum(ahead[-1][:, :, None] + by_back[k - 2][:, None, :], 0)
        ahead.append(before + scores[k][None, :] + by_same[k - 1])
    total = float(log_sum(log_sum(ahead[-1], 0), 0))
    slope_same, slope_back = np.zeros(len(same)), np.zeros(len(back))
    slope_scale = 0.0
    behind = np.zeros_like(ahead[-1])
    for k in range(len(scores) - 1, 0, -1):
        pairs = np.exp(ahead[k - 1] + behind - total)
        slope_same += (pairs * scene.same[k - 1]).sum() * scene.links[k]
        slope_scale += float(pairs.sum(axis=0) @ scene.scores[k])
        if k == 1:
            slope_scale += float(pairs.sum(axis=1) @ scene.scores[0])
        else:
            step = scores[k][None, :] + by_same[k - 1] + behind
            onward = by_back[k - 2][:, None, :] + step[None, :, :]
            triples = np.exp(ahead[k - 2][:, :, None] + onward - total)
            slope_back += (triples.sum(axis=1) * scene.back[k - 2]).sum() * scene.links[k]
            behind = log_sum(onward, 2)
    return total, np.concatenate([[slope_scale * scale], slope_same, slope_back])
