"""Turns and candidates -> numbers: what speaks for and against each candidate, for the ranker.

One row for each turn and candidate; the names of the columns are in COLUMNS. Nothing here decides.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from audiobook.speakers.talk_columns import TALK_COLUMNS, talk_rows
from audiobook.speakers.told_columns import TOLD_COLUMNS, told_rows
from audiobook.speakers.turn_columns import TURN_COLUMNS, turn_row
from audiobook.speakers.view import View

if TYPE_CHECKING:
    from audiobook.speakers.context import Context

PAIR_COLUMNS = ("nobody", *TOLD_COLUMNS, *TALK_COLUMNS)
COLUMNS = TURN_COLUMNS + PAIR_COLUMNS


_NOBODYS = [1.0, *([0.0] * (len(PAIR_COLUMNS) - 1))]


def rows(context: Context) -> list[list[float]]:
    """The rows of all turns and candidates, turn after turn; that of nobody is the last of each."""
    out: list[list[float]] = []
    for turn, people in zip(context.turns, context.candidates, strict=True):
        shared = turn_row(context, turn, people)
        view = View(context, turn, people)
        pairs = zip(told_rows(view), talk_rows(view), strict=True)
        out.extend([*shared, 0.0, *told, *talk] for told, talk in pairs)
        out.append(shared + _NOBODYS)
    return out
