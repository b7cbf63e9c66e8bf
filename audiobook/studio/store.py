"""Keeps what was spoken, under the hash of what is heard, so that nothing is ever spoken twice.

A take is a small header and its samples; a piece is the encoded sound of a chapter, with a note of what it
holds. Everything is written under a temporary name and renamed when whole; what cannot be read back is thrown
away and made again. Where room gets short, the takes used least recently are packed, then they go.
"""

from __future__ import annotations

import contextlib
import errno
import itertools
import os
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from audiobook.atomic import reason
from audiobook.errors import OutputError
from audiobook.settings import Settings
from audiobook.studio import take_file

if TYPE_CHECKING:
    from audiobook.model import Clip

_COUNTER = itertools.count()
_RAW, _PACKED, _UNFINISHED = ".take", ".packed", ".part"
_ELSEWHERE = "Set AUDIOBOOK_CACHE to a folder of yours that can be written."
_KINDS = ("takes", "chapters", "receipts")  # the folders of a store; nothing else in its folder is touched
_DAY_NS = 86_400 * 10**9  # use is noted once a day, so that looking something up writes nothing
_ROOMY = 0.5  # the share of its bound up to which a store keeps takes as they are: packing costs time
_pruning = Lock()


@dataclass(frozen=True, slots=True)
class Entry:
    """A file of the store: of what kind ("takes"), how large, and when it was last used."""

    path: Path
    kind: str
    size: int
    used_ns: int

    @property
    def is_raw(self) -> bool:
        """Whether it is a take that could be packed."""
        return self.path.suffix == _RAW


@dataclass(frozen=True)
class Store:
    """A folder of takes and pieces, which holds about `limit_bytes` at most."""

    folder: Path
    limit_bytes: int = Settings().store_bytes

    def take_path(self, key: str, suffix: str = _RAW) -> Path:
        """Where the take with this key is kept."""
        return self.folder / "takes" / key[:2] / f"{key}{suffix}"

    def has_take(self, key: str) -> bool:
        """Whether the take is kept."""
        return any(self.take_path(key, suffix).exists() for suffix in (_RAW, _PACKED))

    def put_take(self, key: str, clips: Sequence[Clip]) -> int:
        """Keep a take; gives the size of its file."""
        with _whole(self.take_path(key)) as temporary, temporary.open("wb") as file:
            return sum(map(file.write, take_file.written(clips)))

    def take(self, key: str, *, checked: bool = False) -> tuple[Clip, ...] | None:
        """The clips of a take, or None if it is not kept; a damaged one is removed.

        One that was `checked` already, by whoever has just put it there, is read in half the time.
        """
        for suffix in (_RAW, _PACKED):
            path = self.take_path(key, suffix)
            data = _bytes_of(path)
            clips = take_file.read(data, checked=checked) if data is not None else None
            if clips is not None:
                return clips
            if data is not None:
                path.unlink(missing_ok=True)
        return None

    def piece_path(self, key: str) -> Path:
        """Where the encoded sound of a chapter is kept; from now on it counts as used today."""
        path = self._chapter_path(key, ".piece")
        _note_use(path)
        return path

    def room_for_piece(self, key: str) -> Path:
        """Where the encoded sound of a chapter is to be kept; its folder is there."""
        path = self._chapter_path(key, ".piece")
        with _cache_errors(path):
            path.parent.mkdir(parents=True, exist_ok=True)
        return path

    def put_note(self, key: str, note: bytes) -> None:
        """Keep a note of a piece or of a finished file."""
        with _whole(self._chapter_path(key, ".json")) as temporary:
            temporary.write_bytes(note)

    def chapter_note(self, key: str) -> bytes | None:
        """The note of a piece or of a finished file, or None."""
        return _bytes_of(self._chapter_path(key, ".json"))

    def _chapter_path(self, key: str, suffix: str) -> Path:
        return self.folder / "chapters" / key[:2] / f"{key}{suffix}"

    def put_receipt(self, key: str, receipt: bytes) -> None:
        """Keep what a conversion has read and written."""
        with _whole(self.folder / "receipts" / key[:2] / f"{key}.json") as temporary:
            temporary.write_bytes(receipt)

    def prune(self) -> int:
        """Make room if there is need, by packing and then by removing; gives the bytes that came free.

        What was not used for longest goes first. Several runs may prune at once, and speak meanwhile.
        """
        if not _pruning.acquire(blocking=False):
            return 0
        try:
            _remove_unfinished(self.entries())
            entries = self.entries()
            held = sum(entry.size for entry in entries)
            freed = _pack(entries, held - int(self.limit_bytes * _ROOMY))
            if held - freed > self.limit_bytes:
                freed += _remove(self.entries(), held - freed - self.limit_bytes)
            return freed
        finally:
            _pruning.release()

    def clear(self, *, unused_for_s: float = 0) -> tuple[int, int]:
        """Remove all that was not used for so long; gives how many files that were, and their bytes."""
        latest = time.time_ns() - int(unused_for_s * 1e9)
        old = [entry for entry in self.entries() if entry.used_ns <= latest or not unused_for_s]
        return len(old), _remove(old, sum(entry.size for entry in old))

    def entries(self) -> list[Entry]:
        """All files of the store, those used least recently first."""
        found = (entry for kind in _KINDS for entry in self._entries_of(kind))
        return sorted(found, key=lambda entry: (entry.used_ns, entry.path))

    def _entries_of(self, kind: str) -> Iterator[Entry]:
        for path in (self.folder / kind).glob("*/*"):
            with contextlib.suppress(FileNotFoundError):  # another run has just removed it
                status = path.stat()
                yield Entry(path, kind, status.st_size, status.st_mtime_ns)


