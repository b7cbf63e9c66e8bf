"""What an encoder is: a row of `ENCODERS` whose `open` gives a writer: samples in, a file out."""

from __future__ import annotations

import hashlib
from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import TYPE_CHECKING

from audiobook.atomic import WholeFile, output_errors

if TYPE_CHECKING:
    from collections.abc import Callable
    from io import BufferedRandom
    from pathlib import Path
    from types import TracebackType
    from typing import Self

    import numpy as np
    from numpy.typing import NDArray

    from audiobook.model import Metadata
    from audiobook.settings import Settings


@dataclass(frozen=True, slots=True)
class TrackFacts:
    """What a file says of itself beside its sound: the book, and the track's title and place, from 1."""

    metadata: Metadata
    title: str
    number: int = 1
    count: int = 1


class TrackWriter(ABC):
    """Samples in, a finished file out.

    The file has its name only when it is whole: after `close`, or at the end of a `with` block. After an
    exception there is none. `samples` counts what was written; `sha256` is the file's, once closed.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.samples = 0
        self.sha256 = ""
        self._whole = WholeFile(path)

    def write(self, samples: NDArray[np.int16]) -> None:
        """Append mono samples, shape (n,), in pieces of any length."""
        with output_errors(self.path):
            self._encode(samples)
        self.samples += len(samples)

    def close(self) -> None:
        """Finish the file, put it on the disk and give it its name."""
        if self.sha256:
            return
        try:
            with output_errors(self.path):
                self._finish()
                self.sha256 = _sha256(self._file)
        except BaseException:
            self.discard()
            raise
        self._whole.commit()

    def discard(self) -> None:
        """Give up: leave no file behind. Does nothing after `close`."""
        self._whole.discard()

    @abstractmethod
    def _encode(self, samples: NDArray[np.int16]) -> None:
        """Write `samples` to `_file`."""

    @abstractmethod
    def _finish(self) -> None:
        """Write what comes last, and what could not be known at the start."""

    @property
    def _file(self) -> BufferedRandom:
        return self._whole.file

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self.close()
        else:
            self.discard()


@dataclass(frozen=True, slots=True)
class Encoder:
    """A kind of file that a track can become.

    `open(path, rate_hz, facts, settings)` gives the writer. `missing` says what must be installed first,
    "" if nothing.
    """

    name: str
    suffix: str
    open: Callable[[Path, int, TrackFacts, Settings], TrackWriter]
    missing: Callable[[], str] = lambda: ""


def _sha256(file: BufferedRandom) -> str:
    file.flush()
    file.seek(0)
    return hashlib.file_digest(file, "sha256").hexdigest()
