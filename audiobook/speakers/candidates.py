"""Turns -> who may be speaking: for each turn the people near enough to it."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from audiobook.speakers.mentions import NAME, NOUN, PRONOUN
from audiobook.speakers.words import NARRATED

if TYPE_CHECKING:
    from audiobook.speakers.people import Company
    from audiobook.speakers.turns import Turn
    from audiobook.speakers.words import Words

NOBODY = -1
MOST = 10
_BACK, _AHEAD = 20, 4  # paragraphs
_BACK_DESCRIBED, _AHEAD_DESCRIBED = 8, 1
_NEIGHBORS = 6  # turns


def told_speaker(turn: Turn) -> int:
    """Whom the turn's tag names outright, -1 if nobody."""
    tag = turn.tag
    if tag is None or tag.strength < 2 or tag.subject is None:
        return -1
    return tag.subject.who if tag.subject.kind != PRONOUN or tag.subject.gender in ("1", "2") else -1


def candidates(words: Words, company: Company, turns: list[Turn]) -> list[list[int]]:
    """For each turn the people who may speak it, likeliest first, and NOBODY at the end."""
    paragraph_firsts = [paragraph.first for paragraph in words.paragraphs] + [len(words)]
    speakers = [told_speaker(turn) for turn in turns]
    return [_near(company, turns, speakers, paragraph_firsts, turn) for turn in turns]


def _near(
    company: Company, turns: list[Turn], speakers: list[int], firsts: list[int], turn: Turn
) -> list[int]:
    scores: dict[int, float] = {}

    def add(who: int, score: float) -> None:
        if who >= 0:
            scores[who] = max(scores.get(who, 0.0), score)

    if turn.tag is not None and turn.tag.subject is not None:
        add(turn.tag.subject.who, 100.0)
    for beat in (turn.before, turn.between, turn.after):
        if beat is not None:
            add(beat.who, 60.0)
    add(company.tellers.get(turn.chapter, -1), 55.0)
    for other in turns[max(0, turn.index - _NEIGHBORS) : turn.index + _NEIGHBORS + 1]:
        if other.scene == turn.scene:
            distance = abs(other.index - turn.index)
            add(speakers[other.index], 70.0 - 2 * distance)
            for who in other.addressed:
                add(who, 40.0 - 3 * distance)
    begin = bisect_left(company.firsts, firsts[max(0, turn.paragraph - _BACK)])
    end = bisect_left(company.firsts, firsts[min(len(firsts) - 1, turn.paragraph + _AHEAD + 1)])
    for mention in company.mentions[begin:end]:
        if mention.who < 0 or mention.kind == PRONOUN:
            continue
        distance = turn.paragraph - mention.paragraph
        steps = distance if distance >= 0 else -3 * distance
        if mention.kind == NAME:
            told = mention.where == NARRATED
            add(mention.who, (50.0 if told else 25.0) - 1.5 * steps + 4.0 * mention.subject)
        elif mention.kind == NOUN and -_AHEAD_DESCRIBED <= distance <= _BACK_DESCRIBED:
            add(mention.who, 28.0 - 2.5 * steps + 8.0 * mention.subject - 8.0 * mention.possessive)
    ranked = sorted(scores, key=lambda who: (-scores[who], who))
    return [*ranked[:MOST], NOBODY]
