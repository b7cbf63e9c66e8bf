"""Proves by manifest and story that nothing of the text was lost.

Every character of the story that is not blank lies in exactly one segment, and each segment is either heard
or says why not. `verify_sound` is the other half of the proof.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from audiobook.errors import OutputError
from audiobook.model import Plan, Story
from audiobook.publish.manifest import MANIFEST_NAME, manifest_rows

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
        raise OutputError(_why_none(folder), hint=hint) from err
    except ValueError as err:
        raise OutputError(
            f"{folder / MANIFEST_NAME} is damaged: {err}.", hint="Convert the story again."
        ) from err
    raise OutputError(f"{folder / MANIFEST_NAME} is not a manifest of audiobook.", hint=hint)


def _why_none(folder: Path) -> str:
    """Why no manifest can be read in a folder."""
    if not folder.exists():
        return f"There is no folder {folder}."
    return f"{folder} holds no {MANIFEST_NAME}." if folder.is_dir() else f"{folder} is a file, no folder."


def _is_sound(data: Any) -> bool:
    """Whether a manifest has all that is looked at here, each of its kind."""
    files, rows = data["files"], data["segments"]
    return (
        isinstance(data["source"]["name"], str)
        and all(isinstance(file[key], int) for file in files for key in ("rate_hz", "samples"))
        and all(isinstance(file[key], str) for file in files for key in ("name", "format", "sha256"))
        and all(file["chapters"] for file in files)
        and all(isinstance(text[key], str) for text in subtitles_of(files) for key in ("name", "sha256"))
        and all(isinstance(part[key], int) for part in parts_of(files) for key in ("chapter", "from", "to"))
        and all(isinstance(row[key], int) for row in rows for key in ("start", "end", "chapter"))
        and all(_is_place(row, len(files)) for row in rows)
    )


def _is_place(row: Row, files: int) -> bool:
    """Whether a segment is heard in a file that there is, or in none."""
    if row["file"] is None:
        return "skipped" in row
    return all(
        0 <= file < files and isinstance(start, int) and isinstance(end, int)
        for file, start, end in places_of(row)
    )


def parts_of(files: Iterable[Row]) -> Iterator[Row]:
    """What each file holds, chapter by chapter."""
    return (part for file in files for part in file["chapters"])


def subtitles_of(files: Iterable[Row]) -> Iterator[Row]:
    """The subtitles that stand beside the files."""
    return (text for file in files for text in file.get("subtitles", ()))


def places_of(row: Row) -> Iterator[tuple[int, int, int]]:
    """The file, first sample and end of a segment, in every format."""
    yield row["file"], row["from"], row["to"]
    yield from row.get("also", ())
