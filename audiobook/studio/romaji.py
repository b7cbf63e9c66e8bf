"""Japanese names in Latin letters, read by the rules of romaji: "Sasuke" is "SAHS-keh", no "sass-yook"."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from audiobook import ipa
from audiobook.studio.speech_text.words import either, rows, table, words

# A mora: a consonant and a vowel, a vowel, or an "n" before no vowel; and one that doubles the next, "kk".
_MORA = re.compile(
    rf"({either(row[0] for row in rows('ja/moras') if row[0] != 'n')})"
    r"|(n)(?:'|(?![aiueoy]))|[kstp](?=([kstp]))|t(?=ch)"
)
_PLAIN = str.maketrans(
    {"’": "'", "ā": "aa", "ī": "ii", "ū": "uu", "ē": "ee", "ō": "ou", "â": "aa", "û": "uu", "ô": "ou"}
)

# What is found in Japanese names and in few others: "Tsunade", "Ryouta", "Daisuke", "Yamazaki".
_TELLING = re.compile(
    r"ts[ua]|[kghbpmr]y[ou]|suke|hiko|maru|[kg]awa|yama|zaki|[^s]shi|^shi|uchi|ichi|ou|uu|hiro|kazu|nobu|fumi"
)
_STRESS_FROM_END = 3  # the mora that is accented in words of no other habit
_UNACCENTED = ("n", "i", "u")  # the second half of a syllable: the mora before it is accented
_FEWEST_MORAS = 3  # of a name that no list has


def sounds_of(name: str) -> str:
    """The sounds of a name in romaji, in IPA; "" if it is none.

    >>> sounds_of("Sasuke"), sounds_of("Kaede"), sounds_of("Brian")
    ('ˈsɑːskɛ', 'ˈkɑːɛdɛ', '')
    """
    moras = moras_of(name)
    if not moras:
        return ""
    said = [table("ja/moras")[mora].split() for mora in moras]
    accented = max(0, len(said) - _STRESS_FROM_END)
    if accented and moras[accented] in _UNACCENTED:
        accented -= 1
    said[accented][0] = f"ˈ{said[accented][0]}"
    return _joined(" ".join(sound for mora in said for sound in mora))


def moras_of(name: str) -> tuple[str, ...]:
    """The moras that a name consists of, those that only double the next left out; () if it is no romaji."""
    text = unicodedata.normalize("NFC", name).lower().translate(_PLAIN)
    moras: list[str] = []
    at = 0
    while at < len(text):
        match = _MORA.match(text, at)
        if match is None or (match[3] and match[3] != match[0]):
            return ()
        moras += [mora for mora in (match[1] or match[2],) if mora]
        at = match.end()
    return tuple(moras)


def is_known(name: str) -> bool:
    """Whether there are people in Japan called so."""
    plain = name.lower().translate(_PLAIN)
    return plain in words("ja/names") or plain in words("ja/both")


def is_western(name: str) -> bool:
    """Whether a word that looks like romaji is mostly something else: "Naomi", "Kane"."""
    return name.lower() in words("ja/also_western") or name.lower() in words("ja/both")


def looks_japanese(name: str) -> bool:
    """Whether a name is built as Japanese ones are, and long enough that it is hardly by chance."""
    moras = moras_of(name)
    if len(moras) < _FEWEST_MORAS or is_western(name) or not name.lower().endswith(tuple("aiueo")):
        return False
    return _TELLING.search(name.lower()) is not None or len(moras) > _FEWEST_MORAS


def _joined(sounds: str) -> str:
    """Sounds with those that run together as one; stress stays before what it was before."""
    for pattern, said in _joins():
        sounds = pattern.sub(said, f" {sounds} ").strip()
    return sounds.replace(" ", "")


@cache
def _joins() -> tuple[tuple[re.Pattern[str], str], ...]:
    starts = {True: "(?<=[ ˈ])", False: "(?<= )"}  # a stressed consonant keeps its vowel
    return tuple(
        (re.compile(f"{starts[ipa.is_vowel(apart)]}{apart}(?= )"), joined)
        for apart, joined in rows("ja/joined")
    )
