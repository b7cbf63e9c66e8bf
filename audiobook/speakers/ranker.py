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
    from numpy.typing import NDArray

    from audiobook.speakers.aliases import Beliefs
    from audiobook.speakers.company import Company
    from audiobook.speakers.lexicon import Lexicon
    from audiobook.speakers.turns import Turn
    from audiobook.speakers.weights import Weights
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


def believe(context: Context, learned: Weights | None = None) -> list[NDArray[np.float64]]:
    """For each turn the share of each candidate; `learned` are other weights than those that ship."""
    if not context.turns:
        return []
    learned = learned or weights()
    scores = (
        learned.trees.score(rows(context).astype(np.float64))
        - described_malus(context)
        + _corrections(context)
    )
    joined = np.array(links(context), dtype=np.float64).reshape(-1, len(LINK_COLUMNS))
    bounds = np.cumsum([len(people) for people in context.candidates])[:-1]
    return shares(
        np.split(scores * learned.scale, bounds),
        context.candidates,
        joined @ learned.same,
        joined @ learned.back,
        joined[:, 0],
    )


def decide(context: Context, learned: Weights | None = None) -> tuple[Context, list[Decision]]:
    """The speaker of each turn, and the context as it is when names called out have found their owners."""
    learned = learned or weights()
    found = believe(context, learned)
    heard = only_addressed(context.company, context.lexicon)
    if heard and join_addresses(
        context.words, context.lexicon, context.company, context.turns, _beliefs(context, found, heard)
    ):
        context = gather(context.words, context.lexicon, context.company, context.turns)
        found = believe(context, learned)
    pairs = zip(context.candidates, found, strict=True)
    return context, [_decision(people, share, learned) for people, share in pairs]


def _beliefs(context: Context, found: list[NDArray[np.float64]], heard: set[int]) -> Beliefs:
    """The shares of all candidates but those who are only called out, made whole again."""
    beliefs = []
    for people, share in zip(context.candidates, found, strict=True):
        belief = {
            who: float(part) for who, part in zip(people, share, strict=True) if who not in heard and who >= 0
        }
        total = sum(belief.values())
        beliefs.append({who: part / total for who, part in belief.items()} if total > _TRACE else {})
    return beliefs


def described_malus(context: Context) -> NDArray[np.float64]:
    """What each row loses for being somebody described only, by the length of the story."""
    length = (log(max(1, len(context.turns))) - log(_SHORT)) / (log(_LONG) - log(_SHORT))
    malus = _DESCRIBED * min(1.0, max(0.0, length))
    people = context.company.people
    told = [
        who != NOBODY and not (people[who].named or people[who].is_narrator)
        for several in context.candidates
        for who in several
    ]
    return malus * np.array(told, dtype=np.float64)


def _corrections(context: Context) -> NDArray[np.float64]:
    """What each row gains for being the speaker, or nobody, that the user has set."""
    set_by_user = [
        who == turn.corrected
        for turn, several in zip(context.turns, context.candidates, strict=True)
        for who in several
    ]
    return _CERTAIN * np.array(set_by_user, dtype=np.float64)


def _decision(people: list[int], share: NDArray[np.float64], learned: Weights) -> Decision:
    best = int(np.argmax(np.round(share, 9)))
    confidence = float(np.interp(share[best], learned.confidence_at, learned.confidence))
    return Decision(people[best], round(confidence, 2))
