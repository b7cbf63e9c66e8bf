"""One run at a time in a folder: whoever comes second waits, and can say for whom.

The lock is the operating system's, on a file in the folder, so that it is gone with the process that held it,
also after `kill -9`; what the file says is only for people. The file goes when the folder is free.
"""

from __future__ import annotations

import errno
import os
import sys
import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path
    from typing import BinaryIO

LOCK_NAME = ".audiobook.lock"
_LOOK_EVERY_S = 0.1
_BEYOND = 1 << 20  # Windows lets nobody read locked bytes: the one that is locked lies beyond the text
_IN_USE = {errno.EACCES, errno.EAGAIN, errno.EDEADLK}


@dataclass(frozen=True, slots=True)
class Holder:
    """Who works in a folder: the process, and since when ("2026-11-20 14:02"); "" if unknown."""

    pid: str = ""
    since: str = ""


class _Occupied(Exception):  # noqa: N818 - no error: somebody else was first
    pass


@contextmanager
def alone_in(folder: Path, *, waiting: Callable[[Holder], None]) -> Iterator[None]:
    """Inside the block no other run works in `folder`, which exists; `waiting` hears once who does now.

    A folder that cannot be written, or on a disk without locks, is entered as it is.
    """
    path = folder / LOCK_NAME
    file = _when_free(path, waiting)
    try:
        yield
    finally:
        if file:
            _release(path, file)


def _when_free(path: Path, waiting: Callable[[Holder], None]) -> BinaryIO | None:
    """The locked file, as soon as nobody else has it; None where there can be none."""
    told = False
    while True:
        try:
            return _locked(path)
        except _Occupied:
            if not told:
                waiting(_holder(path))
                told = True
            time.sleep(_LOOK_EVERY_S)
        except OSError:
            return None


def _locked(path: Path) -> BinaryIO:
    while True:
        file = path.open("ab+")
        try:
            _lock(file)
            if _is_still(path, file):
                _sign(file)
                return file
        except BaseException:
            file.close()
            raise
        file.close()  # its holder had just left, and taken it away


def _is_still(path: Path, file: BinaryIO) -> bool:
    """Whether `path` names the file that is open, and not a new one of that name."""
    try:
        there, ours = path.stat(), os.fstat(file.fileno())
    except FileNotFoundError:
        return False
    return (there.st_dev, there.st_ino) == (ours.st_dev, ours.st_ino)


def _sign(file: BinaryIO) -> None:
    file.truncate(0)
    file.write(f"{os.getpid()} {time.strftime('%Y-%m-%d %H:%M')}\n".encode())
    file.flush()


def _holder(path: Path) -> Holder:
    try:
        pid, _, since = path.read_text("utf-8").strip().partition(" ")
    except (OSError, ValueError):
        return Holder()
    return Holder(pid, since)


def _release(path: Path, file: BinaryIO) -> None:
    if sys.platform == "win32":  # there, a file that is open cannot be removed
        _unlock(file)
        file.close()
        with suppress(OSError):
            path.unlink()
    else:
        with suppress(OSError):
            path.unlink()
        file.close()


def _lock(file: BinaryIO) -> None:
    """Lock an open file until it is closed; _Occupied if somebody else has it."""
    try:
        if sys.platform == "win32":
            import msvcrt  # noqa: PLC0415 - only Windows has it

            file.seek(_BEYOND)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl  # noqa: PLC0415 - Windows has none

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as err:
        if err.errno in _IN_USE:
            raise _Occupied from err
        raise


def _unlock(file: BinaryIO) -> None:
    if sys.platform == "win32":
        import msvcrt  # noqa: PLC0415

        file.seek(_BEYOND)
        msvcrt.locking(file.fileno(), msvcrt.LK_UNLCK, 1)
