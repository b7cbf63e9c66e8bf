"""Files that are there whole or not at all.

A file is written under a name that nobody takes for a result (`.part`) in the folder where it belongs, and
takes its own name when it is on the disk. What a killed run has left behind, `remove_leftovers` clears away.
"""

from __future__ import annotations

import errno
import itertools
import os
import sys
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from audiobook.errors import OutputError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from io import BufferedRandom
    from types import TracebackType
    from typing import BinaryIO, Self

_PREFIX = ".audiobook-"
_SUFFIX = ".part"
_COUNTER = itertools.count()

_ELSEWHERE = "Choose another folder with -o."
_HINTS = {
    errno.ENOSPC: ("the disk is full", "Free some space and run again: what is done is kept."),
    errno.EDQUOT: ("the disk quota is used up", "Free some space and run again: what is done is kept."),
    errno.EACCES: ("permission denied", _ELSEWHERE),
    errno.EPERM: ("permission denied", _ELSEWHERE),
    errno.EROFS: ("the disk is read-only", _ELSEWHERE),
    errno.ENOENT: ("its folder does not exist", "Make the folder first."),
    errno.ENOTDIR: ("its folder is a file", _ELSEWHERE),
    errno.EISDIR: ("a folder of that name is in the way", "Move the folder away, or choose another with -o."),
    errno.ENAMETOOLONG: ("its name is too long for this disk", "Choose a shorter --title or another folder."),
    errno.EFBIG: ("the file is too large for this disk", "Choose a disk that takes larger files."),
}


@contextmanager
def output_errors(path: Path) -> Iterator[None]:
    """Any `OSError` inside the block becomes an `OutputError` that names `path` and says what to do."""
    try:
        yield
    except OSError as err:
        _, hint = _HINTS.get(err.errno or 0, ("", "Check the disk, or choose another folder with -o."))
        raise OutputError(f"Cannot write {path}: {reason(err)}.", hint=hint) from err


def reason(err: OSError) -> str:
    """Why something could not be written, in plain words: "the disk is full"."""
    why, _ = _HINTS.get(err.errno or 0, ("", ""))
    return why or err.strerror or str(err) or type(err).__name__


class WholeFile:
    """A file that takes the name `path` at `commit` and is gone after `discard`; `file` is open both ways.

    `part` is the name it has until then. A file that is not `durable` may be lost when the power fails, but
    is made faster. As a context manager it commits at the end of the block, and discards after an exception.
    """

    def __init__(self, path: Path, *, durable: bool = True) -> None:
        self.path = path
        self._durable = durable
        with output_errors(path):
            self.file, self.part = _open_part(path.parent)

    def commit(self) -> None:
        """Put the file on the disk, whole, under its own name."""
        try:
            with output_errors(self.path):
                self.file.flush()
                if self._durable:
                    os.fsync(self.file.fileno())
                self.file.close()
                self.part.replace(self.path)
        except OutputError:
            self.discard()
            raise

    def discard(self) -> None:
        """Leave no trace. Does nothing after `commit`."""
        with suppress(OSError):  # closing flushes, which fails on a full disk
            self.file.close()
        with suppress(OSError):
            self.part.unlink(missing_ok=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self.commit()
        else:
            self.discard()


@contextmanager
def written_whole(path: Path) -> Iterator[BinaryIO]:
    """A binary file to write; it takes the name `path` when the block ends well, else there is no file.

    >>> with written_whole(Path("manifest.json")) as file:  # doctest: +SKIP
    ...     file.write(b"{}")
    """
    with WholeFile(path) as whole, output_errors(path):
        yield whole.file


def remove_leftovers(folder: Path) -> int:
    """How many unfinished files of dead runs were removed from `folder`; those still being written stay."""
    removed = 0
    for part in sorted(folder.glob(f"{_PREFIX}*{_SUFFIX}")):
        with suppress(OSError):
            _remove_if_dead(part)
            removed += 1
    return removed


def _remove_if_dead(part: Path) -> None:
    with part.open("rb+") as file:
        _lock(file)
        if sys.platform == "win32":
            file.close()  # there, a file that somebody has open cannot be removed
        part.unlink()


def _open_part(folder: Path) -> tuple[BufferedRandom, Path]:
    while True:
        part = folder / f"{_PREFIX}{os.getpid()}-{next(_COUNTER)}{_SUFFIX}"
        try:
            file = part.open("xb+")
        except FileExistsError:  # a killed run once had our process number
            continue
        with suppress(OSError):  # a disk without locks, or somebody is clearing leftovers at this moment
            _lock(file)
        if part.exists():
            return file, part
        file.close()


def is_marked(file: BinaryIO) -> bool:
    """Whether somebody is writing `file` at this moment; if nobody is, it is ours until it is closed."""
    try:
        _lock(file)
    except BlockingIOError:
        return True
    except OSError:  # a disk without locks
        return False
    return False


def _lock(file: BinaryIO) -> None:
    """Mark `file` as being written until it is closed, also by a crash; `OSError` if it is marked already."""
    if sys.platform != "win32":
        import fcntl  # noqa: PLC0415 - there is none on Windows

        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
