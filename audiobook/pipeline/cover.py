"""Which cover a book has: the user's, the story's own, or one that is drawn when it is needed."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from threading import Lock

from audiobook.model import Picture
from audiobook.pipeline.prepare import Book
from audiobook.settings import Settings

_DRAWN = "drawn 1"  # counts the ways in which covers were drawn


@dataclass(frozen=True)
class Cover:
    """A cover that need not be there yet: `key` tells it from others, `picture` makes it."""

    key: str
    picture: Callable[[], Picture | None]


def cover_of(book: Book, settings: Settings) -> Cover:
    """The cover of a book; UsageError if the user's file is none."""
    if settings.cover:
        from audiobook.publish.pictures import picture_from  # noqa: PLC0415 - slow

        picture = picture_from(Path(settings.cover))
        return Cover(_digest(picture), lambda: picture)
    title, author = book.title, book.metadata.author
    if own := book.metadata.cover:
        return Cover(_digest(own), lambda: _shown(own) or _drawn(title, author))
    return Cover(_DRAWN, lambda: _drawn(title, author))


def cover_warnings(book: Book, settings: Settings) -> tuple[str, ...]:
    """A sentence for the user if the cover lacks words."""
    if settings.cover or book.metadata.cover:
        return ()
    from audiobook.publish.cover import can_write  # noqa: PLC0415

    lacking = [
        name
        for name, text in (("title", book.title), ("author", book.metadata.author))
        if not can_write(text)
    ]
    if not lacking:
        return ()
    return (
        f"the drawn cover is without {' and '.join(lacking)}, as its font lacks the letters (see --cover).",
    )


def _digest(picture: Picture) -> str:
    return hashlib.sha256(picture.data).hexdigest()


_drawing = Lock()


def _drawn(title: str, author: str) -> Picture:
    with _drawing:  # all chapters want it at the same moment
        return _drawn_once(title, author)


@lru_cache(maxsize=4)
def _drawn_once(title: str, author: str) -> Picture:
    from audiobook.publish.cover import drawn_cover  # noqa: PLC0415

    return drawn_cover(title, author)


def _shown(picture: Picture) -> Picture | None:
    with _drawing:
        return _shown_once(picture)


@lru_cache(maxsize=4)
def _shown_once(picture: Picture) -> Picture | None:
    from audiobook.publish.pictures import usable  # noqa: PLC0415

    return usable(picture)
