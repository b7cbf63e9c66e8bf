"""Paragraphs of story -> pieces of narration, speech, telepathy, thought, writing."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import TYPE_CHECKING

from audiobook.model import Kind
from audiobook.segmenter.bare import with_bare_thoughts
from audiobook.segmenter.boxes import box_grounds
from audiobook.segmenter.dashes import DASH, tag_in_speech
from audiobook.segmenter.flashbacks import flashback_grounds
from audiobook.segmenter.grounds import PLAIN, Ground, ground_of_source, merged
from audiobook.segmenter.habits import read_habits
from audiobook.segmenter.letters import letter_grounds
from audiobook.segmenter.logs import log_grounds
from audiobook.segmenter.narrator import narrator_of
from audiobook.segmenter.piece import Piece
from audiobook.segmenter.quote_marks import straighten
from audiobook.segmenter.songs import song_grounds
from audiobook.segmenter.speech import ends_as_speech, other_kind, speech_kind
from audiobook.segmenter.stretches import EMPHASIS, stretches_of
from audiobook.segmenter.tags import Tag, last_character, tags_of
from audiobook.segmenter.thoughts import emphasis_kind, emphasis_kinds
from audiobook.segmenter.words import words_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from audiobook.model import Block, Story
    from audiobook.segmenter.habits import Habits
    from audiobook.segmenter.legend import Legend
    from audiobook.segmenter.quote_marks import Stretch
    from audiobook.segmenter.words import Words

_SAID = frozenset({Kind.DIALOGUE, Kind.TELEPATHY, Kind.THOUGHT})


def cut_story(
    story: Story, story_blocks: Sequence[int], *, legend: Legend, language: str
) -> dict[int, tuple[Piece, ...]]:
    """The pieces of each of the given blocks, by the block's index; they join to the block exactly."""
    words = words_of(language)
    flat = straighten(story.text)
    blocks = [story.blocks[index] for index in story_blocks]
    habits = read_habits(flat, blocks, legend=legend, words=words)
    grounds = _grounds(flat, blocks, habits, words)
    habits = _with_emphasis(flat, blocks, grounds, habits, words)
    cutter = _Cutter(flat, habits, words)
    cut = [
        cutter.cut(block, grounds.get(number, PLAIN), following)
        for number, (block, following) in enumerate(zip_longest(blocks, blocks[1:]))
    ]
    narrator = narrator_of(flat, cut, words)
    return {
        index: tuple(with_bare_thoughts(flat, pieces, narrator, words))
        for index, pieces in zip(story_blocks, cut, strict=True)
    }


def _grounds(flat: str, blocks: Sequence[Block], habits: Habits, words: Words) -> dict[int, Ground]:
    source = {n: g for n, block in enumerate(blocks) if (g := ground_of_source(block.kind)) is not PLAIN}
    return merged(
        (
            source,
            log_grounds(flat, blocks),
            box_grounds(flat, blocks, brackets_mean=habits.kinds.get("[")),
            song_grounds(flat, blocks),
            letter_grounds(flat, blocks),
            flashback_grounds(flat, blocks, words),
        )
    )


def _with_emphasis(
    flat: str, blocks: Sequence[Block], grounds: Mapping[int, Ground], habits: Habits, words: Words
) -> Habits:
    """`habits` with what each style of emphasis is for."""
    found = [
        (stretch, block)
        for number, block in enumerate(blocks)
        if block.marks and _is_stressed(grounds.get(number, PLAIN))
        for stretch in stretches_of(flat, block, habits, words)
        if stretch.style in EMPHASIS or stretch.dress
    ]
    return replace(habits, kinds=emphasis_kinds(flat, found, words, habits.kinds))


def _is_stressed(ground: Ground) -> bool:
    return ground.stress and not ground.whole


@dataclass(frozen=True, slots=True)
class _Before:
    """What came before a stretch in the same marks and paragraph; `last` is its last character."""

    style: str = ""
    kind: Kind = Kind.NARRATION
    last: str = ""
    end: int = 0


_NOTHING = _Before()
_UNFINISHED = frozenset(",—–-!?…")
_OPENERS = frozenset("\"'*_«「")
_PAUSES = frozenset(",;—–-)")
_ASIDE = 240  # characters of narration inside a sentence of speech, at most
# A full stop that ends more than a title: the one of `he said. Then`, not of `said Mr. Crewe`.
_SENTENCE_END = re.compile(r"(?<!\bMr)(?<!\bMrs)(?<!\bMs)(?<!\bDr)(?<!\bSt)(?<!\b[A-Z])[.!?…][\"'’)*_]*\s")


