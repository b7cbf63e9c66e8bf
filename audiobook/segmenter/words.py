"""What a language knows about speech: its verbs of saying and thinking, its elisions."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, eq=False)
class Words:
    """The words of one language, sets in lower case and patterns that match a whole word."""

    elisions: frozenset[str]
    clipped: frozenset[str]
    tag_after: re.Pattern[str]
    tag_before: re.Pattern[str]


def _any_of(words: Iterable[str]) -> str:
    return (
        "(?:" + "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word))) + ")"
    )


@lru_cache
def words_of(language: str) -> Words:
    """The words of `language` (a BCP 47 tag), English where there are none."""
    data = _read(language.partition("-")[0].lower()) or _read("en") or {}
    return Words(
        elisions=frozenset(data["elisions"]),
        clipped=frozenset(data["clipped"]),
        tag_after=_tag_after(data),
        tag_before=_tag_before(data),
    )


def _verbs(data: dict[str, Any]) -> str:
    say, think, selves = _any_of(data["say"]), _any_of(data["think"]), _any_of(data["reflexives"])
    articles = "".join(rf"(?<!\b{re.escape(word)}\s)" for word in data["articles"])
    return rf"(?:(?P<think>{articles}{think})|(?P<self>{say}\s+{selves})|{say})\b"


def _tag_after(data: dict[str, Any]) -> re.Pattern[str]:
    """Behind a quotation, a few words before the verb at most: `the old man said`, `said he`."""
    return re.compile(
        rf"(?:[\w'’.-]+,?\s+){{0,5}}?{_verbs(data)}(?P<of>\s+{_any_of(data['not_after_thought'])}\b)?"
    )


def _tag_before(data: dict[str, Any]) -> re.Pattern[str]:
    """In front of a quotation, close to it: `he said to her, `, `she thinks: `."""
    return re.compile(rf"\b{_verbs(data)}(?:\s+[\w'’-]+){{0,4}}?\s*[,:]?[\s*_]*$")


def _read(language: str) -> dict[str, Any] | None:
    path = files("audiobook.segmenter") / "data" / "speech" / f"{language}.json"
    if not language.isalpha() or not path.is_file():
        return None
    data: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return data
