"""Neural voices: models of the Piper and Kokoro kind, through sherpa-onnx, on a plain processor.

A voice is a model, or one of its speakers: "en_US-amy-medium", "en_GB-vctk-medium/p226". Models keep no
memory of what was said, so every utterance stands alone. They know a rate but no pitch: that is
changed afterwards, as a tape is that runs slower or faster. Each voice is as loud as its makers were; a
sentence tells how loud, once, and a gain makes all alike.
"""

from __future__ import annotations

import math
from functools import cache, lru_cache
from typing import TYPE_CHECKING

import numpy as np

from audiobook.audio import (
    FULL_SCALE,
    peak_level_db,
    ratio,
    resampled,
    silence,
    speech_level_db,
    trim_silence,
)
from audiobook.engines import espeak_library, neural_library
from audiobook.engines.contract import Engine, has_words, no_voice
from audiobook.engines.espeak import KNOWN
from audiobook.engines.models import catalogue, folder, people
from audiobook.engines.phonemes import sentences
from audiobook.errors import EngineError, MissingError
from audiobook.model import Clip, Voice

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from audiobook.engines.models.folder import Model
    from audiobook.model import Utterance

NAME = "neural"
MAPPING = 2  # counted up when the same profile comes to sound otherwise
OWN_RATE = 175  # words a minute in a profile that leaves a voice at its own pace
STEPS_PER_OCTAVE = 100  # of pitch
SAMPLE = "The ferry left the quay a little before nine, and nobody waved."
LEVEL_DB, PEAK_DB = -20.0, -1.0  # how loud it is to come out on that, and how loud at most
MOST_DB = 15.0
SENTENCE_PAUSE_MS = 120  # models end a sentence with a little silence of their own
ALPHABETS = {"kokoro": "kokoro"}  # the spelling of `phonemes.json` for a family; others take IPA as it is
BETWEEN = "/"  # a model and its speaker


class Neural(Engine):
    """Voices of installed models."""

    name = NAME
    remembers = False

    @property
    def version(self) -> str:
        """Those of the library, of the phonemes, and of our way to speak to it."""
        return f"{neural_library.version()}-{MAPPING}-{espeak_library.version()}"

    def missing(self) -> str:
        """What to install: the library, or espeak-ng for the phonemes. Models are another matter."""
        return neural_library.missing() or espeak_library.missing()

    def voices(self) -> tuple[Voice, ...]:
        """Every speaker of every model; none before a model is installed."""
        return tuple(voice for model in folder.installed() for voice in _profiles(model))

    def check(self, voice: Voice) -> None:
        """Raise CastError if there is no such voice, MissingError if its model is not installed."""
        _found(voice)

    def fingerprint(self, voice: Voice) -> str:
        """The checksum of the voice's model."""
        return _found(voice)[0].sha256

    def takes_sounds(self, voice: Voice) -> bool:
        """Whether the voice speaks English, whose sounds every model of it knows."""
        model, speaker = _found(voice)
        return people.language_of(model, speaker).startswith("en")

    def speak(self, utterances: Sequence[Utterance]) -> tuple[Clip, ...]:
        """A clip per utterance, at the rate of its model."""
        return tuple(_clip(utterance) for utterance in utterances)


def voice_names(model: Model) -> tuple[str, ...]:
    """The voices of a model, by the names that a voice file knows them by."""
    return tuple(f"{model.name}{BETWEEN}{speaker}" for speaker in _speakers(model)) or (model.name,)


@cache
def _speakers(model: Model) -> tuple[str, ...]:
    """Those whose language we have phonemes for."""
    return tuple(speaker for speaker in model.speakers if people.language_of(model, speaker))


def _profiles(model: Model) -> Iterator[Voice]:
    for speaker, name in zip(_speakers(model) or ("",), voice_names(model), strict=True):
        who = people.who_is(model, speaker)
        yield Voice(
            name,
            NAME,
            name,
            gender=who.gender,
            age=who.age,
            language=people.language_of(model, speaker),
            tags=who.tags,
        )


