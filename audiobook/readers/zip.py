"""A ZIP archive of stories -> one Story, in natural order of their names."""

from __future__ import annotations

from audiobook.model import Story
from audiobook.readers.raw import Raw


def score(raw: Raw) -> float:
    """How sure it is that `raw` is an archive of files; books are archives too and claim more."""
    return 0.7 if raw.data.startswith((b"PK\x03\x04", b"PK\x05\x06")) else 0.0


def read(raw: Raw) -> Story:
    """The stories in the archive as one; raises StoryError if there is none."""
    from audiobook.readers.zip_members import read_members  # noqa: PLC0415 - few stories come in one

    return read_members(raw)
