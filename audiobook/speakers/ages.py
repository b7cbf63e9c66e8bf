"""Ages that the story tells in years: "She was nine.", "the sixteen-year-old girl"."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from audiobook.model import Age
from audiobook.speakers.lexicon import lexicon, sections
from audiobook.speakers.mentions import NOUN, Mention
from audiobook.speakers.words import NARRATED

if TYPE_CHECKING:
    from audiobook.speakers.company import Company
    from audiobook.speakers.words import Words

_TOLD = 5  # a number outweighs that many nouns ("the boy")
_FROM = 3  # younger people seldom speak, and "she was one of them" is no age
_LAST = {Age.CHILD: 12, Age.TEEN: 19, Age.ADULT: 59}
_YEARS_OLD = "-year-old"


def tell_ages(words: Words, company: Company) -> None:
    """Adds to the evidence for each person's age what the narration tells in years."""
    for mention in company.mentions:
        if mention.who >= 0 and mention.where == NARRATED:
            _tell_by_noun(company, mention)
            years = _years_described(mention) if mention.kind == NOUN else 0
            years = years or _years_after(words, mention)
            if years:
                company.people[mention.who].ages[age_at(years)] += _TOLD


def _tell_by_noun(company: Company, mention: Mention) -> None:
    """Counts what a description tells of somebody with a name ("the boy Perrin"), and that a man is old."""
    person = company.people[mention.who]
    noun = lexicon().people.get(mention.key) if mention.kind == NOUN else None
    if noun is None:
        return
    if noun.age == Age.ADULT and noun.gender in ("m", "f") and _is_old(mention):
        person.ages[Age.OLD] += 2
    elif person.named:
        person.ages[noun.age] += 1


def age_at(years: int) -> Age:
    """The age of somebody so many years old."""
    return next((age for age, last in _LAST.items() if years <= last), Age.OLD)


def number(word: str) -> int:
    """The number that a word or figures tell, 0 if none: "nine", "9", "thirty-two"."""
    if word.isascii() and word.isdigit():
        return int(word) if len(word) < 3 else 0
    small, tens = _numbers()
    head, _, tail = word.partition("-")
    return (
        small.get(word, 0) or tens.get(word, 0) or (tens.get(head, 0) + small.get(tail, 0)) * (head in tens)
    )


@cache
def _numbers() -> tuple[dict[str, int], dict[str, int]]:
    found = sections("ages.txt")
    small = {word: at for at, word in enumerate(found["number"], 1)}
    return small, {word: 10 * at for at, word in enumerate(found["tens"], 2)}


def _is_old(mention: Mention) -> bool:
    return not set(sections("ages.txt")["old"]).isdisjoint(mention.modifiers)


def _years_described(mention: Mention) -> int:
    """The years in a description: "the nine-year-old boy"."""
    told = (word.removesuffix(_YEARS_OLD) for word in mention.modifiers if word.endswith(_YEARS_OLD))
    return next(map(number, told), 0)


def _years_after(words: Words, mention: Mention) -> int:
    """The years that the verb after a mention tells: "Mara was only nine."."""
    known = sections("ages.txt")
    before = words.low[mention.first - 1] if mention.first else ""
    if mention.possessive or before in known["once"]:
        return 0
    at = mention.last
    if at < len(words) and words.low[at] in known["verb"]:
        at += 1
        while at < len(words) and words.low[at] in known["about"]:
            at += 1
        years = number(words.low[at]) if at < len(words) else 0
        after = words.low[at + 1] if at + 1 < len(words) else "."
        if years >= _FROM and words.where[at] == NARRATED and after in known["after"]:
            return years
    return 0
