"""Noises and stretched words: "Hmmm", "Nooooo", "Hahaha"."""

from __future__ import annotations

import re

from audiobook.studio.speech_text.stutters import sound_of
from audiobook.studio.speech_text.words import table, words

# A word that may be a noise: no vowel in it ("Shh", "mm-hm"), or one of few ("oww", "Kyaaa", "hahaha").
_NOISE = re.compile(
    r"(?<![\w'-])(?:[b-df-hj-np-tvxz]{1,}(?:-[b-df-hj-np-tvxz]+)?|[aeo]+w+|[kn]ya+h*|(?:[bmg]?w?[aeh]?(?:ha|he|hi){2,}h?))(?![\w'-])",
    re.IGNORECASE,
)

# A word with a letter three times or more in a row: "Nooooo", "sooo", "pleeease".
_STRETCHED = re.compile(r"\b(?=\w*?([A-Za-z])\1\1)[A-Za-z]+(?:'[A-Za-z]+)?", re.IGNORECASE)

# The same letter again and again: "oooo".
_RUN = re.compile(r"([A-Za-z])\1+", re.IGNORECASE)
_LONG_RUN = re.compile(r"([A-Za-z])\1\1+", re.IGNORECASE)

_BEATS = 4  # more of them say nothing more

# One beat of laughter.
_LAUGH = re.compile(r"ha|he|hi")


def say_noises(text: str) -> str:
    """Noises as an engine can say them, stretched words at their usual length."""
    text = _NOISE.sub(_noise, text)
    return _STRETCHED.sub(_unstretched, text) if _LONG_RUN.search(text) else text


def _noise(match: re.Match[str]) -> str:
    word = match[0].lower()
    if len(word) == 1 or _is_abbreviation(match[0]):
        return match[0]
    if len(beats := _LAUGH.findall(word)) > 1:
        return _cased(" ".join(beat.replace("he", "heh") for beat in beats[:_BEATS]), match[0])
    short = _RUN.sub(r"\1", word)
    said = table("en/sounds").get(short) or table("en/sounds").get(short.replace("-", ""))
    return _cased(said, match[0][0] + word[1:]) if said else match[0]


def _is_abbreviation(word: str) -> bool:
    """Whether capitals are hardly a noise: "GR" is none, "GRR" and "EW" are."""
    return word.isupper() and len(set(word)) == len(word) == 2 and word not in {"SH", "HM", "OW", "EW", "AW"}


def _unstretched(match: re.Match[str]) -> str:
    word = match[0]
    if word.isupper() and (len(word) == 3 or set(word) <= set("IVXLCDM")):
        return word
    short, doubled = (_LONG_RUN.sub(kept, word.lower()) for kept in (r"\1", r"\1\1"))
    if len(short) == 1 and short not in "aeiou":
        return _cased(sound_of(short), word)
    return _cased(doubled if doubled in words("en/doubles") else short, word)


def _cased(said: str, shown: str) -> str:
    """`said` with a capital where `shown` has one; shouts stay shouts."""
    if shown.isupper() and len(shown) > 1:
        return said.upper()
    return said[0].upper() + said[1:] if shown[0].isupper() else said
