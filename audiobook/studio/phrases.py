"""Cuts a text into phrases that are short enough for one utterance, where a reader would breathe."""

from __future__ import annotations

import re
from collections.abc import Iterator

# Where a reader may breathe, best first: after a sentence ('... the door. "Who'), after a clause
# ('... rope, and the'), between words.
_BREATHS = (
    re.compile(r"[.!?…]+[\"'”’»)\]]*\s+"),
    re.compile(r"(?:[,;:]|—|–|--)[\"'”’»)\]]*\s*"),
    re.compile(r"\s+"),
)


def phrases(text: str, *, limit: int) -> Iterator[tuple[int, int]]:
    """Ranges of `text` that join to it, none longer than `limit` characters.

    Each is as long as it can be; a cut falls after the last sentence that fits, else after a
    clause, else between words, else anywhere.
    """
    start = 0
    while len(text) - start > limit:
        cut = _last_breath(text, start, start + limit)
        yield start, cut
        start = cut
    yield start, len(text)


def _last_breath(text: str, start: int, end: int) -> int:
    # A cut in the first quarter would leave a splinter: a clause further on is the better breath.
    earliest = start + (end - start) // 4
    for breath in _BREATHS:
        ends = [match.end() for match in breath.finditer(text, start, end)]
        if ends and ends[-1] > earliest:
            return ends[-1]
    return end
