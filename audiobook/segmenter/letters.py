"""Letters in a story: from `Dear Mara,` to the signature and what follows it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from audiobook.model import Kind
from audiobook.segmenter.grounds import Ground

if TYPE_CHECKING:
    from collections.abc import Sequence

    from audiobook.model import Block

_LONGEST = 60  # blocks of one letter
# `Dear Mara,`, `My dearest Ivo -`, `To whom it may concern:`
_GREETING = re.compile(
    r"[*_\"'“‘]{0,3}(?:(?:my\s+)?(?:own\s+)?(?:dear(?:est)?|beloved|darling)\b[^.!?\n]{1,50}|to\s+whom\s+it\s+may\s+concern)"
    r"\s*[,:;.!—–-]{1,3}[*_]{0,2}(?=\s|$)",
    re.IGNORECASE,
)
# `Yours faithfully,`, `Love, Aunt M.`, `Your obedient servant,`
_CLOSING = re.compile(
    r"[*_\"'“‘]{0,3}(?:(?:all\s+my\s+|much\s+|lots\s+of\s+|with\s+(?:all\s+my\s+)?|your\s+|ever\s+|as\s+ever|best|kind|warm(?:est)?|i\s+remain)\s*)*"
    r"(?:love|yours?|sincerely|faithfully|truly|regards|wishes|respectfully|affectionate(?:ly)?|devoted(?:ly)?|fondly|hugs|kisses|cheers"
    r"|(?:obedient|humble)\s+servant|(?:loving|affectionate)\s+\w+|gratefully|cordially|in\s+haste)\b[^.!?\n]{0,40}[,.:—–-]?"
    r"(?:\s*\n?[^.!?\n]{0,40}\.?)[*_\"'”’]{0,3}",
    re.IGNORECASE,
)
# `P.S. The seal is well.`
_POSTSCRIPT = re.compile(r"[*_\"'“‘]{0,3}P\.?\s?(?:P\.?\s?)*S\b[.:]?", re.IGNORECASE)
_SIGNATURE_LENGTH = 60


def letter_grounds(flat: str, blocks: Sequence[Block]) -> dict[int, Ground]:
    """The blocks of letters that have both a greeting and a close, by number of block."""
    grounds: dict[int, Ground] = {}
    number = 0
    while number < len(blocks):
        end = _end_of_letter(flat, blocks, number) if _greets(flat, blocks[number]) else number
        for inside in range(number, end):
            grounds[inside] = Ground(Kind.WRITTEN, stress=False, reason="a letter")
        number = max(end, number + 1)
    return grounds


def _greets(flat: str, block: Block) -> bool:
    return flat[block.start] in "DdMmTtBb*_\"'" and _GREETING.match(flat, block.start, block.end) is not None


def _end_of_letter(flat: str, blocks: Sequence[Block], start: int) -> int:
    """The number of the first block behind the letter, `start` where no close is found."""
    for number in range(start + 1, min(start + _LONGEST, len(blocks))):
        block = blocks[number]
        if _greets(flat, block):
            return start
        if block.end - block.start <= 2 * _SIGNATURE_LENGTH and _CLOSING.fullmatch(
            flat, block.start, block.end
        ):
            return _behind_signature(flat, blocks, number + 1)
    return start


def _behind_signature(flat: str, blocks: Sequence[Block], number: int) -> int:
    if number < len(blocks) and blocks[number].end - blocks[number].start <= _SIGNATURE_LENGTH:
        text = flat[blocks[number].start : blocks[number].end]
        if blocks[number].gap == 0 or (
            not text.endswith((".", "!", "?", '"', "'")) and len(text.split()) <= 5
        ):
            number += 1
    while number < len(blocks) and _POSTSCRIPT.match(flat, blocks[number].start, blocks[number].end):
        number += 1
    return number
