"""The file formats of this room, as tables: a voice set, a casting sheet, a lexicon."""

from __future__ import annotations

from audiobook.casting.schema import choice, decimal, flag, list_of, record, step_or, table, text, whole
from audiobook.casting.spelling import ipa_word, pattern
from audiobook.model import Age, Gender, Role
from audiobook.settings import NOTE_CHOICES, NOTE_TOPICS

_GENDER = choice([gender.value for gender in Gender])
_AGE = choice([age.value for age in Age])
_ROLES = [role.value for role in Role]

# From where to where the numbers of a voice go.
RANGES = {"rate": (80, 450), "pitch": (0, 100), "pitch_range": (0, 100), "gain_db": (-30, 12)}

# A manner of speaking: rate in percent, pitch and its range in steps, loudness in dB.
OFFSETS = record(
    {
        "rate": whole(-60, 100),
        "pitch": whole(-100, 100),
        "pitch_range": whole(-100, 100),
        "gain_db": decimal(*RANGES["gain_db"]),
    }
)

VOICE_FIELDS = {
    "extends": text,
    "engine": text,
    "voice": text,
    "rate": step_or(whole(*RANGES["rate"])),
    "pitch": step_or(whole(*RANGES["pitch"])),
    "pitch_range": step_or(whole(*RANGES["pitch_range"])),
    "gain_db": step_or(decimal(*RANGES["gain_db"])),
    "gender": _GENDER,
    "age": _AGE,
    "language": text,
    "tags": list_of(text),
}

VOICE = record(VOICE_FIELDS)

VOICE_SET = record(
    {
        "name": text,
        "extends": text,
        "language": text,
        "voices": table(VOICE),
        "roles": table(text, keys=_ROLES),
        "manners": table(OFFSETS, keys=_ROLES),
    }
)

MEMBER_FIELDS = {
    "aliases": list_of(text),
    "gender": _GENDER,
    "age": _AGE,
    "voice": text,
    "offsets": OFFSETS,
    "narrator": flag,
}

MEMBER = record(MEMBER_FIELDS)

CORRECTION = record(
    {
        "words": text,
        "after": text,
        "before": text,
        "chapter": whole(1, 100_000),
        "nth": whole(1, 100_000),
        "speaker": text,
    },
    required=("words",),
)

PRONUNCIATION_FIELDS = {
    "written": text,
    "pattern": pattern,
    "said": text,
    "ipa": ipa_word,
    "case_sensitive": flag,
    "language": text,
}

PRONUNCIATION = record(PRONUNCIATION_FIELDS)

# The user's own pronunciations, for all stories.
LEXICON = record({"pronunciations": list_of(PRONUNCIATION)}, required=("pronunciations",))

SOUNDS = record(
    {"intro": text, "chime": text, "outro": text, "music": text, "gain_db": decimal(*RANGES["gain_db"])}
)

SHEET_FIELDS = {
    "title": text,
    "author": text,
    "voices": text,
    "roles": table(text, keys=_ROLES),
    "manners": table(OFFSETS, keys=_ROLES),
    "characters": table(MEMBER),
    "not_characters": list_of(text),
    "corrections": list_of(CORRECTION),
    "pronunciations": list_of(PRONUNCIATION),
    "notes": table(choice(NOTE_CHOICES), keys=NOTE_TOPICS),
    "sounds": SOUNDS,
}

SHEET = record(SHEET_FIELDS)
