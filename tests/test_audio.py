"""Sample arithmetic on sines of known level."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from audiobook import audio

RATE_HZ = 22050
ROUNDING_DB = 0.01  # what int16 costs a sine of these levels


def sine(hz: float, *, db: float = -20, seconds: float = 1.0) -> NDArray[np.int16]:
    """A sine whose RMS level is `db`."""
    time = np.arange(int(seconds * RATE_HZ)) / RATE_HZ
    return np.rint(math.sqrt(2) * audio.ratio(db) * 32768 * np.sin(2 * np.pi * hz * time)).astype(np.int16)


def harmonics(hz: float, weights: list[float]) -> NDArray[np.int16]:
    parts = [w * sine(hz * (n + 1)).astype(float) for n, w in enumerate(weights)]
    return np.rint(sum(parts, np.zeros(RATE_HZ))).astype(np.int16)


@pytest.mark.parametrize(("ms", "samples"), [(0, 0), (1, 22), (1000, 22050)])
def test_silence_lasts_as_long_as_asked(ms: int, samples: int) -> None:
    made = audio.silence(ms, RATE_HZ)
    assert len(made) == samples
    assert made.dtype == np.int16
    assert not made.any()


def test_trimming_leaves_the_sound_and_what_is_kept_around_it() -> None:
    sound = np.full(1000, 3000, np.int16)
    padded = np.concatenate([audio.silence(500, RATE_HZ), sound, audio.silence(500, RATE_HZ)])
    kept = RATE_HZ * 10 // 1000
    trimmed = audio.trim_silence(padded, RATE_HZ, keep_ms=10)
    assert len(trimmed) == 1000 + 2 * kept
    assert (trimmed[kept:-kept] == 3000).all()


def test_trimming_hears_negative_samples_too() -> None:
    lonely = np.array([0, 0, -3000, 0, 0], np.int16)
    assert audio.trim_silence(lonely, RATE_HZ, keep_ms=0).tolist() == [-3000]


@pytest.mark.parametrize(
    "samples", [np.zeros(0, np.int16), np.zeros(900, np.int16), np.full(900, 20, np.int16)]
)
def test_trimming_silence_leaves_nothing(samples: NDArray[np.int16]) -> None:
    assert len(audio.trim_silence(samples, RATE_HZ)) == 0


def test_fades_start_and_end_near_nothing_and_leave_the_middle() -> None:
    flat = np.full(RATE_HZ, 10000, np.int16)
    faded = audio.faded(flat, RATE_HZ, fade_ms=5)
    edge = RATE_HZ * 5 // 1000
    assert faded[0] < 100
    assert faded[-1] < 100
    assert (np.diff(faded[:edge]) > 0).all()
    assert (faded[edge:-edge] == 10000).all()
    assert (flat == 10000).all()


@pytest.mark.parametrize("length", [0, 1, 2, 3, 50])
def test_fades_fit_into_short_sounds(length: int) -> None:
    assert len(audio.faded(np.full(length, 9000, np.int16), RATE_HZ, fade_ms=5)) == length


@pytest.mark.parametrize("gain_db", [-12.0, -3.5, 0.0, 4.0])
def test_gain_moves_the_level_by_itself(gain_db: float) -> None:
    quiet = sine(200, db=-24)
    louder = audio.with_gain(quiet, audio.gain_table(gain_db, peak_db=-3))
    assert audio.speech_level_db(louder, RATE_HZ) == pytest.approx(-24 + gain_db, abs=ROUNDING_DB)


def test_no_gain_leaves_samples_below_the_knee_as_they_are() -> None:
    samples = sine(200, db=-20)
    assert (audio.with_gain(samples, audio.gain_table(0, peak_db=-3)) == samples).all()


@given(gain_db=st.floats(-30, 40), peak_db=st.floats(-20, 0))
def test_gain_is_odd_never_falls_and_never_passes_the_peak(gain_db: float, peak_db: float) -> None:
    table = audio.gain_table(gain_db, peak_db=peak_db).astype(int)
    positive, negative = table[:32768], table[65535:32768:-1]
    assert (np.diff(positive) >= 0).all()
    assert (positive[1:] == -negative).all()
    assert np.abs(table).max() <= audio.ratio(peak_db) * 32768


def test_gain_takes_every_sample_value() -> None:
    every = np.arange(-32768, 32768).astype(np.int16)
    out = audio.with_gain(every, audio.gain_table(0, peak_db=-3))
    assert (np.diff(out.astype(int)) >= 0).all()


@pytest.mark.parametrize("to_hz", [16000, 22050, 24000, 44100])
def test_resampling_keeps_length_in_time_pitch_and_level(to_hz: int) -> None:
    out = audio.resampled(sine(220), RATE_HZ, to_hz=to_hz)
    assert len(out) == to_hz
    assert audio.median_pitch_hz(out, to_hz) == pytest.approx(220, rel=0.01)
    assert audio.speech_level_db(out, to_hz) == pytest.approx(-20, abs=0.1)


def test_resampling_down_lets_nothing_alias() -> None:
    out = audio.resampled(sine(9000), RATE_HZ, to_hz=16000)
    middle = out[800:-800]
    assert audio.speech_level_db(middle, 16000) == -math.inf


def test_resampling_nothing_gives_nothing() -> None:
    assert len(audio.resampled(np.zeros(0, np.int16), 16000, to_hz=RATE_HZ)) == 0


@pytest.mark.parametrize("db", [-40.0, -20.0, -9.0])
def test_speech_level_of_a_sine_is_its_rms(db: float) -> None:
    assert audio.speech_level_db(sine(250, db=db), RATE_HZ) == pytest.approx(db, abs=ROUNDING_DB)


def test_speech_level_passes_over_pauses() -> None:
    spoken = np.concatenate([sine(250), audio.silence(3000, RATE_HZ)])
    assert audio.speech_level_db(spoken, RATE_HZ) == pytest.approx(-20, abs=0.1)


def test_silence_has_no_level_pitch_or_timbre() -> None:
    nothing = audio.silence(2000, RATE_HZ)
    assert audio.speech_level_db(nothing, RATE_HZ) == -math.inf
    assert audio.peak_level_db(nothing) == -math.inf
    assert audio.median_pitch_hz(nothing, RATE_HZ) is None
    assert audio.timbre(nothing, RATE_HZ) is None


def test_peak_of_the_lowest_sample_is_full_scale() -> None:
    assert audio.peak_level_db(np.array([-32768, 0], np.int16)) == 0


@pytest.mark.parametrize("hz", [75, 110, 150, 210])
def test_pitch_of_a_voice_with_harmonics_is_its_fundamental(hz: float) -> None:
    voice = harmonics(hz, [0.4, 1.0, 0.7, 0.3])
    assert audio.median_pitch_hz(voice, RATE_HZ) == pytest.approx(hz, rel=0.01)


def test_timbre_knows_tone_color_but_not_loudness() -> None:
    dark = harmonics(150, [1 / n for n in range(1, 60)])
    bright = harmonics(150, [0.2 for _ in range(1, 60)])
    dark_timbre, bright_timbre = audio.timbre(dark, RATE_HZ), audio.timbre(bright, RATE_HZ)
    quiet_timbre = audio.timbre(audio.with_gain(dark, audio.gain_table(-6, peak_db=0)), RATE_HZ)
    assert dark_timbre is not None
    assert bright_timbre is not None
    assert quiet_timbre is not None
    assert audio.timbre_distance(dark_timbre, bright_timbre) > 10 * audio.timbre_distance(
        dark_timbre, quiet_timbre
    )


def test_an_octave_is_twelve_semitones() -> None:
    assert audio.semitones(110, 220) == pytest.approx(12)
    assert audio.semitones(220, 110) == pytest.approx(12)


@pytest.mark.parametrize("level_db", [-32.0, -24.0, -14.0])
def test_leveling_brings_speech_near_one_level(level_db: float) -> None:
    tone = (np.sin(np.arange(22050) * 0.1) * audio.ratio(level_db + 3.01) * audio.FULL_SCALE).astype(np.int16)

    leveled = audio.leveled(tone, 22050, gain_db=0, level_db=-20, share=0.75)

    expected = level_db + max(-audio.LEVELING_MOST_DB, min(audio.LEVELING_MOST_DB, 0.75 * (-20 - level_db)))
    assert audio.speech_level_db(leveled, 22050) == pytest.approx(expected, abs=0.1)


def test_leveling_leaves_silence_alone_and_keeps_every_length() -> None:
    for length in (0, 1, 440, 441, 442, 5000):
        assert not audio.leveled(np.zeros(length, np.int16), 22050, gain_db=6, level_db=-20, share=1).any()
        assert (
            len(audio.leveled(np.ones(length, np.int16), 22050, gain_db=6, level_db=-20, share=1)) == length
        )


@given(samples=st.lists(st.integers(-32768, 32767), max_size=300))
def test_limiting_is_the_table_without_gain(samples: list[int]) -> None:
    table = audio.gain_table(0, peak_db=-4.6)
    wave = np.array(samples, np.int16)

    assert np.array_equal(audio.limited(wave, table), audio.with_gain(wave, table))


@given(
    samples=st.lists(st.sampled_from([0, 3, -3, 104, -104, 5000, -32768]), max_size=60),
    silent=st.integers(0, 9000),
)
def test_trimming_is_what_a_slow_plain_way_gives(samples: list[int], silent: int) -> None:
    wave = np.array([0] * silent + samples + [0] * silent, np.int16)
    loud = [at for at, sample in enumerate(wave.tolist()) if abs(sample) > 104]
    expected = wave[max(0, loud[0] - 441) : loud[-1] + 442] if loud else wave[:0]

    assert np.array_equal(audio.trim_silence(wave, 22050), expected)