def _pack(entries: Sequence[Entry], wanted: int) -> int:
    """Pack raw takes until `wanted` bytes are free, or all are packed; gives how many came free."""
    freed = 0
    for entry in entries:
        if freed >= wanted:
            break
        if entry.is_raw:
            freed += _packed(entry)
    return freed


def _packed(entry: Entry) -> int:
    """Pack a take, which keeps its age; gives the bytes that came free."""
    try:
        packed = take_file.packed(entry.path.read_bytes())
        if packed is not None:
            path = entry.path.with_suffix(_PACKED)
            with _whole(path) as temporary:
                temporary.write_bytes(packed)
                os.utime(temporary, ns=(entry.used_ns, entry.used_ns))
        entry.path.unlink(missing_ok=True)
    except (OSError, OutputError):  # no room to pack in, or another run was quicker
        return 0
    return entry.size - len(packed or b"")  # a damaged one is gone


def _remove_unfinished(entries: Sequence[Entry]) -> None:
    """Remove what killed runs left half-written; what is fresh may be somebody's who writes just now."""
    for entry in entries:
        if entry.path.suffix == _UNFINISHED and time.time_ns() - entry.used_ns > _DAY_NS:
            _remove([entry], 1)


def _remove(entries: Sequence[Entry], wanted: int) -> int:
    removed = 0
    for entry in entries:
        if removed >= wanted:
            break
        with contextlib.suppress(OSError):
            entry.path.unlink(missing_ok=True)
            removed += entry.size
    return removed


@contextlib.contextmanager
def _whole(path: Path) -> Iterator[Path]:
    """A temporary file that takes the place of `path` when the block ends well, and goes otherwise."""
    with _cache_errors(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary = path.with_name(f".{path.stem}-{os.getpid()}-{next(_COUNTER)}{path.suffix}{_UNFINISHED}")
        try:
            yield temporary
            temporary.replace(path)
        finally:
            temporary.unlink(missing_ok=True)


@contextlib.contextmanager
def _cache_errors(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as err:
        full = err.errno in {errno.ENOSPC, errno.EDQUOT}
        hint = "Free some space, or set AUDIOBOOK_CACHE to a folder with room." if full else _ELSEWHERE
        raise OutputError(
            f"The cache {path.parents[2]} cannot be written: {reason(err)}.", hint=hint
        ) from err


def _bytes_of(path: Path) -> bytes | None:
    """What a file holds, None if it cannot be read; from now on it counts as used today."""
    try:
        data = path.read_bytes()
    except OSError:
        return None
    _note_use(path)
    return data


def _note_use(path: Path) -> None:
    with contextlib.suppress(OSError):
        if time.time_ns() - path.stat().st_mtime_ns > _DAY_NS:
            path.touch()
