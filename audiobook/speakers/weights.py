"""The learned weights: trees for the ranker, numbers for exchanges, a table for confidence.

`data/weights.npz` holds plain arrays made by `tools/train_speakers.py`; `recipe` in it says of what.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Indexes = NDArray[np.int32]


@dataclass(frozen=True, eq=False)
class Trees:
    """Decision trees in flat arrays: at node k go `left` if feature[k] <= threshold[k], else `right`.

    A negative child is leaf number -child - 1 of `value`. `root` holds the first node of each tree.
    """

    feature: Indexes
    threshold: Floats
    left: Indexes
    right: Indexes
    value: Floats
    root: Indexes

    def score(self, rows: Floats) -> Floats:
        """The sum of the trees' values for each row, shape (n,)."""
        total = np.zeros(len(rows))
        everyone = np.arange(len(rows))
        for root in self.root:
            total += self.value[-self._leaves(rows, everyone, int(root)) - 1]
        return total

    def _leaves(self, rows: Floats, everyone: NDArray[np.intp], root: int) -> Indexes:
        node = np.full(len(rows), root, dtype=np.int32)
        active = everyone if root >= 0 else everyone[:0]
        while len(active):
            here = node[active]
            goes_left = rows[active, self.feature[here]] <= self.threshold[here]
            there = np.where(goes_left, self.left[here], self.right[here])
            node[active] = there
            active = active[there >= 0]
        return node


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
    tree = {name: arrays[name].astype(np.int32) for name in ("feature", "left", "right", "root")}
    real = {name: arrays[name].astype(np.float64) for name in ("threshold", "value")}
    return Weights(
        trees=Trees(**tree, **real),
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
