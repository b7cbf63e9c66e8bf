"""A Word document (DOCX) -> Story."""

from __future__ import annotations

from audiobook.model import Story
from audiobook.readers.raw import Raw

_SIGN = b"word/document.xml"
_DIRECTORY_BYTES = 2_000_000


def score(raw: Raw) -> float:
    """How sure it is that `raw` is a Word document, 0 to 1."""
    if not raw.data.startswith(b"PK"):
        return 0.0
    if _SIGN in raw.data[-_DIRECTORY_BYTES:]:
        return 0.95
    return 0.85 if raw.name.casefold().endswith((".docx", ".docm")) else 0.0


def read(raw: Raw) -> Story:
    """The story in a Word document; raises StoryError if it cannot be read."""
    from audiobook.readers.docx_document import read_document  # noqa: PLC0415 - its library is slow to load

    return read_document(raw)
