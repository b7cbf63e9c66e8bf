"""What a block of story is before its quotations are cut: plain, a letter, a log, a box, a song."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from audiobook.model import BlockKind, Kind, MarkKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from audiobook.model import Block


@dataclass(frozen=True, slots=True)
class Ground:
    """A block's own kind, for all of it that is no quotation; `whole` where none is looked for.

    `spoken` is where speech begins in a line of a play, -1 in every other block; `together` holds
    the lines of a song in one quotation; `stress` is false where emphasis marks the whole passage.
    """

    kind: Kind = Kind.NARRATION
    whole: bool = False
    spoken: int = -1
    together: bool = False
    stress: bool = True
    reason: str = ""


PLAIN = Ground()
_BY_SOURCE = {
    BlockKind.LETTER: Ground(Kind.WRITTEN, stress=False, reason="set apart as a letter"),
    BlockKind.TABLE: Ground(Kind.SYSTEM, whole=True, reason="set as a table"),
    BlockKind.VERSE: Ground(Kind.VERSE, whole=True, reason="set as verse"),
}


def ground_of_source(kind: BlockKind) -> Ground:
    """What the source's own structure says of a block."""
    return _BY_SOURCE.get(kind, PLAIN)


def merged(layers: Iterable[dict[int, Ground]]) -> dict[int, Ground]:
    """The grounds by number of block; where two speak of one block, the first holds."""
    grounds: dict[int, Ground] = {}
    for layer in layers:
        for number, ground in layer.items():
            grounds.setdefault(number, ground)
    return grounds


def is_all_emphasis(flat: str, block: Block) -> bool:
    """Whether no word of the block stands outside emphasis."""
    at = block.start
    for mark in sorted(block.marks, key=lambda mark: mark.start):
        if mark.kind is MarkKind.EMPHASIS and mark.start >= at:
            if any(map(str.isalnum, flat[at : mark.start])):
                return False
            at = mark.end
    return not any(map(str.isalnum, flat[at : block.end]))
