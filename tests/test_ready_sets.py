"""The sets for published models: what they say of a voice is what its publishers say."""

from collections import Counter
from pathlib import Path

import pytest

from audiobook.casting import load_voices
from audiobook.engines.models import people
from audiobook.engines.models.catalogue import may_be_had
from audiobook.engines.models.folder import Model
from audiobook.engines.models.install import install_files
from audiobook.engines.neural import Neural
from audiobook.model import Age, Gender, Voice, VoiceSet
from tools.make_tiny_model import write_kokoro

ROOT = Path(__file__).parents[1]
NAMES = """
    af_alloy af_aoede af_bella af_heart af_jessica af_kore af_nicole af_nova af_river af_sarah af_sky
    am_adam am_echo am_eric am_fenrir am_liam am_michael am_onyx am_puck am_santa
    bf_alice bf_emma bf_isabella bf_lily bm_daniel bm_fable bm_george bm_lewis
"""  # the English voices of Kokoro 1.0
KOKORO = set(NAMES.split())

SETS = {name: load_voices(str(ROOT / "voices" / f"{name}.yaml")) for name in ("kokoro", "piper")}
MODELS = {
    "kokoro": Model("kokoro", Path(), "kokoro", 24000, "en-us", tuple(sorted(KOKORO))),
    "en_GB-vctk-medium": Model("en_GB-vctk-medium", Path(), "vits", 22050, "en", ()),
}
VOICES = [voice for found in SETS.values() for voice in found.voices]


@pytest.fixture(params=SETS)
def voices(request: pytest.FixtureRequest) -> VoiceSet:
    return SETS[request.param]


def is_itself(voice: Voice) -> bool:
    """Whether a profile leaves a voice as it was published."""
    return (voice.pitch, voice.rate) == (50, 175)


def test_there_is_a_cast_of_every_kind(voices: VoiceSet) -> None:
    kinds = Counter((voice.gender, voice.age) for voice in voices.voices)
    assert kinds[Gender.FEMALE, Age.ADULT] >= 12
    assert kinds[Gender.MALE, Age.ADULT] >= 12
    assert all(
        kinds[gender, age] >= 2
        for gender in (Gender.FEMALE, Gender.MALE)
        for age in (Age.CHILD, Age.TEEN, Age.OLD)
    )


def test_every_voice_is_one_that_is_published() -> None:
    for voice in VOICES:
        model, _, speaker = voice.voice.partition("/")
        assert voice.engine == "neural"
        assert may_be_had(model)
        assert speaker in (KOKORO if model == "kokoro" else people._told()[model])


def test_gender_age_and_accent_are_what_is_published() -> None:
    for voice in VOICES:
        model, _, speaker = voice.voice.partition("/")
        known = people.who_is(MODELS[model], speaker)
        assert set(known.tags) <= set(voice.tags), voice.name
        if is_itself(voice):
            assert (voice.gender, voice.age) == (known.gender, known.age), voice.name


def test_only_voices_that_were_made_from_others_are_called_children_or_old() -> None:
    assert not [v.name for v in VOICES if v.age in {Age.CHILD, Age.OLD} and is_itself(v)]


def test_no_two_voices_are_one(voices: VoiceSet) -> None:
    assert len({(v.voice, v.pitch, v.rate) for v in voices.voices}) == len(voices.voices)


def test_both_genders_can_tell_a_story(voices: VoiceSet) -> None:
    assert {v.gender for v in voices.voices if "narrator" in v.tags} == {Gender.FEMALE, Gender.MALE}


def test_an_installed_model_has_every_voice_of_its_set(tmp_path: Path) -> None:
    install_files(write_kokoro(tmp_path / "kokoro", speakers=tuple(sorted(KOKORO))))
    for voice in SETS["kokoro"].voices:
        Neural().check(voice)
