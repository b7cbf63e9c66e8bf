"""Letters in a story: from `Dear Mara,` to the signature and what follows it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from audiobook.model import Kind
from audiobook.segmenter.grounds import Ground, is_all_emphasis
from audiobook.segmenter.sentences import tokens_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from audiobook.model import Block
    from audiobook.segmenter.words import Words

_LETTER = Ground(Kind.WRITTEN, reason="a letter")
_LETTER_IN_ITALICS = replace(_LETTER, stress=False)
_LONGEST = 60  # blocks of one letter
_GREETING_WORDS = 8
_CLOSING_CHARS = 120
_CLOSING_WORDS = 8
_FEW_WORDS = 3
_SIGNATURE_CHARS = 60
_SIGNATURE_WORDS = 5
# The greeting as far as its comma: `Dear Mara,`, `My dearest E. -`, `To whom it may concern:`
_GREETING = re.compile(
    r"[*_\"'“‘]{0,3}(?P<words>[^\W\d_](?:[^.!?\n,:;—–]|(?<=\b[A-Z])\.){1,60}?)\s*(?:[,:;!.]|[—–-]{1,2})[*_]{0,2}(?=\s|$)"
)
# `P.S. The seal is well.`
_POSTSCRIPT = re.compile(r"[*_\"'“‘]{0,3}P\.?\s?(?:P\.?\s?)*S\b[.:]?", re.IGNORECASE)


def letter_grounds(flat: str, blocks: Sequence[Block], words: Words) -> dict[int, Ground]:
    """The blocks of letters that have both a greeting and a close, by number of block."""
    grounds: dict[int, Ground] = {}
    number = 0
    while number < len(blocks):
        end = _end_of_letter(flat, blocks, number, words) if _greets(flat, blocks[number], words) else number
        for inside in range(number, end):
            grounds[inside] = _LETTER_IN_ITALICS if is_all_emphasis(flat, blocks[inside]) else _LETTER
        number = max(end, number + 1)
    return grounds


def _greets(flat: str, block: Block, words: Words) -> bool:
    match = _GREETING.match(flat, block.start, block.end)
    if match is None:
        return False
    tokens = tokens_of(match.group("words"))[:_GREETING_WORDS]
    return not words.greetings.isdisjoint(tokens[:2]) and words.exclaimed.isdisjoint(tokens)


def _end_of_letter(flat: str, blocks: Sequence[Block], start: int, words: Words) -> int:
    """The number of the first block behind the letter, `start` where no close is found."""
    for number in range(start + 1, min(start + _LONGEST, len(blocks))):
        if _greets(flat, blocks[number], words):
            return start
        if _closes(flat, blocks, number, words):
            return _behind_signature(flat, blocks, number + 1)
    return start


def _closes(flat: str, blocks: Sequence[Block], number: int, words: Words) -> bool:
    """Whether a block is a close: `Yours faithfully,`, `Love, Aunt M.`, or one with the name beneath."""
    block = blocks[number]
    if block.end - block.start > _CLOSING_CHARS:
        return False
    text = flat[block.start : block.end]
    tokens = tokens_of(text)
    if len(tokens) > _CLOSING_WORDS or words.closings.isdisjoint(tokens[:4]):
        return False
    signed = "," in text or "\n" in text or (len(tokens) <= _FEW_WORDS and text[-1] not in ".!?")
    return signed or (number + 1 < len(blocks) and _is_signature(flat, blocks[number + 1]))


def _is_signature(flat: str, block: Block) -> bool:
    text = flat[block.start : block.end]
    if len(text) > _SIGNATURE_CHARS or len(text.split()) > _SIGNATURE_WORDS:
        return False
    return block.gap == 0 or text[-1] not in ".!?\"'”’"


def _behind_signature(flat: str, blocks: Sequence[Block], number: int) -> int:
    if number < len(blocks) and _is_signature(flat, blocks[number]):
        number += 1
    while number < len(blocks) and _POSTSCRIPT.match(flat, blocks[number].start, blocks[number].end):
        number += 1
    return number
