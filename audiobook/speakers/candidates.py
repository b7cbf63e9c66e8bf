"""Turns -> who may be speaking: for each turn the people near enough to it."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from audiobook.speakers.mentions import NAME, NOUN, PRONOUN
from audiobook.speakers.turns import NOT_SET
from audiobook.speakers.words import NARRATED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from audiobook.speakers.company import Company, Person
    from audiobook.speakers.rules import Guess
    from audiobook.speakers.turns import Turn
    from audiobook.speakers.words import Words

NOBODY = -1
MOST = 10
_BACK, _AHEAD = 40, 12  # paragraphs
_BACK_DESCRIBED, _AHEAD_DESCRIBED = 10, 2
_NEIGHBORS = 8  # turns
_TURNS_AN_ADDRESS = 300


def told_speaker(turn: Turn) -> int:
    """Whom the turn's tag names outright (or the user), -1 if nobody."""
    if turn.corrected != NOT_SET:
        return turn.corrected
    tag = turn.tag
    if tag is None or tag.strength < 2 or tag.subject is None:
        return -1
    return tag.subject.who if tag.subject.kind != PRONOUN or tag.subject.gender in ("1", "2") else -1


def candidates(words: Words, company: Company, turns: list[Turn], guesses: list[Guess]) -> list[list[int]]:
    """For each turn the people who may speak it, likeliest first, and NOBODY at the end."""
    paragraph_firsts = [paragraph.first for paragraph in words.paragraphs] + [len(words)]
    speakers = [told_speaker(turn) for turn in turns]
    near = _Near(company, turns, speakers, guesses, paragraph_firsts)
    return [near.candidates(turn) for turn in turns]


class _Near:
    """Weighs how near each person is to a turn."""

    def __init__(
        self,
        company: Company,
        turns: list[Turn],
        speakers: list[int],
        guesses: list[Guess],
        firsts: list[int],
    ) -> None:
        self.company = company
        self.turns = turns
        self.speakers = speakers
        self.guesses = guesses
        self.firsts = firsts
        absent = {person.index for person in company.people if _only_spoken_of(person, len(turns))}
        self.addressed = [[who for who in turn.addressed if who not in absent] for turn in turns]
        self.mentions = [
            mention
            for mention in company.mentions
            if mention.who >= 0 and mention.kind != PRONOUN and mention.who not in absent
        ]
        self.mentioned_at = [mention.first for mention in self.mentions]

    def candidates(self, turn: Turn) -> list[int]:
        """The likeliest people of a turn, and NOBODY."""
        scores: dict[int, float] = {}
        for who, score in (*self._of_turn(turn), *self._of_neighbors(turn), *self._of_mentions(turn)):
            if who >= 0 and score > scores.setdefault(who, 0.0):
                scores[who] = score
        ranked = sorted(scores, key=lambda who: (-scores[who], who))
        return [*ranked[:MOST], NOBODY]

    def _of_turn(self, turn: Turn) -> Iterator[tuple[int, float]]:
        yield turn.corrected, 200.0
        if turn.tag is not None and turn.tag.subject is not None:
            yield turn.tag.subject.who, 100.0
        for beat in (turn.before, turn.between, turn.after):
            if beat is not None:
                yield beat.who, 60.0
        yield self.company.tellers.get(turn.section, NOBODY), 55.0

    def _of_neighbors(self, turn: Turn) -> Iterator[tuple[int, float]]:
        for other in self.turns[max(0, turn.index - _NEIGHBORS) : turn.index + _NEIGHBORS + 1]:
            if other.scene == turn.scene:
                distance = abs(other.index - turn.index)
                yield self.speakers[other.index], 70.0 - 2 * distance
                yield self.guesses[other.index].who, 58.0 - 3 * distance
                for who in self.addressed[other.index]:
                    yield who, 40.0 - 3 * distance

    def _of_mentions(self, turn: Turn) -> Iterator[tuple[int, float]]:
        firsts = self.firsts
        begin = bisect_left(self.mentioned_at, firsts[max(0, turn.paragraph - _BACK)])
        end = bisect_left(self.mentioned_at, firsts[min(len(firsts) - 1, turn.paragraph + _AHEAD + 1)])
        for mention in self.mentions[begin:end]:
            distance = turn.paragraph - mention.paragraph
            steps = distance if distance >= 0 else -2.5 * distance
            if mention.kind == NAME:
                told = 50.0 if mention.where == NARRATED else 25.0
                yield mention.who, told - steps + 4.0 * mention.subject
            elif mention.kind == NOUN and -_AHEAD_DESCRIBED <= distance <= _BACK_DESCRIBED:
                yield mention.who, 28.0 - 2.5 * steps + 8.0 * mention.subject - 8.0 * mention.possessive


def _only_spoken_of(person: Person, turns: int) -> bool:
    """Whether nobody sees, hears or addresses a person: the characters only talk of them.

    In a long story one line that seems to address them is no proof: "13, Duncan Street, Houndsditch."
    """
    seen = person.evidence
    if person.named:
        heard = seen.addressed > turns / _TURNS_AN_ADDRESS
        return not (seen.narrated or heard or person.is_narrator)
    return not any(mention.subject for mention in person.mentions)
