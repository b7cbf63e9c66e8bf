"""What each line of a story weighs as a note, and what lines around it add to that."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from audiobook.model import Kind
from audiobook.segmenter.lexicon import opening_words
from audiobook.segmenter.note_lines import (
    field_weight,
    glossary_weight,
    is_ask,
    is_dedication,
    is_end,
    label_of,
    legend_weight,
)
from audiobook.segmenter.signs import Score, Weights, is_reply, load_weights, score

if TYPE_CHECKING:
    from audiobook.segmenter.lexicon import Lexicon
    from audiobook.segmenter.lines import Label, Line
    from audiobook.segmenter.voice import Voice

_LIGHTEST, _HEAVIEST = -6.0, 7.0
_END_MARK = 4.0
_ASK = 3.0
_ECHO = -3.5
_DEDICATION = 2.0
_UNDER_LABEL = 0.7
_LABEL_GOVERNS = 3  # paragraphs
_LISTED_UNDER_LABEL = 2.2
_IN_LETTER = -6.0
_REACH = 40
_GOVERNED = {"replies": _REACH, "glossary": _REACH, "preview": 12}
# `P.S. Please don't bring another parrot.`
_POSTSCRIPT = re.compile(r"\W*p\.?\s?(p\.?\s?)?s\b", re.IGNORECASE)
# `Your loving Nell`, `R. Quennell (Night)`
_SIGNATURE = re.compile(r"[A-Z][^.!?\"]{0,40}[\w)]")


@dataclass(frozen=True, slots=True)
class Weight:
    """What a line weighs in a run of notes, and whether it is sure enough to prove the run."""

    value: float
    hard: bool = False


@dataclass(frozen=True)
class Judge:
    """Weighs the lines of one story; every score is found once.

    `openings` and `closings` are the first words of the lines at either end of the chapters.
    """

    lines: Sequence[Line]
    lexicon: Lexicon
    voice: Voice
    openings: frozenset[str] = frozenset()
    closings: frozenset[str] = frozenset()
    weights: Weights = field(default_factory=load_weights)
    known: dict[int, Score] = field(default_factory=dict)

    def score(self, index: int) -> Score:
        """How much a line by itself sounds like a note."""
        if index not in self.known:
            self.known[index] = score(self.lines[index], self.lexicon, self.voice, self.weights)
        return self.known[index]

    def bare(self, index: int) -> float:
        """What a line weighs by itself, within bounds."""
        return min(_HEAVIEST, max(_LIGHTEST, self.score(index).value))

    def in_head(self, index: int, above: str) -> Weight:
        """What a line weighs at the head of a chapter under a label of the topic `above`."""
        line = self.lines[index]
        listed = legend_weight(line, self.lexicon) + field_weight(line, self.lexicon)
        value = self.bare(index) + listed + self._under(index, above)
        value += _DEDICATION * is_dedication(line, self.lexicon)
        value += _ECHO if opening_words(line.text) in self.closings else 0.0
        return Weight(value, self.score(index).hard or listed > 0)

    def in_foot(self, index: int, above: str) -> Weight:
        """What a line weighs at the foot of a chapter under a label of the topic `above`."""
        line = self.lines[index]
        if is_end(line, self.lexicon):
            return Weight(_END_MARK, hard=True)
        listed = glossary_weight(line, self.voice) + _ASK * is_ask(line, self.lexicon)
        value = self.bare(index) + listed + self._under(index, above)
        value += _ECHO if opening_words(line.text) in self.openings else 0.0
        value += _IN_LETTER if self._ends_letter(index) else 0.0
        return Weight(max(value, 0.0) if above == "preview" else value, self.score(index).hard or listed > 0)

    def tells(self, index: int) -> bool:
        """Whether a line has no sign but those of a story."""
        return self.score(index).signs <= self.weights.told

    def is_postscript(self, index: int) -> bool:
        """Whether a line is a postscript, before which something else must stand."""
        return bool(_POSTSCRIPT.match(self.lines[index].text))

    def _under(self, index: int, above: str) -> float:
        """What the label above a line adds to it."""
        if not above:
            return 0.0
        listed = above == "replies" and is_reply(self.lines[index])
        listed = listed or (above == "glossary" and glossary_weight(self.lines[index], self.voice) > 0)
        return _LISTED_UNDER_LABEL if listed else _UNDER_LABEL

    def _ends_letter(self, index: int) -> bool:
        """Whether a postscript closes a letter that stands in the story."""
        return (
            self.is_postscript(index) and index > 0 and bool(_SIGNATURE.fullmatch(self.lines[index - 1].row))
        )


def labels_above(judge: Judge, indexes: Sequence[int], done: Mapping[int, Label]) -> dict[int, str]:
    """For each line near either end of a zone, the topic of the label that governs it, if one does."""
    near = [*indexes[:_REACH], *indexes[max(_REACH, len(indexes) - _REACH) :]]
    found: dict[int, str] = {}
    topic, left = "", 0
    for index in near:
        own = "" if index in done else label_of(judge.lines[index].text[:200], judge.lexicon)
        if own:
            topic, left = own, _GOVERNED.get(own, _LABEL_GOVERNS)
        elif index in done and done[index].kind in (Kind.SKIP, Kind.MARKER):
            topic = ""
        elif topic and left:
            found[index] = topic
            left -= 1
    return found
