"""Kills a conversion half-way with SIGKILL, runs it again, and shows what each run spoke.

    python -m benchmarks.interrupted [--words 60000] [--texts FOLDER]

The result of the second run must be the same, byte for byte, as that of a run that nobody disturbed.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.story import long_story

_CONVERT = (sys.executable, "-c", "from audiobook.cli import main; main()", "convert")
_WORKERS_END_S = 5  # a worker whose parent is gone finishes the take in hand


def main() -> None:
    """Convert undisturbed, convert and kill, convert again; print the counts and compare the bytes."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.interrupted")
    parser.add_argument("--words", type=int, default=60_000, help="how long the story is")
    parser.add_argument("--texts", type=Path, help="a folder of .txt files to make it of; else it is made up")
    asked = parser.parse_args()
    with TemporaryDirectory(prefix="audiobook-") as name:
        folder = Path(name)
        story = folder / "story.txt"
        story.write_text(long_story(asked.words, asked.texts), "utf-8")
        _start(story, folder / "whole").wait()
        in_all = _takes(folder / "whole")
        _kill_when(_start(story, folder / "killed"), folder / "killed", takes=in_all // 2)
        kept = _takes(folder / "killed")
        began = time.perf_counter()
        _start(story, folder / "killed").wait()
        seconds = time.perf_counter() - began
        same = _files(folder / "whole") == _files(folder / "killed")
    print(
        f"takes in all {in_all}; kept at the kill {kept}; missing {in_all - kept}, spoken in {seconds:.1f} s"
    )
    print("all files are the same, byte for byte" if same else "FILES DIFFER")
    sys.exit(not same)


def _start(story: Path, folder: Path) -> subprocess.Popen[bytes]:
    environment = os.environ | {"AUDIOBOOK_CACHE": str(folder / "store")}
    command = (*_CONVERT, str(story), "-o", str(folder / "book"))
    return subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)  # what it remarks is shown


def _kill_when(process: subprocess.Popen[bytes], folder: Path, *, takes: int) -> None:
    while process.poll() is None and _takes(folder) < takes:
        time.sleep(0.01)
    process.kill()
    process.wait()
    time.sleep(_WORKERS_END_S)


def _takes(folder: Path) -> int:
    return sum(1 for _ in folder.glob("store/takes/*/*.take"))


def _files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.glob("book/*/*") if not path.name.startswith(".")}


if __name__ == "__main__":
    main()
