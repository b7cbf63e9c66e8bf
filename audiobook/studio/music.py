"""Music that lies softly under the title of a chapter, and fades out when the story begins."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from audiobook.audio import gain_table, with_gain

Samples = NDArray[np.int16]

_FADE_IN_S = 0.4
_FADE_OUT_S = 1.0  # within the pause that follows a title


class Music:
    """Lays a piece of music under the samples that pass, as long as it is told to.

    The music begins anew with each title; one that is shorter than the title ends before it.
    """

    def __init__(self, music: Samples, rate_hz: int, *, peak_db: float) -> None:
        self._music = music
        self._rate_hz = rate_hz
        self._limiter = gain_table(0, peak_db=peak_db)
        self._at = len(music)
        self._level = 0.0
        self._wanted = 0.0

    def cue(self, *, on: bool) -> None:
        """Let the music rise from its beginning, or fall to nothing; what it does already goes on."""
        if on and not self._wanted:
            self._at, self._level = 0, 0.0
        self._wanted = float(on)

    def under(self, samples: Samples) -> Samples:
        """The next samples of the track, with the music that is heard under them."""
        if self._at >= len(self._music) or not (self._level or self._wanted):
            return samples
        music = self._music[self._at : self._at + len(samples)]
        self._at += len(samples)
        mixed = samples.astype(np.int32)
        mixed[: len(music)] += np.rint(music * self._gains(len(samples))[: len(music)]).astype(np.int32)
        return with_gain(mixed.clip(-32768, 32767).astype(np.int16), self._limiter)

    def _gains(self, count: int) -> NDArray[np.float64]:
        seconds = _FADE_IN_S if self._wanted else _FADE_OUT_S
        step = (1 if self._wanted > self._level else -1) / (seconds * self._rate_hz)
        gains = (self._level + step * np.arange(1, count + 1)).clip(0, 1)
        if self._level == self._wanted:
            gains[:] = self._level
        self._level = float(gains[-1]) if count else self._level
        return np.asarray(gains)
