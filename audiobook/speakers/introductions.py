"""Descriptions that speak -> the names they turn out to have: "I'm Tib," said the child."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from audiobook.speakers.candidates import told_speaker
from audiobook.speakers.mentions import NAME, Mention

if TYPE_CHECKING:
    from audiobook.speakers.company import Company
    from audiobook.speakers.turns import Turn
    from audiobook.speakers.words import Words

# In the words' bases "my name's Mara" reads "my name mara".
INTRODUCTIONS = (
    "i'm", "i am", "it is", "name is", "my name", "call me", "called me", "called", "myself", "me ,",
)  # fmt: skip
_INTRODUCED, _ANSWERED, _SPEAKS_BESIDE, _ADDRESSES = 3.0, 0.45, -3.0, -4.0
_NAMED_AT_LAST = 1.2  # the first time the story names them
_ENOUGH = 1.0
_NEAR = 3  # turns


def join_introduced(words: Words, company: Company, turns: list[Turn]) -> None:
    """Joins whoever is only described with the name that a scene gives them, within that scene."""
    votes: dict[tuple[int, int, int], float] = defaultdict(float)
    for turn in turns:
        described = told_speaker(turn)
        if described < 0 or company.people[described].named or company.people[described].is_narrator:
            continue
        for who, vote in _votes(words, company, turns, turn):
            if _fit(company, described, who):
                votes[turn.scene, described, who] += vote
    votes_for: dict[tuple[int, int], list[float]] = defaultdict(list)
    for (scene, described, _), vote in votes.items():
        votes_for[scene, described].append(vote)
    for (scene, described, who), vote in votes.items():
        most = votes_for[scene, described]
        if vote >= _ENOUGH and vote == max(most) and most.count(vote) == 1:
            _join(words, company, scene, described, who)


def _votes(words: Words, company: Company, turns: list[Turn], turn: Turn) -> list[tuple[int, float]]:
    found = [(who, _INTRODUCED) for who in introduced(words, company, turn)]
    found += [(who, _ADDRESSES) for who in turn.addressed]
    alone = _alone(company, turns, turn)
    for step in (-1, 1):
        index = turn.index + step
        if 0 <= index < len(turns) and turns[index].scene == turn.scene:
            other = told_speaker(turns[index])
            for mention in turns[index].addresses:
                if mention.who not in (-1, other):
                    first = company.people[mention.who].mentions[0].first == mention.first
                    found.append(
                        (mention.who, _NAMED_AT_LAST if first and other >= 0 and alone else _ANSWERED)
                    )
            if other >= 0:
                found.append((other, _SPEAKS_BESIDE))
    return found


def _alone(company: Company, turns: list[Turn], turn: Turn) -> bool:
    """Whether nobody else who is only described speaks near a turn."""
    near = turns[max(0, turn.index - _NEAR) : turn.index + _NEAR + 1]
    described = {told_speaker(other) for other in near if other.scene == turn.scene}
    return sum(who >= 0 and not company.people[who].named for who in described) == 1


def introduced(words: Words, company: Company, turn: Turn) -> list[int]:
    """Whom a turn introduces as its own speaker: "I'm Mara", "my name is Mara"."""
    found = []
    for mention in company.between(turn.first, turn.last):
        before = " ".join(words.low[max(turn.first, mention.first - 3) : mention.first])
        if mention.kind == NAME and before.endswith(INTRODUCTIONS):
            found.append(mention.who)
    return found


def _fit(company: Company, described: int, who: int) -> bool:
    one, other = company.people[described], company.people[who]
    return other.named and {one.likely_gender(), other.likely_gender()} != {"m", "f"}


def _join(words: Words, company: Company, scene: int, described: int, who: int) -> None:
    def in_scene(mention: Mention) -> bool:
        return words.paragraphs[mention.paragraph].scene == scene

    company.join(described, who, only=in_scene)
