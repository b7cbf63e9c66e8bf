"""WAV, mono, 16 bits: nothing lost, nothing said of the book."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

from audiobook.errors import OutputError
from audiobook.publish.contract import Encoder, TrackFacts, TrackWriter

if TYPE_CHECKING:
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

    from audiobook.settings import Settings

_HEADER = struct.Struct("<4sI4s4sIHHIIHH4sI")
_PCM = 1
_LARGEST = 2**32 - 1 - _HEADER.size  # the format counts bytes in 32 bits


class WavWriter(TrackWriter):
    """A WAV file being written; it can hold 27 hours at 22,050 samples a second."""

    def __init__(self, path: Path, *, rate_hz: int) -> None:
        self._rate_hz = rate_hz
        super().__init__(path)
        self._file.seek(_HEADER.size)

    def _encode(self, samples: NDArray[np.int16]) -> None:
        if 2 * (self.samples + len(samples)) > _LARGEST:
            raise OutputError(
                f"{self.path.name} is too long for WAV.", hint="Write MP3, or one file a chapter."
            )
        self._file.write(samples.astype("<i2", copy=False).tobytes())

    def _finish(self) -> None:
        self._file.seek(0)
        self._file.write(_header(2 * self.samples, self._rate_hz))


def _header(size: int, rate_hz: int) -> bytes:
    chunk = size + _HEADER.size - 8
    pcm = (b"fmt ", 16, _PCM, 1, rate_hz, 2 * rate_hz, 2, 16)
    return _HEADER.pack(b"RIFF", chunk, b"WAVE", *pcm, b"data", size)


def _open(path: Path, rate_hz: int, _facts: TrackFacts, _settings: Settings) -> WavWriter:
    return WavWriter(path, rate_hz=rate_hz)


WAV = Encoder("wav", ".wav", _open)
