"""espeak-ng: over a thousand times faster than speech, and the same samples every time.

Its sound depends on what it said before, so each take is spoken by a fresh image of the library.
"""

from __future__ import annotations

import re
import unicodedata
from threading import Lock
from typing import TYPE_CHECKING

import numpy as np

from audiobook.audio import trim_silence
from audiobook.engines import espeak_home, espeak_library, espeak_names
from audiobook.engines.contract import Engine
from audiobook.engines.espeak_sounds import has_sounds, with_names
from audiobook.errors import EngineError
from audiobook.model import Clip

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from audiobook.engines.espeak_library import Image
    from audiobook.model import Utterance, Voice

RATE_HZ = 22050
VOLUME = 60  # of 100, at which loud voices clip
HIGHEST = 99  # of pitch and range; profiles go to 100
MAPPING = 1  # counted up when the same profile comes to sound otherwise

# Control characters, one of which is a command even in plain text ("\x01400S" sets the rate), and
# halves of characters that no file can hold.
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")

# A decimal digit of another script, for which espeak-ng would be silent: "٣".
FOREIGN_DIGIT = re.compile(r"(?![0-9])\d")

# What every voice has a sound for. Of a lone dingbat or a letter of a far script, silence is no fault: "❶".
KNOWN = re.compile(r"[A-Za-z0-9]")

_one_at_a_time = Lock()  # espeak-ng is not made for threads


class Espeak(Engine):
    """The usual engine."""

    name = espeak_names.ENGINE
    rate_hz = RATE_HZ
    remembers = True

    @property
    def version(self) -> str:
        """That of the library, of our way of speaking to it, and of our variants."""
        return f"{espeak_library.version()}-{MAPPING}-{espeak_home.own_digest()}"

    def missing(self) -> str:
        """How to install espeak-ng, if it is not there."""
        return espeak_library.missing()

    def voices(self) -> tuple[Voice, ...]:
        """English in its accents, by every variant that is pleasant enough."""
        return espeak_names.catalogue()

    def check(self, voice: Voice) -> None:
        """Raise CastError if there is no such language or variant."""
        espeak_names.resolved(voice.voice)

    def takes_sounds(self, voice: Voice) -> bool:
        """Whether the voice speaks English, whose sounds are known by name."""
        return espeak_names.resolved(voice.voice).startswith("en")

    def patience(self, characters: int) -> float:
        """A hundred times what it takes, and half a minute for a busy machine."""
        return 30 + 0.02 * characters

    def speak(self, utterances: Sequence[Utterance]) -> tuple[Clip, ...]:
        """A clip per utterance, without silence added at their ends."""
        with _one_at_a_time, espeak_library.Image() as image:
            return tuple(Clip(_spoken(image, utterance), RATE_HZ) for utterance in utterances)


def transcribed(texts: Sequence[str], voice: str) -> tuple[str, ...]:
    """What a voice of espeak-ng would make of some texts, in IPA."""
    with _one_at_a_time, espeak_library.Image() as image:
        image.set_voice(espeak_names.resolved(voice))
        return tuple(image.transcribed(sayable(text)) for text in texts)


def _spoken(image: Image, utterance: Utterance) -> NDArray[np.int16]:
    voice = utterance.voice
    image.set_voice(espeak_names.resolved(voice.voice))
    image.set_parameters(
        rate=voice.rate,
        volume=VOLUME,
        pitch=min(HIGHEST, voice.pitch),
        pitch_range=min(HIGHEST, voice.pitch_range),
        punctuation=0,
        capitals=0,
        word_gap=0,
    )
    text = sayable(utterance.text)
    sounds = has_sounds(text)
    samples = image.speak(with_names(text) if sounds else text, sounds=sounds)
    if not len(trim_silence(samples, RATE_HZ)) and KNOWN.search(utterance.text):
        raise EngineError(
            f"espeak-ng says nothing for {utterance.text[:60]!r} in its voice {voice.voice!r}.",
            hint="Give the line another voice, or its words a pronunciation, in the casting sheet.",
        )
    return samples


def sayable(text: str) -> str:
    """`text` as espeak-ng can be trusted with it: no control characters, and digits that it knows."""
    return FOREIGN_DIGIT.sub(_european, CONTROL.sub(" ", text))


def _european(digit: re.Match[str]) -> str:
    return str(unicodedata.decimal(digit[0]))