@dataclass
class _Cutter:
    """Cuts block after block; knows what the block before left open."""

    flat: str
    habits: Habits
    words: Words
    quote: int = -1
    running: bool = False

    def cut(self, block: Block, ground: Ground, following: Block | None) -> tuple[Piece, ...]:
        """The pieces of a block; `following` is the block behind it."""
        if ground.whole:
            self.running = False
            return self._whole(block, ground)
        stretches = stretches_of(self.flat, block, self.habits, self.words, running=self.running)
        stretches = [self._with_end(stretch, block, following) for stretch in stretches]
        if not ground.stress:
            stretches = [stretch for stretch in stretches if stretch.style not in EMPHASIS]
        pieces = self._pieces(block, ground, stretches)
        last = stretches[-1] if stretches else None
        self.running = last is not None and not last.closed and last.end == block.end
        return tuple(pieces)

    def _with_end(self, stretch: Stretch, block: Block, following: Block | None) -> Stretch:
        """A quotation left open ends at its tag, unless the next paragraph takes it up."""
        if stretch.closed or stretch.style == DASH:
            return stretch
        goes_on = (
            stretch.end == block.end and following is not None and self.flat[following.start] in _OPENERS
        )
        end = None if goes_on else tag_in_speech(self.flat, stretch.start, stretch.end, self.words)
        return replace(stretch, end=end) if end else stretch

    def _whole(self, block: Block, ground: Ground) -> tuple[Piece, ...]:
        if ground.spoken < 0:
            return (Piece(block.start, block.end, ground.kind, reason=ground.reason),)
        self.quote += not ground.together
        said = Piece(ground.spoken, block.end, Kind.DIALOGUE, self.quote, 0.8, ground.reason)
        if ground.spoken == block.start:
            return (said,)
        return (Piece(block.start, ground.spoken, Kind.NARRATION, reason=ground.reason), said)

    def _pieces(self, block: Block, ground: Ground, stretches: Sequence[Stretch]) -> list[Piece]:
        pieces: list[Piece] = []
        at = block.start
        before = _NOTHING
        for number, stretch in enumerate(stretches):
            kind = self._kind(stretch, block, before if before.style == stretch.style else _NOTHING)
            if kind is Kind.NARRATION:
                continue
            goes_on = number == 0 and self.running and self._opens_block(stretch, block)
            self.quote += not goes_on
            pieces += self._between(at, stretch.start, ground)
            pieces.append(Piece(stretch.start, stretch.end, kind, self.quote))
            at = stretch.end
            before = _Before(stretch.style, kind, last_character(self.flat, stretch), stretch.end)
        return [*pieces, *self._between(at, block.end, ground)]

    def _opens_block(self, stretch: Stretch, block: Block) -> bool:
        return stretch.style == self.habits.speech and stretch.start - block.start <= 2

    def _kind(self, stretch: Stretch, block: Block, before: _Before) -> Kind:
        """The kind of a stretch; `before` is the one before it in the same marks."""
        flat, words, kinds = self.flat, self.words, self.habits.kinds
        after_comma = flat[max(block.start, stretch.start - 2) : stretch.start].rstrip().endswith(",")
        if stretch.style in EMPHASIS:
            continued = before is not _NOTHING and after_comma
            return emphasis_kind(flat, stretch, block, words, kinds, continued=continued)
        if stretch.style == DASH:
            return Kind.DIALOGUE
        tags = tags_of(flat, stretch, block, words)
        dressed = kinds.get(stretch.style + stretch.dress, Kind.DIALOGUE) if stretch.dress else Kind.DIALOGUE
        if dressed is not Kind.DIALOGUE and not (dressed is Kind.THOUGHT and tags.either is Tag.SAY):
            return dressed
        if stretch.style in self.habits.quotes or (stretch.style == '"' and '"' not in kinds):
            if (
                before.kind is Kind.DIALOGUE
                and tags.either is not Tag.THINK
                and self._resumes(stretch, before)
            ):
                return Kind.DIALOGUE
            kind = speech_kind(flat, stretch, block, words, tags)
            goes_on = kind is Kind.DIALOGUE and before.kind is Kind.THOUGHT and not tags.either
            return Kind.THOUGHT if goes_on else kind
        if stretch.style == "'" and kinds.get("'", Kind.THOUGHT) is Kind.THOUGHT:
            return other_kind(flat, stretch, block, words, tags, thinks="'" in kinds)
        kind = kinds.get(stretch.style, Kind.NARRATION)
        said = (
            ends_as_speech(flat, stretch) or tags.either is not Tag.NONE or stretch.end - stretch.start > 30
        )
        return kind if said or kind not in _SAID else Kind.NARRATION

    def _resumes(self, stretch: Stretch, before: _Before) -> bool:
        """Whether speech broken off in the same sentence goes on: `"Well," he said; "we shall see."`."""
        if stretch.start - before.end > _ASIDE:
            return False
        aside = self.flat[before.end : stretch.start]
        return (
            before.last in _UNFINISHED and aside.rstrip()[-1:] in _PAUSES and not _SENTENCE_END.search(aside)
        )

    def _between(self, start: int, end: int, ground: Ground) -> list[Piece]:
        """What no marks hold: narration, or whatever the whole block is."""
        return [Piece(start, end, ground.kind, reason=ground.reason)] if start < end else []
