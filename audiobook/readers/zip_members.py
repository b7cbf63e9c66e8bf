"""The stories in a ZIP archive -> one Story."""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePath

from audiobook.errors import StoryError
from audiobook.model import Story
from audiobook.readers.archive import Archive
from audiobook.readers.choose import read_raw
from audiobook.readers.join import join
from audiobook.readers.raw import Raw
from audiobook.readers.sources import twin_warnings, without_twins

_MAX_TOTAL = 128_000_000  # books come with their pictures


def read_members(raw: Raw) -> Story:
    """The stories in the archive, in natural order of their names; raises StoryError if there is none."""
    archive = Archive(raw, most=_MAX_TOTAL)
    names = without_twins(archive.names)
    if not names:
        raise StoryError(f"There is no story in {raw.name}.", hint="Give the story's file itself.")
    stories = [read_raw(Raw(name, archive.read(name))) for name in names]
    story = stories[0] if len(stories) == 1 else join(stories, name=PurePath(raw.name).name, kind="zip")
    return replace(story, warnings=(*twin_warnings(names), *story.warnings))
