"""Hears the files of a finished audiobook and proves that they are what was made.

Every file is the one that was made, decodes to its exact length, and every segment is heard where it should
be, in order, neither silent nor too short or too long for its words. Files are decoded by a library that had
no part in making them.
"""

from __future__ import annotations

import hashlib
import math
from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np
from numpy.typing import NDArray

from audiobook.audio import decibels
from audiobook.publish.listen import Recording, Sound
from audiobook.publish.manifest import MANIFEST_NAME, NOT_CONVERTED
from audiobook.publish.verify import Flaw, Row, parts_of, places_of, subtitles_of

CHANGED = "is not the file that was made: it has changed since"
_SILENT_DB = -55.0
_QUIET_DB = -50.0
_LONGEST_QUIET_S = 2.0  # inside one utterance; the longest pause an engine makes at a dash is under a second
_FRAME_S = 0.02
_FEW_CHARS = 20  # of a shorter line the pace says nothing
_PACE_FACTOR = 2.5  # how far a line may be from the usual pace of its voice
_PEAK_DB = -3.0  # what ACX asks of an audiobook, and stores with it
_LEVEL_DB = (-23.0, -18.0)  # RMS
_LEVEL_AFTER_S = 30  # a shorter file is mostly the silence around it


def sound_flaws(folder: Path, manifest: Mapping[str, Any]) -> Iterator[Flaw]:
    """What is wrong with the files of an audiobook."""
    rows: defaultdict[int, list[Row]] = defaultdict(list)
    for row in manifest["segments"]:
        if row["file"] is not None:
            for file, start, end in places_of(row):
                rows[file].append(dict(row) | {"from": start, "to": end})
    yield from _chapter_flaws(manifest)
    for index, file in enumerate(manifest["files"]):
        yield from _file_flaws(folder / file["name"], file, rows.pop(index, []))
    yield from _pace_flaws(manifest)
    for text in subtitles_of(manifest["files"]):
        yield from _text_file_flaws(folder / text["name"], text["sha256"])


def _text_file_flaws(path: Path, sha256: str) -> Iterator[Flaw]:
    """Whether a file of subtitles is the one that was made."""
    if not path.is_file():
        yield Flaw(path.name, "is missing")
    elif hashlib.sha256(path.read_bytes()).hexdigest() != sha256:
        yield Flaw(path.name, CHANGED)


def _chapter_flaws(manifest: Mapping[str, Any]) -> Iterator[Flaw]:
    """Chapters out of order, or left out of a file that should have them."""
    files = manifest["files"]
    for one, other in pairwise(files):
        if one["format"] == other["format"] and _first(one) > _first(other):
            yield Flaw(MANIFEST_NAME, "its files are not in the order of the chapters")
    for file in files:
        if any(one["to"] != other["from"] for one, other in pairwise(file["chapters"])):
            yield Flaw(MANIFEST_NAME, f"the chapters of {file['name']} do not follow one another")
    made = {part["chapter"] for part in parts_of(files)}
    for row in manifest["segments"]:
        if row["skipped"] == NOT_CONVERTED and row["chapter"] in made:
            yield Flaw(f"character {row['start']}", "should be heard, and is not")


def _first(file: Row) -> int:
    return int(file["chapters"][0]["chapter"])


def _file_flaws(path: Path, file: Row, rows: list[Row]) -> Iterator[Flaw]:
    recording = Recording(path)
    if trouble := _no_sound(path, recording):
        yield Flaw(path.name, trouble)
        return
    with path.open("rb") as stream:
        if hashlib.file_digest(stream, "sha256").hexdigest() != file["sha256"]:
            yield Flaw(path.name, CHANGED)
    rows = sorted(rows, key=lambda row: (row["from"], row["to"]))
    sounds = recording.sounds((row["from"], row["to"]) for row in rows)
    flaws = [
        flaw
        for row, sound in zip(rows, sounds, strict=True)
        if row["from"] < recording.samples  # what lies beyond its end is told at once
        for flaw in _segment_flaws(path.name, row, sound, file["rate_hz"])
    ]
    yield from _length_flaws(path.name, recording, file, rows)
    yield from _order_flaws(path.name, file, rows)
    yield from _level_flaws(path.name, recording)
    for row in rows:
        if not any(_holds(part, row) for part in file["chapters"]):
            yield Flaw(path.name, f"holds character {row['start']} outside its chapter")
    yield from flaws


def _no_sound(path: Path, recording: Recording) -> str:
    """Why there is nothing to hear in a file, "" if there is something."""
    if path.is_dir():
        return "is a folder, no sound file"
    if not path.is_file():
        return "is missing"
    if recording.heard_any:
        return ""
    with path.open("rb") as stream:
        if any(map(any, iter(lambda: stream.read(1 << 16), b""))):
            return "holds no sound that can be played: it was replaced or damaged"
    return "holds nothing but zeros" if path.stat().st_size else "is empty"


