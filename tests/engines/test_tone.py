"""The engine of tests."""

from collections import Counter

import pytest

from audiobook.audio import median_pitch_hz, speech_level_db
from audiobook.engines.tone import PITCHES_HZ, Tone
from audiobook.model import Age, Gender, Utterance, Voice

WORDS = "one two three four five six seven eight nine ten"


def spoken(voice: Voice, text: str = WORDS) -> tuple[int, float | None]:
    (clip,) = Tone().speak([Utterance(text, voice, 0)])
    return len(clip.samples), median_pitch_hz(clip.samples, clip.rate_hz)


def test_it_has_a_cast_of_every_kind() -> None:
    kinds = Counter((voice.gender, voice.age) for voice in Tone().voices())
    assert kinds[Gender.MALE, Age.ADULT] >= 12
    assert kinds[Gender.FEMALE, Age.ADULT] >= 12
    assert all(
        kinds[gender, age]
        for gender in (Gender.MALE, Gender.FEMALE)
        for age in (Age.CHILD, Age.TEEN, Age.OLD)
    )


def test_no_two_voices_share_a_pitch() -> None:
    assert len(set(PITCHES_HZ.values())) == len(PITCHES_HZ)


@pytest.mark.parametrize("name", ["man1", "woman3", "boy1"])
def test_a_voice_is_heard_at_its_pitch_and_level(name: str) -> None:
    (clip,) = Tone().speak([Utterance(WORDS, Voice("v", "tone", name), 0)])
    assert median_pitch_hz(clip.samples, clip.rate_hz) == pytest.approx(PITCHES_HZ[name], rel=0.02)
    assert speech_level_db(clip.samples, clip.rate_hz) == pytest.approx(-20, abs=0.3)


@pytest.mark.parametrize(("rate", "seconds"), [(100, 6), (200, 3), (300, 2)])
def test_ten_words_last_as_long_as_the_rate_says(rate: int, seconds: int) -> None:
    length, _ = spoken(Voice("v", "tone", "man1", rate=rate))
    assert length == seconds * Tone.rate_hz


def test_a_higher_profile_sounds_higher() -> None:
    _, low = spoken(Voice("v", "tone", "man1", pitch=30))
    _, high = spoken(Voice("v", "tone", "man1", pitch=70))
    assert low is not None
    assert high is not None
    assert low < high
