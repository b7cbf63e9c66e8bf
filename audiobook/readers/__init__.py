"""A story file in any format -> a Story: its text, its blocks, and what the source says of the work."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from audiobook.errors import StoryError, UsageError
from audiobook.model import Story
from audiobook.readers.choose import read_raw
from audiobook.readers.raw import Raw
from audiobook.readers.sources import fetch, natural_key, story_names, twin_warnings

__all__ = ["Raw", "read", "read_many", "read_raw"]


def read(path: str | Path) -> Story:
    """The story in a file, a folder, a ZIP archive, or standard input ("-").

    Content decides on the format, not the suffix. Raises StoryError where there is no story to read.
    """
    if Path(path).is_dir():
        return _read_folder(Path(path))
    return read_raw(fetch(path))


def read_many(paths: Iterable[str | Path]) -> Story:
    """Several files as one book, "ch2" before "ch10", each a chapter unless it has chapters itself."""
    ordered = sorted(paths, key=lambda path: natural_key(str(path)))
    if not ordered:
        raise UsageError("No story was given.", hint="Name at least one file.")
    return _joined([read(path) for path in ordered], Path(ordered[0]).name, "several")


def _read_folder(folder: Path) -> Story:
    names = story_names(folder)
    if not names:
        raise StoryError(f"There is no story in the folder {folder}.", hint="Give the story's file itself.")
    story = _joined([read_raw(fetch(folder / name)) for name in names], folder.resolve().name, "folder")
    return replace(story, warnings=(*twin_warnings(names), *story.warnings))


def _joined(stories: Sequence[Story], name: str, kind: str) -> Story:
    from audiobook.readers.join import join  # noqa: PLC0415 - most books are one file

    return stories[0] if len(stories) == 1 else join(stories, name=name, kind=kind)
