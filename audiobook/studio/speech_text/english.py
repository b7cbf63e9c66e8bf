"""All steps for English, in the one order in which they do not spoil each other's clues."""

from __future__ import annotations

import re

from audiobook.studio.speech_text.addresses import say_addresses
from audiobook.studio.speech_text.calendar import say_calendar
from audiobook.studio.speech_text.capitals import say_capitals
from audiobook.studio.speech_text.counts import say_counts
from audiobook.studio.speech_text.marks import say_marks
from audiobook.studio.speech_text.noises import say_noises
from audiobook.studio.speech_text.roman import say_roman
from audiobook.studio.speech_text.short_forms import say_short_forms
from audiobook.studio.speech_text.stutters import say_stutters

# A digit, or the sign of a square: "E = mc²".
_DIGIT = re.compile(r"[\d²]")


def say_english(text: str, *, day_first: bool = False) -> str:
    """English `text` with all that is not plain words put into words.

    Stutters come before capitals are spelled with hyphens, noises before shouts are told from
    abbreviations, dates before numbers that merely count.
    """
    text = say_marks(say_addresses(text))
    text = say_stutters(text)
    text = say_short_forms(text)
    if _DIGIT.search(text):
        text = say_counts(say_calendar(text, day_first=day_first))
    return say_capitals(say_noises(say_roman(text)))
