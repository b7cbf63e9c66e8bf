"""Puts measurements into tables."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from statistics import median

from benchmarks.floor import Floor
from benchmarks.measure import Measurement

_NAME, _CELL = 28, 11  # widths
_TITLES = ("audio", "wall", "x real", "floor", "share", "share", "first", "CPU", "CPU a", "peak", "peak")
_BELOW = ("", "", "time", "wall", "by wall", "by CPU", "take", "", "chapter", "RSS", "PSS")


@dataclass(frozen=True)
class Row:
    """The runs of a story on a cold store, the floor measured beside each, and how long its audio is."""

    name: str
    runs: tuple[Measurement, ...]
    floors: tuple[Floor, ...]
    chapters: int
    audio_s: float

    def run(self, figure: Callable[[Measurement], float]) -> float:
        """The median of a figure over the runs."""
        return median(map(figure, self.runs))

    def share(self, figure: Callable[[Floor, Measurement], float]) -> float:
        """The median of a figure over the pairs of a floor and the run beside it."""
        return median(figure(floor, run) for floor, run in zip(self.floors, self.runs, strict=True))


def row_titles() -> str:
    """The heads of the columns, two lines."""
    return "\n".join("".ljust(_NAME) + "".join(map(_cell, titles)) for titles in (_TITLES, _BELOW))


def row_line(row: Row) -> str:
    """A line for a story: how long, how fast, how near the floor, how soon it speaks, how much memory."""
    wall_s, cpu_s = row.run(lambda run: run.wall_s), row.run(lambda run: run.cpu_s)
    cells = (
        _clock(row.audio_s),
        f"{wall_s:.2f} s",
        f"{row.audio_s / wall_s:,.0f}",
        f"{median(floor.wall_s for floor in row.floors):.2f} s",
        f"{row.share(lambda floor, run: floor.wall_s / run.wall_s):.2f}",
        f"{row.share(lambda floor, run: floor.cpu_s / run.cpu_s):.2f}",
        f"{row.run(lambda run: run.first_take_s):.2f} s",
        f"{cpu_s:.2f} s",
        f"{cpu_s / row.chapters:.3f} s",
        _megabytes(row.run(lambda run: run.rss_bytes)),
        _megabytes(row.run(lambda run: run.pss_bytes)),
    )
    return row.name.ljust(_NAME) + "".join(map(_cell, cells))


def growth_line(ten: Row, hundred: Row) -> str:
    """How the cost grows: 100 chapters beside ten times 10."""
    ratio = hundred.run(lambda run: run.cpu_s) / (10 * ten.run(lambda run: run.cpu_s))
    return f"100 chapters cost {ratio:.2f} of ten times 10 chapters, in CPU time"


def stage_lines(stages: Mapping[str, Mapping[str, float]]) -> Iterator[str]:
    """CPU seconds by stage, a line for each story."""
    names = list(dict.fromkeys(name for split in stages.values() for name in split))
    yield "CPU seconds by stage".ljust(_NAME) + "".join(map(_cell, names))
    for story, split in stages.items():
        yield story.ljust(_NAME) + "".join(_cell(f"{split.get(name, 0):.2f}") for name in names)


def change_line(name: str, seconds: float) -> str:
    """How long a run takes after a change."""
    return f"  {name}".ljust(_NAME) + _cell(f"{seconds:.2f} s")


def plain_line(name: str, measured: Measurement, audio_s: float, remark: str) -> str:
    """A run with its audio and its speed."""
    cells = (_clock(audio_s), f"{measured.wall_s:.2f} s", f"{audio_s / measured.wall_s:,.0f}")
    return f"  {name}".ljust(_NAME) + "".join(map(_cell, cells)) + (f"   {remark}" if remark else "")


def _cell(text: str) -> str:
    return text.rjust(_CELL)


def _clock(seconds: float) -> str:
    minutes, seconds = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}"


def _megabytes(count: float) -> str:
    return f"{count / 1e6:.0f} MB" if count else "unknown"
