"""What was set apart by its looks alone: whether that leaves enough of the story."""

from __future__ import annotations

from collections import Counter

from audiobook.readers.builder import UNSPOKEN, Draft
from audiobook.readers.labels import DOUBTFUL_REASONS

_LEAST_KEPT = 0.4


def doubtful_places(draft: Draft) -> frozenset[str]:
    """The parts of a source ("" for a source of one part) where looks took most of the words."""
    kept, doubtful = Counter[str](), Counter[str]()
    for block in draft.blocks:
        if block.reason in DOUBTFUL_REASONS:
            doubtful[block.place] += block.end - block.start
        elif block.kind not in UNSPOKEN:
            kept[block.place] += block.end - block.start
    return frozenset(
        place for place, length in doubtful.items() if kept[place] < _LEAST_KEPT * (kept[place] + length)
    )
