"""How far apart two voices sound, by what was measured of them: pitch, timbre, rate."""

from __future__ import annotations

import csv
import math
from dataclasses import replace
from typing import TYPE_CHECKING

from audiobook.model import Sound

if TYPE_CHECKING:
    from pathlib import Path

    from audiobook.model import Voice

SEMITONES_APART = 3.0  # of median pitch, which nobody takes for one voice
TIMBRE_APART = 1.0  # of the root mean square of the bands' differences: another throat
RATE_APART = 0.4  # of the natural logarithm of the rate: half as fast again
FAR = 1.5  # the distance at which two who talk with each other are told apart without a thought

_SUFFIX = ".heard.csv"
_BAND = 100  # parts of a unit in which the file gives the bands
_SEMITONES_A_STEP = 0.147  # of `pitch`, measured for espeak-ng from 0 to 99


def distance(one: Voice, other: Voice) -> float:
    """How far apart two voices are: from 1 on they are told apart; infinity where nobody has measured.

    The larger of the shares of pitch and timbre counts, and rate adds a little to it.
    """
    if one.heard is None or other.heard is None:
        return math.inf
    semitones = abs(12 * math.log2(one.heard.pitch_hz / other.heard.pitch_hz))
    bands = zip(one.heard.timbre, other.heard.timbre, strict=True)
    timbre = math.sqrt(sum((a - b) ** 2 for a, b in bands) / len(one.heard.timbre))
    rate = abs(math.log(one.rate / other.rate))
    return math.hypot(max(semitones / SEMITONES_APART, timbre / TIMBRE_APART), rate / RATE_APART)


def sounds_beside(voice_set: Path) -> dict[tuple[str, str], Sound]:
    """What was measured of the voices of a set: by name and the engine's name; {} if nobody did."""
    path = voice_set.with_name(voice_set.stem + _SUFFIX)
    if not path.is_file():
        return {}
    with path.open(encoding="utf-8", newline="") as file:
        return {
            (name, voice): Sound(float(hz), tuple(int(band) / _BAND for band in bands))
            for name, voice, hz, *bands in csv.reader(file)
        }


def write_sounds(voice_set: Path, sounds: dict[tuple[str, str], Sound]) -> None:
    """Write what was measured into the file beside a voice set."""
    with voice_set.with_name(voice_set.stem + _SUFFIX).open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        for (name, voice), sound in sounds.items():
            rows.writerow(
                (name, voice, f"{sound.pitch_hz:.1f}", *(round(band * _BAND) for band in sound.timbre))
            )


def shifted(sound: Sound | None, steps: float) -> Sound | None:
    """What would be measured of a voice `steps` of pitch higher."""
    if sound is None or not steps:
        return sound
    return replace(sound, pitch_hz=sound.pitch_hz * 2 ** (steps * _SEMITONES_A_STEP / 12))
