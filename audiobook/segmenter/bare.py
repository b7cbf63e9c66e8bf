"""Thoughts without marks: `This is bad, she thought.`, and a narrator's change of voice."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from audiobook.model import Block
    from audiobook.segmenter.habits import Habits
    from audiobook.segmenter.words import Words


@dataclass(frozen=True, slots=True)
class Narrator:
    """Who tells the story, and when."""

    person: int = 3
    past: bool = True


def narrator_of(flat: str, blocks: Sequence[Block], habits: Habits, words: Words) -> Narrator:
    return Narrator()


def bare_thoughts(
    flat: str, start: int, end: int, block: Block, narrator: Narrator, words: Words
) -> list[tuple[int, int]]:
    return []
