"""Which names of a story are Japanese, and how they are said: by the rules of romaji, not as English."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from audiobook.model import Pronunciation
from audiobook.studio.romaji import is_known, is_western, looks_japanese, moras_of, sounds_of
from audiobook.studio.speech_text.words import either, rows
from audiobook.studio.spoken import primary_language

if TYPE_CHECKING:
    from audiobook.model import Story

# A name, and what may stand behind it in Japanese: "Kaede", "Naomi-chan", "Jun'ichi".
_NAME = re.compile(
    r"\b([A-ZĀĪŪĒŌ](?:[a-zāīūēōâûô]|n['’](?=[aiueoy]))+)"
    rf"(?:({either(row[0] for row in rows('ja/honorifics') if row[0].startswith('-'))})\b)?"
)

# A word in small letters.
_SMALL = re.compile(r"\b[a-z]{4,}\b")

_ENOUGH = 2  # Japanese names that make a story one with Japanese people in it
_PLENTY = 3  # and one in which a name that nobody knows may be Japanese by its look
_OFTEN = 2  # times that such a name stands in the story


@dataclass(frozen=True)
class JapaneseNames:
    """The names of a story that are read by the rules of romaji, and those that might be but are not."""

    read: tuple[str, ...]
    doubtful: tuple[str, ...]
    honorifics: bool  # whether "-san" and the like are read so too


@lru_cache(maxsize=4)
def japanese_names(text: str) -> JapaneseNames:
    """Which names in `text` are Japanese, in the order of the alphabet.

    A name that is nothing else always is. One that may be Western is ("Naomi"), if the story has other
    Japanese names and gives it an honorific. One that no list has is, if it is built like one, stands in a
    story of Japanese names more than once, and never in small letters.
    """
    counts: Counter[str] = Counter()
    honored: set[str] = set()
    for match in _NAME.finditer(text):
        counts[match[1]] += 1
        if match[2]:
            honored.add(match[1])
    romaji = {name for name in counts if moras_of(name)}
    sure = {name for name in romaji if is_known(name) and not is_western(name)}
    told = {name for name in honored & romaji if not is_western(name)}
    evidence = len(sure | told)
    read = sure | told if evidence >= _ENOUGH else sure
    if evidence >= _ENOUGH:
        read |= {name for name in honored & romaji if is_known(name)}
    looking = {name for name in romaji - read if looks_japanese(name) and counts[name] >= _OFTEN}
    if evidence >= _PLENTY and looking:
        read |= looking - {word.capitalize() for word in _SMALL.findall(text)}
    doubtful = (looking | (honored & romaji)) - read if evidence else set()
    return JapaneseNames(tuple(sorted(read)), tuple(sorted(doubtful)), evidence >= _ENOUGH)


def japanese_words(story: Story) -> tuple[Pronunciation, ...]:
    """How the Japanese names of a story in English are said, for voices that take sounds."""
    if primary_language(story.metadata.language) != "en":
        return ()
    names = japanese_names(story.text)
    words = [Pronunciation(name, ipa=sounds_of(name)) for name in names.read]
    if names.honorifics:
        words += [Pronunciation(ending, ipa=said) for ending, said in rows("ja/honorifics")]
    return tuple(words)
