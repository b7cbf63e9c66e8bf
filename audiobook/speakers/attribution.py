"""Segmentation -> Script: the whole way of this room, step by step."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from audiobook.model import Age, Character, Gender, Past, Script
from audiobook.speakers.ages import tell_ages
from audiobook.speakers.aliases import join_addresses, likely_speakers
from audiobook.speakers.capitals import restore_capitals
from audiobook.speakers.corrections import corrected
from audiobook.speakers.genders import tell_by_exchange
from audiobook.speakers.introductions import join_introduced
from audiobook.speakers.lexicon import lexicon
from audiobook.speakers.past import BY_THE_SHEET, as_before, as_it_was_cut, recalled, unchanged, with_past
from audiobook.speakers.people import find_people
from audiobook.speakers.pronouns import resolve_pronouns
from audiobook.speakers.ranker import Ranker, gather
from audiobook.speakers.reasons import reason
from audiobook.speakers.teaching import teach
from audiobook.speakers.tellers import find_tellers
from audiobook.speakers.turns import find_turns
from audiobook.speakers.words import read_words

if TYPE_CHECKING:
    from collections.abc import Container

    from audiobook.model import CastMember, Segment, Segmentation, Sheet
    from audiobook.speakers.company import Company, Person
    from audiobook.speakers.context import Context
    from audiobook.speakers.weights import Weights

_NO_PAST = Past()
_AGES = frozenset(age.value for age in Age)


def read_story(segmentation: Segmentation, sheet: Sheet) -> Context:
    """The words, people and turns of a story, and what speaks for each candidate."""
    known = lexicon()
    words = read_words(segmentation, known.abbreviated)
    restore_capitals(words, known)
    company = find_people(words, known, sheet)
    turns = find_turns(words, known, company)
    tell_by_exchange(words, company, turns, sheet)
    resolve_pronouns(words, company.mentions, company.people)
    find_tellers(words, company, turns, sheet)
    tell_ages(words, company)
    join_addresses(words, known, company, turns, likely_speakers(turns))
    join_introduced(words, company, turns)
    teach(company, turns, corrected(segmentation, sheet), sheet, segmentation)
    return gather(words, known, company, turns)


def attribute_speakers(
    segmentation: Segmentation, sheet: Sheet, past: Past = _NO_PAST, learned: Weights | None = None
) -> Script:
    """The script of a segmentation; the casting sheet is honored, and, where it is silent, the past.

    `learned` are other weights than those that ship.
    """
    asked, sheet = sheet, with_past(sheet, past)
    same = unchanged(segmentation, past)
    segmentation = as_it_was_cut(segmentation, past, same)
    ranker = Ranker(read_story(segmentation, sheet), learned)
    company = ranker.context.company
    names = _names(company, sheet)
    fixed = {index: names[who] if who >= 0 else None for index, who in company.fixed.items()}
    known = recalled(segmentation, asked, past, same, fixed)
    segments = _with_speakers(segmentation, ranker, names, known.keys() | fixed.keys())
    for index, line in known.items():
        segments[index] = replace(
            segments[index], speaker=line.speaker, confidence=line.confidence, reason=line.reason
        )
    for index, speaker in fixed.items():
        segments[index] = replace(segments[index], speaker=speaker, confidence=1.0, reason=BY_THE_SHEET)
    return Script(
        story=segmentation.story,
        chapters=segmentation.chapters,
        segments=tuple(segments),
        scene_breaks=segmentation.scene_breaks,
        characters=as_before(_characters(company, names, segments, sheet), past, asked),
        warnings=(*segmentation.warnings, *company.warnings),
    )


def _names(company: Company, sheet: Sheet) -> list[str]:
    """The name of each person, by index: the sheet's, else their own."""
    wanted = {
        name.lower(): member.name for member in sheet.members for name in (member.name, *member.aliases)
    }
    names = []
    for person in company.people:
        forms = (person.name, *sorted(person.aliases))
        names.append(next((wanted[form.lower()] for form in forms if form.lower() in wanted), person.name))
    return names


def _with_speakers(
    segmentation: Segmentation, ranker: Ranker, names: list[str], known: Container[int]
) -> list[Segment]:
    """The segments, with the speakers of all turns but those whose segments are `known` all."""
    segments = list(segmentation.segments)
    context = ranker.context
    turns = [turn for turn in context.turns if any(piece.segment not in known for piece in turn.pieces)]
    for turn, decision in zip(turns, ranker.decide(turns), strict=True):
        speaker = names[decision.who] if decision.who >= 0 else None
        why = reason(context, turn, decision.who)
        for piece in turn.pieces:
            segments[piece.segment] = replace(
                segments[piece.segment], speaker=speaker, confidence=decision.confidence, reason=why
            )
    return segments


def _characters(
    company: Company, names: list[str], segments: list[Segment], sheet: Sheet
) -> tuple[Character, ...]:
    lines = Counter(segment.speaker for segment in segments if segment.speaker is not None)
    groups: dict[str, list[Person]] = {}
    for person, name in zip(company.people, names, strict=True):
        if name in lines or person.named:
            groups.setdefault(name, []).append(person)
    for name in sorted(set(lines) - groups.keys()):
        groups[name] = []
    members = {member.name: member for member in reversed(sheet.members)}
    found = [_character(name, people, lines[name], members.get(name)) for name, people in groups.items()]
    return tuple(sorted(found, key=lambda character: (-character.lines, -character.mentions, character.name)))


def _narrates(people: list[Person], member: CastMember | None) -> bool:
    told = member.is_narrator if member else None
    return any(person.is_narrator for person in people) if told is None else told


def _character(name: str, people: list[Person], lines: int, member: CastMember | None) -> Character:
    aliases = sum((person.aliases for person in people), Counter[str]())
    genders = {"m": Gender.MALE, "f": Gender.FEMALE, "x": Gender.UNKNOWN}
    gender = next((genders[person.likely_gender()] for person in people), Gender.UNKNOWN)
    ages = sum((person.ages for person in people), Counter[str]())
    age = next((Age(age) for age, _ in ages.most_common() if age in _AGES), Age.UNKNOWN)
    return Character(
        name=name,
        aliases=tuple(
            sorted((alias for alias in aliases if alias != name), key=lambda alias: (-aliases[alias], alias))
        ),
        gender=member.gender if member and member.gender else gender,
        age=member.age if member and member.age else age,
        lines=lines,
        mentions=sum(len(person.mentions) for person in people),
        is_narrator=_narrates(people, member),
    )
