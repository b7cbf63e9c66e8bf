"""MP3 by LAME, mono, as a stream, with a first frame that makes its length exact."""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from audiobook.errors import OutputError
from audiobook.publish.contract import Encoder, TrackFacts, TrackWriter
from audiobook.publish.tags import id3_tags
from audiobook.publish.xing import LEAD, RATES_HZ, FrameIndex, FrameKind, info_frame, info_size

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

    from audiobook.settings import Settings

_PIECE = 1 << 15  # samples handed to LAME at once; memory stays small, other threads run meanwhile
_VBR_MTRH = 4  # LAME's own name for its default method of variable bit rate
_LOWEST_KBIT_S = 8


class Mp3Writer(TrackWriter):
    """An MP3 file being written; decoded, it is exactly as long as what was written.

    `tags` stand in front as they are. `vbr` is LAME's -V, 0 (best) to 9; `bitrate`, in kbit/s, asks for a
    constant one instead. `quality` is LAME's -q. The same samples give the same bytes, however cut.

    >>> with Mp3Writer(Path("a.mp3"), rate_hz=22050, tags=b"") as mp3:  # doctest: +SKIP
    ...     mp3.write(samples)
    """

    def __init__(
        self,
        path: Path,
        *,
        rate_hz: int,
        tags: bytes,
        vbr: int = 4,
        quality: int = 7,
        bitrate: int | None = None,
    ) -> None:
        _check(rate_hz, bitrate)
        self._kind = FrameKind.of(rate_hz)
        self._index = FrameIndex(self._kind)
        self._tags = tags
        self._vbr = vbr if bitrate is None else None
        self._quality = quality
        self._kbit_s = bitrate or _LOWEST_KBIT_S
        self._lame = _lame(rate_hz, vbr=self._vbr, quality=quality, bitrate=self._kbit_s)
        super().__init__(path)
        self._file.seek(len(tags) + info_size(self._kind, self._kbit_s))

    def _encode(self, samples: NDArray[np.int16]) -> None:
        for start in range(0, len(samples), _PIECE):
            self._put(self._lame.encode(samples[start : start + _PIECE].tobytes()))

    def _finish(self) -> None:
        self._put(self._lame.flush())
        front = info_frame(
            self._kind,
            self._index,
            samples=self.samples,
            vbr=self._vbr,
            quality=self._quality,
            kbit_s=self._kbit_s,
        )
        self._file.seek(0)
        self._file.write(self._tags + front)

    def _put(self, data: bytearray) -> None:
        self._index.feed(data)
        self._file.write(data)


def _check(rate_hz: int, bitrate: int | None) -> None:
    if rate_hz not in RATES_HZ:
        raise OutputError(
            f"MP3 cannot hold {rate_hz} samples a second.", hint=f"It can hold {_listed(RATES_HZ)}."
        )
    allowed = FrameKind.of(rate_hz).kbit_s[1:-1]
    if bitrate is not None and bitrate not in allowed:
        raise OutputError(
            f"MP3 has no bit rate of {bitrate} kbit/s at {rate_hz} samples a second.",
            hint=f"It has {_listed(allowed)}.",
        )


def _listed(numbers: Iterable[int]) -> str:
    return ", ".join(str(number) for number in numbers)


def _lame(rate_hz: int, *, vbr: int | None, quality: int, bitrate: int) -> Any:
    import lameenc  # noqa: PLC0415 - only when there is something to encode

    lame = lameenc.Encoder()
    lame.silence()
    lame.set_channels(1)
    lame.set_in_sample_rate(rate_hz)
    lame.set_out_sample_rate(rate_hz)
    lame.set_quality(quality)
    if vbr is None:
        lame.set_bit_rate(bitrate)
    else:
        lame.set_vbr(_VBR_MTRH)
        lame.set_vbr_quality(vbr)
    lame.encode(bytes(2 * LEAD))  # too few for a frame, so nothing comes out yet
    return lame


def _open(path: Path, rate_hz: int, facts: TrackFacts, settings: Settings) -> Mp3Writer:
    return Mp3Writer(
        path, rate_hz=rate_hz, tags=id3_tags(facts), vbr=settings.mp3_vbr, quality=settings.mp3_quality
    )


def _missing() -> str:
    return "" if find_spec("lameenc") else "pip install lameenc"


MP3 = Encoder("mp3", ".mp3", _open, _missing)
