"""Who speaks in a model, as far as those who published it say so: gender, age, accent.

The Voice Cloning Toolkit tells all three of each of its readers; Kokoro and Kitten tell the gender in
the name. Of all others nothing is known, and nothing is guessed.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from audiobook.model import Age, Gender

if TYPE_CHECKING:
    from audiobook.engines.models.folder import Model

OLDEST_TEEN, YOUNGEST_OLD = 19, 60  # years

# Kokoro's names begin with a language and a gender ("af_heart"), Kitten's end with one ("expr-voice-2-m").
_GENDER_IN_NAME = re.compile(r"^[a-z](?P<first>[fm])_|-(?P<last>[fm])$")

_GENDERS = {"f": Gender.FEMALE, "m": Gender.MALE}
_ACCENTS = {"a": "american", "b": "british"}  # the first letter of Kokoro's names

# The language of a voice of Kokoro, by the first letter of its name; Japanese and Chinese lack phonemes here.
_LANGUAGES = {"a": "en-us", "b": "en-gb", "e": "es", "f": "fr-fr", "h": "hi", "i": "it", "p": "pt-br"}


@dataclass(frozen=True, slots=True)
class Person:
    """Whose voice a speaker's is."""

    gender: Gender = Gender.UNKNOWN
    age: Age = Age.ADULT
    tags: tuple[str, ...] = ()


def who_is(model: Model, speaker: str) -> Person:
    """What is known of a speaker of a model."""
    told = _told().get(model.name, {}).get(speaker)
    if told:
        gender, years, accent = told
        return Person(_GENDERS[gender], _age(int(years)), (accent,))
    named = _GENDER_IN_NAME.search(speaker) if model.family in {"kokoro", "kitten"} else None
    if not named:
        return Person()
    accent = _ACCENTS.get(speaker[0], "") if named["first"] else ""
    return Person(_GENDERS[named["first"] or named["last"]], tags=(accent,) if accent else ())


def language_of(model: Model, speaker: str) -> str:
    """The language of a speaker, as a voice of espeak-ng; "" for one that we have no phonemes for."""
    if model.family == "kokoro" and _GENDER_IN_NAME.search(speaker):
        return _LANGUAGES.get(speaker[0], "")
    return model.language


def _age(years: int) -> Age:
    if years <= OLDEST_TEEN:
        return Age.TEEN
    return Age.OLD if years >= YOUNGEST_OLD else Age.ADULT


@cache
def _told() -> dict[str, dict[str, list[str]]]:
    """By model and speaker: gender, years, accent."""
    file = resources.files("audiobook.engines.models").joinpath("people.json")
    lines: dict[str, dict[str, str]] = json.loads(file.read_text("utf-8"))
    return {model: {name: who.split() for name, who in speakers.items()} for model, speakers in lines.items()}
