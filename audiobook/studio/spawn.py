"""Starts the processes that speak, also ahead of time: they load while a story is still being read."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

# The package is found where it lies, and nothing in the user's current folder can take its place.
_PACKAGE_HOME = str(Path(__file__).parents[2])
_START = f"import sys; sys.path.append({_PACKAGE_HOME!r}); from audiobook.studio.worker import main; main()"
_PIPE = 1 << 20  # bytes, where the system lets us choose: a minute of sound is to pass without many a stop
_MOST_AHEAD = 4  # a short story has no use for more
_APART_S = 0.4  # what a process takes to be ready
_ONE_THREAD = {"OPENBLAS_NUM_THREADS": "1"}  # more are of no use to a worker, and take time to start


@dataclass(frozen=True, slots=True)
class Process:
    """A process that speaks into the store in `folder`; `said` is what it has to say beside its answers."""

    folder: Path
    process: subprocess.Popen[bytes]
    said: IO[bytes]

    def end(self) -> str:
        """End the process, whatever it is doing; gives its last words."""
        self.process.kill()
        with contextlib.suppress(OSError):
            self.process.communicate()
        self.said.seek(0)
        words = self.said.read()[-2000:].decode("utf-8", "replace").strip().splitlines()
        self.said.close()
        return words[-1] if words else ""


_ready: list[Process] = []
_coming: list[threading.Timer] = []


def started(folder: Path) -> Process:
    """A process, one that was started ahead of time if there is one; EOFError if none can be had."""
    for process in _ready:
        if process.folder == folder:
            _ready.remove(process)
            return process
    if _coming:
        _coming.pop().cancel()
    return _start(folder)


@contextmanager
def started_ahead(folder: Path, count: int) -> Iterator[None]:
    """Inside the block, processes for the store in `folder` are on their way; those not needed are ended.

    One starts at once and the others by and by: they are not to take the cores from who reads the story.
    """

    def start() -> None:
        with contextlib.suppress(EOFError):
            _ready.append(_start(folder))

    start()
    _coming.extend(threading.Timer(_APART_S * number, start) for number in range(1, min(count, _MOST_AHEAD)))
    for timer in _coming:
        timer.start()
    try:
        yield
    finally:
        for timer in _coming:
            timer.cancel()
            timer.join()
        _coming.clear()
        while _ready:
            _ready.pop().end()


def _start(folder: Path) -> Process:
    said = tempfile.TemporaryFile()  # noqa: SIM115 - open as long as the process, which may say much
    try:
        process = subprocess.Popen(  # noqa: S603 - our own module
            [sys.executable, "-P", "-c", _START, str(folder)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=said,
            env=_ONE_THREAD | os.environ,
        )
    except OSError as err:  # no process to be had: as good as one that died at once
        said.close()
        raise EOFError from err
    _widen(process)
    return Process(folder, process, said)


def _widen(process: subprocess.Popen[bytes]) -> None:
    """Give the pipes of a process room; a system that grants a user only so much leaves them as they are."""
    if sys.platform == "linux":
        import fcntl  # noqa: PLC0415 - other systems lack it, or what it would take

        with contextlib.suppress(OSError):
            for pipe in filter(None, (process.stdin, process.stdout)):
                fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, _PIPE)
