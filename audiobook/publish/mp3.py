"""MP3 by LAME, mono, as a stream, with a first frame that makes its length exact."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from audiobook.errors import OutputError
from audiobook.model import Piece
from audiobook.publish.contract import Codec, Encoder, PieceWriter, marks
from audiobook.publish.tags import id3_tags
from audiobook.publish.xing import LEAD, RATES_HZ, FrameIndex, FrameKind, info_frame, info_size

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from audiobook.atomic import WholeFile
    from audiobook.publish.contract import TrackFacts
    from audiobook.settings import Settings

_PIECE = 1 << 15  # samples handed to LAME at once; memory stays small, other threads run meanwhile
_VBR_MTRH = 4  # LAME's own name for its default method of variable bit rate
_LOWEST_KBIT_S = 8
_BLOCK = 1 << 20  # bytes copied at once


class Mp3Piece(PieceWriter):
    """A stream of MP3 frames being written; decoded, it is whole frames longer than what was written.

    `vbr` is LAME's -V, 0 (best) to 9; `bitrate`, in kbit/s, asks for a constant one instead. `quality` is
    LAME's -q. The same samples give the same bytes, however cut.
    """

    def __init__(
        self, path: Path, *, rate_hz: int, vbr: int = 4, quality: int = 7, bitrate: int | None = None
    ) -> None:
        _check(rate_hz, bitrate)
        self._kind = FrameKind.of(rate_hz)
        self._index = FrameIndex(self._kind)
        self._lame = _lame(
            rate_hz,
            vbr=vbr if bitrate is None else None,
            quality=quality,
            bitrate=bitrate or _LOWEST_KBIT_S,
        )
        super().__init__(path)

    def _encode(self, samples: NDArray[np.int16]) -> None:
        for start in range(0, len(samples), _PIECE):
            self._frames(self._lame.encode(samples[start : start + _PIECE].tobytes()))

    def _finish(self) -> Piece:
        self._frames(self._lame.flush())
        length = self._index.frames * self._kind.samples
        return Piece(str(self.path), self._kind.rate_hz, self.written, length)

    def _frames(self, data: bytearray) -> None:
        self._index.feed(data)
        self._put(data)


def bind_mp3(file: WholeFile, pieces: Sequence[Piece], facts: TrackFacts, settings: Settings) -> int:
    """An MP3 with tags in front, then the frame that makes its length exact, then the frames of all pieces.

    The silence that LAME adds to a piece is cut off at the end of the file, and stays between pieces.
    """
    kind = FrameKind.of(pieces[0].rate_hz)
    index = FrameIndex(kind)
    kbit_s = settings.bitrate or _LOWEST_KBIT_S
    tags = id3_tags(facts, marks(pieces, facts), rate_hz=kind.rate_hz)
    file.file.seek(len(tags) + info_size(kind, kbit_s))
    for data in (data for piece in pieces for data in _blocks(piece)):
        index.feed(data)
        file.file.write(data)
    samples = sum(piece.length for piece in pieces[:-1]) + pieces[-1].samples
    vbr = None if settings.bitrate else settings.mp3_vbr
    front = info_frame(kind, index, samples=samples, vbr=vbr, quality=settings.mp3_quality, kbit_s=kbit_s)
    file.file.seek(0)
    file.file.write(tags + front)
    return samples


def _blocks(piece: Piece) -> Iterator[bytes]:
    """The bytes of a piece, a few at a time."""
    with Path(piece.path).open("rb") as file:
        while data := file.read(_BLOCK):
            yield data


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


def _open(path: Path, settings: Settings) -> Mp3Piece:
    return Mp3Piece(
        path,
        rate_hz=settings.rate_hz,
        vbr=settings.mp3_vbr,
        quality=settings.mp3_quality,
        bitrate=settings.bitrate or None,
    )


def _wishes(settings: Settings) -> tuple[object, ...]:
    how = settings.bitrate or settings.mp3_vbr
    return (settings.rate_hz, settings.mp3_quality, bool(settings.bitrate), how)


def _bitrates(settings: Settings) -> tuple[int, ...]:
    return FrameKind.of(settings.rate_hz).kbit_s[1:-1]


def _missing() -> str:
    return "" if find_spec("lameenc") else "pip install lameenc"


MP3 = Encoder("mp3", ".mp3", Codec("mp3", _open, _wishes, _bitrates), bind_mp3, missing=_missing)
