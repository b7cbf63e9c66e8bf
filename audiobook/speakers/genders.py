"""The gender of each person, as the pronouns and nouns of the narration tell it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from audiobook.speakers.candidates import told_speaker
from audiobook.speakers.mentions import NAME, NOUN, PRONOUN, Mention
from audiobook.speakers.words import NARRATED

if TYPE_CHECKING:
    from audiobook.model import Sheet
    from audiobook.speakers.company import Company, Person
    from audiobook.speakers.turns import Turn
    from audiobook.speakers.words import Words

_FAR = 40  # words after which a pronoun tells less
_NOUN_WEIGHT = 1.5
_EXCHANGE_WEIGHT, _ADDRESS_WEIGHT = 1.0, 1.0
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


def tell_by_exchange(words: Words, company: Company, turns: list[Turn], sheet: Sheet) -> None:
    """Adds what the tags of an exchange tell: in "A: B: A:", whoever "she said" stands for is A.

    And what an address tells: whoever is answered with "Yes, ma'am." is a woman.
    """
    people = company.people
    told = [told_speaker(turn) for turn in turns]
    present = _present(words, company)
    for turn in turns:
        gender = turn.tag.subject.gender if turn.tag is not None and turn.tag.subject is not None else ""
        if gender in ("m", "f") and turn.tag is not None and turn.tag.strength == 2:
            who = _answering(turns, told, present, turn)
            if who >= 0:
                people[who].gender[gender] += _EXCHANGE_WEIGHT
        for step in (-1, 1):
            other = turn.index + step
            if 0 <= other < len(turns) and turns[other].scene == turn.scene and told[other] >= 0:
                for mention in turn.addresses:
                    if (
                        mention.kind == NOUN
                        and mention.gender in ("m", "f")
                        and told[other] != told[turn.index]
                    ):
                        people[told[other]].gender[mention.gender] += _ADDRESS_WEIGHT
    _obey(people, sheet)


def _answering(turns: list[Turn], told: list[int], present: dict[int, set[int]], turn: Turn) -> int:
    """Who speaks a turn if speakers alternate: the one two turns away, or the only other one present."""
    for step in (-1, 1):
        near, far = turn.index + step, turn.index + 2 * step
        if not (0 <= near < len(turns) and turns[near].scene == turn.scene and told[near] >= 0):
            continue
        if 0 <= far < len(turns) and turns[far].scene == turn.scene and told[far] not in (-1, told[near]):
            return told[far]
        others = present.get(turn.scene, set()) - {told[near]}
        if len(others) == 1:
            return next(iter(others))
    return -1


def _present(words: Words, company: Company) -> dict[int, set[int]]:
    present: dict[int, set[int]] = {}
    for mention in company.mentions:
        if mention.kind == NAME and mention.where == NARRATED:
            present.setdefault(words.paragraphs[mention.paragraph].scene, set()).add(mention.who)
    return present


def _obey(people: list[Person], sheet: Sheet) -> None:
    for member in sheet.members:
        gender = member.gender.value if member.gender is not None else ""
        for person in people if gender else ():
            if gender in person.gender and {member.name, *member.aliases} & {person.name, *person.aliases}:
                person.gender = {"m": 0.0, "f": 0.0} | {gender: _CERTAIN}
