"""What every engine of the table keeps. An engine that is not installed here is skipped with its reason."""

import subprocess
import sys
from collections.abc import Sequence

import numpy as np
import pytest

import audiobook.engines
from audiobook.engines.contract import Engine
from audiobook.errors import CastError
from audiobook.model import Age, Gender, Utterance, Voice

HOSTILE = {
    "markup": "<b>Bold</b> and <unclosed",
    "audio element": '<audio src="x">alt</audio>',
    "entity": "salt &amp; pepper & more",
    "phonemes": "[[see note]] says [[h@l'oU]]",
    "embedded command": "one \x01400S two \x0199P three",
    "control characters": "\x00start\x07 \x1b[31mred\x1b[0m\x7f end\x85",
    "lone surrogate": "half \ud83d of a face",
    "emoji among words": "Well 😀 then 👨‍👩‍👧",
    "bidirectional marks": "\u202eabc\u202c def\u2066x\u2069",
    "very long word": "a" * 1000,
    "other scripts": "Ходит 猫 और ٣",
    "quotes and dashes": "“Oh—” she said… ‘no’",
    "private use": "glyph \ue000\uf8ff \U000f0000",
}
WORDLESS = {
    "nothing": "",
    "space": " \n\t ",
    "stars": "* * *",
    "dots": "...",
    "emoji only": "😀😀",
    "controls": "\x00\x01",
}


@pytest.fixture(params=audiobook.engines.names())
def engine(request: pytest.FixtureRequest) -> Engine:
    found = audiobook.engines.engine(request.param)
    if missing := found.missing():
        pytest.skip(missing)
    return found


def take(engine: Engine, *texts: str, voices: Sequence[Voice] = ()) -> list[Utterance]:
    cast = voices or engine.voices()[:1]
    return [Utterance(text, cast[index % len(cast)], index) for index, text in enumerate(texts)]


def test_its_name_is_that_of_the_table(engine: Engine) -> None:
    assert audiobook.engines.engine(engine.name) is engine


def test_its_version_is_a_word(engine: Engine) -> None:
    assert engine.version
    assert engine.version == engine.version.strip()


def test_its_voices_are_its_own_and_have_names_of_their_own(engine: Engine) -> None:
    voices = engine.voices()
    assert voices
    assert len({voice.name for voice in voices}) == len(voices)
    for voice in voices:
        assert voice.engine == engine.name
        assert voice.gender in Gender
        assert voice.age in Age
    engine.check(voices[0])
    engine.check(voices[-1])


def test_a_clip_for_each_utterance_is_mono_int16_at_its_rate(engine: Engine) -> None:
    clips = engine.speak(take(engine, "One.", "Two and three.", "Four?"))
    assert len(clips) == 3
    for clip in clips:
        assert clip.samples.dtype == np.int16
        assert clip.samples.ndim == 1
        assert clip.rate_hz == clips[0].rate_hz
        assert 8000 <= clip.rate_hz <= 48000
        assert np.abs(clip.samples.astype(int)).max() > 1000


def test_more_words_take_longer(engine: Engine) -> None:
    short, long = engine.speak(take(engine, "A word.", "A good many more words than there were before."))
    assert len(long.samples) > 2 * len(short.samples)


def test_the_same_take_gives_the_same_samples_whatever_was_said_before(engine: Engine) -> None:
    voices = engine.voices()[:2]
    words = take(engine, "She sells sea shells.", "By the shore?", "Hush.", voices=voices)
    first = engine.speak(words)
    engine.speak(take(engine, "Something else was said in the meantime.", voices=voices[::-1]))
    again = engine.speak(words)
    assert all((one.samples == other.samples).all() for one, other in zip(first, again, strict=True))


def test_no_utterances_give_no_clips(engine: Engine) -> None:
    assert engine.speak([]) == ()


def test_an_unknown_voice_is_a_cast_error(engine: Engine) -> None:
    stranger = Voice("stranger", engine.name, "no such voice")
    with pytest.raises(CastError) as error:
        engine.check(stranger)
    assert error.value.hint
    with pytest.raises(CastError):
        engine.speak([Utterance("Hello.", stranger, 0)])


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_text_is_spoken_and_the_next_utterance_is_itself(engine: Engine, text: str) -> None:
    plain = engine.speak(take(engine, "Before.", "After it."))
    hostile = engine.speak(take(engine, "Before.", text, "After it."))
    assert len(hostile[1].samples)
    assert len(hostile[2].samples) == pytest.approx(len(plain[1].samples), rel=0.1)


@pytest.mark.parametrize("text", WORDLESS.values(), ids=WORDLESS.keys())
def test_text_without_words_is_no_error(engine: Engine, text: str) -> None:
    assert len(engine.speak(take(engine, text))) == 1


def test_asking_for_an_engine_that_is_not_there_names_the_nearest() -> None:
    with pytest.raises(CastError) as error:
        audiobook.engines.engine("espeek")
    assert "espeak" in error.value.hint


def test_the_table_opens_no_engine_by_itself() -> None:
    program = "import sys, audiobook.engines; print([name for name in sys.modules if 'espeak' in name])"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
