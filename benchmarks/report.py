"""Puts measurements into tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from benchmarks.floor import Floor
from benchmarks.measure import Measurement

_NAME, _CELL = 26, 13  # widths


@dataclass(frozen=True)
class Row:
    """What a run took, and how long its audio is."""

    name: str
    measured: Measurement
    audio_s: float


def table_lines(title: str, rows: Iterable[Row]) -> Iterator[str]:
    """A line per run: waiting, computing, audio, speed, memory."""
    yield ""
    yield title.ljust(_NAME) + "".join(
        map(_cell, ("wall", "CPU", "audio", "x real time", "peak RSS", "peak PSS"))
    )
    for row in rows:
        yield f"  {row.name}".ljust(_NAME) + "".join(map(_cell, _figures(row)))


def _figures(row: Row) -> tuple[str, ...]:
    run = row.measured
    return (
        f"{run.wall_s:.2f} s",
        f"{run.cpu_s:.2f} s",
        _clock(row.audio_s),
        f"{row.audio_s / run.wall_s:,.0f}",
        _megabytes(run.rss_bytes),
        _megabytes(run.pss_bytes),
    )


def _cell(text: str) -> str:
    return text.rjust(_CELL)


def floor_lines(floor: Floor, run: Row, *, cores: int) -> Iterator[str]:
    """The floor, and how near a run comes to it: 1 would be perfect."""
    wall_s, cpu_s = floor.wall_s(cores), floor.espeak_cpu_s + floor.lame_cpu_s
    yield ""
    yield f"The floor: CPU time of espeak-ng alone and LAME alone on the same utterances, over {cores} cores"
    yield f"  {floor.espeak_cpu_s:.2f} s + {floor.lame_cpu_s:.2f} s on {cores} cores = {wall_s:.2f} s"
    yield f"  ratio of the {run.name} to it: {wall_s / run.measured.wall_s:.2f} by wall time,"
    yield f"  {cpu_s / run.measured.cpu_s:.2f} by CPU time (the same on a busy machine)"


def _clock(seconds: float) -> str:
    minutes, seconds = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}"


def _megabytes(count: int) -> str:
    return f"{count / 1e6:.0f} MB" if count else "unknown"
