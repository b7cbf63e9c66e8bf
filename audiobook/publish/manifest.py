"""`manifest.json`: what stands in a folder, and where every segment of the story is heard.

Offsets count characters of the story's text, `from` and `to` samples of a file, `chapter` is an index from
0, `file` an index into `files`. Where a segment is heard in files of several formats, `also` names the others
as [file, from, to]. Nothing in it depends on when, where or by how many workers it was made.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from audiobook.atomic import written_whole
from audiobook.model import AudioFile, Part, Span, TextFile

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from audiobook.model import Plan, Segment
    from audiobook.settings import Settings

MANIFEST_NAME = "manifest.json"
_VERSION = 2
_Value = TypeVar("_Value")
# Settings that change nothing in what is heard; what the files are like, the files tell.
_NEVER_HEARD = ("jobs", "store_bytes", "formats", "split", "bitrate", "cover", "subtitles")
_SOUNDS = ("intro", "chime", "outro", "music")  # where these lie is nobody's business
NOT_CONVERTED = "not converted"
NO_SOUND = "the engine has no sound for it"


@dataclass(frozen=True, slots=True)
class Manifest:
    """What an earlier run left in a folder: its finished files; `reason` says why there are none."""

    title: str = ""
    author: str = ""
    source_sha256: str = ""
    files: tuple[AudioFile, ...] = ()
    reason: str = ""
    paths: tuple[str, ...] = ()


def write_manifest(
    folder: Path,
    plan: Plan,
    files: tuple[AudioFile, ...],
    settings: Settings,
    *,
    paths: Sequence[str] = (),
) -> Path:
    """Write the manifest of `files` into `folder`, whole or not at all, unless it is there.

    `paths` says where the story lies, seen from `folder`.
    """
    path = folder / MANIFEST_NAME
    data = manifest_text(plan, files, settings, paths=paths).encode("utf-8", "backslashreplace")
    if not (path.is_file() and path.read_bytes() == data):
        with written_whole(path) as out:
            out.write(data)
    return path


def manifest_text(
    plan: Plan, files: tuple[AudioFile, ...], settings: Settings, *, paths: Sequence[str] = ()
) -> str:
    """The manifest as JSON, a segment a line."""
    head = json.dumps(_head(plan, files, settings, paths), ensure_ascii=False, indent=1)
    segments = ",\n".join(json.dumps(row, ensure_ascii=False) for row in manifest_rows(plan, files))
    return "".join((head.removesuffix("\n}"), ',\n "segments": [\n', segments, "\n ]\n}\n"))


def read_manifest(folder: Path) -> Manifest:
    """What `folder` holds by its manifest; never fails: whatever is not ours or is damaged is left aside."""
    try:
        return _manifest(json.loads((folder / MANIFEST_NAME).read_bytes()))
    except FileNotFoundError:
        return Manifest(reason="there is no manifest")
    except OSError as err:
        return Manifest(reason=f"the manifest cannot be read: {err.strerror}")
    except (ValueError, RecursionError):
        return Manifest(reason="the manifest is damaged")
    except (KeyError, TypeError, AttributeError):
        return Manifest(reason="the manifest is not one of this program's")


def _head(
    plan: Plan, files: tuple[AudioFile, ...], settings: Settings, paths: Sequence[str]
) -> dict[str, Any]:
    story = plan.script.story
    source = {
        "name": story.source.name,
        "sha256": story.source.sha256,
        "chars": len(story.text),
        "paths": list(paths),
    }
    return {
        "version": _VERSION,
        "title": settings.title or story.metadata.title,
        "author": settings.author or story.metadata.author,
        "producer": story.producer,
        "source": source,
        "settings": {
            name: value for name, value in asdict(settings).items() if name not in (*_NEVER_HEARD, *_SOUNDS)
        },
        "files": [_file(file) for file in files],
    }


def _file(file: AudioFile) -> dict[str, Any]:
    row = asdict(file)
    del row["spans"]
    if not file.subtitles:
        del row["subtitles"]
    row["chapters"] = [
        {"chapter": part.chapter, "title": part.title, "from": part.start, "to": part.end, "key": part.key}
        for part in file.parts
    ]
    del row["parts"]
    return row


def manifest_rows(plan: Plan, files: tuple[AudioFile, ...] = ()) -> Iterator[dict[str, Any]]:
    """The segments of a plan as the manifest tells them: where each is heard, by which voice, or why not."""
    voices: dict[int, str] = {}
    said: Counter[int] = Counter()
    for utterance in (u for chapter in plan.chapters for take in chapter.takes for u in take.utterances):
        voices[utterance.segment] = utterance.voice.name
        said[utterance.segment] += len(utterance.text)
    places = _places(files)
    for index, segment in enumerate(plan.script.segments):
        heard = places.get(index, [])
        skipped = None if heard else plan.skipped.get(index, _why_unheard(segment, files))
        row = _segment(segment, voice=voices.get(index), heard=heard, skipped=skipped)
        yield row | {"said": said[index]}


def _why_unheard(segment: Segment, files: tuple[AudioFile, ...]) -> str:
    """Words that were to be spoken: their chapter has no file, or its engine had no sound for them."""
    made = any(segment.chapter in file.chapters for file in files)
    return NO_SOUND if made else NOT_CONVERTED


def _places(files: tuple[AudioFile, ...]) -> dict[int, list[tuple[int, int, int]]]:
    """Where each segment is heard: file, first sample, end; once for each format."""
    places: dict[int, list[tuple[int, int, int]]] = {}
    for number, file in enumerate(files):
        for span in file.spans:
            places.setdefault(span.segment, []).append((number, span.start, span.end))
    return places


def _segment(
    segment: Segment, *, voice: str | None, heard: list[tuple[int, int, int]], skipped: str | None
) -> dict[str, Any]:
    file, start, end = heard[0] if heard else (None, None, None)
    row = {
        "chapter": segment.chapter,
        "start": segment.start,
        "end": segment.end,
        "kind": str(segment.kind),
        "speaker": segment.speaker,
        "voice": voice,
        "file": file,
        "from": start,
        "to": end,
        "skipped": skipped,
    }
    return row | {"also": heard[1:]} if heard[1:] else row


def _manifest(data: Any) -> Manifest:
    if not isinstance(data, Mapping):
        raise TypeError(data)
    if data["version"] != _VERSION:
        return Manifest(reason=f"the manifest is of version {data['version']}")
    rows, spans = data["files"], _spans(data["segments"])
    return Manifest(
        title=_of(str, data["title"]),
        author=_of(str, data["author"]),
        source_sha256=_of(str, data["source"]["sha256"]),
        paths=tuple(_of(str, path) for path in data["source"].get("paths", ())),
        files=tuple(_audio_file(row, tuple(spans.get(index, ()))) for index, row in enumerate(rows)),
    )


def _spans(rows: list[dict[str, Any]]) -> dict[int, list[Span]]:
    spans: dict[int, list[Span]] = {}
    for index, row in enumerate(rows):
        if row["file"] is not None:
            for file, start, end in ((row["file"], row["from"], row["to"]), *row.get("also", ())):
                spans.setdefault(_of(int, file), []).append(Span(index, _of(int, start), _of(int, end)))
    return {file: sorted(found, key=lambda span: (span.start, span.segment)) for file, found in spans.items()}


def _audio_file(row: dict[str, Any], spans: tuple[Span, ...]) -> AudioFile:
    return AudioFile(
        name=_own_name(row["name"]),
        format=_of(str, row["format"]),
        title=_of(str, row["title"]),
        rate_hz=_of(int, row["rate_hz"]),
        samples=_of(int, row["samples"]),
        sha256=_of(str, row["sha256"]),
        key=_of(str, row["key"]),
        parts=tuple(_part(part) for part in row["chapters"]),
        spans=spans,
        subtitles=tuple(
            TextFile(_own_name(text["name"]), _of(str, text["sha256"])) for text in row.get("subtitles", ())
        ),
    )


def _part(row: dict[str, Any]) -> Part:
    return Part(
        chapter=_of(int, row["chapter"]),
        title=_of(str, row["title"]),
        start=_of(int, row["from"]),
        end=_of(int, row["to"]),
        key=_of(str, row["key"]),
    )


def _own_name(value: Any) -> str:
    """A manifest names files of its own folder only; any other path is not to be trusted."""
    name = _of(str, value)
    if "/" in name or "\\" in name or name in {"", ".", ".."}:
        raise TypeError(name)
    return name


def _of(kind: type[_Value], value: Any) -> _Value:
    if not isinstance(value, kind) or isinstance(value, bool):
        raise TypeError(value)
    return value
