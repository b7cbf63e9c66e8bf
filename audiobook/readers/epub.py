"""An EPUB -> Story: its pages in reading order, its chapters as the table of contents has them."""

from __future__ import annotations

from audiobook.model import Story
from audiobook.readers.raw import Raw

_MIMETYPE = b"application/epub+zip"
_SIGNS = (b"META-INF/container.xml", b".opf")


def score(raw: Raw) -> float:
    """How sure it is that `raw` is an EPUB, 0 to 1."""
    if not raw.data.startswith(b"PK"):
        return 0.0
    if _MIMETYPE in raw.data[:200]:
        return 1.0
    named = raw.name.casefold().endswith((".epub", ".kepub"))
    listed = any(sign in raw.data[-_directory(raw.data) :] for sign in _SIGNS)
    return 0.9 if listed or named else 0.0


def read(raw: Raw) -> Story:
    """The story in an EPUB; raises StoryError if it is damaged, locked or no book."""
    from audiobook.readers.epub_book import read_book  # noqa: PLC0415 - lxml is slow to load

    return read_book(raw)


def _directory(data: bytes) -> int:
    """How many bytes at the end of an archive may hold the names of its files."""
    return min(len(data), 2_000_000)
