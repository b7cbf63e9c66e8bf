"""Runs a command and measures it with everything it starts: wall time, CPU time, memory."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

_EVERY_S = 0.25  # between two looks at the memory: each costs what is measured some milliseconds
_LOOK_EVERY_S = 0.005  # for the first take
_NO_TAKE_S = 30.0
_PROC = Path("/proc")


@dataclass(frozen=True)
class Measurement:
    """What a command took. Memory is that of its whole process tree at its peak, 0 where /proc is missing.

    `first_take_s` is when the first take lay in the cache.
    `rss_bytes` counts pages that processes share once for each of them, `pss_bytes` counts them once in all.
    """

    wall_s: float
    cpu_s: float
    rss_bytes: int
    pss_bytes: int
    stdout: str
    first_take_s: float = 0.0


def measure(command: Sequence[str], *, cache: Path | None = None, timeout_s: float = 3600) -> Measurement:
    """Run `command` to its end and say what it took; leave with its complaint if it fails."""
    environment = os.environ | ({"AUDIOBOOK_CACHE": str(cache)} if cache else {})
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        began = time.perf_counter()
        process = subprocess.Popen(command, stdout=out, stderr=err, env=environment)
        with _peak_memory(process, timeout_s) as peak:
            first_take_s = _first_take(process, cache, began) if cache else 0.0
            _, status, used = os.wait4(process.pid, 0)
            wall_s = time.perf_counter() - began
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            sys.exit(f"{' '.join(command)}\nended with {process.returncode}:\n{_text(err)}")
        cpu_s = used.ru_utime + used.ru_stime
        return Measurement(wall_s, cpu_s, peak.rss_bytes, peak.pss_bytes, _text(out), first_take_s)


@dataclass
class _Peak:
    rss_bytes: int = 0
    pss_bytes: int = 0


@contextmanager
def _peak_memory(process: subprocess.Popen[bytes], timeout_s: float) -> Iterator[_Peak]:
    """The most memory that a process and all it starts have while the block lasts; it may last no longer."""
    peak, over = _Peak(), threading.Event()
    until = time.perf_counter() + timeout_s

    def look() -> None:
        while not over.wait(_EVERY_S):
            rss, pss = _memory(process.pid)
            peak.rss_bytes, peak.pss_bytes = max(peak.rss_bytes, rss), max(peak.pss_bytes, pss)
            if time.perf_counter() > until:
                process.kill()

    looking = threading.Thread(target=look, daemon=True)
    looking.start()
    try:
        yield peak
    finally:
        over.set()
        looking.join()


def _first_take(process: subprocess.Popen[bytes], cache: Path, began: float) -> float:
    """When the first take lies in the cache; 0 if there were some before, or none for half a minute."""
    if next(cache.glob("takes/*/*.take"), None):
        return 0.0
    while time.perf_counter() - began < _NO_TAKE_S and _is_alive(process.pid):
        if next(cache.glob("takes/*/*.take"), None):
            return time.perf_counter() - began
        time.sleep(_LOOK_EVERY_S)
    return 0.0


def _is_alive(pid: int) -> bool:
    return "State:\tZ" not in _read(_PROC / str(pid) / "status")


def _text(file: IO[bytes]) -> str:
    file.seek(0)
    return file.read().decode("utf-8", "replace")


def _memory(root: int) -> tuple[int, int]:
    """RSS and PSS of a process and all its descendants, in bytes."""
    sizes = [_sizes(pid) for pid in _tree(root)]
    return sum(rss for rss, _ in sizes), sum(pss for _, pss in sizes)


def _tree(root: int) -> Iterator[int]:
    yield root
    for children in _PROC.glob(f"{root}/task/*/children"):
        for child in _read(children).split():
            yield from _tree(int(child))


def _sizes(pid: int) -> tuple[int, int]:
    lines = (line.split() for line in _read(_PROC / str(pid) / "smaps_rollup").splitlines())
    kilobytes = {line[0]: int(line[1]) for line in lines if line[-1] == "kB"}
    return kilobytes.get("Rss:", 0) * 1024, kilobytes.get("Pss:", 0) * 1024


def _read(path: Path) -> str:
    try:
        return path.read_text()
    except OSError:  # the process is gone
        return ""
