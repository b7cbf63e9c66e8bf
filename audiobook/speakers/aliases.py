"""Names heard only as an address -> the people they belong to: "Frank" is what Teague calls Halloran.

Whoever speaks beside a line that calls somebody Frank, and does not speak that line, is likely Frank.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from audiobook.speakers.candidates import told_speaker
from audiobook.speakers.mentions import PRONOUN, Mention
from audiobook.speakers.words import NARRATED

if TYPE_CHECKING:
    from audiobook.speakers.company import Company
    from audiobook.speakers.lexicon import Lexicon
    from audiobook.speakers.turns import Turn
    from audiobook.speakers.words import Words

_ENOUGH, _MARGIN = 1.0, 0.5
_ALIKE = 0.7
_BEFORE, _BETWEEN, _AFTER = 0.7, 0.7, 0.3  # how far the subject of a beat is the speaker


def join_addresses(
    words: Words, lexicon: Lexicon, company: Company, turns: list[Turn], speakers: list[tuple[int, float]]
) -> bool:
    """Joins each name that is only called out with the person who answers to it; whether any was joined."""
    heard = _only_addressed(company, lexicon)
    votes = _votes(words, company, turns, heard, speakers)
    ranked = sorted(((score, -name, -who) for (name, who), score in votes.items()), reverse=True)
    taken: set[int] = set()
    for score, name, who in ranked:
        second = max((s for s, n, w in ranked if n == name and w != who and -w not in taken), default=0.0)
        if score < _ENOUGH or -name in taken or -who in taken or score - second < _MARGIN:
            continue
        taken |= {-name, -who}
        _join(words, company, turns, -name, -who)
    return bool(taken)


def _only_addressed(company: Company, lexicon: Lexicon) -> set[int]:
    found = set()
    for person in company.people:
        seen = person.evidence
        called = seen.addressed >= 2 or seen.titled or any(word in lexicon.given for word in person.words)
        unseen = person.named and not person.is_narrator and not seen.narrated and not seen.placed
        if unseen and called and seen.addressed * 2 >= seen.quoted:
            found.add(person.index)
    return found


def _votes(
    words: Words, company: Company, turns: list[Turn], heard: set[int], speakers: list[tuple[int, float]]
) -> dict[tuple[int, int], float]:
    votes: dict[tuple[int, int], float] = defaultdict(float)
    present = _present(words, company)
    for turn in turns:
        for name in sorted(heard.intersection(turn.addressed)):
            mine, sure = speakers[turn.index]
            if mine >= 0:
                votes[name, mine] -= 2 * sure
            others = present.get(turn.scene, set()) - {mine}
            if len(others) == 1 and sure >= _BEFORE:
                votes[name, next(iter(others))] += 0.7
            crowd = 1.0 if len(others) <= 1 else 0.6 if len(others) == 2 else 0.35
            for step in (-1, 1):
                if 0 <= turn.index + step < len(turns) and turns[turn.index + step].scene == turn.scene:
                    who, weight = speakers[turn.index + step]
                    if who >= 0 and who != mine:
                        votes[name, who] += weight * crowd
    for name, who in votes:
        votes[name, who] += _ALIKE * _alike(company, name, who)
    return {pair: score for pair, score in votes.items() if _may_join(company, *pair)}


def _alike(company: Company, name: int, who: int) -> bool:
    """Whether one name begins like the other: "Issy" and "Isaura"."""
    one, other = company.people[name].words, company.people[who].words
    return any(len(a) > 2 and a[:2] == b[:2] and company.people[who].named for a in one for b in other)


def likely_speakers(turns: list[Turn]) -> list[tuple[int, float]]:
    """For each turn whom its tag or beat names, and how far that is the speaker."""
    return [_likely(turn) for turn in turns]


def _likely(turn: Turn) -> tuple[int, float]:
    who = told_speaker(turn)
    if who >= 0:
        return who, 1.0
    for beat, weight in ((turn.before, _BEFORE), (turn.between, _BETWEEN), (turn.after, _AFTER)):
        if beat is not None and beat.who >= 0 and turn.tag is None and beat.kind != PRONOUN:
            return beat.who, weight
    return -1, 0.0


def _present(words: Words, company: Company) -> dict[int, set[int]]:
    """The named people whom the narration of each scene mentions."""
    present: dict[int, set[int]] = {}
    for mention in company.mentions:
        told = mention.where == NARRATED and mention.who >= 0 and mention.kind != PRONOUN
        if told and company.people[mention.who].named:
            present.setdefault(words.paragraphs[mention.paragraph].scene, set()).add(mention.who)
    return present


def _may_join(company: Company, name: int, who: int) -> bool:
    one, other = company.people[name], company.people[who]
    if name == who or (other.named and not other.evidence.narrated) or other.is_narrator:
        return False
    return {one.likely_gender(), other.likely_gender()} != {"m", "f"}


def _join(words: Words, company: Company, turns: list[Turn], name: int, who: int) -> None:
    if company.people[who].named:
        company.join(name, who)
        return
    scenes = {turn.scene for turn in turns if name in turn.addressed}

    def in_scenes(mention: Mention) -> bool:
        return words.paragraphs[mention.paragraph].scene in scenes

    company.join(who, name, only=in_scenes)
