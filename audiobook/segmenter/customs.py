"""What a language knows about the structure of stories: data files -> word lists and numbers."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

DEFAULT = "en"
_HEADINGS = ("chapter", "part", "section", "contents", "note_chapter")
_MARKERS = (
    "flashback",
    "pov",
    "months",
    "weekdays",
    "units",
    "directions",
    "clock",
    "hours",
    "small",
    "recap",
)
_ROMAN = re.compile(r"(?=[mdclxvi])m{0,3}(cm|cd|d?c{0,4})(xc|xl|l?x{0,4})(ix|iv|v?i{0,4})", re.IGNORECASE)
_ROMAN_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}


@dataclass(frozen=True, eq=False)
class Customs:
    """Word lists of one language; everything is in small letters with straight apostrophes."""

    language: str
    headings: dict[str, frozenset[str]]
    numbers: dict[str, int]
    articles: frozenset[str]
    ordinal_endings: tuple[str, ...]
    break_lines: frozenset[str]
    markers: dict[str, frozenset[str]]
    openers: frozenset[str]
    times: frozenset[str]

    def number(self, words: str) -> int | None:
        """The number that `words` write: "7", "xii", "seven", "the second", "twenty-one", "3rd"."""
        bare = _without_article(words.casefold().strip(), self.articles)
        digits = _without_ending(bare, self.ordinal_endings)
        if digits.isascii() and digits.isdigit():
            return int(digits) if len(digits) <= 4 else None
        return self.numbers.get(bare.replace("-", " ")) or roman(bare)


def roman(word: str) -> int | None:
    """The value of a roman numeral, None if `word` is none.

    >>> roman("xiv")
    14
    """
    if not word or not _ROMAN.fullmatch(word):
        return None
    values = [_ROMAN_VALUES[letter] for letter in word.casefold()]
    following = [*values[1:], 0]
    return sum(-one if one < two else one for one, two in zip(values, following, strict=True))


@cache
def customs_of(language: str) -> Customs:
    """The customs of `language` (a tag such as "en"), English where it is unknown."""
    name = language.split("-", 1)[0].casefold()
    data = load("structure", name)
    if not data:
        return customs_of(DEFAULT)
    numbers = data["numbers"]
    return Customs(
        language=name,
        headings={key: frozenset(data["headings"].get(key, ())) for key in _HEADINGS},
        numbers={**dict(_number_words(numbers)), **numbers.get("others", {})},
        articles=frozenset(numbers.get("articles", ())),
        ordinal_endings=tuple(numbers.get("ordinal_endings", ())),
        break_lines=frozenset(data["breaks"]["lines"]),
        markers={key: frozenset(data["markers"].get(key, ())) for key in _MARKERS},
        openers=frozenset(data["scenes"]["openers"]),
        times=frozenset(data["scenes"]["times"]),
    )


def load(folder: str, language: str) -> dict[str, Any]:
    """A data file of the segmenter, {} if the language has none."""
    path = files("audiobook.segmenter") / "data" / folder / f"{language}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}


def _number_words(numbers: dict[str, list[str]]) -> Iterator[tuple[str, int]]:
    """Number words and what they mean, 1 to 99."""
    for names, decades in (("units", "tens"), ("unit_ordinals", "ten_ordinals")):
        yield from _numbered(numbers.get(names, ()), 1)
        for value, word in _numbered_pairs(numbers.get(decades, ()), 20, 10):
            yield word, value
        for value, word in _numbered_pairs(numbers.get("tens", ()), 20, 10):
            for unit, value_of_unit in _numbered(numbers.get(names, ())[:9], 1):
                yield f"{word} {unit}", value + value_of_unit


def _numbered(words: Iterable[str], first: int) -> Iterator[tuple[str, int]]:
    return ((word, value) for value, word in enumerate(words, first))


def _numbered_pairs(words: Iterable[str], first: int, step: int) -> Iterator[tuple[int, str]]:
    return ((first + step * place, word) for place, word in enumerate(words))


def _without_article(words: str, articles: frozenset[str]) -> str:
    first, _, rest = words.partition(" ")
    return rest if first in articles and rest else words


def _without_ending(word: str, endings: tuple[str, ...]) -> str:
    for ending in endings:
        if word.endswith(ending) and word[: -len(ending)].isdigit():
            return word[: -len(ending)]
    return word
