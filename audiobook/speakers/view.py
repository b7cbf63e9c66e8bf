"""One turn as its candidates see it: what is computed once for all of them."""

from __future__ import annotations

from bisect import bisect_left
from itertools import chain
from typing import TYPE_CHECKING

from audiobook.speakers.candidates import NOBODY
from audiobook.speakers.words import NARRATED

if TYPE_CHECKING:
    from audiobook.speakers.context import Context
    from audiobook.speakers.mentions import Mention
    from audiobook.speakers.turns import Turn

FAR = 30.0
WINDOW = 4  # turns on either side whose tags are looked at

Rows = list[list[float]]  # one for each candidate


class View:
    """One turn as its candidates see it; `known` are those candidates who are somebody."""

    def __init__(self, context: Context, turn: Turn, people: list[int]) -> None:
        self.context = context
        self.turn = turn
        self.known = [who for who in people if who != NOBODY]
        self.subject = turn.tag.subject if turn.tag is not None else None
        self.neighbors = {k: context.turn(turn.index + k, turn) for k in range(-WINDOW, WINDOW + 1) if k}
        self.lead, self.tail = self._narration_before(), self._narration_after()
        self.told_ago = {who: self.ago(context.told_at[who]) for who in self.known}
        self.told_rank = ranks(self.told_ago)
        spoke_at = {who: context.spoke_at.get(who, []) for who in self.known}
        self.last_spoke = {who: self.turns_ago(turns) for who, turns in spoke_at.items()}
        self.next_spoke = {who: self.turns_ahead(turns) for who, turns in spoke_at.items()}
        self.spoke_rank = ranks(self.last_spoke)
        self.next_rank = ranks(self.next_spoke)
        self.back = self._parity(step=-1)
        self.ahead = self._parity(step=1)

    def _narration_before(self) -> list[Mention]:
        previous = self.neighbors[-1]
        first = previous.last_paragraph + 1 if previous else self.turn.paragraph - 3
        return self._narration(first, self.turn.paragraph)

    def _narration_after(self) -> list[Mention]:
        following, last = self.neighbors[1], self.turn.last_paragraph
        return self._narration(last + 1, min(following.paragraph if following else last + 2, last + 3))

    def _narration(self, first: int, last: int) -> list[Mention]:
        paragraphs = self.context.words.paragraphs
        first, last = max(0, first), min(last, len(paragraphs))
        if first >= last:
            return []
        here = self.context.company.between(paragraphs[first].first, paragraphs[last - 1].last)
        scene = self.turn.scene
        return [
            m for m in here if m.who >= 0 and m.where == NARRATED and paragraphs[m.paragraph].scene == scene
        ]

    def ago(self, paragraphs: list[int]) -> float:
        """How many paragraphs lie between the turn and the last of `paragraphs` before it."""
        at = bisect_left(paragraphs, self.turn.paragraph)
        return min(FAR, float(self.turn.paragraph - paragraphs[at - 1])) if at else FAR

    def turns_ago(self, turns: list[int]) -> float:
        """How many turns lie between the last of `turns` before this one and this."""
        at = bisect_left(turns, self.turn.index)
        return min(FAR, float(self.turn.index - turns[at - 1])) if at else FAR

    def turns_ahead(self, turns: list[int]) -> float:
        """How many turns lie between this one and the first of `turns` after it."""
        at = bisect_left(turns, self.turn.index + 1)
        return min(FAR, float(turns[at] - self.turn.index)) if at < len(turns) else FAR

    def _parity(self, step: int) -> tuple[int, int, float]:
        """The nearest tagged speaker in a direction, the other party, and how many turns away."""
        first = second = -1
        distance = 0.0
        index = self.turn.index + step
        while (other := self.context.turn(index, self.turn)) is not None and abs(
            index - self.turn.index
        ) <= 12:
            who = self.context.speakers[other.index]
            if who >= 0 and first < 0:
                first, distance = who, float(abs(index - self.turn.index))
            elif who >= 0 and who != first:
                second = who
                break
            index += step
        return first, second, distance


def ranks(values: dict[int, float]) -> dict[int, float]:
    """How many of all have less than each."""
    ordered = sorted(values.values())
    return {who: float(bisect_left(ordered, value)) for who, value in values.items()}


def side_by_side(*parts: Rows) -> Rows:
    """The rows of several functions, those of each candidate put together."""
    return [list(chain.from_iterable(rows)) for rows in zip(*parts, strict=True)]
