"""The gender of each person, as the pronouns and nouns of the narration tell it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from audiobook.speakers.mentions import NOUN, PRONOUN, Mention
from audiobook.speakers.words import NARRATED

if TYPE_CHECKING:
    from audiobook.model import Sheet
    from audiobook.speakers.company import Person

_FAR = 40  # words after which a pronoun tells less
_NOUN_WEIGHT = 1.5
_CERTAIN = 1000.0


def tell_genders(mentions: list[Mention], people: list[Person], sheet: Sheet) -> None:
    """Adds to the evidence for each person's gender; the casting sheet's word is final."""
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
            people[mention.who].gender[mention.gender] += _NOUN_WEIGHT
    _obey(people, sheet)


def _vote(paragraph: list[Mention], people: list[Person], known: list[str]) -> None:
    """Lets the pronouns of a paragraph speak for the gender of the subject that they follow."""
    seen: set[int] = set()
    subject: Mention | None = None
    for mention in paragraph:
        if mention.kind != PRONOUN and mention.who >= 0:
            seen.add(mention.who)
            if mention.subject or subject is None:
                subject = mention
        elif mention.kind == PRONOUN and mention.gender in ("m", "f") and subject is not None:
            if any(known[who] == mention.gender for who in seen if who != subject.who):
                continue
            weight = 1.0 if len(seen) == 1 else 0.3
            weight *= 0.5 if mention.first - subject.first > _FAR else 1.0
            if people[subject.who].named:
                people[subject.who].gender[mention.gender] += weight


def _obey(people: list[Person], sheet: Sheet) -> None:
    for member in sheet.members:
        gender = member.gender.value if member.gender is not None else ""
        for person in people:
            if gender in person.gender and {member.name, *member.aliases} & {person.name, *person.aliases}:
                person.gender = {"m": 0.0, "f": 0.0} | {gender: _CERTAIN}
