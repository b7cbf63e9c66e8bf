"""The user's own pronunciations, which come before every rule and which no rule touches."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from audiobook import ipa
from audiobook.studio.speech_text.characters import clean

if TYPE_CHECKING:
    from audiobook.model import Pronunciation

_FIRST_SIGN = 0xE000  # a private character stands for what is said until all rules are done
_LAST_SIGN = 0xF8FF

# A word, or a sign that is none: where a pronunciation may begin.
_START = re.compile(r"\w+|[^\w\s]")

# What stands for a pronunciation, and perhaps the ending of "Kaede's".
_SIGN = re.compile(f"([{chr(_FIRST_SIGN)}-{chr(_LAST_SIGN)}])('[sS](?!\\w))?")

# A letter or digit, beside which no word begins or ends.
_LETTER = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class _Found:
    """A place that has a pronunciation: text[start:end], and the private character for it."""

    start: int
    end: int
    sign: str


class Lexicon:
    """Pronunciations made ready; of several that fit the longest is taken, then one that minds capitals."""

    def __init__(self, pronunciations: Sequence[Pronunciation], *, sounds: bool = False) -> None:
        self._by_start: dict[str, list[tuple[re.Pattern[str], str]]] = {}
        self._patterns: list[tuple[Any, str]] = []
        self._said: list[str] = []
        for entry in sorted(pronunciations, key=lambda entry: not entry.case_sensitive):
            said = _said(entry, sounds=sounds)
            if said is not None and len(self._said) <= _LAST_SIGN - _FIRST_SIGN:
                self._add(entry, said)

    def hold(self, text: str) -> str:
        """`text` with a private character in place of each word that has a pronunciation."""
        if not self._said:
            return text
        pieces: list[str] = []
        done = 0
        for found in sorted(self._all(text), key=lambda found: (found.start, -found.end, found.sign)):
            if found.start >= done:
                pieces += (text[done : found.start], found.sign)
                done = found.end
        return "".join((*pieces, text[done:]))

    def release(self, text: str) -> str:
        """`text` with what is said in place of the private characters."""
        return _SIGN.sub(self._released, text) if self._said else text

    def _released(self, match: re.Match[str]) -> str:
        said, ending = self._said[ord(match[1]) - _FIRST_SIGN], match[2] or ""
        return ipa.with_s(said) if ending and said.endswith(ipa.CLOSING) else said + ending

    def _add(self, entry: Pronunciation, said: str) -> None:
        sign = chr(_FIRST_SIGN + len(self._said))
        if entry.is_pattern:
            self._patterns.append((_compiled(entry), sign))
        else:
            words = clean(entry.written).split()
            start = _START.match(words[0]) if words else None
            if start is None:
                return
            self._by_start.setdefault(start[0].casefold(), []).append((_literal(words, entry), sign))
        self._said.append(said)

    def _all(self, text: str) -> Iterator[_Found]:
        """Every place that has a pronunciation, those that overlap others too."""
        for start in _START.finditer(text):
            for pattern, sign in self._by_start.get(start[0].casefold(), ()):
                if match := pattern.match(text, start.start()):
                    yield _Found(match.start(), match.end(), sign)
        for pattern, sign in self._patterns:
            for match in pattern.finditer(text):
                if _is_whole(text, match.start(), match.end()):
                    yield _Found(match.start(), match.end(), sign)


def _said(entry: Pronunciation, *, sounds: bool) -> str | None:
    """What is said: sounds where the voice takes them, else words; None where an entry has none."""
    if entry.ipa and sounds:
        blank = " " if entry.written.startswith("-") else ""  # "-san" is a word of its own
        return blank + ipa.marked(entry.ipa)
    return " ".join(clean(entry.said).split()) if entry.said or not entry.ipa else None


def _literal(words: Sequence[str], entry: Pronunciation) -> re.Pattern[str]:
    written = r"\s+".join(re.escape(word) for word in words)
    flags = 0 if entry.case_sensitive else re.IGNORECASE
    return re.compile(rf"{written}(?!\w)" if words[-1][-1].isalnum() else written, flags)


def _compiled(entry: Pronunciation) -> Any:
    """A pattern of RE2, which takes no longer than its text is long, whatever a user may write."""
    import re2  # noqa: PLC0415 - hardly a story needs it

    options = re2.Options()
    options.case_sensitive = entry.case_sensitive
    options.longest_match = True
    return re2.compile(entry.written, options)


def _is_whole(text: str, start: int, end: int) -> bool:
    """Whether text[start:end] neither begins nor ends inside a word."""
    cut_before = start > 0 and _LETTER.match(text[start - 1]) and _LETTER.match(text[start : start + 1])
    cut_behind = _LETTER.match(text[end - 1]) and _LETTER.match(text[end : end + 1])
    return start < end and not cut_before and not cut_behind


@lru_cache(maxsize=8)
def lexicon(pronunciations: tuple[Pronunciation, ...], *, sounds: bool = False) -> Lexicon:
    """The lexicon of `pronunciations`, made once."""
    return Lexicon(pronunciations, sounds=sounds)
