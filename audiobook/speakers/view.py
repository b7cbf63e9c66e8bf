"""One turn as its candidates see it: what is computed once for all of them."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from audiobook.speakers.mentions import PRONOUN
from audiobook.speakers.words import NARRATED

if TYPE_CHECKING:
    from audiobook.speakers.context import Context
    from audiobook.speakers.mentions import Mention
    from audiobook.speakers.turns import Turn

FAR = 30.0
WINDOW = 4  # turns on either side whose tags are looked at


class View:
    """One turn as its candidates see it: what is computed once for all of them."""

    def __init__(self, context: Context, turn: Turn, people: list[int]) -> None:
        self.context = context
        self.turn = turn
        self.people = people
        known = [who for who in people if who >= 0]
        self.mentioned = max(1, sum(len(context.company.people[who].mentions) for who in known))
        self.tagged = max(1, sum(context.tags_of.get(who, 0) for who in known))
        self.told = [mention for mention in turn.told if mention.who >= 0]
        self.named_told = [mention for mention in self.told if mention.kind != PRONOUN]
        self.before_text = [m for m in self.named_told if m.first < turn.first]
        previous = context.turn(turn.index - 1, turn)
        following = context.turn(turn.index + 1, turn)
        self.lead = self._narration(
            previous.last_paragraph + 1 if previous else turn.paragraph - 3, turn.paragraph
        )
        self.tail = self._narration(
            turn.last_paragraph + 1,
            min(following.paragraph if following else turn.last_paragraph + 2, turn.last_paragraph + 3),
        )
        manner = context.manner(turn)
        self.same_kind = sum(context.kinds_of.get(who, {}).get(manner, 0) for who in known)
        self.alike = {who: context.styles.likeness(turn.index, who) for who in known}
        self.told_ago = {who: self.ago(context.told_at[who]) for who in people if who >= 0}
        by_ago = sorted(self.told_ago.values())
        self.told_rank = {who: float(by_ago.index(ago)) for who, ago in self.told_ago.items()}
        self.last_spoke = {who: self._spoke(who, back=True) for who in people if who >= 0}
        self.next_spoke = {who: self._spoke(who, back=False) for who in people if who >= 0}
        self.spoke_rank = _ranks(self.last_spoke)
        self.next_rank = _ranks(self.next_spoke)
        self.back = self._parity(step=-1)
        self.ahead = self._parity(step=1)
        self.neighbors = {k: context.turn(turn.index + k, turn) for k in range(-WINDOW, WINDOW + 1) if k}

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

    def _spoke(self, who: int, *, back: bool) -> float:
        turns = self.context.spoke_at.get(who, [])
        at = bisect_left(turns, self.turn.index + (0 if back else 1))
        if back:
            return min(FAR, float(self.turn.index - turns[at - 1])) if at else FAR
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

    def guess_ago(self, who: int) -> float:
        """How many turns ago the rules guess that somebody spoke last."""
        spoke = self.context.guessed_at.get(who, [])
        at = bisect_left(spoke, self.turn.index)
        return min(FAR, float(self.turn.index - spoke[at - 1])) if at else FAR


def _ranks(values: dict[int, float]) -> dict[int, float]:
    ordered = sorted(values.values())
    return {who: float(ordered.index(value)) for who, value in values.items()}
