"""Turns and candidates -> numbers: what speaks for and against each candidate, for the ranker.

One row for each turn and candidate; the names of the columns are in COLUMNS. Nothing here decides.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

import numpy as np

from audiobook.speakers.talk_columns import TALK_COLUMNS, talk_rows
from audiobook.speakers.told_columns import TOLD_COLUMNS, told_rows
from audiobook.speakers.turn_columns import TURN_COLUMNS, turn_row
from audiobook.speakers.view import View

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from audiobook.speakers.context import Context
    from audiobook.speakers.turns import Turn

PAIR_COLUMNS = ("nobody", *TOLD_COLUMNS, *TALK_COLUMNS)
COLUMNS = TURN_COLUMNS + PAIR_COLUMNS


_NOBODYS = [1.0, *([0.0] * (len(PAIR_COLUMNS) - 1))]


def rows(context: Context, turns: Sequence[Turn]) -> NDArray[np.float32]:
    """The rows of some turns and their candidates, that of nobody last; shape (n, columns)."""
    return np.fromiter(chain.from_iterable(_rows(context, turns)), np.float32).reshape(-1, len(COLUMNS))


def _rows(context: Context, turns: Sequence[Turn]) -> Iterator[list[float]]:
    for turn in turns:
        people = context.candidates[turn.index]
        shared = turn_row(context, turn, people)
        view = View(context, turn, people)
        for told, talk in zip(told_rows(view), talk_rows(view), strict=True):
            yield [*shared, 0.0, *told, *talk]
        yield shared + _NOBODYS
