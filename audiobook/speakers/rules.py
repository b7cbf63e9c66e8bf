"""Turns -> a first guess at who speaks, by plain rules: tags, beats, pronouns, address, alternation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from audiobook.speakers.candidates import told_speaker
from audiobook.speakers.mentions import PRONOUN

if TYPE_CHECKING:
    from audiobook.speakers.company import Company
    from audiobook.speakers.mentions import Mention
    from audiobook.speakers.turns import Turn

# How often the subject of a beat before, between or after the quotations speaks: by name, by pronoun.
_BEATS = ((0.9, 0.57), (0.88, 0.63), (0.56, 0.55))
_REACH = 6  # turns that alternation looks back


@dataclass(frozen=True, slots=True)
class Guess:
    """A speaker (an index into the people, -1 for nobody known), and how sure."""

    who: int
    confidence: float


def guess_by_rules(company: Company, turns: list[Turn]) -> list[Guess]:
    """A guess for each turn, made from first to last."""
    guesses: list[Guess] = []
    for turn in turns:
        guesses.append(_guess(company, turns, guesses, turn))
    return guesses


def _guess(company: Company, turns: list[Turn], guesses: list[Guess], turn: Turn) -> Guess:
    named = told_speaker(turn)
    if named >= 0:
        return Guess(named, 0.93)
    if turn.tag is not None and turn.tag.subject is not None and turn.tag.subject.kind == PRONOUN:
        return _by_pronoun(company, turns, guesses, turn, turn.tag.subject)
    if turn.tag is not None and turn.tag.indefinite:
        return Guess(-1, 0.6)
    last = guesses[-1].who if guesses and turns[turn.index - 1].scene == turn.scene else -1
    for beat, (by_name, by_pronoun) in zip((turn.before, turn.between, turn.after), _BEATS, strict=True):
        if beat is not None and beat.who >= 0 and (beat is not turn.after or beat.who != last):
            return Guess(beat.who, by_pronoun if beat.kind == PRONOUN else by_name)
    return _by_alternation(company, turns, guesses, turn)


def _by_pronoun(
    company: Company, turns: list[Turn], guesses: list[Guess], turn: Turn, pronoun: Mention
) -> Guess:
    before = [guess for _, guess in _recent(turns, guesses, turn)]
    last = before[-1].who if before else -1
    fitting = [guess.who for guess in reversed(before) if guess.who >= 0 and guess.who != last]
    for who in ([pronoun.who] if pronoun.who != last else []) + fitting:
        if who >= 0 and who not in turn.addressed and company.people[who].likely_gender() == pronoun.gender:
            return Guess(who, 0.6)
    if last >= 0 and company.people[last].likely_gender() == pronoun.gender:
        return Guess(last, 0.5)
    return Guess(pronoun.who, 0.45)


def _by_alternation(company: Company, turns: list[Turn], guesses: list[Guess], turn: Turn) -> Guess:
    before = [guess.who for _, guess in _recent(turns, guesses, turn)]
    previous = turns[turn.index - 1].addressed if before else []
    for who in previous:
        if who != before[-1] and who not in turn.addressed:
            return Guess(who, 0.6)
    for who in reversed(before[:-1]):
        if who >= 0 and who != before[-1] and who not in turn.addressed:
            return Guess(who, 0.5)
    told = [
        m.who
        for m in company.between(max(0, turn.first - 400), turn.first)
        if m.who >= 0 and m.who not in turn.addressed and (not before or m.who != before[-1])
    ]
    who = told[-1] if told else -1
    return Guess(who, 0.3) if who >= 0 else Guess(-1, 0.0)


def _recent(turns: list[Turn], guesses: list[Guess], turn: Turn) -> list[tuple[Turn, Guess]]:
    begin = max(0, turn.index - _REACH)
    pairs = zip(turns[begin : turn.index], guesses[begin:], strict=True)
    return [(other, guess) for other, guess in pairs if other.scene == turn.scene]