def _length_flaws(name: str, recording: Recording, file: Row, rows: list[Row]) -> Iterator[Flaw]:
    """Whether a file is as long as it was made, and what is not heard because it is shorter."""
    if recording.rate_hz == file["rate_hz"] and recording.samples == file["samples"]:
        return
    heard_s = recording.samples / recording.rate_hz
    missing = file["samples"] / file["rate_hz"] - heard_s
    how = f"is {abs(missing):.3f} s {'shorter' if missing > 0 else 'longer'} than it was made"
    if recording.is_broken:
        how = f"is damaged: it cannot be played beyond {heard_s:.1f} s"
    lost = sum(row["from"] >= recording.samples for row in rows)
    yield Flaw(name, f"{how}, and {lost} of its {len(rows)} segments are not heard" if lost else how)


def _level_flaws(name: str, recording: Recording) -> Iterator[Flaw]:
    """Where a file would not pass the audiobook standard (ACX)."""
    peak_db = decibels(recording.peak)
    if peak_db >= _PEAK_DB:
        yield Flaw(name, f"has peaks of {peak_db:.1f} dBFS; the standard asks for less than -3", grave=False)
    if recording.samples >= _LEVEL_AFTER_S * recording.rate_hz:
        level_db = decibels(math.sqrt(recording.energy / recording.samples))
        if not _LEVEL_DB[0] <= level_db <= _LEVEL_DB[1]:
            how = f"is {level_db:.1f} dBFS loud on the whole; the standard asks for -23 to -18"
            yield Flaw(name, how, grave=False)


def _holds(part: Row, row: Row) -> bool:
    """Whether a segment is heard in this part of a file, and belongs there."""
    inside = bool(part["from"] <= row["from"] and row["to"] <= part["to"])
    return inside and bool(part["chapter"] == row["chapter"])


def _order_flaws(name: str, file: Row, rows: list[Row]) -> Iterator[Flaw]:
    """Segments follow one another inside the file; notes may have been put at the end of their chapter."""
    for row in rows:
        if not 0 <= row["from"] < row["to"] <= file["samples"]:
            yield Flaw(name, f"character {row['start']} should be heard outside the file")
    for one, other in pairwise(rows):
        if one["to"] > other["from"]:
            yield Flaw(name, f"characters {one['start']} and {other['start']} are heard at once")
    story = [row["start"] for row in rows if row["kind"] != "note"]
    for before, after in pairwise(story):
        if before > after:
            yield Flaw(name, f"character {after} is heard after character {before}")


def _segment_flaws(name: str, row: Row, sound: Sound, rate_hz: int) -> Iterator[Flaw]:
    wave = sound.astype(np.float32) / 32768
    size = int(_FRAME_S * rate_hz)
    place = f"{name} at {row['from'] / rate_hz:.1f} s (character {row['start']})"
    if not len(sound) or 10 * np.log10(float(np.mean(np.square(wave))) + 1e-12) < _SILENT_DB:
        yield Flaw(place, "is silent")
        return
    whole = len(sound) // size * size
    level = np.sqrt(np.mean(np.square(wave[:whole].reshape(-1, size)), axis=1))
    longest = _longest_run(level < 10 ** (_QUIET_DB / 20)) * _FRAME_S
    if longest > _LONGEST_QUIET_S:
        yield Flaw(place, f"falls silent for {longest:.1f} s in the middle of its words")


def _longest_run(flags: NDArray[np.bool_]) -> int:
    ends = np.flatnonzero(np.concatenate([[True], ~flags, [True]]))
    return int(np.diff(ends).max()) - 1


def _pace_flaws(manifest: Mapping[str, Any]) -> Iterator[Flaw]:
    """Lines that are far too short or too long for their words, measured by the other lines of the voice."""
    paces = defaultdict(list)
    for row in manifest["segments"]:
        if row["file"] is not None and row.get("said", 0) >= _FEW_CHARS and row["to"] > row["from"]:
            rate_hz = manifest["files"][row["file"]]["rate_hz"]
            paces[row["voice"]].append((row["said"] * rate_hz / (row["to"] - row["from"]), row))
    for lines in paces.values():
        usual = median(pace for pace, _ in lines)
        for pace, row in lines:
            if not usual / _PACE_FACTOR < pace < usual * _PACE_FACTOR:
                how = "short" if pace > usual else "long"
                name = manifest["files"][row["file"]]["name"]
                yield Flaw(f"{name} (character {row['start']})", f"is far too {how} for its words")
