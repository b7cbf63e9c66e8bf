"""Neighboring turns -> numbers: whether one speaker goes on, another answers, or the first comes back."""

from __future__ import annotations

from math import log1p
from typing import TYPE_CHECKING

from audiobook.speakers.candidates import told_speaker
from audiobook.speakers.mentions import PRONOUN

if TYPE_CHECKING:
    from audiobook.speakers.context import Context
    from audiobook.speakers.turns import Turn

LINK_COLUMNS = (
    "one", "beside", "apart by one", "apart by more", "question", "left open", "tagged", "previous tagged",
    "pronoun", "genders differ", "genders agree", "addresses", "previous addresses", "tail", "previous tail",
    "head", "kind differs", "blank lines", "short", "previous long", "same paragraph",
)  # fmt: skip


def links(context: Context) -> list[list[float]]:
    """A row for each turn and the one before it; zeros where a scene begins."""
    out = []
    for turn in context.turns:
        before = context.turn(turn.index - 1, turn)
        out.append(_row(context, before, turn) if before is not None else [0.0] * len(LINK_COLUMNS))
    return out


def _row(context: Context, before: Turn, turn: Turn) -> list[float]:
    gap = turn.paragraph - before.last_paragraph
    genders = (_gender(before), _gender(turn))
    known = genders[0] in ("m", "f") and genders[1] in ("m", "f")
    subject = turn.tag.subject if turn.tag is not None else None
    return [
        1.0,
        float(gap == 1),
        float(gap == 2),
        float(gap > 2),
        float(context.marks[before.index] == "?"),
        float(before.left_open),
        float(told_speaker(turn) >= 0),
        float(told_speaker(before) >= 0),
        float(subject is not None and subject.kind == PRONOUN),
        float(known and genders[0] != genders[1]),
        float(known and genders[0] == genders[1]),
        float(bool(turn.addresses)),
        float(bool(before.addresses)),
        float(turn.after is not None and turn.tag is None),
        float(before.after is not None and before.tag is None),
        float(turn.before is not None),
        float(before.pieces[-1].kind != turn.pieces[0].kind),
        float(context.words.paragraphs[turn.paragraph].gap > 1),
        float(_length(turn) < 5),
        log1p(_length(before)) / 5,
        float(gap == 0),
    ]


def _gender(turn: Turn) -> str:
    tag = turn.tag
    return tag.subject.gender if tag is not None and tag.subject is not None else ""


def _length(turn: Turn) -> int:
    return sum(piece.last - piece.first for piece in turn.pieces)
