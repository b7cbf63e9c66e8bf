"""Roman numerals, only where the word before them asks for a number: "Chapter IV", "Henry VIII"."""

from __future__ import annotations

import re

from audiobook.studio.speech_text.calendar import ordinal
from audiobook.studio.speech_text.words import table, words

# Letters that are hardly anything else: "VII", "V"; and a lone or a small one after a word that is numbered.
_TRACE = re.compile(r"\b(?:[IVXL]{2,}|[VX])\b")
_BEHIND_A_WORD = re.compile(r" (?=[IVXLivxl]+\b)")

# A word and the numeral behind it: "Chapter IV", "World War II", "part iii".
_NUMBERED = re.compile(r"\b([A-Za-z]+)(\.? )([IVXL]+|[ivxl]+)\b(?!'\w|-\w)")

# A name and the numeral behind it: "Henry VIII", "King Tomas V", "Rocky II". A lone letter is no numeral.
_NAMED = re.compile(r"\b(?:([A-Z][a-z]+) )?([A-Z][a-z]+) ([IVXL]+)\b(?!'[a-rt-z]|-\w)")

# A heading that is a numeral alone: "IV.", "XXX", "ii)"; "xx" is a kiss.
_ALONE = re.compile(r"^\W*([IVXL]{2,}|[VX]|(?!x+\b)[ivx]{2,})\W*$")

# A numeral that can be nothing else, wherever it stands: "III", "XIV"; not "IV", a drip, nor "XX", a kiss.
_LONE = re.compile(r"(?<![\w'-])(?!IV\b|X+\b)[IVX]{2,}\b(?!'[a-rt-z])")

_LONGEST = 14  # no word that is numbered is longer
_DIGITS = {"I": 1, "V": 5, "X": 10, "L": 50}
_WELL_FORMED = re.compile(r"(?=.)(?:XL|L?X{0,3})(?:IX|IV|V?I{0,3})$")


def say_roman(text: str) -> str:
    """Roman numerals as numbers: "Part II" is "Part 2", "Henry VIII" is "Henry the 8th"."""
    if not (_TRACE.search(text) or _is_numbered(text)):
        return text
    text = _ALONE.sub(_alone, text)
    text = _NUMBERED.sub(_numbered, text)
    return _LONE.sub(_lone, _NAMED.sub(_named, text))


def value(numeral: str) -> int:
    """What a Roman numeral up to 89 is worth; 0 if it is none."""
    numeral = numeral.upper()
    if not _WELL_FORMED.match(numeral):
        return 0
    worth = [_DIGITS[letter] for letter in numeral]
    return sum(
        -one if one < following else one for one, following in zip(worth, [*worth[1:], 0], strict=True)
    )


def _is_numbered(text: str) -> bool:
    before = (
        text[max(0, match.start() - _LONGEST) : match.start()] for match in _BEHIND_A_WORD.finditer(text)
    )
    return any(front.split(" ")[-1].rstrip(".").lower() in words("en/numbered") for front in before)


def _alone(match: re.Match[str]) -> str:
    number = value(match[1])
    return match[0].replace(match[1], str(number)) if number else match[0]


def _lone(match: re.Match[str]) -> str:
    return str(value(match[0]) or match[0])


def _numbered(match: re.Match[str]) -> str:
    word, gap, numeral = match.groups()
    number = value(numeral)
    if not number or word.lower() not in words("en/numbered"):
        return match[0]
    if numeral.islower() and word.lower() not in _SMALL_AFTER:
        return match[0]
    if numeral == "I" and not _is_part_one(word, match.string[match.end() :]):
        return match[0]
    return f"{word}{gap}{number}"


# What comes after "Part I", but not after "part I like".
_END = re.compile(r"\s*(?:$|[^\w\s'])")


def _is_part_one(word: str, rest: str) -> bool:
    return word[0].isupper() and (word.lower() == "chapter" or _END.match(rest) is not None)


_SMALL_AFTER = frozenset(("chapter", "part", "act", "scene", "book", "volume", "section", "appendix"))


def _named(match: re.Match[str]) -> str:
    before, name, numeral = match.groups()
    number = value(numeral)
    ruler = name.lower() in words("en/rulers") or (before or "").lower() in words("en/rulers")
    if not number or (len(numeral) == 1 and not _is_ruler_letter(before, name, numeral)):
        return match[0]
    front = match[0][: -len(numeral)]
    if not ruler:
        return f"{front}{number}"
    owning = match.string.startswith("'s", match.end())  # engines spell the end of "14th's"
    return f"{front}the {table('en/ordinals').get(str(number), number) if owning else ordinal(number)}"


def _is_ruler_letter(before: str | None, name: str, numeral: str) -> bool:
    """Whether a lone letter counts: "King Tomas X" and "Henry V" do, "Malcolm X" and "Tom I" do not."""
    titled = (before or "").lower() in words("en/rulers")
    return numeral in "IVX" if titled else numeral == "V" and name.lower() in words("en/rulers")
