"""Memories, dreams and documents set all in emphasis: what tells a story is nobody's thought."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from audiobook.segmenter.grounds import Ground, is_all_emphasis
from audiobook.segmenter.narrator import tells_of_past
from audiobook.segmenter.sentences import tokens_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from audiobook.model import Block
    from audiobook.segmenter.words import Words

_TOLD = Ground(stress=False, reason="")
_MANY_SENTENCES = 3
# The full stop of a sentence: the last of `Mr. Crewe ran.`, and the first, which does no harm here.
_SENTENCE_END = re.compile(r"[.!?…](?=\s|$)")
# Speech inside the passage: `"Come in," she said.`
_QUOTED = re.compile(r'"[^"]*"')


def flashback_grounds(flat: str, blocks: Sequence[Block], words: Words) -> dict[int, Ground]:
    """The blocks whose emphasis means nothing because all of a passage stands in it, by number."""
    grounds = {}
    for run in _runs(flat, blocks):
        told = [_tells(flat, blocks[number], words) for number in run]
        long = len(run) > 1 or _sentences(flat, blocks[run[0]]) >= _MANY_SENTENCES
        if long and 2 * sum(told) >= len(run):
            grounds.update(dict.fromkeys(run, _TOLD))
    return grounds


def _runs(flat: str, blocks: Sequence[Block]) -> Iterator[list[int]]:
    run: list[int] = []
    for number, block in enumerate(blocks):
        if block.marks and is_all_emphasis(flat, block):
            run.append(number)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _tells(flat: str, block: Block, words: Words) -> bool:
    text = _QUOTED.sub(" ", flat[block.start : block.end])
    tokens = tokens_of(text)
    return tells_of_past(tokens, words) and words.present.isdisjoint(tokens)


def _sentences(flat: str, block: Block) -> int:
    return len(_SENTENCE_END.findall(flat, block.start, block.end))
