"""Turns -> who speaks each, by the learned weights."""

from __future__ import annotations

from dataclasses import dataclass
from math import log
from typing import TYPE_CHECKING

import numpy as np

from audiobook.speakers.aliases import join_addresses, only_addressed
from audiobook.speakers.candidates import NOBODY, candidates
from audiobook.speakers.context import Context
from audiobook.speakers.exchange import shares
from audiobook.speakers.features import rows
from audiobook.speakers.links import LINK_COLUMNS, links
from audiobook.speakers.rules import guess_by_rules
from audiobook.speakers.weights import weights

if TYPE_CHECKING:
    from collections.abc import Sequence

    from audiobook.speakers.company import Company
    from audiobook.speakers.lexicon import Lexicon
    from audiobook.speakers.turns import Turn
    from audiobook.speakers.weights import Floats, Weights
    from audiobook.speakers.words import Words

# In a long story a description nearly always means somebody named; in a short one it is often all there is.
_SHORT, _LONG = 120, 350  # turns
_DESCRIBED = 5.0
_CERTAIN = 50.0
_TRACE = 0.02


@dataclass(frozen=True, slots=True)
class Decision:
    """Who speaks a turn (an index into the people, -1 for nobody known), and how surely that is right."""

    who: int
    confidence: float


def gather(words: Words, lexicon: Lexicon, company: Company, turns: list[Turn]) -> Context:
    """What is known of the turns, with their candidates and the guesses of the plain rules."""
    guesses = guess_by_rules(company, turns)
    people = candidates(words, company, turns, guesses)
    return Context(words, lexicon, company, turns, people, guesses)


def believe(context: Context, turns: Sequence[Turn], learned: Weights) -> list[Floats]:
    """The share of each candidate in each of some turns, all those of several scenes."""
    if not turns:
        return []
    scores = (
        learned.trees.score(rows(context, turns).astype(np.float64))
        - described_malus(context, turns)
        + _corrections(context, turns)
    )
    people = [context.candidates[turn.index] for turn in turns]
    joined = np.array(links(context), dtype=np.float64).reshape(-1, len(LINK_COLUMNS))
    asked = [turn.index for turn in turns]
    return shares(
        np.split(scores * learned.scale, np.cumsum([len(several) for several in people])[:-1]),
        people,
        (joined @ learned.same)[asked],
        (joined @ learned.back)[asked],
        joined[asked, 0],
    )


class Ranker:
    """Decides who speaks in a story; `context` is as it is when names called out have found their owners.

    `learned` are other weights than those that ship. Only scenes that are asked for are weighed.
    """

    def __init__(self, context: Context, learned: Weights | None = None) -> None:
        self.context = context
        self.learned = learned or weights()
        self._found: dict[int, Floats] = {}  # the shares of a turn, by its index
        self._join_names_called_out()

    def decide(self, turns: Sequence[Turn]) -> list[Decision]:
        """The speaker of each of some turns."""
        self._weigh(turns)
        return [self._decision(turn) for turn in turns]

    def _join_names_called_out(self) -> None:
        context = self.context
        heard = only_addressed(context.company, context.lexicon)
        self._weigh([turn for turn in context.turns if not heard.isdisjoint(turn.addressed)])
        beliefs = [self._belief(turn, heard) for turn in context.turns]
        if self._found and join_addresses(
            context.words, context.lexicon, context.company, context.turns, beliefs
        ):
            self.context = gather(context.words, context.lexicon, context.company, context.turns)
            self._found = {}

    def _weigh(self, turns: Sequence[Turn]) -> None:
        """Finds the shares in all turns of the scenes that some turns are in."""
        scenes = {turn.scene for turn in turns}
        asked = [
            turn for turn in self.context.turns if turn.scene in scenes and turn.index not in self._found
        ]
        found = believe(self.context, asked, self.learned)
        self._found |= zip((turn.index for turn in asked), found, strict=True)

    def _belief(self, turn: Turn, heard: set[int]) -> dict[int, float]:
        """The shares of all candidates but those who are only called out, made whole again."""
        pairs = zip(self.context.candidates[turn.index], self._found.get(turn.index, ()), strict=False)
        belief = {who: float(part) for who, part in pairs if who not in heard and who >= 0}
        total = sum(belief.values())
        return {who: part / total for who, part in belief.items()} if total > _TRACE else {}

    def _decision(self, turn: Turn) -> Decision:
        share, learned = self._found[turn.index], self.learned
        best = int(np.argmax(np.round(share, 9)))
        confidence = float(np.interp(share[best], learned.confidence_at, learned.confidence))
        return Decision(self.context.candidates[turn.index][best], round(confidence, 2))


def described_malus(context: Context, turns: Sequence[Turn]) -> Floats:
    """What each row loses for being somebody described only, by the length of the story."""
    length = (log(max(1, len(context.turns))) - log(_SHORT)) / (log(_LONG) - log(_SHORT))
    malus = _DESCRIBED * min(1.0, max(0.0, length))
    people = context.company.people
    told = [
        who != NOBODY and not (people[who].named or people[who].is_narrator)
        for turn in turns
        for who in context.candidates[turn.index]
    ]
    return malus * np.array(told, dtype=np.float64)


def _corrections(context: Context, turns: Sequence[Turn]) -> Floats:
    """What each row gains for being the speaker, or nobody, that the user has set."""
    set_by_user = [who == turn.corrected for turn in turns for who in context.candidates[turn.index]]
    return _CERTAIN * np.array(set_by_user, dtype=np.float64)
