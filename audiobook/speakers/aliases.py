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

Beliefs = list[dict[int, float]]  # for each turn, how far each person is believed to speak it

_ENOUGH, _MARGIN = 1.0, 0.5
_ALIKE = 0.7
_NOT_ONESELF = 2.0
_ONLY_OTHER = 0.7  # when but one other named person is in the scene
_CROWDS = (1.0, 1.0, 0.6, 0.35)  # what an answer tells, by how many others are there
_BEFORE, _BETWEEN, _AFTER = 0.7, 0.7, 0.3  # how far the subject of a beat is the speaker


def join_addresses(
    words: Words, lexicon: Lexicon, company: Company, turns: list[Turn], beliefs: Beliefs
) -> bool:
    """Joins each name that is only called out with the person who answers to it; whether any was joined."""
    heard = only_addressed(company, lexicon)
    votes = {
        pair: score
        for pair, score in _votes(words, company, turns, heard, beliefs).items()
        if _may_join(company, lexicon, *pair)
    }
    votes_for: dict[int, dict[int, float]] = defaultdict(dict)
    for (name, who), score in votes.items():
        votes_for[name][who] = score
    taken: set[int] = set()
    for name, who in sorted(votes, key=lambda pair: (-votes[pair], pair)):
        free = [score for other, score in votes_for[name].items() if other != who and other not in taken]
        score = votes[name, who]
        if score >= _ENOUGH and not {name, who} & taken and score - max(free, default=0.0) >= _MARGIN:
            taken |= {name, who}
            _join(words, company, turns, name, who)
    return bool(taken)


def only_addressed(company: Company, lexicon: Lexicon) -> set[int]:
    """The people who are called by a name that the narration never uses."""
    found = set()
    for person in company.people:
        seen = person.evidence
        called = seen.addressed >= 2 or seen.titled or any(word in lexicon.given for word in person.words)
        unseen = person.named and person.mentions and not person.is_narrator and not seen.narrated
        if unseen and called and not seen.placed and seen.addressed * 2 >= seen.quoted:
            found.add(person.index)
    return found


def _votes(
    words: Words, company: Company, turns: list[Turn], heard: set[int], beliefs: Beliefs
) -> dict[tuple[int, int], float]:
    votes: dict[tuple[int, int], float] = defaultdict(float)
    present = _present(words, company)
    for turn in turns:
        for name in sorted(heard.intersection(turn.addressed)):
            mine = beliefs[turn.index]
            for who, belief in mine.items():
                votes[name, who] -= _NOT_ONESELF * belief
            speaker = max(mine, key=lambda who: mine[who], default=-1)
            others = present.get(turn.scene, set()) - {speaker}
            if len(others) == 1 and mine.get(speaker, 0.0) >= _BEFORE:
                votes[name, next(iter(others))] += _ONLY_OTHER
            crowd = _CROWDS[min(len(others), 3)]
            for step in (-1, 1):
                if 0 <= turn.index + step < len(turns) and turns[turn.index + step].scene == turn.scene:
                    for who, belief in beliefs[turn.index + step].items():
                        votes[name, who] += belief * crowd * (who != speaker)
    for name, who in votes:
        votes[name, who] += _ALIKE * _alike(company, name, who)
    return votes


def _alike(company: Company, name: int, who: int) -> bool:
    """Whether one name begins like the other: "Issy" and "Isaura"."""
    one, other = company.people[name].words, company.people[who].words
    return any(len(a) > 2 and a[:2] == b[:2] and company.people[who].named for a in one for b in other)


def likely_speakers(turns: list[Turn]) -> Beliefs:
    """For each turn whom its tag or beat names, and how far that is the speaker."""
    return [dict(_likely(turn)) for turn in turns]


def _likely(turn: Turn) -> list[tuple[int, float]]:
    who = told_speaker(turn)
    if who >= 0:
        return [(who, 1.0)]
    for beat, weight in ((turn.before, _BEFORE), (turn.between, _BETWEEN), (turn.after, _AFTER)):
        if beat is not None and beat.who >= 0 and turn.tag is None and beat.kind != PRONOUN:
            return [(beat.who, weight)]
    return []


def _present(words: Words, company: Company) -> dict[int, set[int]]:
    """The named people whom the narration of each scene mentions."""
    present: dict[int, set[int]] = {}
    for mention in company.mentions:
        told = mention.where == NARRATED and mention.who >= 0 and mention.kind != PRONOUN
        if told and company.people[mention.who].named:
            present.setdefault(words.paragraphs[mention.paragraph].scene, set()).add(mention.who)
    return present


def _may_join(company: Company, lexicon: Lexicon, name: int, who: int) -> bool:
    if who < 0 or name == who:
        return False
    one, other = company.people[name], company.people[who]
    if (other.named and not other.evidence.narrated) or other.is_narrator:
        return False
    both_given = all(any(word in lexicon.given for word in person.words) for person in (one, other))
    if both_given and not _alike(company, name, who):
        return False  # nobody has two first names that are not alike
    return {one.likely_gender(), other.likely_gender()} != {"m", "f"}


def _join(words: Words, company: Company, turns: list[Turn], name: int, who: int) -> None:
    if company.people[who].named:
        company.join(name, who)
        return
    scenes = {turn.scene for turn in turns if name in turn.addressed}

    def in_scenes(mention: Mention) -> bool:
        return words.paragraphs[mention.paragraph].scene in scenes

    company.join(who, name, only=in_scenes)
