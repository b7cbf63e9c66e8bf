"""Stories without capitals ("elliot says nothing"): their names get them back, for the finding of people."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from audiobook.speakers.words import NARRATED, QUOTED, is_word

if TYPE_CHECKING:
    from audiobook.speakers.lexicon import Lexicon
    from audiobook.speakers.words import Words

_LEAST = 20  # sentences, fewer prove nothing
_CAPITALS = 0.1  # of sentences that may begin with a capital all the same
_OFTEN = 2


def restore_capitals(words: Words, lexicon: Lexicon) -> None:
    """Writes names with a capital where a story has next to none; other stories are left alone."""
    if not _without_capitals(words):
        return
    names = _given_names(words, lexicon) | _who_speaks(words, lexicon)
    for at, low in enumerate(words.low):
        if low in names:
            words.text[at] = words.text[at].capitalize()
            words.base[at] = words.base[at].capitalize()


def _without_capitals(words: Words) -> bool:
    begins = [
        text for text, initial in zip(words.text, words.initial, strict=True) if initial and is_word(text)
    ]
    return len(begins) >= _LEAST and sum(text[0].isupper() for text in begins) < _CAPITALS * len(begins)


def _given_names(words: Words, lexicon: Lexicon) -> set[str]:
    """Words that are first names and nothing else."""
    often = Counter(words.low)
    return {
        low
        for low in often.keys() & lexicon.given.keys()
        if often[low] >= _OFTEN and not _common(low, lexicon)
    }


def _who_speaks(words: Words, lexicon: Lexicon) -> set[str]:
    """Words that a tag lets speak: '"no," elliot says', '"no," says elliot'."""
    found = set()
    for at in range(2, len(words) - 1):
        if words.where[at] == NARRATED and is_word(words.text[at]):
            before = words.where[at - 1] == QUOTED and lexicon.says(words.low[at + 1])
            after = words.where[at - 2] == QUOTED and lexicon.says(words.low[at - 1])
            if (before or after) and not _common(words.low[at], lexicon):
                found.add(words.low[at])
    return found


def _common(low: str, lexicon: Lexicon) -> bool:
    known = (lexicon.closed, lexicon.not_names, lexicon.people, lexicon.pronouns, lexicon.verbs)
    return len(low) < _OFTEN or low.endswith("ly") or any(low in words for words in known)
