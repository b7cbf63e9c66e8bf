"""Narration -> its sentences, each with its words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from audiobook.segmenter.quote_marks import trimmed_end

# A word, apostrophe and hyphens included: `don't`, `dit-il`.
WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
# A word as narration is counted by: `don't`, `Mara` and `san` of `Mara-san`.
_TOKEN = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
# Where one sentence ends and the next begins with a capital: between `He ran.` and `She did not.`
_SPLIT = re.compile(r"(?<=[.!?…])[\"'’)*_]*\s+(?=[\"'(*_—–-]?[^\W\d_a-zß-ÿ])")


def tokens_of(text: str) -> list[str]:
    """The words of `text` in small letters, apostrophes straight."""
    return _TOKEN.findall(text.lower().replace("’", "'"))


@dataclass(frozen=True)
class Sentence:
    """A sentence of narration: `text` stands at start:end, no white space at its ends."""

    start: int
    end: int
    text: str

    @cached_property
    def tokens(self) -> list[str]:
        """Its words in small letters."""
        return tokens_of(self.text)


def sentences_of(flat: str, start: int, end: int) -> list[Sentence]:
    """The sentences of flat[start:end], in order."""
    while start < end and flat[start].isspace():
        start += 1
    cuts = [start, *(match.end() for match in _SPLIT.finditer(flat, start, end)), end]
    ends = [(a, trimmed_end(flat, a, b)) for a, b in pairwise(cuts) if a < b]
    return [Sentence(a, b, flat[a:b]) for a, b in ends]
