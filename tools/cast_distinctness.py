#!/usr/bin/env python3
"""How well the ten most heard characters of a story are told apart, measured on what they say in it.

    cast_distinctness.py STORY [--cast FILE] [--characters N] [--seconds S]

Casts the story as `audiobook convert` would, has each character speak some of their own lines, and prints
a table for `docs/voices.md`: the median pitch, the nearest other voice, and how far it is, in semitones
of median pitch and by timbre (the root mean square of the difference of the mean log-mel spectra, level
taken out). Two voices are told apart by 3 semitones, or by a timbre distance of 1; the distance is the
larger of the two shares, so 1 is enough. Exit status 1 if a pair is closer.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from dataclasses import dataclass
from itertools import combinations, islice
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from audiobook import audio, pipeline
from audiobook.casting.distance import SEMITONES_APART, TIMBRE_APART
from audiobook.engines import engine
from audiobook.model import SPOKEN_BY_CHARACTERS, Kind, Utterance
from audiobook.settings import Settings

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from audiobook.pipeline import Book

CHARS_PER_SECOND = 17


@dataclass(frozen=True, eq=False)
class Heard:
    """What was heard of one character."""

    name: str
    voice: str
    lines: int
    pitch_hz: float
    timbre: NDArray[np.float64]


def heard(name: str, spoken: list[Utterance], lines: int) -> Heard | None:
    """What is heard of a character in some of their lines; None if that is too little."""
    maker = engine(spoken[0].voice.engine)
    clips = maker.speak(spoken)
    samples = np.concatenate([clip.samples for clip in clips])
    pitch_hz = audio.median_pitch_hz(samples, clips[0].rate_hz)
    timbre = audio.timbre(samples, clips[0].rate_hz)
    if pitch_hz is None or timbre is None:
        return None
    return Heard(name, spoken[0].voice.name, lines, pitch_hz, timbre)


def lines_of(book: Book, name: str, *, seconds: float) -> list[Utterance]:
    """About so many seconds of what a character says aloud."""
    found: list[Utterance] = []
    for take in (take for chapter in book.plan.chapters for take in chapter.takes):
        for utterance in take.utterances:
            segment = book.script.segments[utterance.segment] if utterance.segment >= 0 else None
            own = (
                utterance.voice.name == book.cast.characters[name].name
            )  # the neutral voice reads doubtful lines
            if own and segment and segment.speaker == name and segment.kind is Kind.DIALOGUE:
                found.append(utterance)
            if sum(len(u.text) for u in found) > seconds * CHARS_PER_SECOND:
                return found
    return found


def apart(one: Heard, other: Heard) -> tuple[float, float, float]:
    """The distance of two voices, and its shares: semitones, timbre."""
    semitones = audio.semitones(one.pitch_hz, other.pitch_hz)
    timbre = audio.timbre_distance(one.timbre, other.timbre)
    return max(semitones / SEMITONES_APART, timbre / TIMBRE_APART), semitones, timbre


def show(people: list[Heard]) -> float:
    """Print the table; gives the smallest distance."""
    print("| character | lines | voice | pitch | nearest | semitones | timbre | distance |")
    print("| --- | ---: | --- | ---: | --- | ---: | ---: | ---: |")
    for one in people:
        (distance, semitones, timbre), nearest = min(
            ((apart(one, other), other.name) for other in people if other is not one),
            key=lambda found: found[0][0],
        )
        print(
            f"| {one.name} | {one.lines} | {one.voice} | {one.pitch_hz:.0f} Hz | {nearest} "
            f"| {semitones:.1f} | {timbre:.2f} | {distance:.2f} |"
        )
    pairs = sorted((apart(a, b)[0], a.name, b.name) for a, b in combinations(people, 2))
    median = pairs[len(pairs) // 2][0]
    closest, first, second = pairs[0]
    print(f"\n{len(pairs)} pairs: the closest {closest:.2f} ({first}, {second}), half above {median:.2f}.")
    return closest


def main() -> int:
    """Cast, speak, measure, print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("story", type=Path)
    parser.add_argument("--cast", type=Path)
    parser.add_argument("--characters", type=int, default=10)
    parser.add_argument("--seconds", type=float, default=20)
    options = parser.parse_args()
    book = pipeline.book(options.story, Settings(), options.cast)
    counts = Counter(s.speaker for s in book.script.segments if s.speaker and s.kind in SPOKEN_BY_CHARACTERS)
    spoken = (
        (name, lines_of(book, name, seconds=options.seconds), count) for name, count in counts.most_common()
    )
    measured = (heard(name, said, count) for name, said, count in spoken if said)
    people = list(islice(filter(None, measured), options.characters))
    return 0 if show(people) >= 1 else 1


if __name__ == "__main__":
    sys.exit(main())
