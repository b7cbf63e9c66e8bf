"""A word in the signs of the International Phonetic Alphabet, as the sounds that voices of English have."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from importlib.resources import files

STRESSES = ("ˈ", "ˌ")
OPENING, CLOSING = "⟦", "⟧"  # around sounds in the text that an engine is given; books never show them there

# Sounds in a text for an engine, and whatever else the two signs enclose: "⟦kɑːˈɛdɛ⟧ laughed".
MARKED = re.compile(f"{OPENING}([^{OPENING}{CLOSING}]*){CLOSING}")

_VOWELS = frozenset("ɑæʌɒɔouʊɪiɛeaəɜɚ")


def sounds(written: str) -> tuple[str, ...]:
    """The sounds of a word, its stress marks among them; ValueError, with the sign, for what is no IPA.

    Sounds that English lacks are given by the nearest that it has.

    >>> sounds("kaˈede")
    ('k', 'ɑː', 'ˈ', 'ɛ', 'd', 'ɛ')
    """
    text = "".join(unicodedata.normalize("NFD", written).replace("ɡ", "g").split()).strip("/[]")
    found: list[str] = []
    at = 0
    while at < len(text):
        match = _sign().match(text, at)
        if match is None:
            raise ValueError(text[at])
        found += _table()[match[0]]
        at = match.end()
    return tuple(found)


def is_vowel(sound: str) -> bool:
    """Whether a sound may carry a syllable."""
    return sound[0] in _VOWELS


def marked(written: str) -> str:
    """A word's sounds as they stand in the text for an engine: "⟦kɑːˈɛdɛ⟧"."""
    return f"{OPENING}{''.join(sounds(written))}{CLOSING}"


def with_s(word: str) -> str:
    """The sounds of a word, as `marked` gives them, with the ending of "Kaede's".

    >>> with_s("⟦kæt⟧"), with_s("⟦hɔːs⟧"), with_s("⟦mɑːɹɑː⟧")
    ('⟦kæts⟧', '⟦hɔːsɪz⟧', '⟦mɑːɹɑːz⟧')
    """
    word = word.removesuffix(CLOSING)
    if word.endswith(("s", "z", "ʃ", "ʒ")):
        return f"{word}ɪz{CLOSING}"
    return f"{word}s{CLOSING}" if word.endswith(("p", "t", "k", "f", "θ")) else f"{word}z{CLOSING}"


@cache
def _table() -> dict[str, tuple[str, ...]]:
    """What each sign, or row of signs, stands for."""
    lines = files("audiobook").joinpath("ipa.txt").read_text("utf-8").splitlines()
    rows = (line.partition(" |") for line in lines if line and not line.startswith("# "))
    return {
        unicodedata.normalize("NFD", sign).replace("ɡ", "g"): tuple(nearest.split()) if bar else (sign,)
        for sign, bar, nearest in rows
    }


@cache
def _sign() -> re.Pattern[str]:
    """Any row of signs that the table has, the longest first."""
    return re.compile("|".join(map(re.escape, sorted(_table(), key=lambda sign: (-len(sign), sign)))))
