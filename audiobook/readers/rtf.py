"""Rich Text (RTF) -> Story."""

from __future__ import annotations

from audiobook.model import Story
from audiobook.readers.raw import Raw

_SIGN = b"{\\rtf"


def score(raw: Raw) -> float:
    """How sure it is that `raw` is Rich Text, 0 to 1."""
    return 1.0 if raw.data[:64].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(_SIGN) else 0.0


def read(raw: Raw) -> Story:
    """The story in a Rich Text file; raises StoryError if it holds no text."""
    from audiobook.readers.rtf_document import read_document  # noqa: PLC0415 - only where there is one

    return read_document(raw)
