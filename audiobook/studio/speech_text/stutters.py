"""Stutters: "W-what" is "wuh-what", "I-it's" is "it-it's", "I-I" stays."""

from __future__ import annotations

import re

from audiobook.studio.speech_text.words import words

# The start of a word, said before it once or more: "W-what", "N-n-no", "Wha-what", "Th—that", "I-I'm".
_STUTTER = re.compile(
    r"(?<![\w'-])(([A-Za-z]{1,4})[-—]+(?:\2[-—]+){0,9})(?=\2)([A-Za-z']+)(?!-\d)", re.IGNORECASE
)

# The beginning of a word that is cut off, with no vowel in it: "th—", "W—"; not the unit of "6 pm—8".
_CUT_OFF = re.compile(r"(?<![\w'-])(?<!\d )([b-df-hj-np-tv-zB-DF-HJ-NP-TV-Z]{1,3})(?=—)")

# Consonants that one sound opens a word with: the first letter, or two of them.
_ONSET = re.compile(r"(?:[cst]h|wh|ph|kn|wr|qu|gn|ps|[b-df-hj-np-tv-z])", re.IGNORECASE)

# A vowel and the consonant after it: "it" in "it's", "ev" in "everyone".
_OPENING = re.compile(r"[aeiou]+[b-df-hj-np-tvxz]?", re.IGNORECASE)

# The start of a name that has a pronunciation of its own: "K-" before the sign for Kakashi.
_HELD = re.compile(r"(?<![\w'-])((?:[b-df-hj-np-tv-zB-DF-HJ-NP-TV-Z][hH]?[-—]+){1,2})(?=[\ue000-\uf8ff])")

_SOUNDS = {"wh": "w", "ph": "f", "kn": "n", "wr": "r", "qu": "kw", "gn": "n", "ps": "s", "x": "z", "q": "kw"}
_MOST = 2  # a listener has understood by then


def say_stutters(text: str) -> str:
    """Stutters as sounds in place of the names of letters."""
    if "-" not in text and "—" not in text:
        return text
    text = _HELD.sub(_before_name, text)
    return _CUT_OFF.sub(lambda match: _sound(match[1], match[1]), _STUTTER.sub(_stutter, text))


def _before_name(match: re.Match[str]) -> str:
    return "".join(f"{_sound(letters, letters)}-" for letters in re.split(r"[-—]+", match[1]) if letters)


def sound_of(letters: str) -> str:
    """What consonants sound like alone: "b" is "buh"."""
    return _sound(letters, letters)


def _stutter(match: re.Match[str]) -> str:
    whole, start, word = match[1], match[2], match[3]
    if _is_none(start.lower(), word.lower()):
        return match[0]
    times = min(_MOST, len(re.findall(r"[-—]+", whole)))
    if start.lower() == word.lower().split("'")[0]:
        return "-".join([start] * times + [word])
    return "-".join([_sound(start, word)] * times + [word])


def _is_none(start: str, word: str) -> bool:
    not_stutters = words("en/not_stutters")
    return f"{start}-{word}" in not_stutters or (len(start) > 1 and (start in not_stutters or start == word))


def _sound(start: str, word: str) -> str:
    """What is heard of the beginning: all of it if it has a vowel inside, else its first sound."""
    if len(start) == 1 and start.lower() in "aeiou":
        opening = _OPENING.match(word)
        return opening[0] if opening else start
    if any(letter in "aeiouy" for letter in start.lower()[1:]):
        return start
    onset = _ONSET.match(word)
    letters = onset[0].lower() if onset else start.lower()
    if letters == "th" and word.lower().split("'")[0] in words("en/voiced_th"):
        return "the"
    return _softened(_SOUNDS.get(letters, letters), word.lower()) + "uh"


def _softened(letters: str, word: str) -> str:
    """The sound of "c" and "g" by the vowel that follows: "k" in "can", "s" in "city", "j" in "gentle"."""
    if letters == "c":
        return "s" if word[1:2] in tuple("eiy") else "k"
    if (
        letters == "g"
        and word.startswith(("ge", "gi", "gy"))
        and not word.startswith(("get", "giv", "gir", "gea", "gif"))
    ):
        return "j"
    return letters
