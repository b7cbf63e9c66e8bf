"""Names given by their sounds are heard as such by an ear that is not ours: a speech recognizer.

It is asked to choose between two ways to say a name: the one of the lexicon, and the one of English
spelling. For free dictation of a synthetic voice it is too weak; in such a choice it is right in 97 of
100 cases. It does not hear without a little noise around the voice.
"""

from pathlib import Path

import numpy as np
import pytest

from audiobook import ipa
from audiobook.engines.espeak import Espeak, transcribed
from audiobook.model import Utterance, Voice
from audiobook.studio.romaji import sounds_of

RECOGNIZER_HZ = 16_000
SILENCE = RECOGNIZER_HZ // 5
NOISE = 30  # of 32768
RIGHT = 0.9  # of all choices

# The sounds of English in the letters that the recognizer has for them.
ROWS = Path(__file__).with_name("arpabet.txt").read_text("utf-8").splitlines()
LETTERS = {sound: letters for sound, _, letters in (row.partition(" ") for row in ROWS)}

# What espeak-ng writes for sounds that have another sign here.
ITS_OWN_SIGNS = str.maketrans({"ɾ": "t", "ᵻ": "ɪ", "ɐ": "ə", " ": None})

ROMAJI = """
Kaede Sasuke Naruto Tsunade Kakashi Shikamaru Daisuke Yosuke Kaoru Ryoma Sayuri Satsuki Ichigo Izumi Akane
"""
SAID = {name: sounds_of(name) for name in ROMAJI.split()} | {
    "Niamh": "niːv",
    "Xiomara": "siːoʊˈmɑːɹə",
    "Joaquin": "wɑːˈkiːn",
    "Nguyen": "wɪn",
    "Tadhg": "taɪɡ",
}


def _letters(sounds: str) -> str:
    found = ipa.sounds(sounds.translate(ITS_OWN_SIGNS))
    return " ".join(LETTERS[sound] for sound in found if sound in LETTERS)


def _heard(text: str, voice: str) -> bytes:
    soxr = pytest.importorskip("soxr")
    clip = Espeak().speak([Utterance(f"{text}.", Voice("x", "espeak", voice, rate=150), 0)])[0]
    speech = soxr.resample(clip.samples.astype(np.float32) / 2, clip.rate_hz, RECOGNIZER_HZ)
    quiet = np.zeros(SILENCE)
    noise = np.random.default_rng(1).normal(0, NOISE, len(speech) + 2 * SILENCE)
    return np.asarray(np.concatenate([quiet, speech, quiet]) + noise).astype(np.int16).tobytes()


@pytest.mark.parametrize("voice", ["en-us", "en-us+f3", "en-gb-x-rp"])
def test_a_recognizer_tells_our_reading_of_a_name_from_that_of_english(voice: str) -> None:
    sphinx = pytest.importorskip("pocketsphinx", reason="the speech recognizer is not installed")
    decoder = sphinx.Decoder(hmm=sphinx.get_model_path("en-us/en-us"), dict=None, lm=None, logfn="/dev/null")
    english = dict(zip(SAID, transcribed(list(SAID), "en-us"), strict=True))
    right = []
    for name, sounds in SAID.items():
        key = name.lower()
        decoder.add_word(f"ours{key}", _letters(sounds), False)
        decoder.add_word(f"english{key}", _letters(english[name]), True)
        decoder.add_jsgf_string(key, f"#JSGF V1.0; grammar g; public <s> = ours{key} | english{key};")
        decoder.activate_search(key)
        for text, wanted in ((ipa.marked(sounds), "ours"), (name, "english")):
            decoder.start_utt()
            decoder.process_raw(_heard(text, voice), full_utt=True)
            decoder.end_utt()
            right.append(decoder.hyp() is not None and decoder.hyp().hypstr.startswith(wanted))
    assert sum(right) >= RIGHT * len(right)
