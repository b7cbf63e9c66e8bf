"""Turns and candidates -> numbers: what speaks for and against each candidate, for the ranker.

One row for each turn and candidate; the names of the columns are in COLUMNS. Nothing here decides.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from audiobook.speakers.candidates import NOBODY
from audiobook.speakers.talk_columns import TALK_COLUMNS, talk_row
from audiobook.speakers.told_columns import TOLD_COLUMNS, told_row
from audiobook.speakers.turn_columns import TURN_COLUMNS, turn_row
from audiobook.speakers.view import View

if TYPE_CHECKING:
    from audiobook.speakers.context import Context

PAIR_COLUMNS = ("nobody", *TOLD_COLUMNS, *TALK_COLUMNS)
COLUMNS = TURN_COLUMNS + PAIR_COLUMNS


def rows(context: Context) -> list[list[float]]:
    """The rows of all turns and candidates, turn after turn."""
    out: list[list[float]] = []
    for turn, people in zip(context.turns, context.candidates, strict=True):
        shared = turn_row(context, turn, people)
        view = View(context, turn, people)
        out.extend(shared + _pair_row(view, rank, who) for rank, who in enumerate(people))
    return out


def _pair_row(view: View, rank: int, who: int) -> list[float]:
    """The columns of one candidate; zeros after the first where it is nobody."""
    if who == NOBODY:
        return [1.0, *([0.0] * (len(PAIR_COLUMNS) - 1))]
    return [0.0, *told_row(view, rank, who), *talk_row(view, who)]
