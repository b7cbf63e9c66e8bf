"""Sounds for espeak-ng: what stands between ⟦ and ⟧ in a text, in the names that it has for them."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from audiobook import ipa

if TYPE_CHECKING:
    import re

_STRESS = {"ˈ": "'", "ˌ": ","}
_BETWEEN = "|"  # so that two sounds are not taken for one: "a|I" is no "aI"
_HIATUS = "_"  # between two vowels, where British accents would put an "r"

# Signs that espeak-ng would take for the start or the end of sounds.
_BRACKETS = str.maketrans("[]" + ipa.OPENING + ipa.CLOSING, "    ")


def has_sounds(text: str) -> bool:
    """Whether some of a text is given by its sounds."""
    return ipa.OPENING in text


def with_names(text: str) -> str:
    """`text` with its sounds in double brackets, as espeak-ng reads them; no other bracket is left.

    >>> with_names("⟦kɑːˈɛdɛ⟧ [laughed]")
    "[[k|A:|_|'E|d|E]]  laughed "
    """
    pieces: list[str] = []
    done = 0
    for match in ipa.MARKED.finditer(text):
        pieces += (text[done : match.start()].translate(_BRACKETS), _named(match))
        done = match.end()
    return "".join((*pieces, text[done:].translate(_BRACKETS)))


def _named(match: re.Match[str]) -> str:
    """The sounds of one word; the mark of stress stands before its vowel."""
    named: list[str] = []
    stress, before = "", "-"
    for sound in ipa.sounds(match[1]):
        if sound in _STRESS:
            stress = _STRESS[sound]
            continue
        if ipa.is_vowel(sound):
            named += [_HIATUS] if ipa.is_vowel(before) else []
            named.append(stress + _names()[sound])
            stress = ""
        else:
            named.append(_names()[sound])
        before = sound
    return f"[[{_BETWEEN.join(named)}]]"


@cache
def _names() -> dict[str, str]:
    lines = files("audiobook.engines").joinpath("espeak_sounds.txt").read_text("utf-8").splitlines()
    rows = (line.partition(" | ") for line in lines if not line.startswith("# "))
    return {sound: name for sound, _, name in rows}
