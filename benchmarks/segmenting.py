"""How fast stories are read and segmented, on one core, and how much memory that takes.

usage: python -m benchmarks.segmenting [FILE_OR_FOLDER ...]

Without arguments: a story made up, and the texts that lie beside the checkout.
"""

from __future__ import annotations

import sys
import tempfile
import time
import tracemalloc
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from audiobook.readers.raw import Raw
from audiobook.readers.text import read
from audiobook.segmenter import segment
from benchmarks.story import BESIDE, long_story

_WORDS = 200_000
_ROUNDS = 3
_MB = 1e6
_STORIES = BESIDE.parents[1] / "stories"


@dataclass(frozen=True)
class Speed:
    """CPU seconds of the best of some rounds over texts of `size` bytes, and the most memory in use."""

    size: int
    read_s: float
    segment_s: float
    peak_bytes: int

    def row(self, name: str) -> str:
        """The figures as a line of a table."""
        speeds = (self.read_s, self.segment_s, self.read_s + self.segment_s)
        return f"{name:24}{self.size / _MB:9.2f}" + "".join(
            f"{figure:11.2f}"
            for figure in (*(self.size / _MB / seconds for seconds in speeds), self.peak_bytes / _MB)
        )


def measure(raws: Sequence[Raw]) -> Speed:
    """How long reading and segmenting some texts takes, one after the other."""
    stories = [read(raw) for raw in raws]
    return Speed(
        size=sum(len(raw.data) for raw in raws),
        read_s=_best(lambda: [read(raw) for raw in raws]),
        segment_s=_best(lambda: [segment(story) for story in stories]),
        peak_bytes=max(_peak(raw) for raw in raws),
    )


def _best(work: Callable[[], object]) -> float:
    times = []
    for _ in range(_ROUNDS):
        began = time.process_time()
        work()
        times.append(time.process_time() - began)
    return min(times)


def _peak(raw: Raw) -> int:
    """The most bytes that Python holds while one text is read and segmented."""
    tracemalloc.start()
    segment(read(raw))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak


def _texts(arguments: Sequence[str]) -> Iterator[tuple[str, list[Raw]]]:
    for path in map(Path, arguments):
        files = sorted(path.glob("*.txt")) if path.is_dir() else [path]
        if files:
            yield path.name, [Raw(file.name, file.read_bytes()) for file in files]


def _made_up() -> list[Raw]:
    with tempfile.TemporaryDirectory() as empty:
        return [Raw("story.txt", long_story(_WORDS, Path(empty)).encode())]


def main(arguments: Sequence[str]) -> None:
    """Print a table: a row a file or a folder."""
    beside = [str(path) for path in (_STORIES, _STORIES / "written", BESIDE) if path.is_dir()]
    given = _texts(arguments) if arguments else [("made up", _made_up()), *_texts(beside)]
    print(f"{'':24}{'MB':>9}{'read MB/s':>11}{'segment':>11}{'both':>11}{'peak MB':>11}")
    for name, raws in given:
        print(measure(raws).row(name))


if __name__ == "__main__":
    main(sys.argv[1:])
