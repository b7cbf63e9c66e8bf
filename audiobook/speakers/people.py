"""Words -> the company of the story: its people, and every mention of them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from audiobook.speakers.address import find_role_addresses, resolve_role_addresses
from audiobook.speakers.company import Company
from audiobook.speakers.descriptions import find_descriptions, link_to_names, spoken_heads
from audiobook.speakers.genders import tell_genders
from audiobook.speakers.mentions import NAME, PRONOUN, Mention, is_subject
from audiobook.speakers.named import name_mention, named_people
from audiobook.speakers.names import find_names, surface
from audiobook.speakers.pronouns import find_pronouns, resolve_pronouns
from audiobook.speakers.resolver import Resolver
from audiobook.speakers.words import NARRATED, SHOWN

if TYPE_CHECKING:
    from audiobook.model import Sheet
    from audiobook.speakers.company import Person
    from audiobook.speakers.lexicon import Lexicon
    from audiobook.speakers.words import Words

_OFTEN = 5  # mentions


def find_people(words: Words, lexicon: Lexicon, sheet: Sheet) -> Company:
    """The company of a story; what the casting sheet says of its members goes before what is found."""
    names = [
        mention
        for mention in find_names(words, lexicon, _name_words(sheet))
        if words.where[mention.first] != SHOWN
    ]
    people, known = named_people(words, lexicon, names, sheet)
    named = [name_mention(words, mention, known[mention.form]) for mention in names if mention.form in known]
    taken = _tokens(named)
    heads = lexicon.people | spoken_heads(words, lexicon)
    described = find_descriptions(words, lexicon, heads, taken)
    covered = _tokens(described)
    named = [mention for mention in named if mention.first not in covered]
    link_to_names(words, named, described, people)
    opened = {mention.first for mention in described} | taken
    pronouns = [mention for mention in find_pronouns(words, lexicon) if mention.first not in opened]
    addresses = find_role_addresses(words, lexicon, taken)
    mentions = sorted(
        [*named, *described, *pronouns, *addresses], key=lambda mention: (mention.first, mention.kind)
    )
    for mention in mentions:
        if mention.kind != PRONOUN and mention.where == NARRATED:
            mention.subject = is_subject(words, lexicon, mention)
    resolver = Resolver(words, lexicon, people, heads)
    resolver.resolve(mentions)
    resolve_role_addresses(addresses, resolver)
    for mention in mentions:
        if mention.who >= 0:
            people[mention.who].mentions.append(mention)
    for person in people:
        if person.named:
            person.name = _steady_name(words, person)
    tell_genders(mentions, people, sheet)
    resolve_pronouns(words, mentions, people)
    return Company(people, mentions, [mention.first for mention in mentions])


def _steady_name(words: Words, person: Person) -> str:
    """The form used most up to the chapter in which the person has been named often enough.

    Chapters that are added later change nothing then.
    """
    forms: Counter[str] = Counter()
    chapter = -1
    for mention in person.mentions:
        if mention.kind == NAME:
            here = words.paragraphs[mention.paragraph].chapter
            if here != chapter and forms.total() >= _OFTEN:
                break
            chapter = here
            forms[surface(words, mention.first, mention.last)] += 1
    return max(forms, key=lambda form: forms[form]) if forms else person.name  # the earliest of equals


def _name_words(sheet: Sheet) -> frozenset[str]:
    names = [name for member in sheet.members for name in (member.name, *member.aliases)]
    return frozenset(
        word.lower() for name in names for word in name.replace("-", " ").split() if word[:1].isupper()
    )


def _tokens(mentions: list[Mention]) -> set[int]:
    return {token for mention in mentions for token in range(mention.first, mention.last)}
