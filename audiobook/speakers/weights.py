"""The learned weights: trees for the ranker, numbers for exchanges, a table for confidence.

`data/weights.npz` holds plain arrays made by `tools/train_speakers.py`; `recipe` in it says of what.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


_ROWS_AT_ONCE = 8192  # what a tree asks of so many rows fits into a core's cache
_BITS = np.left_shift(1, np.arange(8)).astype(np.uint8)
_ALL = np.uint32(0xFFFFFFFF)


@dataclass(frozen=True, eq=False)
class Trees:
    """Decision trees of at most 32 leaves, read by QuickScorer (Lucchese et al., SIGIR 2015).

    `edges[f]` are the thresholds of column f in rising order. A node asks whether the value of its
    `feature` is above the threshold number `edge`; if it is, the leaves of the node's left side are out
    and those with a bit in `keeps` stay. The leftmost leaf that stays gives the tree's value. Tree t has
    the nodes from `first[t]` up to `first[t + 1]`, and its leaves' values are in `value[t]`.

    The answers of eight nodes are read at once: together they are a byte, the place in a table of leaves.
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
        above = self._above(rows)
        total = np.zeros(len(rows))
        for asked, tables, value in zip(self._asked, self._tables, self.value, strict=True):
            bits = above[asked]
            bits &= _BITS[:, None]
            answers = np.bitwise_or.reduce(bits, axis=1)
            left = tables[0].take(answers[0])
            for table, answer in zip(tables[1:], answers[1:], strict=True):
                left &= table.take(answer)
            leaf = np.frexp(left & -left)[1] - 1  # the number of the lowest bit
            total += value.take(leaf)
        return total

    def _above(self, rows: Floats) -> NDArray[np.uint8]:
        """For each edge and row whether the value is above the edge: 255 where it is; shape (edges, n)."""
        above = np.empty((self._bounds[-1], len(rows)), np.bool_)
        for at, edges in enumerate(self.edges):
            first, last = self._bounds[at : at + 2]
            np.greater(rows[:, at].copy(), edges[:, None], out=above[first:last])
        bits = above.view(np.uint8)
        bits *= 255
        return bits

    @cached_property
    def _bounds(self) -> NDArray[np.intp]:
        """Where the edges of each column begin among all, and where the last end."""
        return np.cumsum([0, *map(len, self.edges)])

    @cached_property
    def _asked(self) -> NDArray[np.intp]:
        """The edge that each node asks for, counted through all columns; shape (trees, eights, 8)."""
        return np.append(self._bounds[self.feature] + self.edge, 0)[self._in_eights()]

    @cached_property
    def _tables(self) -> NDArray[np.uint32]:
        """The leaves that stay, for each way in which eight nodes may answer; shape (trees, eights, 256)."""
        keeps = np.append(self.keeps, _ALL)[self._in_eights()]
        tables = np.full((*keeps.shape[:2], 256), _ALL)
        for node, bit in enumerate(_BITS.tolist()):
            tables[:, :, bit : 2 * bit] = tables[:, :, :bit] & keeps[:, :, node, None]
        return tables

    def _in_eights(self) -> NDArray[np.intp]:
        """The nodes of each tree, -1 where it has no more; shape (trees, eights, 8)."""
        counts = np.diff(self.first)
        eights = -(-int(counts.max(initial=1)) // 8)
        place = np.arange(8 * eights)
        nodes = np.where(place < counts[:, None], self.first[:-1, None] + place, -1)
        return nodes.reshape(len(counts), eights, 8).astype(np.intp)


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
