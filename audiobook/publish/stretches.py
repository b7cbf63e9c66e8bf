"""Cuts a stream of samples where it is silent, so that its parts can be encoded side by side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from numpy.typing import NDArray

    Samples = NDArray[np.int16]


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a stream, in pieces of any length; after them it was silent for `silence` samples more."""

    pieces: Sequence[Samples]
    silence: int = 0

    @property
    def length(self) -> int:
        """Samples of its pieces."""
        return sum(map(len, self.pieces))


class Stretches:
    """Samples in, stretches out; where they are cut depends on the samples alone.

    A stretch ends where, after `shortest` samples, the next `pause` ones are zeros. It takes as many of these
    with it as `silence(length)` says; the rest of them begins the next stretch.
    """

    def __init__(self, *, shortest: int, pause: int, silence: Callable[[int], int]) -> None:
        self._shortest = shortest
        self._pause = pause
        self._silence = silence
        self._pieces: list[Samples] = []
        self._length = 0
        self._quiet_since = shortest  # where there were only zeros since; before that it does not matter

    def add(self, samples: Samples) -> Iterator[Stretch]:
        """Take the next samples; gives the stretches that end there."""
        cut = self._cut_in(samples)
        self._pieces.append(samples)
        if cut is not None:
            ended, rest = _split(self._pieces, cut)
            silence = self._silence(cut)
            self._pieces, self._length, self._quiet_since = [], 0, self._shortest
            yield Stretch(ended, silence)
            for piece in _split(rest, silence)[1]:
                yield from self.add(piece)

    def rest(self) -> Stretch:
        """What came after the last cut; nothing comes after it."""
        pieces, self._pieces = self._pieces, []
        return Stretch(pieces)

    def _cut_in(self, samples: Samples) -> int | None:
        """Where the stretch ends, if these samples show it."""
        first = max(self._length, self._shortest)
        late = samples[first - self._length :]
        self._length += len(samples)
        if not len(late):
            return None
        loud = np.flatnonzero(late) + first
        begins = np.append(self._quiet_since, loud + 1)
        ends = np.append(loud, self._length)
        self._quiet_since = int(begins[-1])
        fitting = np.flatnonzero(ends - begins >= self._pause)
        return int(begins[fitting[0]]) if len(fitting) else None


def _split(pieces: Sequence[Samples], at: int) -> tuple[list[Samples], list[Samples]]:
    """The first `at` samples of some pieces, and the others."""
    before: list[Samples] = []
    for number, piece in enumerate(pieces):
        if at < len(piece):
            return [*before, piece[:at]], [piece[at:], *pieces[number + 1 :]]
        before.append(piece)
        at -= len(piece)
    return before, []
