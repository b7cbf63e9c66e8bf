"""Emphasis that a plain text shows with delimiters -> Marks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from audiobook.model import Mark, MarkKind

_LONGEST = 4000


@dataclass(frozen=True, slots=True)
class Delimiter:
    """A way to mark words: the characters on each side, what they mean, how it looks."""

    sign: str
    kind: MarkKind
    pattern: re.Pattern[str]


def _between(sign: str, kind: MarkKind) -> Delimiter:
    """Words set between two `sign`s that touch them and touch no letter outside."""
    mark, char = re.escape(sign), re.escape(sign[0])
    pattern = (
        rf"(?<![\w{char}]){mark}(?=[^\s{char}])[^{char}]{{1,{_LONGEST}}}(?<![\s{char}]){mark}(?![\w{char}])"
    )
    return Delimiter(sign, kind, re.compile(pattern))


# `she was **very** sure`, `it was _that_ one`, `I *said* no`
_ALWAYS = (
    _between("***", MarkKind.STRONG),
    _between("**", MarkKind.STRONG),
    _between("__", MarkKind.STRONG),
    _between("_", MarkKind.EMPHASIS),
    _between("*", MarkKind.EMPHASIS),
)
# `/Where are you?/` but not "and/or" nor a date
_SLASH = _between("/", MarkKind.EMPHASIS)
_FEWEST_SLASHES = 3
_SLASH_WORDS = re.compile(r"[^\W\d_]{2}")


def delimiters(text: str) -> tuple[Delimiter, ...]:
    """The delimiters that `text` uses; slashes only where they clearly are ones."""
    used = [each for each in _ALWAYS if each.sign in text]
    if text.count("/") >= 2 * _FEWEST_SLASHES and _uses_slashes(text):
        used.append(_SLASH)
    return tuple(used)


def marks(text: str, start: int, end: int, used: tuple[Delimiter, ...]) -> tuple[Mark, ...]:
    """The marked ranges of text[start:end], in order, none inside another."""
    found = sorted(_find(text, start, end, used), key=lambda mark: (mark.start, -mark.end))
    kept: list[Mark] = []
    for mark in found:
        if not kept or mark.start >= kept[-1].end:
            kept.append(mark)
    return tuple(kept)


def _find(text: str, start: int, end: int, used: tuple[Delimiter, ...]) -> Iterator[Mark]:
    for each in used:
        if text.find(each.sign, start, end) < 0:
            continue
        for match in each.pattern.finditer(text, start, end):
            yield Mark(match.start(), match.end(), each.kind, len(each.sign))


def _uses_slashes(text: str) -> bool:
    spans = [match for match in _SLASH.pattern.finditer(text) if _SLASH_WORDS.search(match[0])]
    return len(spans) >= _FEWEST_SLASHES
