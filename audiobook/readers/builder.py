"""The blocks of a marked-up source, one after the other -> a text and the Blocks in it."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from audiobook.errors import StoryError
from audiobook.model import Block, BlockKind, Mark
from audiobook.readers.inline import Inline, Written
from audiobook.readers.pieces import distributed, is_ornament, merged, pieces

_BETWEEN = "\n\n"
_BREAK_ROW = "* * *"
_LINK_SHARE = 0.8
_MOST_BLOCKS = 400_000


@dataclass(frozen=True, slots=True)
class Shape:
    """What the words of an element are: their kind, and why they are not spoken if so."""

    kind: BlockKind = BlockKind.PARAGRAPH
    level: int = 0
    reason: str = ""


PARAGRAPH = Shape()

UNSPOKEN = frozenset({BlockKind.NOTE, BlockKind.METADATA, BlockKind.NAVIGATION})
"""Kinds of blocks that are no story, whatever their words."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What a builder has built.

    `anchors` gives the start of the block at or after each anchor; `linked` the indexes of the
    blocks that are links from end to end.
    """

    text: str
    blocks: tuple[Block, ...]
    anchors: dict[str, int]
    linked: frozenset[int] = frozenset()


@dataclass(slots=True)
class Builder:
    """Makes blocks of what is written into `inline`; `place` goes into the blocks made from now on."""

    inline: Inline = field(default_factory=Inline)
    place: str = ""
    _texts: list[str] = field(default_factory=list)
    _blocks: list[Block] = field(default_factory=list)
    _anchors: dict[str, int] = field(default_factory=dict)
    _waiting: list[str] = field(default_factory=list)
    _asides: list[tuple[str, Shape]] = field(default_factory=list)
    _linked: set[int] = field(default_factory=set)
    _offset: int = 0
    _gap: int = 1

    @property
    def count(self) -> int:
        """How many blocks there are."""
        return len(self._blocks)

    def flush(self, shape: Shape = PARAGRAPH) -> None:
        """Make blocks of the words written since the last flush, and of the asides among them."""
        if not self.inline.is_untouched:
            self._build(self.inline.take(), shape)
        if not self._asides:
            return
        asides, self._asides = self._asides, []
        for text, aside in asides:
            self._append(text, aside)

    def aside(self, text: str, shape: Shape) -> None:
        """Keep words that stand inside a block and are no part of it: they follow it."""
        bare = " ".join(text.split())
        if bare:
            self._asides.append((bare, shape))

    def blank(self) -> None:
        """An empty paragraph."""
        self._gap += 1

    def rule(self) -> None:
        """A line across the page."""
        self._append(_BREAK_ROW, Shape(BlockKind.BREAK))

    def finish(self) -> Draft:
        """Everything that was built; anchors after the last block point to the end."""
        self.flush()
        text = _BETWEEN.join(self._texts)
        after = dict.fromkeys(self._waiting, len(text))
        blocks = _with_usual_gap(self._blocks)
        return Draft(text, blocks, after | self._anchors, frozenset(self._linked))

    def _build(self, written: Written, shape: Shape) -> None:
        if "\n" not in written.text and not (written.marks or written.anchors or written.linked):
            self._build_plain(written.text.strip(), shape)
            return
        found = list(pieces(written.text, shape.kind))
        if written.linked >= _LINK_SHARE * len(written.text.strip()) > 0:
            self._linked.update(range(self.count, self.count + len(found)))
        marks = merged(written.text, written.marks) if written.marks else []
        anchors = deque(written.anchors)
        for piece, inside in zip(found, distributed(written.text, marks, found), strict=True):
            while anchors and anchors[0][1] < piece.end:
                self._waiting.append(anchors.popleft()[0])
            self._gap = max(self._gap, piece.gap)
            by = self._offset - piece.start
            ranges = tuple(Mark(start + by, end + by, kind, 0, value) for start, end, kind, value in inside)
            self._append(written.text[piece.start : piece.end], shape, ranges)
        self._waiting += [name for name, _ in anchors]

    def _build_plain(self, text: str, shape: Shape) -> None:
        """Most blocks are words and nothing else."""
        if text:
            self._append(text, shape)

    def _append(self, text: str, shape: Shape, marks: tuple[Mark, ...] = ()) -> None:
        if self.count >= _MOST_BLOCKS:
            raise StoryError(
                f"The story has more than {_MOST_BLOCKS:,} paragraphs.", hint="Split it into several files."
            )
        start, end = self._offset, self._offset + len(text)
        ornament = shape.kind is BlockKind.PARAGRAPH and is_ornament(text)
        kind = BlockKind.BREAK if ornament else shape.kind
        self._blocks.append(Block(start, end, kind, self._gap, shape.level, shape.reason, self.place, marks))
        self._texts.append(text)
        for name in self._waiting:
            self._anchors.setdefault(name, start)
        self._offset, self._gap, self._waiting = end + len(_BETWEEN), 1, []


def _with_usual_gap(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """`blocks` with gaps counted from the usual one: many sources have an empty paragraph everywhere."""
    gaps = Counter(block.gap for block in blocks if block.kind is BlockKind.PARAGRAPH)
    usual = gaps.most_common(1)[0][0] if gaps else 1
    if usual == 1:
        return tuple(blocks)
    return tuple(replace(block, gap=max(1, block.gap - usual + 1)) for block in blocks)
