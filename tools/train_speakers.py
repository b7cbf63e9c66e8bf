"""Trains the weights of the speaker ranker, and says how good they are on texts they have not seen.

    python -m tools.train_speakers FOLDER     # cross-validate, write the scores and the weights

Needs lightgbm and scipy beside the program's own dependencies (`pip install lightgbm scipy`); the
program itself needs neither. Texts by one author or writer are never on both sides of a fold.
"""

from __future__ import annotations

import argparse
import importlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from audiobook.speakers.candidates import NOBODY
from audiobook.speakers.features import COLUMNS, rows
from audiobook.speakers.links import LINK_COLUMNS, links
from audiobook.speakers.ranker import Ranker, described_malus
from audiobook.speakers.weights import Trees, Weights, read_weights
from tools.score_speakers import report, scored, write_report
from tools.speaker_gold import Labelled, gold_of, hide_tags, label
from tools.speaker_links import learn_links

Floats = NDArray[np.float64]

OUTPUT = Path(__file__).parents[1] / "audiobook" / "speakers" / "data" / "weights.npz"
DOCUMENT = Path(__file__).parents[1] / "docs" / "attribution.md"
INVENTED_WEIGHT = 0.5
MARKED_WEIGHT = 0.7  # of the stories that were written to be hard
LINK_SHARE = 0.35  # how much of the learned link weights is used: the rows know part of it already
LEAVES = 32  # that a tree may have at most
_EVERY_LEAF = (1 << LEAVES) - 1
SEEDS = (1, 2)
ENSEMBLE = (1, 2, 3)  # seeds of the forests whose mean is taken
ROUNDS = 300
PARAMETERS = {
    "learning_rate": 0.04,
    "num_leaves": 24,
    "min_data_in_leaf": 20,
    "feature_fraction": 0.12,
    "bagging_fraction": 0.8,
    "bagging_freq": 1,
    "lambda_l2": 5.0,
    "max_bin": 31,
    "deterministic": True,
    "num_threads": 1,
    "verbose": -1,
}


@dataclass(eq=False)
class Table:
    """The rows of a text, which of them are right, and how much each counts."""

    labelled: Labelled
    rows: Floats
    right: Floats
    weight: Floats
    bounds: NDArray[np.intp]
    links: Floats

    @property
    def fold(self) -> str:
        """The part of the data it belongs to."""
        return fold_of(self.labelled)


def fold_of(labelled: Labelled) -> str:
    """One of five folds, by writer and author."""
    gold = labelled.gold
    if gold.is_story:
        return gold.author if gold.author in "vwxy" else "v" if gold.name == "000" else "z"
    if "Doyle" in gold.author or gold.name == "AStudyInScarlet":
        return "v"
    if gold.name == "TheTimeTraders":
        return "w"
    return "xy"[sum(map(ord, gold.author)) % 2]


def table_of(labelled: Labelled) -> Table:
    """A labelled text as numbers."""
    context = labelled.context
    values = rows(context, context.turns)
    joined = np.array(links(context), dtype=np.float64).reshape(-1, len(LINK_COLUMNS))
    bounds = np.cumsum([0, *map(len, context.candidates)])
    right = np.zeros(len(values))
    weight = np.zeros(len(values))
    people = context.company.people
    for turn, use in zip(context.turns, labelled.used, strict=True):
        speaker = labelled.speakers[turn.index]
        if not use or speaker is None:
            continue
        span = slice(bounds[turn.index], bounds[turn.index + 1])
        names = [people[who].name if who != NOBODY else None for who in context.candidates[turn.index]]
        right[span] = [labelled.gold.means(speaker, name) for name in names]
        if right[span].any():
            weight[span] = len(turn.pieces) ** 0.5 * _trust(labelled)
    return Table(labelled, values.astype(np.float64), right, weight, bounds, joined)


def _trust(labelled: Labelled) -> float:
    return (INVENTED_WEIGHT if labelled.invented else 1.0) * (
        MARKED_WEIGHT if fold_of(labelled) == "z" else 1.0
    )


# ------------------------------------------------------------------ learning


def learn(tables: Sequence[Table]) -> Weights:
    """Weights from tables: trees first, links on top of what the trees say of texts they have not seen."""
    trees = export([_fit(tables, seed) for seed in ENSEMBLE])
    real = [table for table in tables if not table.labelled.invented]
    strangers = {
        fold: export([_fit([table for table in tables if table.fold != fold], ENSEMBLE[0])])
        for fold in sorted({table.fold for table in tables})
    }
    scores = [
        strangers[table.fold].score(table.rows)
        - described_malus(table.labelled.context, table.labelled.context.turns)
        for table in real
    ]
    scale, same, back = learn_links(
        scores,
        [table.labelled.context.candidates for table in real],
        [table.links for table in real],
        [(table.right * (table.weight > 0)) > 0 for table in real],
    )
    flat = np.array([0.0, 1.0])
    return Weights(trees, scale, same * LINK_SHARE, back * LINK_SHARE, flat, flat, {})


