"""Names -> the people who bear them."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING

from audiobook.speakers.clusters import cluster
from audiobook.speakers.company import Person
from audiobook.speakers.mentions import NAME, Mention
from audiobook.speakers.names import weigh

if TYPE_CHECKING:
    from audiobook.model import Sheet
    from audiobook.speakers.lexicon import Lexicon
    from audiobook.speakers.names import Evidence, Form, NameMention
    from audiobook.speakers.words import Words

_LEAST_EVIDENCE = 1.5
_LEAST_SHARE = 0.08  # of evidence per mention
_TITLE_WEIGHT, _NOUN_WEIGHT, _GIVEN_WEIGHT = 10.0, 6.0, 4.0


def named_people(
    words: Words, lexicon: Lexicon, names: list[NameMention], sheet: Sheet
) -> tuple[list[Person], dict[Form, int]]:
    """The people whom the names are of, and the person of each form; names of places are left out."""
    found = weigh(words, lexicon, names)
    together = [
        frozenset(name.lower() for name in (member.name, *member.aliases)) for member in sheet.members
    ]
    refused = {name.lower() for name in sheet.not_characters}
    member_of: dict[str, int] = {}
    for at, same in enumerate(together):
        for name in same:
            member_of.setdefault(name, at)
    people: list[Person] = []
    known: dict[Form, int] = {}
    for forms in cluster(found, lexicon, together):
        person = _person(len(people), forms, found, lexicon)
        surfaces = {surface.lower() for surface in person.aliases}
        person.member = min((member_of[name] for name in surfaces & member_of.keys()), default=-1)
        if not refused & surfaces and (person.member >= 0 or _is_person(person, lexicon)):
            known |= dict.fromkeys(forms, person.index)
            people.append(person)
    return people, known


def _person(index: int, forms: tuple[Form, ...], found: dict[Form, Evidence], lexicon: Lexicon) -> Person:
    person = Person(index, "", named=True)
    for form in forms:
        _add_form(person, form, found[form], lexicon)
    person.name = min(person.aliases, key=lambda surface: (-person.aliases[surface], surface), default="")
    _tell_gender(person, lexicon)
    return person


def _add_form(person: Person, form: Form, evidence: Evidence, lexicon: Lexicon) -> None:
    person.words |= set(form.core)
    if form.title and form.title not in lexicon.decorations:
        person.titles.add(form.title)
        gender = lexicon.titles.get(form.title, "x")
        if gender in person.gender:
            person.gender[gender] += _TITLE_WEIGHT * evidence.titled
    person.aliases += evidence.surfaces
    for field in fields(evidence):
        if field.name != "surfaces":
            before = getattr(person.evidence, field.name)
            setattr(person.evidence, field.name, before + getattr(evidence, field.name))


def _tell_gender(person: Person, lexicon: Lexicon) -> None:
    mentioned = person.evidence.narrated + person.evidence.quoted
    for word in sorted(person.words):
        gender = lexicon.given.get(word, "x")
        if gender in person.gender:
            person.gender[gender] += _GIVEN_WEIGHT + 0.3 * mentioned
        if word in lexicon.titles and lexicon.titles[word] in person.gender:
            person.gender[lexicon.titles[word]] += _NOUN_WEIGHT
        if word in lexicon.people:
            noun = lexicon.people[word]
            person.ages[noun.age] += 1
            if noun.gender in person.gender:
                person.gender[noun.gender] += _NOUN_WEIGHT


def _is_person(person: Person, lexicon: Lexicon) -> bool:
    seen = person.evidence
    given = any(word in lexicon.given for word in person.words)
    good = 3 * seen.said + 1.5 * seen.acted + 2 * seen.addressed + 3 * seen.titled + 3 * given
    bad = 1.5 * seen.placed + 1.5 * seen.articled
    return good >= _LEAST_EVIDENCE and good > bad and good >= _LEAST_SHARE * (seen.narrated + seen.quoted)


def name_mention(words: Words, mention: NameMention, who: int) -> Mention:
    """A name in the text as a mention of a person."""
    return Mention(
        first=mention.first,
        last=mention.last,
        kind=NAME,
        gender="x",
        paragraph=words.paragraph_of(mention.first),
        where=words.where[mention.first],
        possessive=mention.possessive,
        who=who,
        key=mention.form.title,
    )
