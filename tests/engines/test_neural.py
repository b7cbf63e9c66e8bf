"""Neural voices, by the tiny model: its phonemes are sines, all else is real."""

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from audiobook.audio import median_pitch_hz, speech_level_db
from audiobook.engines import neural_library
from audiobook.engines.models.folder import Model, models_folder
from audiobook.engines.models.install import install_files
from audiobook.engines.neural import Neural
from audiobook.errors import CastError, EngineError, MissingError
from audiobook.model import Age, Gender, Utterance, Voice
from tools.make_tiny_model import (
    PHONEMES,
    SAMPLES_PER_PHONEME,
    write_kitten,
    write_kokoro,
    write_matcha,
    write_voice,
)

FIRST, SECOND = (Voice(name, "neural", f"tiny/{name}") for name in ("s0", "s1"))
MARKS_AROUND = 2  # what a model says before and after the phonemes
ROUNDING = 40  # samples that a changed speed or pitch may add


def samples(text: str, voice: Voice = FIRST) -> np.ndarray[tuple[int], np.dtype[np.int16]]:
    (clip,) = Neural().speak([Utterance(text, voice, 0)])
    return clip.samples


def test_every_phoneme_is_heard_as_long_as_the_model_says(tiny: Model) -> None:
    phonemes = "hˈoʊld ˈɔn!"
    assert set(phonemes) <= set(PHONEMES)
    between = len(phonemes) + 1  # the model is given a mark between every two
    assert len(samples("Hold on!")) == (len(phonemes) + between + MARKS_AROUND - 1 + 1) * SAMPLES_PER_PHONEME


def test_a_speaker_has_a_voice_of_their_own(tiny: Model) -> None:
    assert not np.array_equal(samples("Hold on!"), samples("Hold on!", SECOND))
    assert [voice.voice for voice in Neural().voices()] == ["tiny/s0", "tiny/s1"]


@pytest.mark.parametrize("rate", [88, 350])
def test_a_profile_sets_the_rate(tiny: Model, rate: int) -> None:
    length = len(samples("The rope parted."))
    assert len(samples("The rope parted.", replace(FIRST, rate=rate))) == pytest.approx(
        length * 175 / rate, rel=0.01
    )


def test_a_profile_sets_the_pitch_and_the_length_stays(tiny: Model) -> None:
    plain = samples("aaaa aaaa aaaa aaaa")
    higher = samples("aaaa aaaa aaaa aaaa", replace(FIRST, pitch=75))
    before, after = (median_pitch_hz(sound, 22050) for sound in (plain, higher))
    assert before
    assert after
    assert after / before == pytest.approx(2**0.25, rel=0.02)
    assert len(higher) == pytest.approx(len(plain), rel=0.01)


@pytest.mark.parametrize("amplitude", [0.04, 0.3, 0.9])
def test_loud_and_soft_models_come_out_alike(tmp_path: Path, amplitude: float) -> None:
    install_files(write_voice(tmp_path, "voice", amplitude=amplitude))
    spoken = samples("She looked at the water, and then at the bank.", Voice("v", "neural", "voice"))
    assert speech_level_db(spoken, 22050) == pytest.approx(-20, abs=1)


def test_sentences_of_one_utterance_have_a_pause_between(tiny: Model) -> None:
    together = samples("Hold on! Hold on!")
    assert len(together) > 2 * len(samples("Hold on!"))


def test_a_long_sentence_is_cut_into_pieces_and_loses_no_word(tiny: Model) -> None:
    one, ten = (len(samples(", ".join(["the rope parted and the boat swung out"] * n))) for n in (1, 20))
    assert ten == pytest.approx(20 * one, rel=0.05)


def test_a_model_of_kokoro_speaks_at_its_own_rate_with_speakers_by_name(tmp_path: Path) -> None:
    install_files(write_kokoro(tmp_path / "kokoro"))
    heart, lewis = Neural().voices()
    assert (heart.voice, heart.gender, heart.tags) == ("kokoro/af_heart", Gender.FEMALE, ("american",))
    assert (lewis.voice, lewis.gender, lewis.language) == ("kokoro/bm_lewis", Gender.MALE, "en-gb")
    (clip,) = Neural().speak([Utterance("Hold on!", heart, 0)])
    assert clip.rate_hz == 24000


