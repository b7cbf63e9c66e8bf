"""The floor: what speech and encoding cost when nothing else is done."""

from __future__ import annotations

import time
from dataclasses import dataclass

import lameenc
import numpy as np

from audiobook.engines import engine
from audiobook.model import Plan
from audiobook.settings import Settings

_MTRH = 4  # LAME's default method of variable bit rate


@dataclass(frozen=True)
class Floor:
    """CPU seconds of the engine alone and of LAME alone on the same utterances, and what they hold."""

    engine_cpu_s: float
    lame_cpu_s: float
    audio_s: float

    def wall_s(self, cores: int) -> float:
        """How long it would take if all cores did nothing else."""
        return (self.engine_cpu_s + self.lame_cpu_s) / cores


def floor_of(plan: Plan, settings: Settings) -> Floor:
    """Speak and encode all takes of a plan one after the other, without pauses, levels, tags or files."""
    engine_cpu_s = lame_cpu_s = audio_s = 0.0
    for chapter in plan.chapters:
        lame = _lame(settings)
        for take in chapter.takes:
            began = time.process_time()
            clips = engine(take.engine).speak(take.utterances)
            spoken = time.process_time()
            samples = np.concatenate([clip.samples for clip in clips])
            raw = samples.tobytes()
            joined = time.process_time()
            lame.encode(raw)
            lame_cpu_s += time.process_time() - joined
            engine_cpu_s += spoken - began
            audio_s += len(samples) / settings.rate_hz
        lame.flush()
    return Floor(engine_cpu_s, lame_cpu_s, audio_s)


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
