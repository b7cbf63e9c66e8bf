"""What an engine is given for a shown text: words, and marks that it pauses on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from audiobook.model import Pronunciation
from audiobook.studio.speech_text.characters import clean
from audiobook.studio.speech_text.marks import drop_marks
from audiobook.studio.speech_text.pronounce import lexicon
from audiobook.studio.speech_text.punctuation import punctuate

# A letter or a digit: what has none says nothing.
_WORD = re.compile(r"[^\W_]")


def say(
    text: str,
    *,
    pronunciations: Sequence[Pronunciation] = (),
    language: str = "en",
    sounds: bool = False,
) -> str:
    """`text` as it is said; "" if there is nothing to say in it.

    `pronunciations` come first and are not changed by any rule. Rules for words are those of English;
    text in another `language` (a BCP 47 tag) only has its characters and marks put right. With `sounds`,
    what is given in IPA stands between ⟦ and ⟧.

    >>> say("“W-what?!” HE PAID $3.50--in 1984...")
    'wuh-what? he paid 3 dollars and 50 cents — in 19 84...'
    """
    primary = primary_language(language)
    known = lexicon(_fitting(tuple(pronunciations), primary), sounds=sounds)
    said = known.hold(clean(text))
    if primary == "en":
        from audiobook.studio.speech_text.english import say_english  # noqa: PLC0415 - many tables to read

        said = say_english(said, day_first=_is_british(language))
    said = known.release(punctuate(drop_marks(said))).strip()
    return said if _WORD.search(said) else ""


def primary_language(tag: str) -> str:
    """The language of a BCP 47 tag without its region; English where nothing is told.

    >>> primary_language("en-GB"), primary_language("")
    ('en', 'en')
    """
    return tag.lower().replace("_", "-").split("-")[0] or "en"


@lru_cache(maxsize=8)
def _fitting(pronunciations: tuple[Pronunciation, ...], language: str) -> tuple[Pronunciation, ...]:
    """The pronunciations for stories in `language`."""
    return tuple(p for p in pronunciations if not p.language or primary_language(p.language) == language)


def _is_british(language: str) -> bool:
    return language.lower() in {"en-gb", "en-au", "en-nz", "en-ie", "en-in", "en-za"}
