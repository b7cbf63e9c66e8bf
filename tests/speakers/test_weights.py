from functools import reduce
from importlib.resources import files
from itertools import pairwise
from operator import and_

import numpy as np
import pytest

from audiobook.speakers.features import COLUMNS
from audiobook.speakers.links import LINK_COLUMNS
from audiobook.speakers.weights import Floats, Trees, weights

MOST_BYTES = 500_000


def test_the_weights_are_small() -> None:
    assert len(files("audiobook.speakers").joinpath("data", "weights.npz").read_bytes()) < MOST_BYTES


def test_the_weights_say_how_they_were_made() -> None:
    assert weights().recipe


def test_the_trees_ask_for_columns_and_thresholds_that_are_there() -> None:
    trees = weights().trees
    assert len(trees.edges) == len(COLUMNS)
    assert trees.feature.max() < len(COLUMNS)
    assert all(edge < len(trees.edges[f]) for f, edge in zip(trees.feature, trees.edge, strict=True))
    assert all((np.diff(edges) > 0).all() for edges in trees.edges)


def test_every_node_and_leaf_belongs_to_a_tree() -> None:
    trees = weights().trees
    assert trees.first[0] == 0
    assert trees.first[-1] == len(trees.feature) == len(trees.edge) == len(trees.keeps)
    assert (np.diff(trees.first) >= 0).all()
    assert max(np.diff(trees.first)) < 32  # one leaf more than nodes, each a bit
    assert trees.value.shape[0] == len(trees.first) - 1


def test_the_numbers_are_numbers() -> None:
    learned = weights()
    assert learned.scale > 0
    for numbers in (learned.same, learned.back, learned.trees.value, *learned.trees.edges):
        assert np.isfinite(numbers).all()
    assert learned.same.shape == learned.back.shape == (len(LINK_COLUMNS),)


def test_more_belief_is_more_confidence() -> None:
    learned = weights()
    assert (np.diff(learned.confidence_at) > 0).all()
    assert (np.diff(learned.confidence) >= 0).all()
    assert learned.confidence.min() >= 0
    assert learned.confidence.max() <= 1


def test_a_tree_says_the_value_of_the_leaf_that_a_row_falls_into() -> None:
    # column 0 above 1.5? then leaf 2; else column 1 above 0.5? then leaf 1, else leaf 0
    trees = Trees(
        edges=(np.array([1.5]), np.array([0.5])),
        feature=np.array([0, 1], np.uint8),
        edge=np.array([0, 0], np.uint8),
        keeps=np.array([0b100, 0b110], np.uint32),
        first=np.array([0, 2], np.int32),
        value=np.array([[1.0, 2.0, 4.0]]),
    )
    rows = np.array([[2.0, 9.0], [1.5, 0.6], [1.0, 0.5]])
    assert trees.score(rows).tolist() == [4.0, 2.0, 1.0]


def plainly(trees: Trees, row: Floats) -> float:
    """The score of a row, node after node."""
    total = 0.0
    for tree, (first, last) in enumerate(pairwise(trees.first.tolist())):
        asked = [
            at
            for at in range(first, last)
            if row[trees.feature[at]] > trees.edges[trees.feature[at]][trees.edge[at]]
        ]
        left = reduce(and_, (int(trees.keeps[at]) for at in asked), 0xFFFFFFFF)
        total += trees.value[tree, (left & -left).bit_length() - 1]
    return total


@pytest.mark.parametrize("nodes", [(0,), (1, 0, 3), (7, 8, 9), (31, 16, 30, 24), ()])
def test_trees_of_any_size_are_read_as_they_would_be_node_after_node(nodes: tuple[int, ...]) -> None:
    random = np.random.default_rng(7)
    many = sum(nodes)
    trees = Trees(
        edges=tuple(np.arange(count, dtype=np.float64) for count in (1, 4, 2)),
        feature=np.resize([1, 0, 2, 1], many).astype(np.uint8),
        edge=np.resize([3, 0, 1, 0], many).astype(np.uint8),
        keeps=random.integers(0, 2**31, many, np.uint32)
        | np.uint32(1 << 31),  # the rightmost leaf always stays
        first=np.cumsum([0, *nodes], dtype=np.int32),
        value=random.normal(size=(len(nodes), 32)),
    )
    rows = random.normal(1.0, 2.0, (50, 3))
    assert trees.score(rows).tolist() == [plainly(trees, row) for row in rows]


@pytest.mark.parametrize("seed", [1, 2])
def test_rows_score_the_same_alone_and_together(seed: int) -> None:
    rows = np.random.default_rng(seed).normal(0, 5, (4, len(COLUMNS)))
    trees = weights().trees
    alone = [float(trees.score(row[None])[0]) for row in rows]
    assert trees.score(rows).tolist() == pytest.approx(alone)
