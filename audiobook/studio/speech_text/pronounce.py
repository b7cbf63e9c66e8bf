"""The user's own pronunciations, which come before every rule and which no rule touches."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from audiobook.model import Pronunciation
from audiobook.studio.speech_text.characters import clean

_FIRST_SIGN = 0xE000  # a private character stands for what is said until all rules are done
_LAST_SIGN = 0xF8FF

# A word, or a sign that is none: where a pronunciation may begin.
_START = re.compile(r"\w+|[^\w\s]")

# What stands for a pronunciation.
_SIGN = re.compile(f"[{chr(_FIRST_SIGN)}-{chr(_LAST_SIGN)}]")


class Lexicon:
    """Pronunciations made ready: by the word they begin with, the longest first."""

    def __init__(self, pronunciations: Sequence[Pronunciation]) -> None:
        self._by_start: dict[str, list[tuple[re.Pattern[str], str]]] = {}
        self._said: list[str] = []
        for entry in sorted(pronunciations, key=lambda entry: -len(entry.written)):
            self._add(entry)

    def hold(self, text: str) -> str:
        """`text` with a private character in place of each word that has a pronunciation."""
        if not self._by_start:
            return text
        pieces: list[str] = []
        done = 0
        for start in _START.finditer(text):
            if start.start() >= done and (found := self._found(text, start)):
                end, sign = found
                pieces += (text[done : start.start()], sign)
                done = end
        return "".join((*pieces, text[done:]))

    def release(self, text: str) -> str:
        """`text` with what is said in place of the private characters."""
        return _SIGN.sub(lambda match: self._said[ord(match[0]) - _FIRST_SIGN], text) if self._said else text

    def _add(self, entry: Pronunciation) -> None:
        written = clean(entry.written).split()
        start = _START.match(written[0]) if written else None
        if start is None or len(self._said) > _LAST_SIGN - _FIRST_SIGN:
            return
        words = r"\s+".join(re.escape(word) for word in written)
        flags = 0 if entry.case_sensitive else re.IGNORECASE
        pattern = re.compile(rf"{words}(?!\w)" if written[-1][-1].isalnum() else words, flags)
        sign = chr(_FIRST_SIGN + len(self._said))
        self._said.append(" ".join(clean(entry.said).split()))
        self._by_start.setdefault(start[0].casefold(), []).append((pattern, sign))

    def _found(self, text: str, start: re.Match[str]) -> tuple[int, str] | None:
        for pattern, sign in self._by_start.get(start[0].casefold(), ()):
            if match := pattern.match(text, start.start()):
                return match.end(), sign
        return None


@lru_cache(maxsize=8)
def lexicon(pronunciations: tuple[Pronunciation, ...]) -> Lexicon:
    """The lexicon of `pronunciations`, made once."""
    return Lexicon(pronunciations)
