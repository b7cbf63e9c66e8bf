"""What is particular to espeak-ng: its state, its names, its parameters, its traps."""

import ctypes
import hashlib
import subprocess
import sys

import pytest

from audiobook.audio import median_pitch_hz, peak_level_db
from audiobook.engines import espeak_library, espeak_names
from audiobook.engines.espeak import CONTROL, FOREIGN_DIGIT, Espeak, sayable
from audiobook.errors import CastError, EngineError
from audiobook.model import Age, Gender, Utterance, Voice

SENTENCE = "She hissed softly, and for a while the river was all that anybody heard."
BREATHY = "en-us+f3"  # has breath noise, which is random unless seeded

DIGEST_OF_A_TAKE = f"""
import hashlib
from audiobook.engines.espeak import Espeak
from audiobook.model import Utterance, Voice
voices = [Voice("a", "espeak", "{BREATHY}"), Voice("b", "espeak", "en-gb-x-rp+m3", rate=160, pitch=40)]
clips = Espeak().speak([Utterance("{SENTENCE}", voices[i % 2], i) for i in range(4)])
print(hashlib.sha256(b"".join(clip.samples.tobytes() for clip in clips)).hexdigest())
"""


def espeak(voice: str = "en-us", *, rate: int = 175, pitch: int = 50, pitch_range: int = 50) -> Voice:
    return Voice("v", "espeak", voice, rate=rate, pitch=pitch, pitch_range=pitch_range)


def said(text: str, voice: Voice) -> bytes:
    (clip,) = Espeak().speak([Utterance(text, voice, 0)])
    return clip.samples.tobytes()


def test_a_take_sounds_the_same_in_every_process() -> None:
    run = [sys.executable, "-c", DIGEST_OF_A_TAKE]
    elsewhere = subprocess.run(run, capture_output=True, text=True, check=True).stdout.strip()
    voices = [espeak(BREATHY), espeak("en-gb-x-rp+m3", rate=160, pitch=40)]
    Espeak().speak([Utterance("Said before, in another voice.", espeak("en+whisper"), 0)])
    clips = Espeak().speak([Utterance(SENTENCE, voices[index % 2], index) for index in range(4)])
    here = hashlib.sha256(b"".join(clip.samples.tobytes() for clip in clips)).hexdigest()
    assert here == elsewhere


def test_a_take_sounds_the_same_while_somebody_else_holds_the_library() -> None:
    alone = said(SENTENCE, espeak(BREATHY))
    holder = ctypes.CDLL(str(espeak_library.library_path()))
    try:
        assert said(SENTENCE, espeak(BREATHY)) == alone
        assert said(SENTENCE, espeak(BREATHY)) == alone
    finally:
        espeak_library._unload(holder)


def test_parameters_of_one_utterance_do_not_reach_the_next() -> None:
    plain, strange = espeak(), espeak(rate=300, pitch=90, pitch_range=0)
    clips = Espeak().speak([Utterance(SENTENCE, voice, 0) for voice in (plain, strange, plain)])
    lengths = [len(clip.samples) for clip in clips]
    assert lengths[0] == pytest.approx(lengths[2], rel=0.01)
    assert lengths[1] < 0.7 * lengths[0]


def test_twice_the_rate_takes_half_the_time() -> None:
    slow, quick = (len(said(SENTENCE * 2, espeak(rate=rate))) for rate in (130, 260))
    assert slow / quick == pytest.approx(2, rel=0.1)


def test_pitch_rises_with_the_profile() -> None:
    heard = []
    for pitch in (0, 50, 100):
        (clip,) = Espeak().speak([Utterance(SENTENCE * 2, espeak(pitch=pitch), 0)])
        heard.append(median_pitch_hz(clip.samples, clip.rate_hz) or 0)
    assert heard == sorted(heard)
    assert heard[2] > 1.5 * heard[0]


@pytest.mark.parametrize("voice", ["en-us", "en+f5", "en-us+klatt2", "en-gb-x-rp+m7"])
def test_no_voice_clips(voice: str) -> None:
    (clip,) = Espeak().speak([Utterance(SENTENCE, espeak(voice), 0)])
    assert peak_level_db(clip.samples) < -1


@pytest.mark.parametrize(
    ("written", "known"),
    [
        ("en-us", "en-us"),
        ("en-gb", "en"),
        ("EN-GB", "en"),
        ("en_US+f3", "en-us+f3"),
        ("en-gb+m3", "en+m3"),
        ("fr-fr", "fr"),
        ("zh", "cmn"),
        ("en-us+Mr serious", "en-us+Mr serious"),
    ],
)
def test_voices_go_by_their_usual_names(written: str, known: str) -> None:
    assert espeak_names.resolved(written) == known


def test_every_alias_leads_to_a_language() -> None:
    for alias in espeak_names._knowledge()["aliases"]:
        espeak_names.resolved(alias)


@pytest.mark.parametrize(
    ("wrong", "meant"),
    [
        ("en-gb-x-rb", "en-gb-x-rp"),
        ("en-us+klat2", "en-us+klatt2"),
        ("en-us+F3", "en-us+f3"),
        ("en-ux+f3", "en-us+f3"),
        ("en-us+f3 extra", "en-us+f3"),
    ],
)
def test_a_wrong_voice_is_named_with_what_was_meant(wrong: str, meant: str) -> None:
    with pytest.raises(CastError) as error:
        Espeak().check(espeak(wrong))
    assert wrong in error.value.message
    assert meant in error.value.hint


@pytest.mark.parametrize("wrong", ["", "+f3", "en-us+", "qqqq", "../en", "en-us+../f3", "en-us+f3+m3"])
def test_what_is_no_voice_is_refused(wrong: str) -> None:
    with pytest.raises(CastError):
        Espeak().check(espeak(wrong))


def test_the_catalogue_tells_gender_and_age() -> None:
    voices = {voice.name: voice for voice in Espeak().voices()}
    assert voices["en-us"].gender is Gender.MALE
    assert voices["en-us+f3"].gender is Gender.FEMALE
    assert voices["en+grandma"].age is Age.OLD
    assert "en-us+whisper" not in voices


@pytest.mark.parametrize(
    ("line", "left"),
    [
        ("Plain.", "Plain."),
        ("\x01400S Go", " 400S Go"),
        ("tab\there", "tab here"),
        ("half \ud83d face", "half   face"),
        ("n\x85el", "n el"),
        ("naïve “quote”", "naïve “quote”"),
    ],
)
def test_control_characters_are_taken_out(line: str, left: str) -> None:
    assert CONTROL.sub(" ", line) == left
    assert sayable(line) == left


@pytest.mark.parametrize(
    ("line", "left"), [("١٢ doors", "12 doors"), ("room १०", "room 10"), ("42", "42"), ("x²", "x²")]
)
def test_digits_of_other_scripts_become_digits_that_are_spoken(line: str, left: str) -> None:
    assert bool(FOREIGN_DIGIT.search(line)) == (line != left)
    assert sayable(line) == left


def test_words_that_give_no_sound_are_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    speak = espeak_library.Image.speak
    monkeypatch.setattr(espeak_library.Image, "speak", lambda image, text, **_: speak(image, text)[:0])
    with pytest.raises(EngineError) as error:
        said("Hello there.", espeak())
    assert "Hello there." in error.value.message
