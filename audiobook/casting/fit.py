"""How well a voice suits a character: by gender, age, and its place among the distinct ones."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from audiobook.model import Age, Gender

if TYPE_CHECKING:
    from collections.abc import Iterable

    from audiobook.model import Character, Voice

UNFIT = 100  # such a voice speaks only where the set has no other
LENT = 10  # the voice of letters or notes: the last to be given to a character

_TIER = 4  # voices that count as equally distinct; the name chooses among them

# What it costs to give a character of one age a voice of another.
_AGE_COST = {
    Age.CHILD: {Age.CHILD: 0, Age.TEEN: 1, Age.ADULT: 5},
    Age.TEEN: {Age.TEEN: 0, Age.ADULT: 1, Age.CHILD: 4},
    Age.ADULT: {Age.ADULT: 0, Age.TEEN: 1, Age.OLD: 2},
    Age.OLD: {Age.OLD: 0, Age.ADULT: 1},
    Age.UNKNOWN: {Age.ADULT: 0, Age.TEEN: 1, Age.OLD: 2},
}


@dataclass(frozen=True)
class Pool:
    """The voices that may be given to characters, each with its tier of distinctness, 0 the most."""

    voices: tuple[Voice, ...]
    lent: frozenset[str]
    tiers: dict[str, int]

    def cost(self, voice: Voice, character: Character) -> int:
        """How badly `voice` suits `character`: 0 well, `UNFIT` and more not at all."""
        lent = LENT if voice.name in self.lent else 0
        return lent + _age_cost(voice, character) + _gender_cost(voice, character)


def pool_of(voices: Iterable[Voice], *, lent: Iterable[str]) -> Pool:
    """A pool of `voices`, which stand in the order of distinctness within each gender and age."""
    ranks: dict[tuple[Gender, Age], int] = {}
    tiers: dict[str, int] = {}
    castable = tuple(voices)
    for voice in castable:
        kind = (voice.gender, voice.age)
        tiers[voice.name] = ranks.get(kind, 0) // _TIER
        ranks[kind] = ranks.get(kind, 0) + 1
    return Pool(castable, frozenset(lent), tiers)


def preference(character: str, voice: str) -> bytes:
    """How much a name draws a voice, least first: the same for ever, whatever else there is."""
    return hashlib.sha256(f"{character}\0{voice}".encode("utf-8", "surrogatepass")).digest()


def _age_cost(voice: Voice, character: Character) -> int:
    age = Age.ADULT if voice.age is Age.UNKNOWN else voice.age
    return _AGE_COST[character.age].get(age, UNFIT)


def _gender_cost(voice: Voice, character: Character) -> int:
    if voice.gender is character.gender:
        return 0
    if character.gender is Gender.UNKNOWN:
        return 1
    if voice.gender is Gender.UNKNOWN:
        return 3
    if character.age is Age.CHILD and voice.age is Age.CHILD:
        return 3  # a boy and a girl sound alike
    return UNFIT