def _fit(tables: Sequence[Table], seed: int) -> Any:
    lightgbm = importlib.import_module("lightgbm")
    chosen = [np.flatnonzero(table.weight > 0) for table in tables]
    values = np.vstack([table.rows[index] for table, index in zip(tables, chosen, strict=True)])
    right = np.concatenate([table.right[index] for table, index in zip(tables, chosen, strict=True)])
    weight = np.concatenate([table.weight[index] for table, index in zip(tables, chosen, strict=True)])
    sizes = np.concatenate([_sizes(table) for table in tables])
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])

    def objective(scores: Floats, _: object) -> tuple[Floats, Floats]:
        share = _softmax(scores, starts, sizes)
        mine = share * right
        wanted = mine / np.maximum(np.repeat(np.add.reduceat(mine, starts), sizes), 1e-9)
        return (share - wanted) * weight, np.maximum(share * (1 - share), 1e-3) * weight

    data = lightgbm.Dataset(values.astype(np.float32), right)
    return lightgbm.train({**PARAMETERS, "seed": seed, "objective": objective}, data, num_boost_round=ROUNDS)


def _sizes(table: Table) -> NDArray[np.intp]:
    used = table.weight[table.bounds[:-1]] > 0 if len(table.rows) else np.zeros(0, dtype=bool)
    return np.diff(table.bounds)[used]


def _softmax(scores: Floats, starts: NDArray[np.intp], sizes: NDArray[np.intp]) -> Floats:
    highest = np.repeat(np.maximum.reduceat(scores, starts), sizes)
    weights = np.exp(scores - highest)
    return np.asarray(weights / np.repeat(np.add.reduceat(weights, starts), sizes))


def export(boosters: Sequence[Any]) -> Trees:
    """The trees of several boosters, so that their sum is the mean of the boosters."""
    trees = [tree["tree_structure"] for booster in boosters for tree in booster.dump_model()["tree_info"]]
    grown = [_Grown(tree) for tree in trees]
    nodes = [node for tree in grown for node in tree.nodes]
    edges = tuple(
        np.unique(np.array([threshold for at, threshold, _ in nodes if at == column], dtype=np.float64))
        for column in range(len(COLUMNS))
    )
    value = np.zeros((len(grown), LEAVES), dtype=np.float32)
    for tree, leaves in zip(value, grown, strict=True):
        tree[: len(leaves.values)] = leaves.values
    return Trees(
        edges=edges,
        feature=np.array([at for at, _, _ in nodes], dtype=np.uint8),
        edge=np.array([np.searchsorted(edges[at], threshold) for at, threshold, _ in nodes], dtype=np.uint8),
        keeps=np.array([keeps for _, _, keeps in nodes], dtype=np.uint32),
        first=np.cumsum([0, *(len(tree.nodes) for tree in grown)], dtype=np.int32),
        value=value.astype(np.float64) / len(boosters),
    )


class _Grown:
    """One tree: its nodes as (column, threshold, leaves that stay above it), and its leaves' values."""

    def __init__(self, root: dict[str, Any]) -> None:
        self.nodes: list[tuple[int, float, int]] = []
        self.values: list[float] = []
        self._add(root)

    def _add(self, node: dict[str, Any]) -> None:
        if "leaf_value" in node:
            self.values.append(node["leaf_value"])
            return
        begin = len(self.values)
        self._add(node["left_child"])
        out = ((1 << len(self.values)) - 1) ^ ((1 << begin) - 1)
        self.nodes.append((node["split_feature"], float(np.float32(node["threshold"])), _EVERY_LEAF ^ out))
        self._add(node["right_child"])


# ------------------------------------------------------------------ validation


def cross_validate(tables: Sequence[Table]) -> tuple[dict[str, Weights], Weights]:
    """For each fold the weights that never saw its authors; and those of the whole, to be shipped.

    The confidence of each comes from lines that its trees have not seen.
    """
    learned = {
        fold: learn([table for table in tables if table.fold != fold])
        for fold in sorted({table.fold for table in tables})
    }
    seen = {fold: _seen(tables, fold, weights) for fold, weights in learned.items()}
    by_fold = {
        fold: _calibrated(weights, [pair for other in seen if other != fold for pair in seen[other]])
        for fold, weights in learned.items()
    }
    return by_fold, _calibrated(learn(tables), [pair for pairs in seen.values() for pair in pairs])


