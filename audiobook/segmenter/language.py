"""Which language a story is in, by its small words."""

from __future__ import annotations

import re
from functools import cache

from audiobook.segmenter.customs import DEFAULT, load

_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE_CHARS = 20_000
_SKIPPED_CHARS = 3_000  # notes above a story are often in English
_LEAST_SHARE = 0.12
_LEAST_LEAD = 1.5


def detect(text: str) -> str:
    """The tag of the language that the body of `text` is in, English where none is sure."""
    start = min(_SKIPPED_CHARS, len(text) // 4)
    words = _WORD.findall(text[start : start + _SAMPLE_CHARS].casefold())
    if not words:
        return DEFAULT
    shares = {tag: sum(word in small for word in words) / len(words) for tag, small in _small_words().items()}
    best = max(shares, key=lambda tag: (shares[tag], tag == DEFAULT))
    sure = shares[best] >= _LEAST_SHARE and shares[best] >= _LEAST_LEAD * shares[DEFAULT]
    return best if sure else DEFAULT


@cache
def _small_words() -> dict[str, frozenset[str]]:
    return {tag: frozenset(words) for tag, words in load("structure", "languages").items()}
