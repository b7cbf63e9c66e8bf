"""Kills a conversion again and again at random moments, completes it, and looks for any trace of that.

    python -m benchmarks.chaos [--kills 30] [--words 30000] [--seed 1] [--texts FOLDER]

In the end the files must be the same, byte for byte, as those of a run that nobody disturbed, and no take may
have been spoken twice but those in hand at a kill. With --jobs-too, also 1, 2 and 4 jobs are compared.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.story import chapters_of, long_story

_CONVERT = (sys.executable, "-c", "from audiobook.cli import main; main()", "convert")
_WORDS_PER_CHAPTER = 1500
_JOBS = (1, 2, 4)
_REPEATS = 3
_SPOKEN = re.compile(r"([\d,]+) takes? spoken")  # "12 takes spoken"


@dataclass(frozen=True)
class Outcome:
    """What came of it: kills that hit a running conversion, takes spoken again, whether bytes differ."""

    kills: int
    takes: int
    kept: int
    spoken_last: int
    spoken_again: int
    is_same: bool


def chaos(story: Path, folder: Path, *, kills: int, seed: int) -> Outcome:
    """Convert `story` undisturbed; then kill conversions of it, alone or with their workers, and complete."""
    chance = random.Random(seed)
    began = time.monotonic()
    _started(story, folder / "whole").communicate()
    wall_s = time.monotonic() - began
    hits, again, seen = 0, 0, dict[str, tuple[int, int]]()
    for _ in range(kills):
        run = _started(story, folder / "killed")
        time.sleep(chance.uniform(0.1, 0.7) * wall_s)
        hits += run.poll() is None
        _kill(run, whole_group=chance.random() < 0.5)
        now = _takes(folder / "killed")
        again += sum(now.get(name) != stamp for name, stamp in seen.items())
        seen = now
        if len(seen) == len(_takes(folder / "whole")):
            _forget_some(folder / "killed", seen, chance)
    said = _started(story, folder / "killed").communicate()[1].decode()
    spoken = int(match[1].replace(",", "")) if (match := _SPOKEN.search(said)) else 0
    whole = _takes(folder / "whole")
    is_same = _files(folder / "whole") == _files(folder / "killed")
    return Outcome(hits, len(whole), len(seen), spoken, again, is_same)


def same_bytes(story: Path, folder: Path) -> bool:
    """Whether 1, 2 and 4 jobs, each several times with an empty store, give the same bytes."""
    made = []
    for number, jobs in enumerate(_JOBS * _REPEATS):
        _started(story, folder / f"jobs {number}", "--jobs", str(jobs)).communicate()
        made.append(_files(folder / f"jobs {number}"))
    return bool(made[0]) and all(files == made[0] for files in made)


def _started(story: Path, folder: Path, *more: str) -> subprocess.Popen[bytes]:
    environment = os.environ | {"AUDIOBOOK_CACHE": str(folder / "store")}
    command = (*_CONVERT, str(story), "-o", str(folder / "book"), *more)
    return subprocess.Popen(
        command,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )


def _kill(run: subprocess.Popen[bytes], *, whole_group: bool) -> None:
    """Kill a run with SIGKILL, alone or with its workers, and wait until all of them are gone."""
    if run.poll() is None:
        (os.killpg if whole_group else os.kill)(run.pid, signal.SIGKILL)
    run.communicate()
    while True:  # workers finish the take in hand, and see then that nobody listens
        try:
            os.killpg(run.pid, 0)
        except (ProcessLookupError, PermissionError):
            return
        time.sleep(0.02)


def _forget_some(folder: Path, seen: dict[str, tuple[int, int]], chance: random.Random) -> None:
    """Lose half of the takes and all else that is finished, so that there is something to be killed again."""
    for name in chance.sample(sorted(seen), len(seen) // 2):
        (folder / "store" / "takes" / name[:2] / name).unlink()
        del seen[name]
    for pattern in ("store/chapters/*/*", "store/receipts/*/*", "book/*/*"):
        for path in folder.glob(pattern):
            path.unlink()


def _takes(folder: Path) -> dict[str, tuple[int, int]]:
    """The takes in the store, each with its place on the disk and its time: another if it is spoken again."""
    stats = {path.name: path.stat() for path in folder.glob("store/takes/*/*.take")}
    return {name: (stat.st_ino, stat.st_mtime_ns) for name, stat in stats.items()}


def _files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.glob("book/*/*") if path.is_file()}


def main() -> None:
    """Do it all, print the counts, and end with 1 if anything is amiss."""
    asked = _arguments()
    with TemporaryDirectory(prefix="audiobook-") as name:
        folder = Path(name)
        story = folder / "story.txt"
        count = max(1, asked.words // _WORDS_PER_CHAPTER)
        text = long_story(asked.words + _WORDS_PER_CHAPTER, asked.texts)
        story.write_text(chapters_of(text, count=count, words=_WORDS_PER_CHAPTER), "utf-8")
        found = chaos(story, folder, kills=asked.kills, seed=asked.seed)
        print(f"{found.kills} of {asked.kills} kills hit a running conversion of {found.takes} takes.")
        print(f"Kept at the last kill: {found.kept}; spoken after it: {found.spoken_last}.")
        print(f"Spoken twice, beside what was in hand at a kill: {found.spoken_again}.")
        print("All files are the same, byte for byte." if found.is_same else "FILES DIFFER.")
        is_same = same_bytes(story, folder) if asked.jobs_too else True
        if asked.jobs_too:
            print(f"Jobs {_JOBS}, {_REPEATS} times each: {'the same bytes.' if is_same else 'BYTES DIFFER.'}")
    sys.exit(not (found.is_same and is_same and not found.spoken_again))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.chaos")
    parser.add_argument("--kills", type=int, default=30, help="how often the conversion is killed")
    parser.add_argument("--words", type=int, default=30_000, help="how long the story is")
    parser.add_argument("--seed", type=int, default=1, help="another seed kills at other moments")
    parser.add_argument("--texts", type=Path, help="a folder of .txt files to make it of; else it is made up")
    parser.add_argument("--jobs-too", action="store_true", help="compare 1, 2 and 4 jobs as well")
    return parser.parse_args()


if __name__ == "__main__":
    main()
