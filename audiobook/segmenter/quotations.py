"""Paragraphs of story -> pieces of narration, speech, telepathy, thought, writing."""

from __future__ import annotations

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
from audiobook.segmenter.kinds import NOTHING, Before, kind_of
from audiobook.segmenter.letters import letter_grounds
from audiobook.segmenter.logs import log_grounds
from audiobook.segmenter.narrator import narrator_of
from audiobook.segmenter.piece import Piece
from audiobook.segmenter.quote_marks import straighten
from audiobook.segmenter.sheets import sheet_grounds
from audiobook.segmenter.songs import song_grounds
from audiobook.segmenter.stretches import EMPHASIS, stretches_of
from audiobook.segmenter.tags import last_character
from audiobook.segmenter.thoughts import emphasis_kinds
from audiobook.segmenter.words import words_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from audiobook.model import Block, Story
    from audiobook.segmenter.habits import Habits
    from audiobook.segmenter.legend import Legend
    from audiobook.segmenter.quote_marks import Stretch
    from audiobook.segmenter.words import Words

_OPENERS = frozenset("\"'*_«「")
_MARGIN = 2  # characters between a paragraph's start and the mark that takes speech up again
_PLAY_CONFIDENCE = 0.8


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
    cut = []
    for number, (block, following) in enumerate(zip_longest(blocks, blocks[1:])):
        adjacent = following is not None and story_blocks[number + 1] == story_blocks[number] + 1
        cut.append(cutter.cut(block, grounds.get(number, PLAIN), following if adjacent else None))
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
            sheet_grounds(flat, blocks, words),
            log_grounds(flat, blocks),
            box_grounds(flat, blocks, brackets_mean=habits.kinds.get("[")),
            song_grounds(flat, blocks, words),
            letter_grounds(flat, blocks, words),
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


@dataclass
class _Cutter:
    """Cuts block after block; knows what the block before left open."""

    flat: str
    habits: Habits
    words: Words
    quote: int = -1
    running: bool = False

    def cut(self, block: Block, ground: Ground, following: Block | None) -> tuple[Piece, ...]:
        """The pieces of a block; `following` is the paragraph right behind it, if one is."""
        if ground.whole:
            self.running = False
            return self._whole(block, ground)
        stretches = stretches_of(self.flat, block, self.habits, self.words, running=self.running)
        stretches = [self._ended(stretch, block, following) for stretch in stretches]
        if not ground.stress:
            stretches = [stretch for stretch in stretches if stretch.style not in EMPHASIS]
        pieces = self._pieces(block, ground, stretches)
        last = stretches[-1] if stretches else None
        left_open = last is not None and not last.closed and last.end == block.end
        self.running = left_open and following is not None
        return tuple(pieces)

    def _ended(self, stretch: Stretch, block: Block, following: Block | None) -> Stretch:
        """A quotation left open, ended at its tag: `"Yes, he said and rose.`.

        Where the next paragraph takes the quotation up, only a tag at the very end counts.
        """
        if stretch.closed or stretch.style == DASH:
            return stretch
        tag = tag_in_speech(self.flat, stretch.start, stretch.end, self.words)
        if tag is None:
            return stretch
        goes_on = following is not None and self.flat[following.start] in _OPENERS
        if stretch.end == block.end and goes_on and tag[1] < block.end:
            return stretch
        return replace(stretch, end=tag[0])

    def _whole(self, block: Block, ground: Ground) -> tuple[Piece, ...]:
        if ground.spoken < 0:
            return (Piece(block.start, block.end, ground.kind, reason=ground.reason),)
        self.quote += not ground.together
        said = Piece(ground.spoken, block.end, Kind.DIALOGUE, self.quote, _PLAY_CONFIDENCE, ground.reason)
        if ground.spoken == block.start:
            return (said,)
        return (Piece(block.start, ground.spoken, Kind.NARRATION, reason=ground.reason), said)

    def _pieces(self, block: Block, ground: Ground, stretches: Sequence[Stretch]) -> list[Piece]:
        pieces: list[Piece] = []
        at = block.start
        before = NOTHING
        for number, stretch in enumerate(stretches):
            same = before if before.style == stretch.style else NOTHING
            kind = kind_of(self.flat, stretch, block, same, habits=self.habits, words=self.words)
            if kind is Kind.NARRATION:
                continue
            goes_on = number == 0 and self.running and self._opens_block(stretch, block)
            self.quote += not goes_on
            pieces += _between(at, stretch.start, ground)
            pieces.append(Piece(stretch.start, stretch.end, kind, self.quote))
            at = stretch.end
            before = Before(stretch.style, kind, last_character(self.flat, stretch), stretch.end)
        return [*pieces, *_between(at, block.end, ground)]

    def _opens_block(self, stretch: Stretch, block: Block) -> bool:
        return stretch.style in self.habits.quotes and stretch.start - block.start <= _MARGIN


def _between(start: int, end: int, ground: Ground) -> list[Piece]:
    """What no marks hold: narration, or whatever the whole block is."""
    return [Piece(start, end, ground.kind, reason=ground.reason)] if start < end else []
