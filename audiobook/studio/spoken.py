"""What an engine is given for a shown text: words, and marks that it pauses on."""

from __future__ import annotations

import re
from collections.abc import Sequence

from audiobook.model import Pronunciation
from audiobook.studio.speech_text.characters import clean
from audiobook.studio.speech_text.marks import drop_marks
from audiobook.studio.speech_text.pronounce import lexicon
from audiobook.studio.speech_text.punctuation import punctuate

# A letter or a digit: what has none says nothing.
_WORD = re.compile(r"[^\W_]")


def say(text: str, *, pronunciations: Sequence[Pronunciation] = (), language: str = "en") -> str:
    """`text` as it is said; "" if there is nothing to say in it.

    `pronunciations` come first and are not changed by any rule. Rules for words are those of English;
    text in another `language` (a BCP 47 tag) only has its characters and marks put right.

    >>> say("“W-what?!” HE PAID $3.50--in 1984...")
    'wuh-what? he paid 3 dollars and 50 cents — in 19 84...'
    """
    known = lexicon(tuple(pronunciations))
    said = known.hold(clean(text))
    if language.lower().split("-")[0] in {"en", ""}:
        from audiobook.studio.speech_text.english import say_english  # noqa: PLC0415 - many tables to read

        said = say_english(said, day_first=_is_british(language))
    said = known.release(punctuate(drop_marks(said)))
    return said if _WORD.search(said) else ""


def _is_british(language: str) -> bool:
    return language.lower() in {"en-gb", "en-au", "en-nz", "en-ie", "en-in", "en-za"}
