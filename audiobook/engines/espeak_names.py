"""The voices of espeak-ng: a language, and perhaps a variant that speaks it ("en-gb-x-rp+m3")."""

from __future__ import annotations

import json
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, TypedDict

from audiobook.engines.contract import no_voice
from audiobook.engines.espeak_home import LANGUAGES, VARIANTS
from audiobook.engines.espeak_library import data_path
from audiobook.model import Age, Gender, Voice

if TYPE_CHECKING:
    from pathlib import Path

ENGINE = "espeak"
OLDEST_CHILD, OLDEST_TEEN, YOUNGEST_OLD = 12, 19, 60  # years, as the files of the variants tell them


class Knowledge(TypedDict):
    """What `espeak.json` holds."""

    aliases: dict[str, str]  # usual names of languages -> its own
    accents: list[str]  # the kinds of English
    effects: list[str]  # variants that nobody would want to hear for long


@cache
def resolved(name: str) -> str:
    """The name by which espeak-ng knows the voice `name`; CastError if it has no such voice.

    Languages may be written in any case and by their usual names: "en-GB" is its "en".
    """
    language, plus, variant = name.strip().partition("+")
    code = language.strip().lower().replace("_", "-")
    code = _knowledge()["aliases"].get(code, code)
    if code not in _languages() or (plus and variant not in _variants()):
        raise no_voice(ENGINE, name, _alike(code, variant))
    return code + plus + variant


@cache
def catalogue() -> tuple[Voice, ...]:
    """English in its accents, spoken by every variant that is not a special effect."""
    knowledge = _knowledge()
    variants = ["", *sorted(_variants() - set(knowledge["effects"]), key=str.lower)]
    return tuple(_profile(accent, variant) for accent in knowledge["accents"] for variant in variants)


def _profile(accent: str, variant: str) -> Voice:
    name = f"{accent}+{variant}" if variant else accent
    gender, age = _who_speaks(variant) if variant else (Gender.MALE, Age.ADULT)
    return Voice(name, ENGINE, name, gender=gender, age=age)


@cache
def _who_speaks(variant: str) -> tuple[Gender, Age]:
    """What the file of a variant says: "gender female 70". A man's voice where it says nothing."""
    for line in (_variant_folder() / variant).read_text("utf-8", "replace").splitlines():
        match line.lower().split():
            case ["gender", gender, years] if years.isdecimal():
                return _gender(gender), _age(int(years))
            case ["gender", gender, *_]:
                return _gender(gender), Age.ADULT
    return Gender.MALE, Age.ADULT


def _gender(word: str) -> Gender:
    return Gender.FEMALE if word == "female" else Gender.MALE


def _age(years: int) -> Age:
    if years <= OLDEST_CHILD:
        return Age.CHILD
    if years <= OLDEST_TEEN:
        return Age.TEEN
    return Age.OLD if years >= YOUNGEST_OLD else Age.ADULT


def _alike(code: str, variant: str) -> set[str]:
    """Names to hold a wrong one against: of the languages if that is wrong, else of the variants."""
    if code in _languages():
        return {f"{code}+{known}" for known in _variants()}
    ending = f"+{variant}" if variant in _variants() else ""
    return {known + ending for known in _languages()}


@cache
def _languages() -> frozenset[str]:
    return frozenset(path.name for path in (data_path() / LANGUAGES).iterdir())


@cache
def _variants() -> frozenset[str]:
    return frozenset(path.name for path in _variant_folder().iterdir() if path.is_file())


def _variant_folder() -> Path:
    return data_path() / VARIANTS


@cache
def _knowledge() -> Knowledge:
    knowledge: Knowledge = json.loads(
        resources.files("audiobook.engines").joinpath("espeak.json").read_text("utf-8")
    )
    return knowledge
