"""Thoughts without marks: `This is bad, she thought.`, and a voice that is not the narrator's.

Only strong evidence counts, for a sentence of narration in a thinker's voice sounds wrong at once.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from audiobook.model import Kind
from audiobook.segmenter.inner_voice import inner_voice
from audiobook.segmenter.piece import Piece
from audiobook.segmenter.tagged_thoughts import tagged_thoughts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from audiobook.segmenter.narrator import Narrator
    from audiobook.segmenter.words import Words

_CONFIDENCE = 0.6


def with_bare_thoughts(
    flat: str, pieces: Sequence[Piece], narrator: Narrator, words: Words
) -> Iterator[Piece]:
    """The pieces of a block, the thoughts that stand bare in its narration cut out."""
    for piece in pieces:
        if piece.kind is not Kind.NARRATION or piece.reason:
            yield piece
            continue
        thoughts = tagged_thoughts(flat, piece.start, piece.end, narrator, words)
        if not thoughts:
            alone = len(pieces) == 1
            thoughts = inner_voice(flat, piece.start, piece.end, narrator, words, alone=alone)
        yield from _cut(piece, thoughts)


def _cut(piece: Piece, thoughts: Iterable[tuple[int, int]]) -> Iterator[Piece]:
    at = piece.start
    for start, end in thoughts:
        if at < start:
            yield replace(piece, start=at, end=start)
        yield Piece(start, end, Kind.THOUGHT, -1, _CONFIDENCE, "a thought without marks")
        at = end
    if at == piece.start:
        yield piece
    elif at < piece.end:
        yield replace(piece, start=at)
