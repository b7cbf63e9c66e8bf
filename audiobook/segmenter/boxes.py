"""Boxes of a game: `[Level up!]`, stat sheets, rows of a table."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from audiobook.model import Kind
from audiobook.segmenter.grounds import Ground

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from audiobook.model import Block

_LONGEST = 2000
# A whole block in square brackets: `[You have gained a level!]`, `【Quest complete】`, `**[Skill: Mending]**`
_BOXED = re.compile(
    r"[*_]{0,2}(?:\[[^\[\]]{3,}\]|【[^【】]+】|〔[^〔〕]+〕)[*_]{0,2}(?:\s+[*_]{0,2}(?:\[[^\[\]]+\]|【[^【】]+】)[*_]{0,2})*"
)
# A row of a table: `| Strength | 14 |`
_ROW = re.compile(r"\|[^|\n]*\|.*", re.DOTALL)
# A line of a stat sheet: `HP: 61/61`, `Strength: 14 (+2)`, `STR - 9`
_STAT = re.compile(
    r"[*_]{0,2}[^\W\d_][\w .'’()/-]{0,30}[*_]{0,2}\s*[:=–-]\s*"
    r"[*_]{0,2}\s*[+-]?\d[\d,./%() +-]*\w{0,12}[*_]{0,2}"
)


def box_grounds(flat: str, blocks: Sequence[Block], *, brackets_mean: Kind | None) -> dict[int, Ground]:
    """The boxes and stat sheets, by number of block.

    `brackets_mean` is what this story uses square brackets for, None if nothing of its own.
    """
    grounds = {}
    for number, block in enumerate(blocks):
        if block.end - block.start > _LONGEST:
            continue
        first = flat[block.start]
        boxed = first in "[【〔*_" and _BOXED.fullmatch(flat, block.start, block.end)
        if (boxed and brackets_mean is None) or (
            first == "|" and _ROW.fullmatch(flat, block.start, block.end)
        ):
            grounds[number] = Ground(Kind.SYSTEM, whole=True, reason="a box")
    grounds.update(_stat_sheets(flat, blocks))
    return grounds


def _stat_sheets(flat: str, blocks: Sequence[Block]) -> Iterator[tuple[int, Ground]]:
    """Stat lines count where two stand together."""
    stats = [
        number
        for number, block in enumerate(blocks)
        if block.end - block.start < 120 and _STAT.fullmatch(flat, block.start, block.end)
    ]
    known = set(stats)
    for number in stats:
        if number - 1 in known or number + 1 in known:
            yield number, Ground(Kind.SYSTEM, whole=True, reason="a stat sheet")
