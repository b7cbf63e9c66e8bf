"""A stretch between marks -> its kind, by the story's habits, the tags beside it and what came before."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from audiobook.model import Kind
from audiobook.segmenter.dashes import DASH
from audiobook.segmenter.speech import ends_as_speech, other_kind, speech_kind
from audiobook.segmenter.stretches import EMPHASIS
from audiobook.segmenter.tags import Tag, tags_of
from audiobook.segmenter.thoughts import emphasis_kind

if TYPE_CHECKING:
    from audiobook.model import Block
    from audiobook.segmenter.habits import Habits
    from audiobook.segmenter.quote_marks import Stretch
    from audiobook.segmenter.tags import Tags
    from audiobook.segmenter.words import Words

_SAID = frozenset({Kind.DIALOGUE, Kind.TELEPATHY, Kind.THOUGHT})
# What a stretch of emphasis was, and what it looks like now: it goes on as it was.
_GOES_ON = frozenset(
    {
        (Kind.THOUGHT, Kind.TELEPATHY),
        (Kind.WRITTEN, Kind.TELEPATHY),
        (Kind.WRITTEN, Kind.THOUGHT),
    }
)
_UNFINISHED = frozenset(",—–-!?…")
_PAUSES = frozenset(",;—–-)")
_ASIDE = 240  # characters of narration inside a sentence of speech, at most
_LONG = 30  # characters between made-up marks that are surely no name or sign
# A full stop that ends more than a title: the one of `he said. Then`, not of `said Mr. Crewe`.
_SENTENCE_END = re.compile(r"(?<!\bMr)(?<!\bMrs)(?<!\bMs)(?<!\bDr)(?<!\bSt)(?<!\b[A-Z])[.!?…][\"'’)*_]*\s")


@dataclass(frozen=True, slots=True)
class Before:
    """The stretch before in the same paragraph: its style, kind, last character and end."""

    style: str = ""
    kind: Kind = Kind.NARRATION
    last: str = ""
    end: int = 0


NOTHING = Before()


def kind_of(
    flat: str, stretch: Stretch, block: Block, before: Before, *, habits: Habits, words: Words
) -> Kind:
    """The kind of a stretch; `before` is the one before it in the same marks, NOTHING if there is none."""
    if stretch.style == DASH:
        return Kind.DIALOGUE
    if stretch.style in EMPHASIS:
        continued = before is not NOTHING and _is_behind_comma(flat, stretch, block)
        kind = emphasis_kind(flat, stretch, block, words, habits.kinds, continued=continued)
        goes_on = (before.kind, kind) in _GOES_ON and not tags_of(flat, stretch, block, words).either
        return before.kind if goes_on else kind
    tags = tags_of(flat, stretch, block, words)
    dressed = (
        habits.kinds.get(stretch.style + stretch.dress, Kind.DIALOGUE) if stretch.dress else Kind.DIALOGUE
    )
    if dressed is not Kind.DIALOGUE and not (dressed is Kind.THOUGHT and tags.either is Tag.SAY):
        return dressed
    if stretch.style in habits.quotes or (stretch.style == '"' and '"' not in habits.kinds):
        return _spoken_kind(flat, stretch, block, before, tags, words)
    if stretch.style == "'" and habits.kinds.get("'", Kind.THOUGHT) is Kind.THOUGHT:
        return other_kind(flat, stretch, block, words, tags, thinks="'" in habits.kinds)
    return _marked_kind(flat, stretch, tags, habits)


def _is_behind_comma(flat: str, stretch: Stretch, block: Block) -> bool:
    return flat[max(block.start, stretch.start - 2) : stretch.start].rstrip().endswith(",")


def _spoken_kind(flat: str, stretch: Stretch, block: Block, before: Before, tags: Tags, words: Words) -> Kind:
    """The kind of a stretch between marks of speech."""
    if before.kind is Kind.DIALOGUE and tags.either is not Tag.THINK and _resumes(flat, stretch, before):
        return Kind.DIALOGUE
    kind = speech_kind(flat, stretch, block, words, tags)
    thinks_on = kind is Kind.DIALOGUE and before.kind is Kind.THOUGHT and tags.either is Tag.NONE
    return Kind.THOUGHT if thinks_on else kind


def _resumes(flat: str, stretch: Stretch, before: Before) -> bool:
    """Whether speech broken off in the same sentence goes on: `"Well," he said; "we shall see."`."""
    if stretch.start - before.end > _ASIDE or before.last not in _UNFINISHED:
        return False
    aside = flat[before.end : stretch.start]
    return aside.rstrip()[-1:] in _PAUSES and _SENTENCE_END.search(aside) is None


def _marked_kind(flat: str, stretch: Stretch, tags: Tags, habits: Habits) -> Kind:
    """The kind of a stretch between marks that this story gives a meaning of their own."""
    kind = habits.kinds.get(stretch.style, Kind.NARRATION)
    said = ends_as_speech(flat, stretch) or tags.either is not Tag.NONE or stretch.end - stretch.start > _LONG
    return kind if said or kind not in _SAID else Kind.NARRATION