def _found(voice: Voice) -> tuple[Model, str]:
    """The model of a voice, and the speaker; "" in a model of one."""
    name, _, speaker = voice.voice.partition(BETWEEN)
    model = folder.find(name) or folder.find(catalogue.stand_in(name))
    if model is None:
        if not catalogue.may_be_had(name):
            raise no_voice(NAME, voice.voice, [known.voice for known in Neural().voices()])
        problem = f"The voice {voice.name!r} needs the model {name!r}, which is not installed."
        raise MissingError(problem, hint=f"Install it: audiobook voices install {name}")
    if speaker in (_speakers(model) or ("",)):
        return model, speaker
    raise no_voice(NAME, voice.voice, voice_names(model))


def _clip(utterance: Utterance) -> Clip:
    model, speaker = _found(utterance.voice)
    if not has_words(utterance.text):
        return Clip(np.zeros(0, np.int16), model.rate_hz)
    samples = _spoken(utterance, model, speaker)
    if not len(trim_silence(samples, model.rate_hz)) and KNOWN.search(utterance.text):
        raise EngineError(
            f"The model {model.name!r} says nothing for {utterance.text[:60]!r}.",
            hint="Give the line another voice, or its words a pronunciation, in the casting sheet.",
        )
    return Clip(samples, model.rate_hz)


def _spoken(utterance: Utterance, model: Model, speaker: str) -> NDArray[np.int16]:
    """The sentences of an utterance, with a pause between them, at the pitch of its profile."""
    voice = utterance.voice
    higher = 2 ** ((voice.pitch - 50) / STEPS_PER_OCTAVE)
    pause = silence(SENTENCE_PAUSE_MS, model.rate_hz)
    pieces: list[NDArray[np.int16]] = []
    for wave in _sung(utterance.text, model, speaker, speed=voice.rate / OWN_RATE / higher):
        pieces += [pause, _at_pitch(_whole(wave * _gain(model, speaker)), model.rate_hz, higher=higher)]
    return np.concatenate(pieces[1:]) if pieces else np.zeros(0, np.int16)


def _sung(text: str, model: Model, speaker: str, *, speed: float) -> Iterator[NDArray[np.float32]]:
    """The waves of each sentence, as the model makes them."""
    known = neural_library.known_phonemes(model)
    number = model.speakers.index(speaker) if speaker else 0
    language = people.language_of(model, speaker)
    for sentence in sentences(text, language=language, alphabet=ALPHABETS.get(model.family, "")):
        singable = "".join(phoneme for phoneme in sentence if phoneme in known)
        if has_words(singable):
            yield neural_library.speak(model, singable, speaker=number, speed=speed)


@lru_cache(maxsize=1024)
def _gain(model: Model, speaker: str) -> np.float32:
    """The factor that makes a voice as loud as the others, by what it makes of one sentence."""
    sample = _whole(np.concatenate([np.zeros(0, np.float32), *_sung(SAMPLE, model, speaker, speed=1.0)]))
    level_db = speech_level_db(sample, model.rate_hz)
    if not math.isfinite(level_db):
        return np.float32(1)
    wanted_db = min(LEVEL_DB - level_db, PEAK_DB - peak_level_db(sample))
    return np.float32(ratio(max(-MOST_DB, min(MOST_DB, wanted_db))))


def _whole(wave: NDArray[np.float32]) -> NDArray[np.int16]:
    """Samples in whole numbers."""
    return np.asarray(np.rint(wave * FULL_SCALE).clip(-FULL_SCALE, FULL_SCALE - 1), np.int16)


def _at_pitch(samples: NDArray[np.int16], rate_hz: int, *, higher: float) -> NDArray[np.int16]:
    """`samples` as if their tape ran `higher` times as fast."""
    return resampled(samples, round(rate_hz * higher), to_hz=rate_hz)
