"""The learned weights: trees for the ranker, numbers for exchanges, a table for confidence.

`data/weights.npz` holds plain arrays made by `tools/train_speakers.py`; `recipe` in it says of what.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


_ROWS_AT_ONCE = 8192  # what fits into a core's cache
_ALL = np.uint32(0xFFFFFFFF)


@dataclass(frozen=True, eq=False)
class Trees:
    """Decision trees of at most 32 leaves, read by QuickScorer (Lucchese et al., SIGIR 2015).

    `edges[f]` are the thresholds of column f in rising order. A node asks whether the value of its
    `feature` is above the threshold number `edge`; if it is, the leaves of the node's left side are out
    and those with a bit in `keeps` stay. The leftmost leaf that stays gives the tree's value. Tree t has
    the nodes from `first[t]` up to `first[t + 1]`, and its leaves' values are in `value[t]`.
    """

    edges: tuple[Floats, ...]
    feature: NDArray[np.uint8]
    edge: NDArray[np.uint8]
    keeps: NDArray[np.uint32]
    first: NDArray[np.int32]
    value: Floats

    def score(self, rows: Floats) -> Floats:
        """The sum of the trees' values for each row of shape (n, columns); shape (n,)."""
        parts = [self._score(rows[at : at + _ROWS_AT_ONCE]) for at in range(0, len(rows), _ROWS_AT_ONCE)]
        return np.concatenate([np.zeros(0), *parts])

    def _score(self, rows: Floats) -> Floats:
        places = [np.searchsorted(edges, rows[:, at]).astype(np.uint8) for at, edges in enumerate(self.edges)]
        total = np.zeros(len(rows))
        for tree, (begin, end) in enumerate(pairwise(self.first.tolist())):
            left = np.full(len(rows), _ALL)
            for node in range(begin, end):
                above = places[self.feature[node]] > self.edge[node]
                np.bitwise_and(left, self.keeps[node], out=left, where=above)
            leaf = np.frexp(left & (~left + np.uint32(1)))[1] - 1  # the number of the lowest bit
            total += self.value[tree, leaf]
        return total


@dataclass(frozen=True, eq=False)
class Weights:
    """All that was learned. `same` and `back` weigh the columns of a link (see `links`)."""

    trees: Trees
    scale: float
    same: Floats
    back: Floats
    confidence_at: Floats
    confidence: Floats
    recipe: dict[str, Any]


def read_weights(arrays: Any) -> Weights:
    """The weights in an open .npz file."""
    bounds = arrays["edge_first"]
    edges = arrays["edges"].astype(np.float64)
    trees = Trees(
        edges=tuple(edges[begin:end] for begin, end in pairwise(bounds.tolist())),
        feature=arrays["feature"],
        edge=arrays["edge"],
        keeps=arrays["keeps"],
        first=arrays["first"],
        value=arrays["value"].astype(np.float64),
    )
    return Weights(
        trees=trees,
        scale=float(arrays["scale"]),
        same=arrays["same"].astype(np.float64),
        back=arrays["back"].astype(np.float64),
        confidence_at=arrays["confidence_at"].astype(np.float64),
        confidence=arrays["confidence"].astype(np.float64),
        recipe=json.loads(str(arrays["recipe"])),
    )


@cache
def weights() -> Weights:
    """The weights that ship with the program, read once."""
    with files(__package__).joinpath("data", "weights.npz").open("rb") as file, np.load(file) as arrays:
        return read_weights(arrays)
