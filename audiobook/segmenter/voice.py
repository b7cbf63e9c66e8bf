"""The voice a story is told in, so that its own habits are no signs of a note."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from audiobook.segmenter.lexicon import words_of
from audiobook.segmenter.lines import Line

_SAMPLE_LINES = 60
_SHARE = 0.3


@dataclass(frozen=True, slots=True)
class Voice:
    """Habits of the story's own text: told by an "I", to a "you", without capitals, as a script."""

    first_person: bool = False
    second_person: bool = False
    lower_case: bool = False
    scripted: bool = False


def voice_of(lines: Sequence[Line]) -> Voice:
    """The habits of the middle of a story."""
    middle = [line for line in lines[len(lines) // 4 : 3 * len(lines) // 4] if line.size > 20][:_SAMPLE_LINES]
    if not middle:
        return Voice()
    told = [line for line in middle if line.text[0] not in "\"“«'‘"]
    words = [frozenset(words_of(line.text[:300])) for line in told]
    return Voice(
        first_person=_share(["i" in each or "my" in each or "i'm" in each for each in words]) > _SHARE,
        second_person=_share(["you" in each or "your" in each for each in words]) > 0.5,
        lower_case=_share([line.text[0].islower() for line in told]) > _SHARE,
        scripted=_share([":" in line.text[:24] for line in middle]) > _SHARE,
    )


def _share(flags: list[bool]) -> float:
    return sum(flags) / len(flags) if flags else 0.0