def test_a_model_of_kitten_speaks_with_its_speakers_by_name(tmp_path: Path) -> None:
    install_files(write_kitten(tmp_path / "kitten"))
    man, woman = Neural().voices()
    assert (man.gender, woman.gender) == (Gender.MALE, Gender.FEMALE)
    low, high = (samples("Hold on!", voice) for voice in (man, woman))
    assert len(low) == len(high)
    assert not np.array_equal(low, high)


def test_a_model_of_matcha_speaks_with_its_vocoder(tmp_path: Path) -> None:
    install_files(write_matcha(tmp_path / "matcha"))
    (voice,) = Neural().voices()
    assert voice.voice == "matcha"
    assert len(samples("Hold on to the rope!", voice)) > len(samples("Hold on!", voice)) > 1000


def test_a_language_without_phonemes_is_no_voice(tmp_path: Path) -> None:
    install_files(write_kokoro(tmp_path / "kokoro"))
    with pytest.raises(CastError):
        Neural().check(Voice("alpha", "neural", "kokoro/jf_alpha"))


def test_a_small_model_stands_in_for_the_large_one(tmp_path: Path) -> None:
    install_files(write_kokoro(tmp_path / "kokoro-int8"))
    Neural().check(Voice("heart", "neural", "kokoro/af_heart"))


def test_what_is_published_of_a_speaker_is_known(tmp_path: Path) -> None:
    voice = write_voice(tmp_path, "en_GB-vctk-medium", speakers=2)
    config = voice.with_name(voice.name + ".json")
    config.write_text(config.read_text("utf-8").replace('"s0"', '"p308"').replace('"s1"', '"s5"'), "utf-8")
    install_files(voice)
    known, unknown = Neural().voices()
    assert (known.gender, known.age, known.tags) == (Gender.FEMALE, Age.TEEN, ("american",))
    assert (unknown.gender, unknown.age, unknown.tags) == (Gender.UNKNOWN, Age.ADULT, ())


def test_sounds_that_are_given_are_heard_as_given(tiny: Model) -> None:
    assert Neural().takes_sounds(FIRST)
    assert len(samples("⟦ɡoʊ⟧")) < len(samples("⟦kɑːˈɛdɛ⟧"))
    assert not np.array_equal(samples("Kaede left."), samples("⟦kɑːˈɛdɛ⟧ left."))


def test_the_fingerprint_is_the_checksum_of_the_model(tiny: Model) -> None:
    assert Neural().fingerprint(FIRST) == tiny.sha256 == Neural().fingerprint(SECOND)


@pytest.mark.parametrize("name", ["kokoro/af_heart", "en_US-amy-medium"])
def test_a_model_that_is_not_installed_says_how_to_install_it(name: str) -> None:
    with pytest.raises(MissingError) as error:
        Neural().check(Voice("she", "neural", name))
    assert f"audiobook voices install {name.partition('/')[0]}" in error.value.hint


@pytest.mark.parametrize("name", ["tiny/s2", "tiny", "tin/s0"])
def test_a_voice_that_a_model_lacks_is_told_with_the_nearest(tiny: Model, name: str) -> None:
    with pytest.raises(CastError) as error:
        Neural().check(Voice("she", "neural", name))
    assert "tiny/s" in error.value.hint


def test_words_that_give_no_sound_are_an_error(tiny: Model, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(neural_library, "speak", lambda *_, **__: np.zeros(500, np.float32))
    with pytest.raises(EngineError, match="says nothing"):
        samples("Hold on!")


@pytest.mark.parametrize("name", ["model.onnx", "tokens.txt"])
def test_a_model_that_was_damaged_says_to_install_it_again(tiny: Model, name: str) -> None:
    neural_library._loaded.cache_clear()
    neural_library._known.cache_clear()
    (tiny.folder / name).write_bytes(b"\xff")
    with pytest.raises(EngineError, match="cannot be used") as error:
        samples("Hold on!")
    assert "install it again" in error.value.hint


def test_without_its_library_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    assert "pip install sherpa-onnx" in Neural().missing()
    assert neural_library.provider() == "cpu"


def test_asking_for_voices_opens_no_model(tiny: Model) -> None:
    program = (
        "import sys; from audiobook.engines.neural import Neural;"
        "print([voice.name for voice in Neural().voices()], 'sherpa_onnx' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "['tiny/s0', 'tiny/s1'] False"
    assert models_folder().is_dir()
