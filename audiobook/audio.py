"""Sample arithmetic: what is done to mono int16 samples, shape (n,), between an engine and a file.

Levels are in dBFS: 0 is the loudest sample there is. Nothing here changes its input; `trim_silence`
gives a view of it, everything else a new array.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Samples = NDArray[np.int16]

FULL_SCALE = 32768
KNEE = 0.7  # the share of the peak up to which a gain is left as it is

_LOOK_AT = 4096  # samples looked at in one go

SPEECH_FRAME_S = 0.02
SPEECH_FLOOR_DB = -45.0

LEVELING_FRAMES = 7  # over which a level is taken
LEVELING_MOST_DB = 9.0

PITCH_FRAME_S = 0.04
PITCH_LOWEST_HZ, PITCH_HIGHEST_HZ = 60, 420
PITCH_FLOOR = 0.01  # of full scale; a quieter frame is not judged
PITCH_VOICED = 0.5  # of the autocorrelation at lag 0
PITCH_FEWEST_FRAMES = 8

TIMBRE_FRAME = 1024
TIMBRE_BANDS = 24
TIMBRE_LOWEST_HZ, TIMBRE_HIGHEST_HZ = 80, 8000
TIMBRE_FLOOR = 1e-3  # power of a frame; a quieter one is not judged


# ------------------------------------------------------------------ what is done to samples


def ratio(db: float) -> float:
    """The factor on amplitude that `db` stands for: 2.0 for 6.02."""
    return float(10 ** (db / 20))


def decibels(amplitude: float) -> float:
    """What a factor on amplitude is in dB; minus infinity for 0."""
    return 20 * math.log10(amplitude) if amplitude > 0 else -math.inf


def silence(ms: int, rate_hz: int) -> Samples:
    """`ms` of digital silence."""
    return np.zeros(rate_hz * ms // 1000, np.int16)


def trim_silence(samples: Samples, rate_hz: int, *, threshold_db: float = -50, keep_ms: int = 20) -> Samples:
    """A view of `samples` from their first to their last sample above `threshold_db`.

    `keep_ms` of what lies before and after is left on, where there is so much. Samples of which
    none is above the threshold give an empty view.
    """
    threshold = round(ratio(threshold_db) * FULL_SCALE)
    before = _until_loud(samples, threshold)
    if before == len(samples):
        return samples[:0]
    after = _until_loud(samples[::-1], threshold)
    keep = rate_hz * keep_ms // 1000
    return samples[max(0, before - keep) : len(samples) - after + keep]


def _until_loud(samples: Samples, threshold: int) -> int:
    """How many samples come before the first one beyond `threshold`; looks no further than that."""
    for start in range(0, len(samples), _LOOK_AT):
        part = samples[start : start + _LOOK_AT]
        loud = (part > threshold) | (part < -threshold)
        first = int(loud.argmax())
        if loud[first]:
            return start + first
    return len(samples)


def faded(samples: Samples, rate_hz: int, *, fade_ms: int) -> Samples:
    """A copy of `samples` that rises from nothing and falls to nothing, each within `fade_ms`.

    In samples shorter than both fades, each fade takes half.
    """
    result = samples.copy()
    length = min(rate_hz * fade_ms // 1000, len(samples) // 2)
    if length:
        ramp = (np.arange(length) + 0.5) / length
        result[:length] = np.rint(samples[:length] * ramp)
        result[-length:] = np.rint(samples[-length:] * ramp[::-1])
    return result


def gain_table(gain_db: float, *, peak_db: float) -> Samples:
    """What each sample becomes under a gain and a soft limiter, shape (65536,).

    Indexed by the sample's bits read as uint16, so 0 to 32767 are themselves and 32768 to 65535
    are -32768 to -1. Up to `KNEE` of the peak the gain is exact; above, the curve bends smoothly
    toward the peak and never passes it.
    """
    sample = np.arange(65536, dtype=np.uint16).view(np.int16).astype(np.float64)
    peak = ratio(peak_db) * FULL_SCALE
    knee = KNEE * peak
    wanted = np.abs(sample) * ratio(gain_db)
    bent = knee + (peak - knee) * np.tanh((wanted - knee) / (peak - knee))
    highest = min(math.floor(peak), FULL_SCALE - 1)
    size = np.minimum(np.where(wanted > knee, bent, wanted), highest)
    return np.rint(np.copysign(size, sample)).astype(np.int16)


def limited(samples: Samples, table: Samples) -> Samples:
    """`samples` as a table of `gain_table` with no gain turns them: only the loudest change."""
    quiet = int(np.argmax(table[:FULL_SCALE] != np.arange(FULL_SCALE, dtype=np.int16)))
    loud = np.flatnonzero((samples >= quiet) | (samples <= -quiet))
    result = samples.copy()
    result[loud] = with_gain(samples[loud], table)
    return result


def with_gain(samples: Samples, table: Samples) -> Samples:
    """`samples` as a table of `gain_table` turns them."""
    return table.take(samples.view(np.uint16))


def leveled(samples: Samples, rate_hz: int, *, gain_db: float, level_db: float, share: float) -> Samples:
    """`samples` under a gain, and a slow compressor that keeps speech near `level_db`.

    The level over some 140 ms is moved by `share` (0 to 1) of its distance from `level_db`, by
    `LEVELING_MOST_DB` at most; silence is left alone. Broadcast speech is compressed likewise, so that short
    and long, loud and soft lines sit at one volume.
    """
    size = int(SPEECH_FRAME_S * rate_hz)
    whole = len(samples) // size * size
    wave = np.multiply(samples, np.float32(ratio(gain_db)), dtype=np.float32)
    if whole > 0:
        gains = _leveling_gains(wave[:whole].reshape(-1, size), level_db=level_db, share=share)
        wave[:whole] *= _ramps(gains, size)
        wave[whole:] *= gains[-1]
    np.rint(wave, out=wave)
    np.clip(wave, -FULL_SCALE, FULL_SCALE - 1, out=wave)
    return wave.astype(np.int16)


def _leveling_gains(frames: NDArray[np.float32], *, level_db: float, share: float) -> NDArray[np.float32]:
    """The factor at each edge of the frames, shape (frames + 1,)."""
    power = np.einsum("ij,ij->i", frames, frames) / (frames.shape[1] * FULL_SCALE**2)
    reach = LEVELING_FRAMES // 2
    power = np.convolve(
        np.pad(power, reach, mode="edge"), np.full(LEVELING_FRAMES, 1 / LEVELING_FRAMES), "valid"
    )
    level = 10 * np.log10(np.maximum(power, 1e-12))
    gain_db = ((level_db - level) * share).clip(-LEVELING_MOST_DB, LEVELING_MOST_DB)
    gain_db[level < SPEECH_FLOOR_DB] = 0
    edges = np.concatenate([gain_db[:1], (gain_db[1:] + gain_db[:-1]) / 2, gain_db[-1:]])
    return np.asarray(10 ** (edges / 20), np.float32)


def _ramps(edges: NDArray[np.float32], size: int) -> NDArray[np.float32]:
    """Straight lines from edge to edge, `size` samples each."""
    way = np.arange(size, dtype=np.float32) / np.float32(size)
    return np.ravel(edges[:-1, None] + np.diff(edges)[:, None] * way)


def resampled(samples: Samples, rate_hz: int, *, to_hz: int) -> Samples:
    """`samples` of `rate_hz` at another rate, without aliasing; their length in time stays.

    They pass through soxr as floats, for in whole numbers it adds a noise of its own.
    """
    if rate_hz == to_hz or not len(samples):
        return samples.copy()
    import soxr  # noqa: PLC0415 - most books are spoken at one rate, and never need it

    wave = soxr.resample(samples.astype(np.float32), rate_hz, to_hz)
    return np.asarray(np.rint(wave).clip(-FULL_SCALE, FULL_SCALE - 1), np.int16)


# ------------------------------------------------------------------ what is measured on samples


def peak_level_db(samples: Samples) -> float:
    """The level of the loudest sample."""
    return decibels(float(np.abs(samples.astype(np.int32)).max(initial=0)) / FULL_SCALE)


def speech_level_db(samples: Samples, rate_hz: int) -> float:
    """The RMS level of the 20 ms frames that are not silence; minus infinity if all are."""
    power = np.square(_frames(samples, int(SPEECH_FRAME_S * rate_hz))).mean(axis=1)
    spoken = power[power > ratio(SPEECH_FLOOR_DB) ** 2]
    return decibels(math.sqrt(float(spoken.mean()))) if len(spoken) else -math.inf


def median_pitch_hz(samples: Samples, rate_hz: int) -> float | None:
    """The median fundamental of the voiced 40 ms frames, None if fewer than eight are voiced.

    Every second frame is looked at, by normalized autocorrelation between 60 and 420 Hz.
    """
    size = int(PITCH_FRAME_S * rate_hz)
    shortest, longest = int(rate_hz / PITCH_HIGHEST_HZ), int(rate_hz / PITCH_LOWEST_HZ)
    count = len(range(0, len(samples) - 2 * size, 2 * size))
    starts = np.arange(count)[:, None] * 2 * size
    frames = (samples / FULL_SCALE)[starts + np.arange(size + longest)]
    frames = frames - frames.mean(axis=1, keepdims=True)
    frames = frames[np.sqrt(np.square(frames).mean(axis=1)) >= PITCH_FLOOR]
    lags = _lags(_autocorrelation(frames, longest), shortest)
    return float(np.median(rate_hz / lags)) if len(lags) >= PITCH_FEWEST_FRAMES else None


def timbre(samples: Samples, rate_hz: int) -> NDArray[np.float64] | None:
    """The mean log-mel spectrum with the level taken out, shape (24,); None for too little sound."""
    frames = _frames(samples, TIMBRE_FRAME) * np.hanning(TIMBRE_FRAME)
    power = np.square(np.abs(np.fft.rfft(frames, axis=1)))
    power = power[power.sum(axis=1) > TIMBRE_FLOOR]
    if len(power) < PITCH_FEWEST_FRAMES:
        return None
    edges = _mel_edges(rate_hz)
    bands = [
        power[:, low : max(high, low + 1)].sum(axis=1) for low, high in zip(edges, edges[2:], strict=False)
    ]
    log = np.log(np.stack(bands, axis=1) + 1e-9)
    return np.asarray((log - log.mean(axis=1, keepdims=True)).mean(axis=0))


def semitones(one_hz: float, other_hz: float) -> float:
    """The distance of two pitches, never negative; 12 is an octave."""
    return abs(12 * math.log2(one_hz / other_hz))


def timbre_distance(one: NDArray[np.float64], other: NDArray[np.float64]) -> float:
    """The distance of two timbres: the root mean square of the difference of their bands."""
    return float(np.sqrt(np.square(one - other).mean()))


def _frames(samples: Samples, size: int) -> NDArray[np.float64]:
    whole = len(samples) // size
    return (samples[: whole * size] / FULL_SCALE).reshape(whole, size)


def _autocorrelation(frames: NDArray[np.float64], longest: int) -> NDArray[np.float64]:
    """Of each frame at lags 0 to `longest`; 1 at lag 0, and what longer lags lose made up for."""
    size = frames.shape[1]
    points = 1 << math.ceil(math.log2(2 * size))
    spectrum = np.fft.rfft(frames, points, axis=1)
    raw = np.fft.irfft(spectrum * np.conj(spectrum), points, axis=1)[:, : longest + 1]
    return np.asarray(raw / raw[:, :1] * (size / (size - np.arange(longest + 1))))


def _lags(correlation: NDArray[np.float64], shortest: int) -> NDArray[np.int64]:
    """The period of each voiced frame in samples."""
    rows = np.arange(len(correlation))
    found = shortest + correlation[:, shortest:].argmax(axis=1)
    height = correlation[rows, found]
    best = found.copy()
    for part in (2, 3):  # the octave below, and the twelfth, are common mistakes
        shorter = np.rint(found / part).astype(np.int64)
        better = (shorter >= shortest) & (correlation[rows, shorter] > 0.9 * height)
        best = np.where(better, shorter, best)
    return np.asarray(best[correlation[rows, best] > PITCH_VOICED])


def _mel_edges(rate_hz: int) -> list[int]:
    """The edges of the bands as bins of the spectrum, evenly spaced in mel; a band has three."""
    highest = min(TIMBRE_HIGHEST_HZ, rate_hz / 2)
    low, high = (2595 * math.log10(1 + hz / 700) for hz in (TIMBRE_LOWEST_HZ, highest))
    mels = np.linspace(low, high, TIMBRE_BANDS + 2)
    return [int(700 * (10 ** (mel / 2595) - 1) / rate_hz * TIMBRE_FRAME) for mel in mels]
