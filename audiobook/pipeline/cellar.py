"""Where finished takes and chapters are kept between runs, how much of them, and until when."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from audiobook.errors import OutputError, UsageError
from audiobook.settings import Settings

if TYPE_CHECKING:
    from audiobook.studio.store import Entry, Store

_FOLDER, _SIZE = "AUDIOBOOK_CACHE", "AUDIOBOOK_CACHE_SIZE"
_UNITS = {"": 1, "K": 10**3, "M": 10**6, "G": 10**9, "T": 10**12}
_DAY_S = 86_400

# A size as people write it: "500 MB", "2G", "1.5gb".
_AMOUNT = re.compile(r"(\d+(?:\.\d+)?)\s*([KMGT]?)B?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Shelf:
    """One kind of what is kept: its files, their bytes, and when the oldest was last used (Unix time)."""

    kind: str
    files: int
    size: int
    oldest_s: float


@dataclass(frozen=True, slots=True)
class Cellar:
    """What is kept: where, in which kinds, and how many bytes it may be."""

    folder: Path
    limit_bytes: int
    shelves: tuple[Shelf, ...]

    @property
    def size(self) -> int:
        """The bytes of all that is kept."""
        return sum(shelf.size for shelf in self.shelves)


def cache_folder() -> Path:
    """Where finished takes and chapters are kept: $AUDIOBOOK_CACHE, else the user's cache folder."""
    if chosen := os.environ.get(_FOLDER):
        return Path(chosen).expanduser().absolute()
    from platformdirs import user_cache_path  # noqa: PLC0415 - needed once, at the very end of the way

    return user_cache_path("audiobook")


def store(settings: Settings) -> Store:
    """The store, bounded by $AUDIOBOOK_CACHE_SIZE, else by the settings.

    OutputError if it cannot be a folder.
    """
    from audiobook.studio.store import Store  # noqa: PLC0415 - needed once, at the very end of the way

    amount = os.environ.get(_SIZE)
    folder = cache_folder()
    if taken := next((place for place in (folder, *folder.parents) if place.is_file()), None):
        which = "which" if taken == folder else str(taken)
        raise OutputError(
            f"What is spoken cannot be kept in {folder}: {which} is a file.",
            hint=f"Let {_FOLDER} name a folder.",
        )
    return Store(folder, bytes_in(amount) if amount else settings.store_bytes)


def bytes_in(amount: str) -> int:
    """The bytes in a size as people write it; UsageError if it is none.

    >>> bytes_in("500 MB"), bytes_in("1.5G")
    (500000000, 1500000000)
    """
    match = _AMOUNT.fullmatch(amount.strip())
    if match is None:
        raise UsageError(f"{_SIZE} is {amount!r}, which is no size.", hint="Write it like 500MB or 2GB.")
    return round(float(match[1]) * _UNITS[match[2].upper()])


def kept(settings: Settings) -> Cellar:
    """What is kept at this moment."""
    whole = store(settings)
    found: dict[str, list[Entry]] = {}
    for entry in whole.entries():
        found.setdefault(_kind_of(entry), []).append(entry)
    shelves = (
        Shelf(kind, len(entries), sum(entry.size for entry in entries), entries[0].used_ns / 1e9)
        for kind, entries in sorted(found.items())
    )
    return Cellar(whole.folder, whole.limit_bytes, tuple(shelves))


def clear_cellar(settings: Settings, *, unused_for_days: float = 0) -> tuple[int, int]:
    """Throw away what was not used for so long, 0 for all; gives how many files, and their bytes."""
    return store(settings).clear(unused_for_s=unused_for_days * _DAY_S)


def _kind_of(entry: Entry) -> str:
    if entry.kind == "takes":
        return "takes as spoken" if entry.is_raw else "takes, packed"
    return "finished chapters" if entry.kind == "chapters" else "receipts"
