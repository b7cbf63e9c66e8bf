"""Which language a story is in, by its small words."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from audiobook.segmenter.customs import DEFAULT, load

_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE_WORDS = 3_600
_SKIPPED_WORDS = 540  # notes above a story are often in English
_ENOUGH_CHARS = 60_000  # these words stand in less
_LEAST_SHARE = 0.12
_LEAST_HITS = 3
_LEAST_LEAD = 1.5


def detect(text: str) -> str:
    """The tag of the language that the body of `text` is in, English where none is sure."""
    found = _WORD.findall(text[:_ENOUGH_CHARS].casefold())[: _SKIPPED_WORDS + _SAMPLE_WORDS]
    words = found[min(_SKIPPED_WORDS, len(found) // 4) :]
    counts = Counter(words)
    hits = {tag: sum(counts[word] for word in small) for tag, small in _small_words().items()}
    best = max(hits, key=lambda tag: (hits[tag], tag == DEFAULT))
    sure = hits[best] >= max(_LEAST_HITS, _LEAST_SHARE * len(words))
    return best if sure and hits[best] >= _LEAST_LEAD * hits[DEFAULT] else DEFAULT


@cache
def _small_words() -> dict[str, frozenset[str]]:
    return {tag: frozenset(words) for tag, words in load("structure", "languages").items()}
