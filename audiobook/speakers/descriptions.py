"""Descriptions of people in the narration ("the old man", "his brother"), and whom they mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

from audiobook.speakers.company import Person
from audiobook.speakers.lexicon import PersonNoun
from audiobook.speakers.mentions import NAME, NOUN, Mention
from audiobook.speakers.words import NARRATED, QUOTED, is_word

if TYPE_CHECKING:
    from audiobook.speakers.lexicon import Lexicon
    from audiobook.speakers.words import Words

_LONGEST = 6  # words of a description
_NEAR = 8  # paragraphs within which "the man" is the last man mentioned
_BESIDE = 15  # paragraphs around "the girl, Mie" in which the girl is Mie
_APPOSED = frozenset({",", ".", "with", "of", "who", "whose", "from", "in"})  # "Mara, a guard with ..."
_NEW = frozenset({"a", "an", "another"})
_GENDER_WEIGHT = 8.0


# ------------------------------------------------------------------ nouns that speak


def spoken_heads(words: Words, lexicon: Lexicon) -> dict[str, PersonNoun]:
    """Nouns that some tag lets speak and that no list knows: "said the kettle", "the kettle said"."""
    found: set[str] = set()
    for at in range(1, len(words) - 2):
        if words.where[at] == NARRATED and words.low[at] in ("the", "a", "an"):
            if words.where[at - 1] == QUOTED:
                found |= _head_before_verb(words, lexicon, at)
            elif words.where[at - 2] == QUOTED and lexicon.says(words.low[at - 1]):
                found |= _head_of(words, lexicon, at)
    return {head: PersonNoun("x", "adult") for head in sorted(found) if head not in lexicon.people}


def _head_before_verb(words: Words, lexicon: Lexicon, at: int) -> set[str]:
    found = {"voice"} if "voice" in words.low[at + 1 : at + 4] else set[str]()
    for verb in range(at + 2, min(at + 5, len(words))):
        low = words.low[verb]
        if lexicon.says(low) and not low.endswith("ing") and low not in lexicon.infinitives:
            head = words.low[verb - 1]
            return found | ({head} if is_word(head) and head not in lexicon.closed else set())
    return found


def _head_of(words: Words, lexicon: Lexicon, at: int) -> set[str]:
    head = ""
    for after in range(at + 1, min(at + _LONGEST, len(words))):
        low, text = words.low[after], words.text[after]
        if words.where[after] != NARRATED or not is_word(low) or low in lexicon.closed or text[0].isupper():
            break
        if head and (low.endswith("ly") or lexicon.verb(low)):
            break
        head = low
        if text != words.base[after]:
            break
    return {head} if head else set()


# ------------------------------------------------------------------ finding


def find_descriptions(
    words: Words, lexicon: Lexicon, heads: dict[str, PersonNoun], taken: set[int]
) -> list[Mention]:
    """Every description of a person in the narration; `taken` are the tokens of names."""
    mentions = []
    for index, paragraph in enumerate(words.paragraphs):
        for piece in paragraph.pieces:
            if piece.spoken or words.where[piece.first] != NARRATED:
                continue
            for at in range(piece.first, piece.last):
                if _opens(words, lexicon, at):
                    head = _head(words, lexicon, heads, taken, at, piece.last)
                    if head >= 0 and _ends(words, lexicon, heads, taken, head, piece.last):
                        mentions.append(_description(words, heads, at, head, index))
    return mentions


def _opens(words: Words, lexicon: Lexicon, at: int) -> bool:
    owner = words.text[at] != words.base[at] and words.text[at][0].isupper()
    return words.low[at] in lexicon.grammar["determiner"] or (owner and words.low[at] not in lexicon.people)


def _head(
    words: Words, lexicon: Lexicon, heads: dict[str, PersonNoun], taken: set[int], at: int, end: int
) -> int:
    head = -1
    for after in range(at + 1, min(end, at + _LONGEST)):
        low = words.low[after]
        if not is_word(low) or after in taken or (low in lexicon.closed and low not in heads):
            break
        if low in heads:
            head = after
        elif head >= 0:
            break
        if words.text[after] != words.base[after]:
            break
    return head


def _ends(
    words: Words, lexicon: Lexicon, heads: dict[str, PersonNoun], taken: set[int], head: int, end: int
) -> bool:
    """Whether the noun is not itself part of a longer one: "the guard said", not "the guard house"."""
    if words.text[head] != words.base[head]:
        return True
    after = words.low[head + 1] if head + 1 < end else "."
    free = (
        not is_word(after)
        or after in lexicon.closed
        or bool(lexicon.verb(after))
        or after.endswith(("ed", "ly", "ing"))
    )
    if heads[words.low[head]].age == "unknown":
        return free and words.low[head - 1] != "another"
    return after not in heads and (free or head + 1 in taken)


def _description(words: Words, heads: dict[str, PersonNoun], at: int, head: int, paragraph: int) -> Mention:
    return Mention(
        first=at,
        last=head + 1,
        kind=NOUN,
        gender=heads[words.low[head]].gender,
        paragraph=paragraph,
        where=NARRATED,
        possessive=words.text[head] != words.base[head],
        key=words.low[head],
        modifiers=tuple(words.low[at + 1 : head]),
        determiner=words.low[at] if words.text[at] == words.base[at] else "'s",
    )


# ------------------------------------------------------------------ beside a name


def link_to_names(words: Words, names: list[Mention], described: list[Mention], people: list[Person]) -> None:
    """Notes which descriptions stand beside a name: "the girl, Mie", "the boy Perrin", "Mara, the guard"."""
    starts = {mention.first: mention for mention in names if mention.where == NARRATED}
    ends = {
        mention.last: mention for mention in names if mention.where == NARRATED and not mention.possessive
    }
    for mention in described:
        strength, name = _beside(words, mention, starts, ends)
        if name is None or mention.possessive:
            continue
        person = people[name.who]
        if mention.gender in ("x", person.likely_gender()) or person.likely_gender() == "x":
            person.heads[mention.key] += strength
            mention.who = name.who


def _beside(
    words: Words, mention: Mention, starts: dict[int, Mention], ends: dict[int, Mention]
) -> tuple[int, Mention | None]:
    first, last = mention.first, mention.last
    before = words.low[first - 1] if first else ""
    after = words.text[last] if last < len(words) else ""
    if last in starts:
        return 3, starts[last]
    if after == "," and last + 1 in starts and _stops(words, starts[last + 1].last):
        return 2, starts[last + 1]
    if before == "," and first - 1 in ends and after.lower() in _APPOSED:
        return 2, ends[first - 1]
    if before in ("was", "is") and first - 1 in ends and mention.determiner in ("the", "a", "an"):
        return 1, ends[first - 1]
    return 0, None


def _stops(words: Words, at: int) -> bool:
    return at >= len(words) or words.text[at] in (",", ".", "!", "?")


# ------------------------------------------------------------------ whom they mean


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
        beside = {
            other.who
            for other in self.beside.get(mention.key, ())
            if abs(other.paragraph - mention.paragraph) <= _BESIDE and self._one_section(other, mention)
        }
        if len(beside) == 1 and mention.determiner in ("the", "a", "an", "this", "that"):
            return next(iter(beside))
        if mention.determiner in _NEW:
            return -1
        fitting = self.titled.get(self.lexicon.kin.get(mention.key, mention.key), [])
        seen = [person.index for person in fitting if person.index in self.last_named]
        return max(seen, key=lambda index: self.last_named[index], default=-1)

    def _described(self, mention: Mention) -> int:
        before = self.recent.get(mention.key)
        again = before is not None and mention.determiner not in _NEW and self._near(before, mention)
        if before is not None and again and not (mention.modifiers and before.modifiers):
            return before.who
        name = self._name(mention)
        if name not in self.by_key:
            self.by_key[name] = len(self.people)
            self.people.append(self._new(name, mention.key))
        self.people[self.by_key[name]].aliases[name] += 1
        return self.by_key[name]

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
