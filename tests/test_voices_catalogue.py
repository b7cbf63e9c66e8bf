"""The catalogue of voices that comes with the program."""

from collections import Counter
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from ruamel.yaml import YAML

from audiobook import audio
from audiobook.engines import espeak_home
from audiobook.engines.espeak import Espeak
from audiobook.model import Age, Gender, Role, Utterance, Voice
from audiobook.settings import Settings

ROOT = Path(__file__).parents[1]
CATALOGUE: dict[str, Any] = YAML(typ="safe").load(ROOT / "voices" / "espeak.yaml")
PROFILES: dict[str, dict[str, Any]] = CATALOGUE["voices"]
PASSAGE = [line for line in (ROOT / "tools" / "passage.txt").read_text("utf-8").splitlines() if line]

KEYS = {"engine", "voice", "rate", "pitch", "pitch_range", "gain_db", "gender", "age", "tags"}
SPEAKS_FIRST = 4  # of each gender: those who speak most have these voices
SETTINGS = Settings()

LEVEL_TOLERANCE_DB = 1.0
SEMITONES_APART = 3.0
TIMBRE_APART = 1.0


@dataclass(frozen=True, eq=False)
class Heard:
    """What is heard of a voice in half a minute."""

    speech_db: float
    peak_db: float
    pitch_hz: float
    timbre: Any


def profile(name: str) -> Voice:
    fields = {key: value for key, value in PROFILES[name].items() if key not in {"tags", "gender", "age"}}
    return Voice(name, gender=Gender(PROFILES[name]["gender"]), age=Age(PROFILES[name]["age"]), **fields)


def heard(name: str) -> Heard:
    voice = profile(name)
    clips = Espeak().speak([Utterance(line, voice, 0) for line in PASSAGE[::2]])
    table = audio.gain_table(voice.gain_db, peak_db=SETTINGS.peak_db)
    samples = audio.with_gain(np.concatenate([clip.samples for clip in clips]), table)
    pitch_hz = audio.median_pitch_hz(samples, Espeak.rate_hz)
    assert pitch_hz is not None
    return Heard(
        audio.speech_level_db(samples, Espeak.rate_hz),
        audio.peak_level_db(samples),
        pitch_hz,
        audio.timbre(samples, Espeak.rate_hz),
    )


def first_of_each_gender() -> list[str]:
    adults = [name for name, entry in PROFILES.items() if entry["age"] == "adult" and name not in roles()]
    men = [name for name in adults if PROFILES[name]["gender"] == "m"]
    women = [name for name in adults if PROFILES[name]["gender"] == "f"]
    return [*men[:SPEAKS_FIRST], *women[:SPEAKS_FIRST]]


def roles() -> set[str]:
    return set(CATALOGUE["roles"].values())


@pytest.mark.parametrize("name", PROFILES)
def test_a_profile_says_everything_and_the_engine_has_its_voice(name: str) -> None:
    entry = PROFILES[name]
    assert set(entry) == KEYS
    assert entry["gender"] in list(Gender)
    assert entry["age"] in list(Age)
    assert all(tag.isalpha() for tag in entry["tags"])
    assert 150 <= entry["rate"] <= 190
    assert name.isalpha()
    assert name.islower()
    Espeak().check(profile(name))


def test_there_is_a_cast_of_every_kind() -> None:
    kinds = Counter(
        (entry["gender"], entry["age"]) for name, entry in PROFILES.items() if name not in roles()
    )
    assert kinds["m", "adult"] >= 14
    assert kinds["f", "adult"] >= 14
    assert all(kinds[gender, age] >= 2 for gender in "mf" for age in ("child", "teen", "old"))


def test_no_two_profiles_are_one_voice() -> None:
    assert len({(entry["voice"], entry["pitch"]) for entry in PROFILES.values()}) == len(PROFILES)


def test_every_role_that_needs_a_voice_has_one() -> None:
    spoken = set(Role) - {Role.THOUGHT, Role.TELEPATHY}
    assert set(CATALOGUE["roles"]) == spoken
    assert roles() <= set(PROFILES)
    assert set(CATALOGUE["manners"]) <= set(Role)


def test_every_variant_of_ours_is_somebody() -> None:
    used = {entry["voice"].partition("+")[2] for entry in PROFILES.values()}
    assert set(espeak_home.own_variants()) <= used


def test_those_who_speak_most_are_equally_loud_and_told_apart() -> None:
    names = [CATALOGUE["roles"]["narrator"], CATALOGUE["roles"]["dialogue"], *first_of_each_gender()]
    voices = {name: heard(name) for name in names}
    for name, one in voices.items():
        assert one.speech_db == pytest.approx(SETTINGS.speech_db, abs=LEVEL_TOLERANCE_DB), name
        assert one.peak_db <= SETTINGS.peak_db
    for (name, one), (other_name, other) in combinations(voices.items(), 2):
        apart = max(
            audio.semitones(one.pitch_hz, other.pitch_hz) / SEMITONES_APART,
            audio.timbre_distance(one.timbre, other.timbre) / TIMBRE_APART,
        )
        assert apart >= 1, (name, other_name)
