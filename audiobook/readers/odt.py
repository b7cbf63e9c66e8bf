"""An OpenDocument text (ODT) -> Story."""

from __future__ import annotations

from audiobook.model import Story
from audiobook.readers.raw import Raw

_MIMETYPE = b"application/vnd.oasis.opendocument.text"
_HEAD_BYTES = 200
_CONTENT = b"content.xmlPK"
_DIRECTORY_BYTES = 2_000_000
_FLAT = b"<office:document "


def score(raw: Raw) -> float:
    """How sure it is that `raw` is an OpenDocument text, 0 to 1."""
    if raw.data.startswith(b"PK"):
        if _MIMETYPE in raw.data[:_HEAD_BYTES]:
            return 1.0
        named = raw.name.casefold().endswith((".odt", ".ott"))
        return 0.85 if named or _CONTENT in raw.data[-_DIRECTORY_BYTES:] else 0.0
    return 0.95 if raw.data.lstrip().startswith(b"<?xml") and _FLAT in raw.data[:2000] else 0.0


def read(raw: Raw) -> Story:
    """The story in an OpenDocument text; raises StoryError if it cannot be read."""
    from audiobook.readers.odt_document import read_document  # noqa: PLC0415 - lxml is slow to load

    return read_document(raw)
