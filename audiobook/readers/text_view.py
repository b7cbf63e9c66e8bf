"""What the dialects of plain text share: blocks with their words, and labels to put on them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from audiobook.model import Block, BlockKind, Metadata


@dataclass(frozen=True, slots=True)
class Reading:
    """Blocks as a dialect understands them, what it says of the work, and who made the file."""

    blocks: tuple[Block, ...]
    metadata: Metadata = field(default_factory=Metadata)
    producer: str = ""


@dataclass(frozen=True)
class View:
    """A file's blocks with their words, and the labels that a dialect has put on them so far."""

    text: str
    blocks: tuple[Block, ...]
    labels: dict[int, tuple[BlockKind, str, int]] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.blocks)

    def words(self, index: int) -> str:
        """The characters of a block."""
        block = self.blocks[index]
        return self.text[block.start : block.end]

    def is_indented(self, index: int) -> bool:
        """Whether a block is set in from the margin."""
        start = self.blocks[index].start
        return start > 0 and self.text[start - 1] in " \t"

    def find(self, test: Callable[[str], object], start: int = 0, stop: int | None = None) -> int:
        """The first block in [start, stop) whose words pass `test`, else -1."""
        stop = len(self) if stop is None else min(stop, len(self))
        return next((index for index in range(start, stop) if test(self.words(index))), -1)

    def label(self, indexes: Sequence[int] | range, kind: BlockKind, reason: str, *, level: int = 0) -> None:
        """Give blocks a kind; a label that stands already is kept."""
        for index in indexes:
            self.labels.setdefault(index, (kind, reason, level))

    def labelled(self) -> tuple[Block, ...]:
        """The blocks with their labels."""
        return tuple(self._labelled(index, block) for index, block in enumerate(self.blocks))

    def _labelled(self, index: int, block: Block) -> Block:
        if index not in self.labels:
            return block
        kind, reason, level = self.labels[index]
        return replace(block, kind=kind, reason=reason, level=level)
