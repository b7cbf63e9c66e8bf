"""A sine in place of speech: quick, the same everywhere, as long as the words would take.

For tests and dry runs. Each voice has a pitch of its own, so that a test can hear who speaks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from audiobook.engines.contract import Engine, has_words, no_voice
from audiobook.model import Age, Clip, Gender, Voice

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from audiobook.model import Utterance

RATE_HZ = 22050
AMPLITUDE = 4634  # -20 dBFS RMS
ATTACK_S = 0.01
STEP = 2 ** (1 / 24)  # between the pitches of two voices: a quarter tone

# How many voices of each gender and age, and the pitch of the lowest in Hz.
GROUPS = (
    ("man", Gender.MALE, Age.ADULT, 12, 82.0),
    ("woman", Gender.FEMALE, Age.ADULT, 12, 165.0),
    ("boy", Gender.MALE, Age.CHILD, 2, 252.0),
    ("girl", Gender.FEMALE, Age.CHILD, 2, 280.0),
    ("lad", Gender.MALE, Age.TEEN, 2, 120.0),
    ("lass", Gender.FEMALE, Age.TEEN, 2, 235.0),
    ("grandfather", Gender.MALE, Age.OLD, 2, 74.0),
    ("grandmother", Gender.FEMALE, Age.OLD, 2, 150.0),
    ("somebody", Gender.UNKNOWN, Age.ADULT, 2, 130.0),
)
PITCHES_HZ = {
    f"{group}{number + 1}": lowest * STEP**number
    for group, _, _, count, lowest in GROUPS
    for number in range(count)
}


class Tone(Engine):
    """The engine of tests: a sine per utterance."""

    name = "tone"
    version = "1"
    rate_hz = RATE_HZ
    remembers = False

    def missing(self) -> str:
        """Nothing, ever."""
        return ""

    def voices(self) -> tuple[Voice, ...]:
        """Two dozen adults, and some of every other age."""
        return tuple(
            Voice(f"{group}{number + 1}", self.name, f"{group}{number + 1}", gender=gender, age=age)
            for group, gender, age, count, _ in GROUPS
            for number in range(count)
        )

    def check(self, voice: Voice) -> None:
        """Raise CastError if no sine is called so."""
        if voice.voice not in PITCHES_HZ:
            raise no_voice(self.name, voice.voice, PITCHES_HZ)

    def speak(self, utterances: Sequence[Utterance]) -> tuple[Clip, ...]:
        """A sine per utterance; an empty clip where there are no words."""
        return tuple(self._clip(utterance.text, utterance.voice) for utterance in utterances)

    def _clip(self, text: str, voice: Voice) -> Clip:
        self.check(voice)
        words = sum(map(has_words, text.split()))
        hz = PITCHES_HZ[voice.voice] * 2 ** ((voice.pitch - 50) / 100)
        return Clip(_sine(hz, words * 60 * RATE_HZ // voice.rate), RATE_HZ)


def _sine(hz: float, length: int) -> NDArray[np.int16]:
    time = np.arange(length) / RATE_HZ
    edge = np.minimum(1, np.minimum(time, time[::-1]) / ATTACK_S)
    return np.asarray(np.rint(AMPLITUDE * edge * np.sin(2 * np.pi * hz * time)), np.int16)
