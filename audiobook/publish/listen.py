"""Hears a finished file, front to back, by a library that had no part in making it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Sound = NDArray[np.int16]


class Recording:
    """An audio file being heard; memory does not grow with its length.

    `rate_hz`, `samples`, `peak` and `energy` (the sum of squares) are right when all of it was heard; full
    scale is 1. `is_broken` says that it breaks off where it should go on, at its head if it is no sound file.
    """

    def __init__(self, path: Path) -> None:
        self.rate_hz = 0
        self.samples = 0
        self.peak = 0.0
        self.energy = 0.0
        self.is_broken = False
        self._parts = self._decoded(path)
        self._held = next(self._parts, np.zeros(0, np.int16))
        self._start = 0  # of what is held

    @property
    def heard_any(self) -> bool:
        """Whether there is any sound in it."""
        return len(self._held) > 0

    def sounds(self, ranges: Iterable[tuple[int, int]]) -> Iterator[Sound]:
        """The sound of each range, which come in the order they start; shorter where the file ends."""
        for start, end in ranges:
            self._forget(start)
            self._hold(end)
            at = max(0, start - self._start)
            yield self._held[at : max(at, end - self._start)]
        for _ in self._parts:
            pass

    def _forget(self, before: int) -> None:
        """Let go of what was heard; a part that nobody asked for is never held."""
        while self._start + len(self._held) < before and (part := next(self._parts, None)) is not None:
            self._start += len(self._held)
            self._held = part
        gone = min(max(0, before - self._start), len(self._held))
        self._held, self._start = self._held[gone:], self._start + gone

    def _hold(self, end: int) -> None:
        parts, reached = [self._held], self._start + len(self._held)
        while reached < end and (part := next(self._parts, None)) is not None:
            parts.append(part)
            reached += len(part)
        self._held = np.concatenate(parts)

    def _measure(self, sound: Sound) -> None:
        wave = sound.astype(np.float32) / 32768
        self.samples += len(sound)
        self.peak = max(self.peak, float(np.abs(wave).max(initial=0)))
        self.energy += float(np.dot(wave, wave))

    def _decoded(self, path: Path) -> Iterator[Sound]:
        import av  # noqa: PLC0415 - large, and only needed here

        try:
            with av.open(str(path)) as box:
                stream: Any = box.streams.audio[0]
                self.rate_hz = stream.rate
                resampler = av.AudioResampler(format="s16", layout="mono", rate=stream.rate)
                for frame in box.decode(stream):
                    for part in resampler.resample(frame):
                        sound: Sound = part.to_ndarray().ravel().astype(np.int16, copy=False)
                        self._measure(sound)
                        yield sound
        except (av.FFmpegError, IndexError, ZeroDivisionError):  # the last, of FLAC without a head
            self.is_broken = True
