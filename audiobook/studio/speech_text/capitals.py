"""Words in capitals: shouted ones are said as words, abbreviations letter by letter."""

from __future__ import annotations

import re

from audiobook.studio.speech_text.words import words

# Two capitals or more, perhaps with an ending: "STOP", "DON'T", "FBI", "NPCs", "TV's".
_CAPITALS = re.compile(r"(?<![\w'])([A-Z][A-Z']*[A-Z])('?s)?(?![\w])")

# A capital inside a word: "McHolt".
_CAMEL = re.compile(r"[a-z][A-Z]")

# Capitals and small letters in turn: "wHaT", "sPoNgE".
_MOCKING = re.compile(r"\b(?=\w*[a-z][A-Z]\w*[a-z][A-Z])[A-Za-z]+\b")

# In the same breath a word with one capital inside is mocked too: "a JoKe"; "McHolt" and "iPhone" are not.
_MOCKED_TOO = re.compile(r"\b(?!Ma?c[A-Z]|[A-Z]'|i[A-Z])[A-Za-z]*[a-z][A-Z][A-Za-z]*\b")

# A word of three letters or two that can be said: "BEN", "AMY", "ANN", "LEE".
_SAYABLE = re.compile(
    r"[^aeiouy][aeiouy]{1,2}[^aeiouy]?|[aeiou][^aeiouy][aeiouy]|[aeiou]([^aeiouy])\1", re.IGNORECASE
)
_VOWEL = re.compile(r"[aeiouy]", re.IGNORECASE)
_THE = re.compile(r"\b(?:the|The|THE) $")


def say_capitals(text: str) -> str:
    """Shouts in small letters, abbreviations spelled: "STOP the FBI" is "stop the F-B-I"."""
    if _CAMEL.search(text) and _MOCKING.search(text):
        text = _MOCKED_TOO.sub(lambda match: match[0].lower(), text)
    found = [match[1] for match in _CAPITALS.finditer(text)]
    if not found:
        return text
    shouting = any(_is_plain_word(word) for word in found)
    return _CAPITALS.sub(lambda match: _said(match, shouting=shouting), text)


def _said(match: re.Match[str], *, shouting: bool) -> str:
    word, ending = match[1], match[2] or ""
    if _is_word(match, shouting=shouting):
        small = word.lower() + ending
        return small[0].upper() + small[1:] if small.startswith(("i'", "o'")) else small
    return "-".join(word) + ("'s" if ending else "")


def _is_word(match: re.Match[str], *, shouting: bool) -> bool:
    word = match[1]
    if "'" in word:
        return True
    if word in words("en/letters"):
        return _is_word_too(match, shouting=shouting)
    return _is_plain_word(word) or (shouting and _VOWEL.search(word) is not None)


def _is_word_too(match: re.Match[str], *, shouting: bool) -> bool:
    """Whether letters that spell a word mean it: "it hit US" does, "RIP" and "the US" do not."""
    if match[1] in words("en/words_if_shouted"):
        return shouting
    the = _THE.search(match.string, max(0, match.start() - 4), match.start())
    return match[1].lower() in words("en/short_words") and (shouting or the is None)


def _is_plain_word(word: str) -> bool:
    """Whether capitals are surely a shouted word: it is known, or it is long and can be said."""
    if "'" in word:
        return True
    if word in words("en/letters"):
        return False
    if len(word) > 3:
        return _VOWEL.search(word) is not None
    return word.lower() in words("en/short_words") or (
        len(word) == 3 and _SAYABLE.fullmatch(word) is not None
    )
