"""A soft chime of our own, which says that a note was left out: made from nothing, always the same."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from audiobook.audio import FULL_SCALE, faded, ratio

_LENGTH_S = 0.5
_LEVEL_DBFS = -26.0  # RMS; softer than the voices, which stand at -20
_ATTACK_MS = 12  # long enough that no click is heard
# Partials of a small bell: frequency in Hz, amplitude, time in which it falls to a third.
_PARTIALS = ((587.33, 1.0, 0.18), (880.0, 0.5, 0.14), (1760.0, 0.12, 0.08))


def soft_chime(rate_hz: int) -> NDArray[np.int16]:
    """Half a second of a small bell at `rate_hz`: mono int16 at -26 dBFS, with soft ends."""
    time_s = np.arange(round(_LENGTH_S * rate_hz)) / rate_hz
    wave = np.zeros(len(time_s))
    for hz, amplitude, decay_s in _PARTIALS:
        wave += amplitude * np.exp(-time_s / decay_s) * np.sin(2 * np.pi * hz * time_s)
    level = np.sqrt(np.mean(np.square(wave)))
    samples = np.rint(wave * (ratio(_LEVEL_DBFS) * FULL_SCALE / level)).astype(np.int16)
    return faded(samples, rate_hz, fade_ms=_ATTACK_MS)
