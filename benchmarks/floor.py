"""The floor: what speech and encoding cost when nothing else is done."""

from __future__ import annotations

import time
from dataclasses import dataclass

import lameenc

from audiobook.engines.espeak import VOLUME, sayable
from audiobook.engines.espeak_library import Image
from audiobook.engines.espeak_names import resolved
from audiobook.model import Plan, Utterance
from audiobook.settings import Settings

_MTRH = 4  # LAME's default method of variable bit rate


@dataclass(frozen=True)
class Floor:
    """CPU seconds of espeak-ng alone and of LAME alone on the same utterances."""

    espeak_cpu_s: float
    lame_cpu_s: float

    def wall_s(self, cores: int) -> float:
        """How long it would take if all cores did nothing else."""
        return (self.espeak_cpu_s + self.lame_cpu_s) / cores


def floor_of(plan: Plan, settings: Settings) -> Floor:
    """Speak all utterances of a plan and encode what is heard: no resets, pauses, levels, tags or files."""
    espeak_cpu_s = lame_cpu_s = 0.0
    with Image() as image:
        for chapter in plan.chapters:
            lame = _lame(settings)
            for utterance in (u for take in chapter.takes for u in take.utterances):
                began = time.process_time()
                samples = _speak(image, utterance)
                spoken = time.process_time()
                lame.encode(samples)
                lame_cpu_s += time.process_time() - spoken
                espeak_cpu_s += spoken - began
            lame.flush()
    return Floor(espeak_cpu_s, lame_cpu_s)


def _speak(image: Image, utterance: Utterance) -> bytes:
    voice = utterance.voice
    image.set_voice(resolved(voice.voice))
    image.set_parameters(rate=voice.rate, volume=VOLUME, pitch=voice.pitch, pitch_range=voice.pitch_range)
    return image.speak(sayable(utterance.text)).tobytes()


def _lame(settings: Settings) -> lameenc.Encoder:
    """LAME as the publisher sets it."""
    lame = lameenc.Encoder()
    lame.silence()
    lame.set_channels(1)
    lame.set_in_sample_rate(settings.rate_hz)
    lame.set_out_sample_rate(settings.rate_hz)
    lame.set_quality(settings.mp3_quality)
    lame.set_vbr(_MTRH)
    lame.set_vbr_quality(settings.mp3_vbr)
    return lame
