"""Proves that a finished audiobook holds its story: all of it, once, and audibly."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from audiobook.errors import StoryError
from audiobook.pipeline.prepare import read
from audiobook.publish.verify import Flaw, read_manifest_data, text_flaws
from audiobook.publish.verify_sound import sound_flaws

_MOVED = "If it has moved, name it after the folder"


@dataclass(frozen=True)
class Proof:
    """What was looked at, and what was found wrong; no flaws: the audiobook is proven.

    `remarks` are worth knowing, but nothing is lost by them.
    """

    files: int
    heard: int
    silent: int
    flaws: tuple[Flaw, ...]
    remarks: tuple[Flaw, ...] = ()


def verify(folder: str | Path, stories: Sequence[str | Path] = ()) -> Proof:
    """Read an audiobook back and compare it with its story, found by the manifest if none is given.

    OutputError if the folder holds no audiobook of ours.
    """
    folder = Path(folder)
    manifest = read_manifest_data(folder)
    found = (*_text_flaws(folder, manifest, stories), *sound_flaws(folder, manifest))
    flaws = tuple(flaw for flaw in found if flaw.grave)
    remarks = tuple(flaw for flaw in found if not flaw.grave)
    rows = manifest["segments"]
    heard = sum(row["file"] is not None for row in rows)
    return Proof(len(manifest["files"]), heard, len(rows) - heard, flaws, remarks)


def _text_flaws(folder: Path, manifest: Mapping[str, Any], stories: Sequence[str | Path]) -> Iterator[Flaw]:
    source = manifest["source"]
    paths = stories or [folder / path for path in source.get("paths", ())]
    if not paths:
        yield Flaw(
            source["name"], "is not known any more, so its text is not proven: name it after the folder"
        )
        return
    try:
        story = read(list(paths))
    except StoryError as err:
        yield Flaw(source["name"], f"cannot be read, so its text is not proven: {err.message} {_MOVED}")
        return
    if story.source.sha256 != source["sha256"]:
        yield Flaw(source["name"], "has changed since it was converted")
        return
    yield from text_flaws(story, manifest["segments"])
