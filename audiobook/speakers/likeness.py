"""How much two stretches of text are alike, whatever became of their marks, accents and capitals."""

from __future__ import annotations

import re
import unicodedata
from difflib import SequenceMatcher

# An apostrophe inside a word, typed or typographic: "don't", "don’t".
_APOSTROPHE = re.compile(r"(?<=\w)['’ʼ](?=\w)")

# Whatever is neither a letter nor a digit: text is known by its words alone: "Yes -- _now_!"
_MARKS = re.compile(r"[\W_]+")

_QUOTES = "\"'“”„‟‘’‚‛«»‹›「」『』 "
_FAR = 20  # words, at which what is found counts half
_LONG = 300  # characters, from which on whole words are compared


def plain(text: str) -> str:
    """The words of `text` in small letters with single spaces; the marks where there are no words.

    >>> plain("“Don’t — not _here_!”"), plain("“...?”")
    ('dont not here', '“...?”')
    """
    bare = text if text.isascii() else _without_accents(text)
    return _MARKS.sub(" ", _APOSTROPHE.sub("", bare)).strip().casefold() or "".join(text.split())


def _without_accents(text: str) -> str:
    parted = unicodedata.normalize("NFKD", text)
    for accent in filter(unicodedata.combining, set(parted)):
        parted = parted.replace(accent, "")
    return parted


def likeness(one: str, other: str) -> float:
    """How alike two plain texts are, from 0 to 1."""
    if one == other:
        return 1.0
    if max(len(one), len(other)) > _LONG:
        return SequenceMatcher(None, one.split(), other.split(), autojunk=False).ratio()
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def held(words: list[str], window: list[str]) -> float:
    """How much of `words` stands in `window` in the same order, from 0 to 1; nearer to its end is better.

    Less than half is as good as nothing.
    """
    if not words or 2 * len(set(words) & set(window)) < len(set(words)):
        return 0.0
    matcher = SequenceMatcher(None, window, words, autojunk=False)
    least = min(2, len(words))  # single words stand everywhere
    blocks = [block for block in matcher.get_matching_blocks() if block.size >= least]
    found = sum(block.size for block in blocks)
    if not blocks or 2 * found < len(words):
        return 0.0
    away = len(window) - (blocks[-1].a + blocks[-1].size)
    return found / len(words) / (1 + away / _FAR)


def shortened(text: str, limit: int = 60) -> str:
    """`text` on one line without quotation marks, at most `limit` characters of it, for a message."""
    line = " ".join(text.split()).strip(_QUOTES)
    return line if len(line) <= limit else line[: limit - 1].rstrip() + "…"