def _seen(tables: Sequence[Table], fold: str, learned: Weights) -> list[tuple[float, bool]]:
    """(share, right) of the winner of each line of a fold."""
    seen: list[tuple[float, bool]] = []
    for table in tables:
        labelled = table.labelled
        if table.fold != fold or labelled.invented:
            continue
        ranker = Ranker(labelled.context, learned)
        people, turns = ranker.context.company.people, ranker.context.turns
        for turn, decision in zip(turns, ranker.decide(turns), strict=True):
            speaker = labelled.speakers[turn.index]
            if speaker is not None:
                name = people[decision.who].name if decision.who != NOBODY else None
                seen.extend([(decision.confidence, labelled.gold.means(speaker, name))] * len(turn.pieces))
    return seen


def _calibrated(learned: Weights, seen: Sequence[tuple[float, bool]]) -> Weights:
    at, curve = calibrate(seen)
    return replace(learned, confidence_at=at, confidence=curve)


def calibrate(seen: Sequence[tuple[float, bool]]) -> tuple[Floats, Floats]:
    """A rising curve from the winner's share to how often such winners are right."""
    ordered = sorted(seen)
    edges = np.quantile([share for share, _ in ordered], np.linspace(0, 1, 21))
    points: list[tuple[float, float, int]] = []
    for low, high in pairwise(edges):
        part = [(share, good) for share, good in ordered if low <= share <= high]
        if part:
            points.append(
                (float(np.mean([s for s, _ in part])), float(np.mean([g for _, g in part])), len(part))
            )
    merged: list[list[float]] = []
    for at, value, count in points:
        merged.append([at, value, count])
        while len(merged) > 1 and merged[-2][1] >= merged[-1][1]:
            x, y, n = merged.pop()
            a, b, m = merged.pop()
            merged.append([(a * m + x * n) / (m + n), (b * m + y * n) / (m + n), m + n])
    return np.array([0.0, *(m[0] for m in merged), 1.0]), np.array(
        [0.0, *(m[1] for m in merged), max(merged[-1][1], 0.99)]
    )


# ------------------------------------------------------------------ writing


def write(learned: Weights, path: Path) -> None:
    """Puts weights into a file as small as it can be without loss."""
    trees = learned.trees
    arrays: dict[str, Any] = {
        "edges": np.concatenate(trees.edges).astype(np.float32),
        "edge_first": np.cumsum([0, *map(len, trees.edges)], dtype=np.int32),
        "feature": trees.feature,
        "edge": trees.edge,
        "keeps": trees.keeps,
        "first": trees.first,
        "value": trees.value.astype(np.float32),
        "scale": np.float64(learned.scale),
        "same": learned.same,
        "back": learned.back,
        "confidence_at": learned.confidence_at,
        "confidence": learned.confidence,
        "recipe": np.array(json.dumps(learned.recipe, sort_keys=True)),
    }
    np.savez_compressed(path, **arrays)
    with np.load(path) as written:
        read_weights(written)


def main() -> None:
    """Validates, trains on everything, and writes the scores and the weights."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("evaluation", type=Path, help="the folder with stories/ and attribution/")
    parser.add_argument("--output", type=Path, default=OUTPUT)
    parser.add_argument("--document", type=Path, default=DOCUMENT, help="where the scores are told")
    options = parser.parse_args()
    labelled = [label(gold) for gold in gold_of(options.evaluation)]
    invented = [hide_tags(text, seed) for text in labelled for seed in SEEDS if text.context.turns]
    tables = [table_of(text) for text in [*labelled, *invented] if text.context.turns]
    by_fold, everything = cross_validate(tables)
    table = report([scored(text, by_fold[fold_of(text)]) for text in labelled], options.evaluation)
    print(table)
    write_report(table, options.document)
    recipe = {
        "texts": len(labelled),
        "turns": sum(sum(text.used) for text in labelled),
        "parameters": PARAMETERS,
        "rounds": ROUNDS,
        "forests": len(ENSEMBLE),
        "columns": len(COLUMNS),
        "date": date.today().isoformat(),
        "scores": table,
    }
    write(replace(everything, recipe=recipe), options.output)
    print(f"{options.output}: {options.output.stat().st_size} bytes")


if __name__ == "__main__":
    main()
