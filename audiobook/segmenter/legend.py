"""Lines above a story -> what its marks mean."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from audiobook.model import Kind


@dataclass(frozen=True, slots=True)
class Legend:
    """What the author says the marks mean: pairs of a style of marks and a kind of text."""

    kinds: tuple[tuple[str, Kind], ...] = ()


NO_LEGEND = Legend()


def read_legend(lines: Sequence[str]) -> Legend:
    """The legend that stands in `lines` (any lines above the story), NO_LEGEND if none does."""
    return Legend() if lines else NO_LEGEND
