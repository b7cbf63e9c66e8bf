"""Mentions -> people: who there is, by which names and descriptions, of which gender and age."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from audiobook.speakers.clusters import cluster
from audiobook.speakers.lexicon import PersonNoun
from audiobook.speakers.mentions import (
    NAME,
    NOUN,
    PRONOUN,
    Mention,
    find_descriptions,
    find_pronouns,
    is_subject,
)
from audiobook.speakers.names import Evidence, find_names, weigh
from audiobook.speakers.words import NARRATED, QUOTED, SHOWN, is_word

if TYPE_CHECKING:
    from audiobook.model import Sheet
    from audiobook.speakers.lexicon import Lexicon
    from audiobook.speakers.names import Form, NameMention
    from audiobook.speakers.words import Words

_NEAR = 8  # paragraphs within which "the man" is the last man mentioned
_LEAST_EVIDENCE = 1.5


@dataclass(eq=False)
class Person:
    """Somebody in the story: named, described only ("the guard"), or the "I" who tells it."""

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

    def likely_gender(self) -> str:
        """The gender that clearly outweighs the other: "m", "f", or "x"."""
        man, woman = self.gender["m"], self.gender["f"]
        if max(man, woman) < 1 or max(man, woman) < 1.6 * min(man, woman):
            return "x"
        return "m" if man > woman else "f"


@dataclass(eq=False)
class Company:
    """The people of a story and every mention of them, in the order of the text."""

    people: list[Person]
    mentions: list[Mention]
    firsts: list[int]
    tellers: dict[int, int] = field(default_factory=dict)  # chapter -> the "I" (or "you") of it

    def between(self, first: int, last: int) -> list[Mention]:
        """The mentions that start in tokens [first, last)."""
        return self.mentions[bisect_left(self.firsts, first) : bisect_left(self.firsts, last)]


def find_people(words: Words, lexicon: Lexicon, sheet: Sheet) -> Company:
    """The company of a story; what the casting sheet says of its members goes before what is found."""
    extra = frozenset(word for member in sheet.members for word in _name_words(member.name, *member.aliases))
    names = [mention for mention in find_names(words, lexicon, extra) if words.where[mention.first] != SHOWN]
    people, known = _named_people(words, lexicon, names, sheet)
    mentions = [
        _name_mention(words, mention, known[mention.form]) for mention in names if mention.form in known
    ]
    taken = {token for mention in mentions for token in range(mention.first, mention.last)}
    heads = dict(lexicon.people) | _spoken_heads(words, lexicon)
    described = find_descriptions(words, lexicon, heads, taken)
    covered = {token for mention in described for token in range(mention.first, mention.last)}
    mentions = [mention for mention in mentions if mention.first not in covered]
    _link(words, mentions, described, people)
    pronouns = [mention for mention in find_pronouns(words, lexicon) if mention.first not in taken]
    opened = {mention.first for mention in described}
    pronouns = [mention for mention in pronouns if mention.first not in opened]
    everything = sorted([*mentions, *described, *pronouns], key=lambda mention: (mention.first, mention.kind))
    for mention in everything:
        if mention.kind != PRONOUN and mention.where == NARRATED:
            mention.subject = is_subject(words, lexicon, mention)
    _resolve_descriptions(words, lexicon, everything, people, heads)
    for mention in everything:
        if mention.who >= 0:
            people[mention.who].mentions.append(mention)
    _tell_genders(everything, people, sheet)
    _resolve_pronouns(words, everything, people)
    company = Company(people, everything, [mention.first for mention in everything])
    for name, chapters in zip(("I", "you"), _first_person_chapters(words), strict=True):
        if chapters:
            company.tellers |= dict.fromkeys(chapters, _add_teller(words, company, chapters, name))
    return company


def _name_words(*names: str) -> list[str]:
    return [word.lower() for name in names for word in name.replace("-", " ").split() if word[:1].isupper()]


# ------------------------------------------------------------------ people with names


def _named_people(
    words: Words, lexicon: Lexicon, names: list[NameMention], sheet: Sheet
) -> tuple[list[Person], dict[Form, int]]:
    found = weigh(words, lexicon, names)
    together = [
        frozenset(name.lower() for name in (member.name, *member.aliases)) for member in sheet.members
    ]
    refused = {name.lower() for name in sheet.not_characters}
    people: list[Person] = []
    known: dict[Form, int] = {}
    for forms in cluster(found, lexicon, together):
        person = _person(len(people), forms, found, lexicon)
        wanted = any(surface.lower() in names for names in together for surface in person.aliases)
        if refused & {surface.lower() for surface in person.aliases} or not (
            wanted or _is_person(person, lexicon)
        ):
            continue
        known |= dict.fromkeys(forms, person.index)
        people.append(person)
    return people, known


def _person(index: int, forms: tuple[Form, ...], found: dict[Form, Evidence], lexicon: Lexicon) -> Person:
    person = Person(index, "", named=True)
    for form in forms:
        evidence = found[form]
        person.aliases += evidence.surfaces
        person.words |= set(form.core)
        if form.title and form.title not in lexicon.decorations:
            person.titles.add(form.title)
            gender = lexicon.titles.get(form.title, "x")
            if gender in person.gender:
                person.gender[gender] += 10.0 * evidence.titled
        for attribute in ("said", "acted", "addressed", "titled", "placed", "articled", "quoted", "narrated"):
            setattr(
                person.evidence, attribute, getattr(person.evidence, attribute) + getattr(evidence, attribute)
            )
    person.name = (
        min(person.aliases, key=lambda surface: (-person.aliases[surface], surface)) if person.aliases else ""
    )
    _gender_of_words(person, lexicon)
    return person


def _gender_of_words(person: Person, lexicon: Lexicon) -> None:
    for word in sorted(person.words):
        gender = lexicon.given.get(word, "x")
        if word in lexicon.people:
            noun = lexicon.people[word]
            person.ages[noun.age] += 1
            if noun.gender in person.gender:
                person.gender[noun.gender] += 6
        if gender in person.gender:
            person.gender[gender] += 4 + 0.3 * (person.evidence.narrated + person.evidence.quoted)


def _is_person(person: Person, lexicon: Lexicon) -> bool:
    seen = person.evidence
    named = any(word in lexicon.given for word in person.words)
    good = 3 * seen.said + 1.5 * seen.acted + 2 * seen.addressed + 3 * seen.titled + 3 * named
    bad = 1.5 * seen.placed + 1.5 * seen.articled
    return good >= _LEAST_EVIDENCE and good > bad and good >= 0.08 * (seen.narrated + seen.quoted)


def _name_mention(words: Words, mention: NameMention, who: int) -> Mention:
    return Mention(
        first=mention.first,
        last=mention.last,
        kind=NAME,
        gender="x",
        paragraph=words.paragraph_of(mention.first),
        where=words.where[mention.first],
        subject=False,
        possessive=mention.possessive,
        who=who,
        key=mention.form.title,
    )


# ------------------------------------------------------------------ people without names


def _spoken_heads(words: Words, lexicon: Lexicon) -> dict[str, PersonNoun]:
    """Nouns that some tag lets speak: "said the heron"."""
    found: dict[str, PersonNoun] = {}
    for at in range(1, len(words) - 2):
        if (
            words.low[at] in ("the", "a", "an")
            and words.where[at] == NARRATED
            and words.where[at - 1] == NARRATED
        ):
            if lexicon.says(words.low[at - 1]) and words.where[max(0, at - 2)] == QUOTED:
                head = _noun_after(words, lexicon, at)
                if head:
                    found.setdefault(head, PersonNoun("x", "adult"))
        elif words.low[at] == "the" and words.where[at - 1] == QUOTED and words.where[at] == NARRATED:
            verb = next(
                (
                    k
                    for k in range(at + 2, min(at + 5, len(words)))
                    if lexicon.says(words.low[k]) and not words.low[k].endswith("ing")
                ),
                0,
            )
            if verb and is_word(words.text[verb - 1]) and words.low[verb - 1] not in lexicon.closed:
                found.setdefault(words.low[verb - 1], PersonNoun("x", "adult"))
            _voice_at(words, at, found)
    return {head: noun for head, noun in found.items() if head not in lexicon.people}


def _voice_at(words: Words, at: int, found: dict[str, PersonNoun]) -> None:
    if "voice" in words.low[at + 1 : at + 4]:
        found.setdefault("voice", PersonNoun("x", "adult"))


def _noun_after(words: Words, lexicon: Lexicon, at: int) -> str:
    head = ""
    for after in range(at + 1, min(at + 5, len(words))):
        low = words.low[after]
        if (
            words.where[after] != NARRATED
            or not is_word(low)
            or low in lexicon.closed
            or words.text[after][0].isupper()
        ):
            break
        if head and (low.endswith("ly") or lexicon.verb(low)):
            break
        head = low
        if words.text[after] != words.base[after]:
            break
    return head


def _link(words: Words, names: list[Mention], described: list[Mention], people: list[Person]) -> None:
    """Notes which descriptions stand beside a name: "the girl, Mie", "the boy Perrin", "Mara, the guard"."""
    starts = {mention.first: mention for mention in names if mention.where == NARRATED}
    ends = {
        mention.last: mention for mention in names if mention.where == NARRATED and not mention.possessive
    }
    for mention in described:
        strength, name = _neighbor(words, mention, starts, ends)
        if name is not None and not mention.possessive:
            person = people[name.who]
            if mention.gender in ("x", person.likely_gender()) or person.likely_gender() == "x":
                person.heads[mention.key] += strength
                mention.who = name.who


def _neighbor(
    words: Words, mention: Mention, starts: dict[int, Mention], ends: dict[int, Mention]
) -> tuple[int, Mention | None]:
    last, first = mention.last, mention.first
    if last in starts:
        return 3, starts[last]
    if words.text[last : last + 1] == [","] and last + 1 in starts:
        name = starts[last + 1]
        if words.text[name.last : name.last + 1] in ([","], ["."], ["!"], ["?"]):
            return 2, name
    if (
        first
        and words.text[first - 1] == ","
        and first - 1 in ends
        and words.text[last : last + 1] in ([","], ["."])
    ):
        return 2, ends[first - 1]
    if (
        first
        and words.low[first - 1] in ("was", "is")
        and first - 1 in ends
        and mention.determiner in ("the", "a", "an")
    ):
        return 1, ends[first - 1]
    return 0, None


def _resolve_descriptions(
    words: Words,
    lexicon: Lexicon,
    mentions: list[Mention],
    people: list[Person],
    heads: dict[str, PersonNoun],
) -> None:
    by_key: dict[str, int] = {}
    recent: dict[str, Mention] = {}
    named = [person for person in people if person.named]
    titled = _by_title(named, lexicon)
    last_named: dict[int, int] = {}
    for mention in mentions:
        if mention.kind == NAME:
            last_named[mention.who] = mention.paragraph
        if mention.kind != NOUN:
            continue
        if mention.who < 0:
            mention.who = _named_for(mention, titled, last_named, lexicon)
        if mention.who < 0:
            mention.who = _described(words, mention, recent, by_key, people, heads)
        recent[mention.key] = mention


def _by_title(named: list[Person], lexicon: Lexicon) -> dict[str, list[Person]]:
    found: dict[str, list[Person]] = {}
    for person in named:
        for title in sorted(person.titles | (person.words & lexicon.kin.keys())):
            found.setdefault(lexicon.kin.get(title, title), []).append(person)
        for head, strength in sorted(person.heads.items()):
            if strength >= 3 and person not in found.get(lexicon.kin.get(head, head), []):
                found.setdefault(lexicon.kin.get(head, head), []).append(person)
    return found


def _named_for(
    mention: Mention,
    titled: dict[str, list[Person]],
    last_named: dict[int, int],
    lexicon: Lexicon,
) -> int:
    if mention.determiner in ("a", "an", "another", "'s"):
        return -1
    fitting = titled.get(lexicon.kin.get(mention.key, mention.key), [])
    seen = [person.index for person in fitting if person.index in last_named]
    if not seen:
        return -1
    return max(seen, key=lambda index: last_named[index])


def _described(
    words: Words,
    mention: Mention,
    recent: dict[str, Mention],
    by_key: dict[str, int],
    people: list[Person],
    heads: dict[str, PersonNoun],
) -> int:
    before = recent.get(mention.key)
    near = (
        before is not None
        and before.paragraph >= mention.paragraph - _NEAR
        and _scene(words, before) == _scene(words, mention)
    )
    known = before is not None and near and mention.determiner not in ("a", "an", "another")
    if before is not None and known and not (mention.modifiers and before.modifiers):
        return before.who
    determiner = "the" if mention.determiner in ("a", "an", "this", "that") else mention.determiner
    if determiner == "'s":
        determiner = words.text[mention.first]
    key = " ".join((determiner, *mention.modifiers, mention.key))
    if key not in by_key:
        by_key[key] = len(people)
        noun = heads[mention.key]
        person = Person(len(people), key, named=False)
        person.heads[mention.key] = 1
        person.ages[noun.age] += 1
        if noun.gender in person.gender:
            person.gender[noun.gender] = 8.0
        people.append(person)
    people[by_key[key]].aliases[key] += 1
    return by_key[key]


def _scene(words: Words, mention: Mention) -> int:
    return words.paragraphs[mention.paragraph].scene


# ------------------------------------------------------------------ gender


def _tell_genders(mentions: list[Mention], people: list[Person], sheet: Sheet) -> None:
    paragraphs: dict[int, list[Mention]] = {}
    for mention in mentions:
        if mention.where == NARRATED:
            paragraphs.setdefault(mention.paragraph, []).append(mention)
    known = [person.likely_gender() for person in people]
    for paragraph in paragraphs.values():
        _vote(paragraph, people, known)
    for mention in mentions:
        if (
            mention.kind == NOUN
            and mention.who >= 0
            and people[mention.who].named
            and mention.gender in ("m", "f")
        ):
            people[mention.who].gender[mention.gender] += 1.5
    for person in people:
        for member in sheet.members:
            if (
                member.gender is not None
                and member.gender.value in ("m", "f")
                and {member.name, *member.aliases} & {person.name, *person.aliases}
            ):
                person.gender = {"m": 0.0, "f": 0.0} | {member.gender.value: 1000.0}


def _vote(paragraph: list[Mention], people: list[Person], known: list[str]) -> None:
    """Lets the pronouns of a paragraph speak for the gender of whom they follow."""
    seen: list[int] = []
    last_subject = -1
    last_token = -100
    for mention in paragraph:
        if mention.who >= 0:
            if mention.who not in seen:
                seen.append(mention.who)
            if mention.subject or last_subject < 0:
                last_subject, last_token = mention.who, mention.first
        elif mention.kind == PRONOUN and mention.gender in ("m", "f") and last_subject >= 0:
            if any(known[who] == mention.gender for who in seen if who != last_subject):
                continue
            weight = 1.0 if len(seen) == 1 else 0.3
            if mention.first - last_token > 40:
                weight *= 0.5
            if people[last_subject].named:
                people[last_subject].gender[mention.gender] += weight


# ------------------------------------------------------------------ pronouns


def _resolve_pronouns(words: Words, mentions: list[Mention], people: list[Person]) -> None:
    """Gives each "he" and "she" of the narration the likeliest person before it; wrong at times."""
    genders = [person.likely_gender() for person in people]
    recent: list[Mention] = []
    for mention in mentions:
        if mention.where != NARRATED:
            continue
        if mention.kind == PRONOUN and mention.gender in ("m", "f"):
            mention.who = _antecedent(words, mention, recent, genders)
        if mention.who >= 0:
            recent = [*recent[-11:], mention]


def _antecedent(words: Words, mention: Mention, recent: list[Mention], genders: list[str]) -> int:
    best, who = -1e9, -1
    for before in recent:
        gender = genders[before.who]
        if gender not in (mention.gender, "x") or _scene(words, before) != _scene(words, mention):
            continue
        distance = mention.paragraph - before.paragraph
        score = -0.1 * (mention.first - before.first) - 6.0 * distance
        score += 6.0 * before.subject - 4.0 * before.possessive - 5.0 * (gender == "x")
        score -= 8.0 * (before.kind == NOUN and before.gender == "x")
        if distance <= 4 and score > best:
            best, who = score, before.who
    return who


# ------------------------------------------------------------------ the one who tells


_I = frozenset({"i", "my", "me", "i'd", "i'm", "i've", "myself"})
_YOU = frozenset({"you", "your", "you'd", "you're", "you've", "yourself"})


def _first_person_chapters(words: Words) -> tuple[set[int], set[int]]:
    """The chapters told by an "I", and those told to a "you" who is their hero."""
    mine: Counter[int] = Counter()
    yours: Counter[int] = Counter()
    totals: Counter[int] = Counter()
    for paragraph in words.paragraphs:
        for at in range(paragraph.first, paragraph.last):
            if words.where[at] == NARRATED:
                totals[paragraph.chapter] += 1
                mine[paragraph.chapter] += words.low[at] in _I
                yours[paragraph.chapter] += words.low[at] in _YOU
    told = {chapter for chapter in totals if mine[chapter] >= 4 and mine[chapter] > 0.008 * totals[chapter]}
    addressed = {
        chapter for chapter in totals if yours[chapter] > max(9, 2 * mine[chapter], 0.02 * totals[chapter])
    }
    return told - addressed, addressed


def _add_teller(words: Words, company: Company, chapters: set[int], name: str) -> int:
    """Adds the "I" (or the "you") of the chapters to the people; its pronouns are its mentions."""
    person = Person(len(company.people), name, named=False, is_narrator=True)
    company.people.append(person)
    gender = "1" if name == "I" else "2"
    for mention in company.mentions:
        if (
            mention.kind == PRONOUN
            and mention.gender == gender
            and words.paragraphs[mention.paragraph].chapter in chapters
        ):
            mention.who = person.index
            person.mentions.append(mention)
    return person.index
