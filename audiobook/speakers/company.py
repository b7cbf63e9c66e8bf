"""Who there is in a story, and where each is mentioned."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from audiobook.speakers.names import Evidence

if TYPE_CHECKING:
    from collections.abc import Callable

    from audiobook.model import Gender
    from audiobook.speakers.mentions import Mention

_NAMELESS = frozenset({"I", "you"})
_CERTAIN = 1000.0
_SURELY = 3.0
_CLEARLY = 1.6  # one gender's evidence outweighs the other's this many times


@dataclass(eq=False)
class Person:
    """Somebody in the story: named, described only ("the guard"), or the "I" who tells it.

    `gender` weighs the evidence for either; `heads` are the nouns that stand beside the name; `member` counts
    the entries of the casting sheet, -1 for who has none.
    """

    index: int
    name: str
    named: bool
    aliases: Counter[str] = field(default_factory=Counter)
    gender: dict[str, float] = field(default_factory=lambda: {"m": 0.0, "f": 0.0})
    ages: Counter[str] = field(default_factory=Counter)
    heads: Counter[str] = field(default_factory=Counter)
    titles: set[str] = field(default_factory=set)
    words: set[str] = field(default_factory=set)
    evidence: Evidence = field(default_factory=Evidence)
    mentions: list[Mention] = field(default_factory=list)
    is_narrator: bool = False
    member: int = -1

    def likely_gender(self) -> str:
        """The gender that clearly outweighs the other: "m", "f", or "x"."""
        man, woman = self.gender["m"], self.gender["f"]
        if max(man, woman) < 1 or max(man, woman) < _CLEARLY * min(man, woman):
            return "x"
        return "m" if man > woman else "f"

    def surely_gendered(self) -> bool:
        """Whether much speaks for one gender and next to nothing for the other."""
        man, woman = self.gender["m"], self.gender["f"]
        return max(man, woman) >= _SURELY and max(man, woman) >= _SURELY * min(man, woman)


@dataclass(eq=False)
class Company:
    """The people of a story and every mention of them, in the order of the text.

    `tellers` maps a section (see Words) told in the first person to its "I", or to its "you"; `fixed` a
    segment to the speaker that the user has set, -1 for nobody. `warnings` are sentences for the user.
    """

    people: list[Person]
    mentions: list[Mention]
    firsts: list[int]
    tellers: dict[int, int] = field(default_factory=dict)
    fixed: dict[int, int] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)

    def add(self, name: str, gender: Gender | None = None) -> int:
        """Somebody of whom the text says nothing, by the user's word; gives their index."""
        person = Person(len(self.people), name, named=name not in _NAMELESS)
        if gender is not None and gender.value in person.gender:
            person.gender[gender.value] = _CERTAIN
        self.people.append(person)
        return person.index

    def join(self, one: int, other: int, only: Callable[[Mention], bool] | None = None) -> None:
        """Makes one person's mentions (or only some) another's, with all that is known of them."""
        source, target = self.people[one], self.people[other]
        if -1 != source.member != target.member != -1:  # two people by the user's word
            return
        moved = [mention for mention in source.mentions if only is None or only(mention)]
        for mention in moved:
            mention.who = other
        source.mentions = [mention for mention in source.mentions if mention.who == one]
        target.mentions = sorted([*target.mentions, *moved], key=lambda mention: mention.first)
        target.aliases += source.aliases
        target.heads += source.heads
        target.ages += source.ages
        target.words |= source.words
        target.titles |= source.titles
        for gender in target.gender:
            target.gender[gender] += source.gender[gender]
        target.evidence.addressed += source.evidence.addressed

    def between(self, first: int, last: int) -> list[Mention]:
        """The mentions that start in tokens [first, last)."""
        return self.mentions[bisect_left(self.firsts, first) : bisect_left(self.firsts, last)]
