#!/usr/bin/env python3
"""Measure the voices of a voice set: how loud, how high, and how well they are told apart.

    measure_voices.py [SET] [--write] [--pairs N]

SET is a voice set's name or the path of its file, "espeak" if none is given. Each voice speaks
`passage.txt`, about a minute. Levels are those of speech, in dBFS, after the gain and the limiter
of the studio. Two voices are told apart by 3 semitones of median pitch, or by a timbre distance of
1.0; a pair's distance is the larger of both shares, so 1.0 is enough. `--write` sets the gain of each
voice to bring it to the studio's level, and keeps the comments of the file; pitch and timbre go into
the file beside it, by which the cast is chosen.
"""

from __future__ import annotations

import argparse
import sys
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from ruamel.yaml import YAML

from audiobook import audio
from audiobook.casting.distance import SEMITONES_APART, TIMBRE_APART, write_sounds
from audiobook.casting.library import find_voice_set
from audiobook.casting.profiles import load_voices
from audiobook.engines import engine
from audiobook.model import Sound, Utterance, Voice
from audiobook.settings import Settings

if TYPE_CHECKING:
    from numpy.typing import NDArray

PASSAGE = Path(__file__).parent / "passage.txt"
LEVEL_TOLERANCE_DB = 0.02
TRIES = 5  # the limiter takes some of each gain away again
SETTINGS = Settings()
HEADING = (
    "voice         engine voice            kind          rate     Hz  char/s    dBFS   peak   gain  nearest"
)


@dataclass(frozen=True, eq=False)
class Measure:
    """What was heard of one voice; `gain_db` is what would bring it to the studio's level."""

    voice: Voice
    pitch_hz: float | None
    timbre: NDArray[np.float64] | None
    speech_db: float
    peak_db: float
    gain_db: float
    characters_per_s: float


def measured(voice: Voice) -> Measure:
    """What is heard of `voice` when it speaks the passage."""
    lines = [line for line in PASSAGE.read_text("utf-8").splitlines() if line]
    clips = engine(voice.engine).speak([Utterance(line, voice, index) for index, line in enumerate(lines)])
    rate_hz = clips[0].rate_hz
    spoken = [audio.trim_silence(clip.samples, rate_hz) for clip in clips]
    raw = np.concatenate(spoken)
    heard = audio.with_gain(raw, audio.gain_table(voice.gain_db, peak_db=SETTINGS.peak_db))
    return Measure(
        voice=voice,
        pitch_hz=audio.median_pitch_hz(heard, rate_hz),
        timbre=audio.timbre(heard, rate_hz),
        speech_db=audio.speech_level_db(heard, rate_hz),
        peak_db=audio.peak_level_db(heard),
        gain_db=_gain_to_level(raw, rate_hz),
        characters_per_s=sum(map(len, lines)) / (len(raw) / rate_hz),
    )


def _gain_to_level(raw: NDArray[np.int16], rate_hz: int) -> float:
    gain_db = SETTINGS.speech_db - audio.speech_level_db(raw, rate_hz)
    for _ in range(TRIES):
        heard = audio.with_gain(raw, audio.gain_table(gain_db, peak_db=SETTINGS.peak_db))
        short_db = SETTINGS.speech_db - audio.speech_level_db(heard, rate_hz)
        if abs(short_db) < LEVEL_TOLERANCE_DB:
            break
        gain_db += short_db
    return round(gain_db, 1)


def distance(one: Measure, other: Measure) -> float:
    """How well two voices are told apart; 1.0 is enough."""
    semitones = timbre = 0.0
    if one.pitch_hz and other.pitch_hz:
        semitones = audio.semitones(one.pitch_hz, other.pitch_hz)
    if one.timbre is not None and other.timbre is not None:
        timbre = audio.timbre_distance(one.timbre, other.timbre)
    return max(semitones / SEMITONES_APART, timbre / TIMBRE_APART)


def show(measures: list[Measure], *, pairs: int) -> None:
    """Print a line per voice, and the closest pairs."""
    print(HEADING)
    for one in measures:
        voice = one.voice
        apart, neighbor = min(
            (distance(one, other), other.voice.name) for other in measures if other is not one
        )
        print(
            f"{voice.name:14}{voice.voice:24}{voice.gender.value + ' ' + voice.age.value:14}{voice.rate:4}"
            f"{one.pitch_hz or 0:7.1f}{one.characters_per_s:8.1f}{one.speech_db:8.2f}{one.peak_db:7.1f}"
            f"{one.gain_db:7.1f}  {neighbor} {apart:.2f}"
        )
    closest = sorted(((distance(a, b), a.voice.name, b.voice.name) for a, b in combinations(measures, 2)))
    for apart, one_name, other_name in closest[:pairs]:
        print(f"close: {one_name} ~ {other_name} {apart:.2f}")


def write_gains(path: Path, measures: list[Measure]) -> None:
    """Set the gain of each voice in the file at `path`; everything else stays as it is."""
    yaml = YAML()
    yaml.preserve_quotes = True
    yaml.width = 200
    document = yaml.load(path)
    for one in measures:
        if one.voice.name in document["voices"]:
            document["voices"][one.voice.name]["gain_db"] = one.gain_db
    yaml.dump(document, path)


def write_heard(path: Path, measures: list[Measure]) -> None:
    """Write pitch and timbre of each voice into the file beside the one at `path`."""
    sounds = {
        (one.voice.name, one.voice.voice): Sound(one.pitch_hz, tuple(map(float, one.timbre)))
        for one in measures
        if one.pitch_hz and one.timbre is not None
    }
    write_sounds(path, sounds)


def main() -> int:
    """Measure, print, and perhaps write."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("set", nargs="?", default="espeak")
    parser.add_argument("--write", action="store_true", help="set the gains in the file")
    parser.add_argument("--pairs", type=int, default=10)
    options = parser.parse_args()
    path = find_voice_set(options.set)
    with ProcessPoolExecutor() as workers:
        measures = list(workers.map(measured, load_voices(str(path)).voices))
        if options.write:
            write_gains(path, measures)
            measures = list(workers.map(measured, load_voices(str(path)).voices))
            write_heard(path, measures)
    show(measures, pairs=options.pairs)
    return 0


if __name__ == "__main__":
    sys.exit(main())
