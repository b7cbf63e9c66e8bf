"""Descriptions ("the old man", "his brother") -> whom they mean: somebody named, or described only."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from operator import attrgetter
from typing import TYPE_CHECKING

from audiobook.speakers.company import Person
from audiobook.speakers.mentions import NAME, NOUN
from audiobook.speakers.words import NARRATED

if TYPE_CHECKING:
    from audiobook.speakers.lexicon import Lexicon, PersonNoun
    from audiobook.speakers.mentions import Mention
    from audiobook.speakers.words import Words

_NEAR = 8  # paragraphs within which "the man" is the last man mentioned
_BESIDE = 15  # paragraphs around "the girl, Mie" in which the girl is Mie
_NEW = frozenset({"a", "an", "another"})
_GENDER_WEIGHT = 8.0
_paragraph = attrgetter("paragraph")


class Resolver:
    """Gives each description its person, in the order of the text: somebody named, or described only."""

    def __init__(
        self, words: Words, lexicon: Lexicon, people: list[Person], heads: dict[str, PersonNoun]
    ) -> None:
        self.words = words
        self.lexicon = lexicon
        self.people = people
        self.heads = heads
        self.titled = self._by_title()
        self.beside: dict[str, list[Mention]] = {}
        self.by_key: dict[str, int] = {}
        self.recent: dict[str, Mention] = {}
        self.last_named: dict[int, int] = {}

    def resolve(self, mentions: list[Mention]) -> None:
        """Fills in `who` of every description; `mentions` are names and descriptions in order."""
        for mention in mentions:
            if mention.kind == NOUN and mention.who >= 0:
                self.beside.setdefault(mention.key, []).append(mention)
        for mention in mentions:
            if mention.kind == NAME:
                self.last_named[mention.who] = mention.paragraph
            elif mention.kind == NOUN and mention.where == NARRATED:
                if mention.who < 0:
                    mention.who = self.named_for(mention)
                if mention.who < 0:
                    mention.who = self._described(mention)
                self.recent[mention.key] = mention

    def _by_title(self) -> dict[str, list[Person]]:
        found: dict[str, list[Person]] = {}
        for person in self.people:
            strong = {head for head, strength in person.heads.items() if strength >= 3}
            for word in sorted(person.titles | (person.words & self.lexicon.kin.keys()) | strong):
                same = found.setdefault(self.lexicon.kin.get(word, word), [])
                if person not in same:
                    same.append(person)
        return found

    def named_for(self, mention: Mention) -> int:
        """The person with a name whose title or noun the description is; -1 if there is none yet."""
        if mention.determiner in {"'s", "another"}:
            return -1
        same = self.beside.get(mention.key, [])
        begin = bisect_left(same, mention.paragraph - _BESIDE, key=_paragraph)
        end = bisect_right(same, mention.paragraph + _BESIDE, key=_paragraph)
        beside = {other.who for other in same[begin:end] if self._one_section(other, mention)}
        if len(beside) == 1 and mention.determiner in ("the", "a", "an", "this", "that"):
            return next(iter(beside))
        if mention.determiner in _NEW:
            return -1
        fitting = self.titled.get(self.lexicon.kin.get(mention.key, mention.key), [])
        seen = [person.index for person in fitting if person.index in self.last_named]
        return max(seen, key=lambda index: self.last_named[index], default=-1)

    def _described(self, mention: Mention) -> int:
        before = self.recent.get(mention.key)
        if before is not None and self._again(before, mention):
            return before.who
        name = self._name(mention)
        if name not in self.by_key:
            self.by_key[name] = len(self.people)
            self.people.append(self._new(name, mention.key))
        self.people[self.by_key[name]].aliases[name] += 1
        return self.by_key[name]

    def _again(self, before: Mention, mention: Mention) -> bool:
        """Whether a description of the same noun goes on meaning the same person."""
        if mention.determiner in _NEW or not self._near(before, mention):
            return False
        told_apart = mention.modifiers and before.modifiers
        return not told_apart and not self._of_others(before, mention)

    def _of_others(self, one: Mention, other: Mention) -> bool:
        """Whether two descriptions have different owners: "Mara's brother", "Ivo's brother"."""
        owned = one.determiner == other.determiner == "'s"
        return owned and self.words.low[one.first] != self.words.low[other.first]

    def _one_section(self, one: Mention, other: Mention) -> bool:
        paragraphs = self.words.paragraphs
        return paragraphs[one.paragraph].section == paragraphs[other.paragraph].section

    def _near(self, before: Mention, mention: Mention) -> bool:
        paragraphs = self.words.paragraphs
        same = paragraphs[before.paragraph].scene == paragraphs[mention.paragraph].scene
        return same and mention.paragraph - before.paragraph <= _NEAR

    def _name(self, mention: Mention) -> str:
        determiner = mention.determiner
        if determiner == "'s":
            determiner = self.words.text[mention.first]
        elif determiner in ("a", "an", "this", "that"):
            determiner = "the"
        return " ".join((determiner, *mention.modifiers, mention.key))

    def _new(self, name: str, head: str) -> Person:
        noun = self.heads[head]
        person = Person(len(self.people), name, named=False)
        person.heads[head] = 1
        person.ages[noun.age] += 1
        if noun.gender in person.gender:
            person.gender[noun.gender] = _GENDER_WEIGHT
        return person
