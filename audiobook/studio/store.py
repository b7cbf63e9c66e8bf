"""Keeps what was spoken, under the hash of what is heard, so that nothing is ever spoken twice.

A take is a small header and its raw samples; a chapter is a finished audio file and a note of what it
holds. Everything is written under a temporary name and renamed when whole; what cannot be read
back is thrown away and made again. The least recently used entries go when the store is full.
"""

from __future__ import annotations

import contextlib
import itertools
import os
import shutil
import struct
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from audiobook.errors import OutputError
from audiobook.model import Clip

_MAGIC = b"ABT2"
_COUNTER = itertools.count()
_HEADER = struct.Struct("<4sIII")  # magic, rate in Hz, number of clips, CRC-32 of the samples
_LENGTH = np.dtype("<u4")
_SAMPLE = np.dtype("<i2")


@dataclass(frozen=True)
class Store:
    """A folder of takes and finished chapters."""

    folder: Path

    def take_path(self, key: str) -> Path:
        """Where the take with this key is kept."""
        return self.folder / "takes" / key[:2] / f"{key}.take"

    def has_take(self, key: str) -> bool:
        """Whether the take is kept."""
        return self.take_path(key).exists()

    def put_take(self, key: str, clips: Sequence[Clip]) -> None:
        """Keep a take."""
        rate_hz = clips[0].rate_hz
        lengths = np.array([len(clip.samples) for clip in clips], _LENGTH)
        samples = np.concatenate([clip.samples for clip in clips]).astype(_SAMPLE, copy=False)
        header = _HEADER.pack(_MAGIC, rate_hz, len(clips), _checksum(lengths.tobytes(), samples.tobytes()))
        with _whole(self.take_path(key)) as temporary, temporary.open("wb") as file:
            file.write(header)
            file.write(lengths.tobytes())
            samples.tofile(file)

    def take(self, key: str) -> tuple[Clip, ...] | None:
        """The clips of a take, or None if it is not kept; a damaged one is removed."""
        path = self.take_path(key)
        try:
            data = path.read_bytes()
        except OSError:
            return None
        clips = _unpacked(data)
        if clips is None:
            path.unlink(missing_ok=True)
            return None
        _touch(path)
        return clips

    def chapter_path(self, key: str, suffix: str) -> Path:
        """Where the finished chapter with this key is kept; `suffix` with its dot."""
        return self.folder / "chapters" / key[:2] / f"{key}{suffix}"

    def put_chapter(self, key: str, finished: Path, note: bytes) -> None:
        """Keep a finished file, and beside it a note of what it holds."""
        with _whole(self.chapter_path(key, finished.suffix)) as temporary:
            shutil.copyfile(finished, temporary)
        with _whole(self.chapter_path(key, ".json")) as temporary:
            temporary.write_bytes(note)

    def chapter_note(self, key: str) -> bytes | None:
        """The note of a finished chapter, or None."""
        try:
            return self.chapter_path(key, ".json").read_bytes()
        except OSError:
            return None

    def chapter(self, key: str, suffix: str) -> bytes | None:
        """The finished file of a chapter, or None."""
        path = self.chapter_path(key, suffix)
        try:
            data = path.read_bytes()
        except OSError:
            return None
        _touch(path)
        return data

    def prune(self, limit_bytes: int) -> int:
        """Remove what was not used for longest until the rest fits; gives the bytes removed."""
        entries = sorted(self._entries(), key=lambda entry: (-entry[0], entry[2]))
        held = removed = 0
        for _, size, path in entries:
            held += size
            if held > limit_bytes:
                path.unlink(missing_ok=True)
                removed += size
        return removed

    def _entries(self) -> Iterator[tuple[int, int, Path]]:
        for path in self.folder.glob("*/*/*"):
            with contextlib.suppress(FileNotFoundError):  # another run has just removed it
                status = path.stat()
                yield status.st_mtime_ns, status.st_size, path


def _unpacked(data: bytes) -> tuple[Clip, ...] | None:
    if len(data) < _HEADER.size:
        return None
    magic, rate_hz, count, checksum = _HEADER.unpack_from(data)
    start = _HEADER.size + count * _LENGTH.itemsize
    if magic != _MAGIC or len(data) < start or _checksum(memoryview(data)[_HEADER.size :]) != checksum:
        return None
    ends = np.cumsum(np.frombuffer(data, _LENGTH, count, _HEADER.size))
    samples = np.frombuffer(data, _SAMPLE, offset=start)
    return tuple(Clip(part, rate_hz) for part in np.split(samples, ends[:-1]))


def _checksum(*parts: bytes | memoryview) -> int:
    value = 0
    for part in parts:
        value = zlib.crc32(part, value)
    return value


@contextlib.contextmanager
def _whole(path: Path) -> Iterator[Path]:
    """A temporary file that takes the place of `path` when the block ends well, and goes otherwise."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary = path.with_name(f".{path.stem}-{os.getpid()}-{next(_COUNTER)}{path.suffix}.part")
        try:
            yield temporary
            temporary.replace(path)
        finally:
            temporary.unlink(missing_ok=True)
    except OSError as err:
        raise OutputError(
            f"The cache cannot be written: {path.parent}: {err.strerror or err}.",
            hint="Free some space, or set AUDIOBOOK_CACHE to a folder with room.",
        ) from err


def _touch(path: Path) -> None:
    with contextlib.suppress(OSError):
        path.touch()
