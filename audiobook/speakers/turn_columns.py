"""A turn -> the numbers that all its candidates share: its tag, its length, the turns around it."""

from __future__ import annotations

from math import log1p
from typing import TYPE_CHECKING

from audiobook.model import Kind
from audiobook.speakers.fits import GENDERS, respect
from audiobook.speakers.mentions import NAME, NOUN, PRONOUN

if TYPE_CHECKING:
    from audiobook.speakers.context import Context
    from audiobook.speakers.turns import Turn


TURN_COLUMNS = (
    "tag kind", "tag strength", "tag after", "has before", "has between", "has after", "words",
    "question", "exclamation", "kind", "gap", "since turn", "until turn", "paragraphs",
    "scene turn", "parties", "people told", "candidates", "first person", "tag gender",
    "tag possessive", "previous question", "next tagged", "previous tagged", "addresses somebody",
    "previous addresses", "story turns", "people in scene", "sir", "previous sir", "left open",
    "previous left open", "tail trust", "crowd", "guess confidence", "guess previous confidence",
    "guess next confidence", "guess parties",
)  # fmt: skip

_TAG_KINDS = {NAME: 1.0, NOUN: 2.0, PRONOUN: 3.0}
_KINDS = {Kind.DIALOGUE: 0.0, Kind.TELEPATHY: 1.0, Kind.THOUGHT: 2.0}


def turn_row(context: Context, turn: Turn, people: list[int]) -> list[float]:
    """The columns that are the same for all candidates of a turn."""
    tag = turn.tag
    subject = tag.subject if tag is not None else None
    before = context.turn(turn.index - 1, turn)
    after = context.turn(turn.index + 1, turn)
    mark = context.marks[turn.index]
    around = range(max(0, turn.index - 6), min(len(context.turns), turn.index + 7))
    near = {context.speakers[k] for k in around if context.turns[k].scene == turn.scene} - {-1}
    told = {mention.who for mention in turn.told if mention.who >= 0 and mention.kind != PRONOUN}
    kind = 5.0 if tag is not None and tag.indefinite else 0.0
    if subject is not None:
        kind = 4.0 if subject.gender in ("1", "2") else _TAG_KINDS[subject.kind]
    return [
        kind,
        float(tag.strength) if tag else 0.0,
        float(tag.after) if tag else -1.0,
        float(turn.before is not None),
        float(turn.between is not None),
        float(turn.after is not None),
        log1p(sum(piece.last - piece.first for piece in turn.pieces)),
        float(mark == "?"),
        float(mark == "!"),
        _KINDS[turn.pieces[0].kind],
        float(min(3, context.words.paragraphs[turn.paragraph].gap)),
        float(min(8, turn.paragraph - before.last_paragraph)) if before else 9.0,
        float(min(8, after.paragraph - turn.last_paragraph)) if after else 9.0,
        float(min(5, turn.last_paragraph - turn.paragraph)),
        float(min(20, turn.index - context.scene_first[turn.index])),
        float(len(near)),
        float(len(told)),
        float(len(people)),
        float(turn.section in context.company.tellers),
        GENDERS.get(subject.gender, 0.0) if subject else 0.0,
        float(subject is not None and subject.determiner in context.lexicon.grammar["possessor"]),
        float(before is not None and context.marks[before.index] == "?"),
        float(after is not None and context.speakers[after.index] >= 0),
        float(before is not None and context.speakers[before.index] >= 0),
        float(bool(turn.addressed)),
        float(before is not None and bool(before.addressed)),
        log1p(len(context.turns)),
        float(min(12, len(context.scene_people.get(turn.scene, ())))),
        GENDERS.get(respect(turn), 0.0),
        GENDERS.get(respect(before), 0.0),
        float(turn.left_open),
        float(before is not None and before.left_open),
        context.tail_trust,
        context.crowds[turn.index],
        context.guesses[turn.index].confidence,
        context.guesses[before.index].confidence if before else 0.0,
        context.guesses[after.index].confidence if after else 0.0,
        float(len(context.guessed_near(turn))),
    ]
