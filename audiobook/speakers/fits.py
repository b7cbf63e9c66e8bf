"""A mention or a told gender, and a candidate -> how well the one fits the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from audiobook.speakers.mentions import NAME, NOUN, PRONOUN

if TYPE_CHECKING:
    from audiobook.speakers.context import Context
    from audiobook.speakers.mentions import Mention
    from audiobook.speakers.turns import Turn

GENDERS = {"m": 1.0, "f": 2.0, "1": 3.0, "2": 3.0, "p": 4.0, "x": 5.0}


def fits(context: Context, mention: Mention | None, who: int) -> float:
    """How well a mention fits a candidate: 3 it is they, -3 it is somebody else, between: by gender."""
    if mention is None or who < 0:
        return 0.0
    gender = context.genders[who]
    if mention.kind == PRONOUN:
        return _pronoun_fits(mention, who, gender, sure=context.sure[who])
    if mention.who == who:
        return 3.0
    if mention.kind == NAME:
        return -3.0
    person = context.company.people[who]
    if mention.gender in ("m", "f") and gender not in (mention.gender, "x"):
        return -4.0 if context.sure[who] else -2.5
    if mention.key in person.heads or mention.key in person.titles:
        return 2.0
    if not person.named:
        return -2.0
    return 0.5 if mention.gender == gender and gender != "x" else 0.0


def _pronoun_fits(mention: Mention, who: int, gender: str, *, sure: bool) -> float:
    if mention.gender in ("1", "2"):
        return 3.0 if mention.who == who else -3.0
    if mention.gender in ("m", "f") and gender not in (mention.gender, "x"):
        return -4.0 if sure else -2.5
    if mention.who == who:
        return 2.0 if sure else 1.75
    if mention.gender == "x":
        return 0.0
    if gender == mention.gender:
        return 1.25 if sure else 1.0
    return 0.25


def gender_fits(told: str, gender: str) -> float:
    """1 if a told gender is the candidate's, -1 if it is the other, 0 where either is unknown."""
    if not told or gender == "x":
        return 0.0
    return 1.0 if told == gender else -1.0


def respect(turn: Turn | None) -> str:
    """The gender that a respectful address tells: "m" for "sir", "f" for "ma'am"."""
    for mention in turn.addresses if turn else ():
        if mention.kind == NOUN and mention.gender in ("m", "f"):
            return mention.gender
    return ""
