"""Cards of time, place, point of view and flashback."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from audiobook.segmenter.lines import QUOTES, Line, straight

if TYPE_CHECKING:
    from audiobook.segmenter.customs import Customs

_LONGEST = 90
_LONGEST_PLACE = 70
_MOST_WORDS = 9
_QUOTES = frozenset(QUOTES) - frozenset("'’")
_MOST_ROWS = 3
_WORDS = re.compile(r"[^\W_]+(?:['.:&][^\W_]+)*\.?")
# `-Tam-`, `~Mara~`, `**Mara:**`, `--- then ---`, `(flashback)`
_FRAMED = re.compile(r"([-~=+]+)\s*([^\W\d_][\w' .]{0,30}?):?\s*([-~=+]+)")
_CLOCK = re.compile(r"\+?\d{1,2}([:.]\d{2}|h)|\d{4}|[012]\d[0-5]\d")
_DIGITS = re.compile(r"\+?\d{1,4}(st|nd|rd|th)?")


@dataclass(frozen=True, eq=False)
class _Calendar:
    dates: frozenset[str]
    units: frozenset[str]
    directions: frozenset[str]
    clock: frozenset[str]
    small: frozenset[str]


@cache
def _calendar(customs: Customs) -> _Calendar:
    markers = customs.markers
    return _Calendar(
        markers["months"] | markers["weekdays"],
        markers["units"],
        markers["directions"],
        markers["clock"],
        markers["small"],
    )


def marker_of(line: Line, customs: Customs) -> str:
    """Why a short line is a card ("time", "point of view", "flashback", "recap"), "" if it is none."""
    row = line.row
    if not row or len(row) > _LONGEST or row[0] in '"' or row[-1] in '",;':
        return ""
    if _is_flashback(row, line.plain, customs):
        return "flashback"
    if _is_point_of_view(row, line.plain, customs):
        return "point of view"
    if _is_recap(line.plain, row, customs):
        return "recap"
    return "time" if is_time(row, customs) or _is_place_and_time(line.text, customs) else ""


def _is_flashback(row: str, plain: str, customs: Customs) -> bool:
    """`(End Flashback)`, `~Flashback~`, `--- then ---`, "Meanwhile"."""
    words = plain.strip(" :")
    if words not in customs.markers["flashback"]:
        return "flashback" in words and len(words.split()) <= 3 and row[-1] not in ".!?"
    return row[-1] not in ".!?" or "flashback" in words


def _is_point_of_view(row: str, plain: str, customs: Customs) -> bool:
    """`Sable's POV`, `POV: Mara`, `Back to Winty's POV`, `-Tam-`."""
    words = [word.strip(":-") for word in plain.split()]
    named = any(_has_phrase(words, name.split()) for name in customs.markers["pov"])
    if named and len(words) <= 7:
        return True
    framed = _FRAMED.fullmatch(row)
    if framed is None:
        return False
    return _mirrors(framed[1], framed[3]) and _is_name(framed[2])


def _is_recap(plain: str, row: str, customs: Customs) -> bool:
    """`Previously on Heronsong:`: the label alone on its line."""
    if not row.rstrip("*_ ").endswith((":", "...", "…")) or len(plain.split()) > 8:
        return False
    return any(plain == label or plain.startswith(label + " ") for label in customs.markers["recap"])


def _has_phrase(words: list[str], phrase: list[str]) -> bool:
    return any(words[at : at + len(phrase)] == phrase for at in range(len(words) - len(phrase) + 1))


def _mirrors(opening: str, closing: str) -> bool:
    return opening[::-1] == closing


def _is_name(words: str) -> bool:
    return len(words.split()) <= 3 and all(word[0].isupper() for word in words.split())


def is_time(row: str, customs: Customs) -> bool:
    """Whether every word of `row` tells a time: "Two weeks later", "14 March, 11:52 p.m.", "+31 hours"."""
    if row.count(" ") > _MOST_WORDS:
        return False
    words = [word.casefold() for word in _WORDS.findall(row)]
    if not words or len(words) > _MOST_WORDS or not _QUOTES.isdisjoint(row):
        return False
    calendar = _calendar(customs)
    kinds: set[str] = set()
    for word in words:
        sign = _time_sign(word.rstrip("."), calendar, customs)
        if not sign:
            return False
        kinds.add(sign)
    if _tells_hour(" ".join(words), customs):
        kinds.add("clock")
    if "clock" not in kinds and row.rstrip("*_~)- ").endswith((".", "!", "?")):
        return False
    return "clock" in kinds or ("date" in kinds and ("number" in kinds or len(words) == 1)) or _is_span(kinds)


def _is_place_and_time(text: str, customs: Customs) -> bool:
    """A block of two or three lines of which one tells the time, the others the place."""
    rows = [straight(row) for row in text.splitlines()]
    if not 1 < len(rows) <= _MOST_ROWS or not all(rows):
        return False
    times = [is_time(row, customs) for row in rows]
    return any(times) and all(time or is_place(row) for row, time in zip(rows, times, strict=True))


def _tells_hour(words: str, customs: Customs) -> bool:
    """`half past four`, `quarter to five`."""
    for phrase in customs.markers["hours"]:
        _, found, rest = words.partition(phrase + " ")
        if found and customs.number(rest.split()[0].rstrip(".")) is not None:
            return True
    return False


def _is_span(kinds: set[str]) -> bool:
    return "unit" in kinds and ("direction" in kinds or "number" in kinds)


def _time_sign(word: str, calendar: _Calendar, customs: Customs) -> str:
    if word in calendar.dates:
        return "date"
    if word in calendar.units:
        return "unit"
    if word in calendar.directions:
        return "direction"
    if word in calendar.clock or word + "." in calendar.clock or (_CLOCK.fullmatch(word) and ":" in word):
        return "clock"
    if _DIGITS.fullmatch(word) or customs.number(word) is not None:
        return "number"
    return "small" if word in calendar.small else ""


def is_place(row: str) -> bool:
    """A line that ends like a title and opens with a capital or a digit."""
    return len(row) <= _LONGEST_PLACE and row[0].isupper() and row[-1].isalnum() and len(row.split()) <= 9
