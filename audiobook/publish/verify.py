"""Reads a finished audiobook back and proves that nothing of the story was lost.

The text half: every character of the story that is not blank lies in exactly one segment, and each
segment is either heard or says why not. The sound half: every file is the one that was made, decodes to its
exact length, and every segment is heard where it should be, in order, neither silent nor too short or too
long for its words. Files are decoded by a library that had no part in making them.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np
from numpy.typing import NDArray

from audiobook.audio import decibels
from audiobook.errors import OutputError
from audiobook.model import Plan, Story
from audiobook.publish.listen import Recording, Sound
from audiobook.publish.manifest import MANIFEST_NAME, NOT_CONVERTED, manifest_rows

_SILENT_DB = -55.0
_QUIET_DB = -50.0
_LONGEST_QUIET_S = 2.0  # inside one utterance; the longest pause an engine makes at a dash is under a second
_FRAME_S = 0.02
_FEW_CHARS = 20  # of a shorter line the pace says nothing
_PACE_FACTOR = 2.5  # how far a line may be from the usual pace of its voice
_PEAK_DB = -3.0  # what ACX asks of an audiobook, and stores with it
_LEVEL_DB = (-23.0, -18.0)  # RMS
_LEVEL_AFTER_S = 30  # a shorter file is mostly the silence around it
_BLANK = "\ufeff"  # a byte order mark is no character of the story

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Flaw:
    """Something that is not as it should be, and where.

    What is not `grave` is worth knowing, but nothing of the story is lost by it.
    """

    place: str
    what: str
    grave: bool = True

    def __str__(self) -> str:
        return f"{self.place}: {self.what}"


def text_flaws(story: Story, rows: Iterable[Row]) -> Iterator[Flaw]:
    """What is lost or said twice, in the order of the text; `rows` are the segments of a manifest."""
    reached = 0
    for row in sorted(rows, key=lambda row: (row["start"], row["end"])):
        start, end = row["start"], row["end"]
        if not 0 <= start < end <= len(story.text):
            yield Flaw(
                f"character {start}", f"a segment ends at {end}, the story has {len(story.text)} characters"
            )
            continue
        yield from _lost(story.text, reached, start)
        if start < reached and not _is_blank(story.text[start : min(reached, end)]):
            yield Flaw(f"character {start}", f"stands in two segments: {_quoted(story.text, start, reached)}")
        if row["file"] is None and not row["skipped"]:
            yield Flaw(f"character {start}", f"is silent without a reason: {_quoted(story.text, start, end)}")
        reached = max(reached, end)
    yield from _lost(story.text, reached, len(story.text))


def plan_flaws(plan: Plan) -> list[Flaw]:
    """The text half, before a word is spoken: each segment is spoken, or says why not."""
    story = plan.script.story
    flaws = list(text_flaws(story, manifest_rows(plan)))
    spoken = {u.segment for chapter in plan.chapters for take in chapter.takes for u in take.utterances}
    for index, segment in enumerate(plan.script.segments):
        if index not in spoken and index not in plan.skipped:
            words = _quoted(story.text, segment.start, segment.end)
            flaws.append(Flaw(f"character {segment.start}", f"is neither spoken nor left out: {words}"))
    return flaws


def _lost(text: str, start: int, end: int) -> Iterator[Flaw]:
    if start < end and not _is_blank(text[start:end]):
        yield Flaw(f"character {start}", f"is in no segment: {_quoted(text, start, end)}")


def _is_blank(text: str) -> bool:
    return not text.strip().strip(_BLANK).strip()


def _quoted(text: str, start: int, end: int) -> str:
    words = " ".join(text[start:end].split())
    return repr(words if len(words) <= 60 else words[:57] + "...")


def read_manifest_data(folder: Path) -> dict[str, Any]:
    """The manifest of a folder as it stands; OutputError if there is none that can be read."""
    hint = "Give the folder that `audiobook convert` has made."
    try:
        data = json.loads((folder / MANIFEST_NAME).read_bytes())
        with suppress(AttributeError, TypeError, KeyError):
            if _is_sound(data):
                return dict(data)
    except OSError as err:
        raise OutputError(f"{folder} holds no {MANIFEST_NAME}.", hint=hint) from err
    except ValueError as err:
        raise OutputError(
            f"{folder / MANIFEST_NAME} is damaged: {err}.", hint="Convert the story again."
        ) from err
    raise OutputError(f"{folder / MANIFEST_NAME} is not a manifest of audiobook.", hint=hint)


def _is_sound(data: Any) -> bool:
    """Whether a manifest has all that is looked at here, each of its kind."""
    files, rows = data["files"], data["segments"]
    return (
        isinstance(data["source"]["name"], str)
        and all(isinstance(file[key], int) for file in files for key in ("rate_hz", "samples"))
        and all(isinstance(file[key], str) for file in files for key in ("name", "format", "sha256"))
        and all(file["chapters"] for file in files)
        and all(isinstance(part[key], int) for part in _parts(files) for key in ("chapter", "from", "to"))
        and all(isinstance(row[key], int) for row in rows for key in ("start", "end", "chapter"))
        and all(_is_place(row, len(files)) for row in rows)
    )


def _is_place(row: Row, files: int) -> bool:
    """Whether a segment is heard in a file that there is, or in none."""
    if row["file"] is None:
        return "skipped" in row
    return all(
        0 <= file < files and isinstance(start, int) and isinstance(end, int)
        for file, start, end in _places(row)
    )


def _parts(files: Iterable[Row]) -> Iterator[Row]:
    return (part for file in files for part in file["chapters"])


def _places(row: Row) -> Iterator[tuple[int, int, int]]:
    """The file, first sample and end of a segment, in every format."""
    yield row["file"], row["from"], row["to"]
    yield from row.get("also", ())


def sound_flaws(folder: Path, manifest: Mapping[str, Any]) -> Iterator[Flaw]:
    """What is wrong with the files of an audiobook."""
    rows: defaultdict[int, list[Row]] = defaultdict(list)
    for row in manifest["segments"]:
        if row["file"] is not None:
            for file, start, end in _places(row):
                rows[file].append(dict(row) | {"from": start, "to": end})
    yield from _chapter_flaws(manifest)
    for index, file in enumerate(manifest["files"]):
        yield from _file_flaws(folder / file["name"], file, rows.pop(index, []))
    yield from _pace_flaws(manifest)


def _chapter_flaws(manifest: Mapping[str, Any]) -> Iterator[Flaw]:
    """Chapters out of order, or left out of a file that should have them."""
    files = manifest["files"]
    for one, other in pairwise(files):
        if one["format"] == other["format"] and _first(one) > _first(other):
            yield Flaw(MANIFEST_NAME, "its files are not in the order of the chapters")
    for file in files:
        if any(one["to"] != other["from"] for one, other in pairwise(file["chapters"])):
            yield Flaw(MANIFEST_NAME, f"the chapters of {file['name']} do not follow one another")
    made = {part["chapter"] for part in _parts(files)}
    for row in manifest["segments"]:
        if row["skipped"] == NOT_CONVERTED and row["chapter"] in made:
            yield Flaw(f"character {row['start']}", "should be heard, and is not")


def _first(file: Row) -> int:
    return int(file["chapters"][0]["chapter"])


def _file_flaws(path: Path, file: Row, rows: list[Row]) -> Iterator[Flaw]:
    if not path.is_file():
        yield Flaw(path.name, "is missing")
        return
    with path.open("rb") as stream:
        if hashlib.file_digest(stream, "sha256").hexdigest() != file["sha256"]:
            yield Flaw(path.name, "is not the file that was made: it has changed since")
    rows = sorted(rows, key=lambda row: (row["from"], row["to"]))
    recording = Recording(path)
    sounds = recording.sounds((row["from"], row["to"]) for row in rows)
    flaws = [
        flaw
        for row, sound in zip(rows, sounds, strict=True)
        for flaw in _segment_flaws(path.name, row, sound, file["rate_hz"])
    ]
    if recording.rate_hz != file["rate_hz"] or recording.samples != file["samples"]:
        missing = file["samples"] / file["rate_hz"] - recording.samples / recording.rate_hz
        yield Flaw(
            path.name, f"is {abs(missing):.3f} s {'shorter' if missing > 0 else 'longer'} than it was made"
        )
    yield from _order_flaws(path.name, file, rows)
    yield from _level_flaws(path.name, recording)
    for row in rows:
        if not any(_holds(part, row) for part in file["chapters"]):
            yield Flaw(path.name, f"holds character {row['start']} outside its chapter")
    yield from flaws


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
