"""MP3 by LAME, mono, as a stream, with a first frame that makes its length exact."""

from __future__ import annotations

from collections import deque
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from audiobook.calls import Call, at_once
from audiobook.errors import OutputError
from audiobook.model import Piece
from audiobook.publish.contract import Codec, Encoder, PieceWriter, marks
from audiobook.publish.lame import Lame, encoded
from audiobook.publish.stretches import Stretches
from audiobook.publish.tags import id3_tags
from audiobook.publish.xing import RATES_HZ, FrameIndex, FrameKind, frames_in, info_frame, info_size

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from concurrent.futures import Future

    from numpy.typing import NDArray

    from audiobook.atomic import WholeFile
    from audiobook.publish.contract import TrackFacts
    from audiobook.publish.stretches import Stretch
    from audiobook.settings import Settings

_STRETCH_S = 60  # of sound, at least, are encoded by one thread
_SPILL = 1199  # samples by which LAME's frames reach at least beyond what it was given
_LOWEST_KBIT_S = 8
_BLOCK = 1 << 20  # bytes copied at once


class Mp3Piece(PieceWriter):
    """A stream of MP3 frames being written; decoded, it is whole frames longer than what was written.

    `vbr` is LAME's -V, 0 (best) to 9; `bitrate`, in kbit/s, asks for a constant one instead. `quality` is
    LAME's -q. Stretches of it are encoded by `call`, of which `ahead` may be under way. The same samples
    give the same bytes, however cut and wherever encoded.
    """

    def __init__(
        self,
        path: Path,
        *,
        rate_hz: int,
        vbr: int = 4,
        quality: int = 7,
        bitrate: int | None = None,
        call: Call = at_once,
        ahead: int = 0,
    ) -> None:
        _check(rate_hz, bitrate)
        self._kind = FrameKind.of(rate_hz)
        self._length = 0
        self._encoder = partial(call, encoded, Lame(rate_hz, vbr, quality, bitrate))
        self._stretches = Stretches(
            shortest=_STRETCH_S * rate_hz,
            pause=_SPILL + self._kind.samples,
            silence=partial(_spill, self._kind),
        )
        self._ahead = ahead
        self._coming: deque[tuple[int, Future[bytes]]] = deque()  # with how many samples that must be, or 0
        super().__init__(path)

    def _encode(self, samples: NDArray[np.int16]) -> None:
        for stretch in self._stretches.add(samples):
            self._order(stretch)

    def _finish(self) -> Piece:
        self._order(self._stretches.rest())
        while self._coming:
            self._keep_next()
        return Piece(str(self.path), self._kind.rate_hz, self.written, self._length)

    def _order(self, stretch: Stretch) -> None:
        samples = np.concatenate([np.zeros(0, np.int16), *stretch.pieces])
        length = stretch.length + stretch.silence if stretch.silence else 0
        self._coming.append((length, self._encoder(samples)))
        if len(self._coming) > self._ahead:  # memory stays small
            self._keep_next()

    def _keep_next(self) -> None:
        wanted, coming = self._coming.popleft()
        frames = coming.result()
        length = frames_in(self._kind, frames) * self._kind.samples
        if wanted and length != wanted:
            raise RuntimeError(f"LAME gave {length} samples, not {wanted}: those after them would shift")
        self._length += length
        self._put(frames)


def _spill(kind: FrameKind, samples: int) -> int:
    """By how much the frames of so many samples are longer, LEAD and LAME's own delay left out."""
    return -(-(samples + _SPILL) // kind.samples) * kind.samples - samples


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


def _open(path: Path, settings: Settings, call: Call) -> Mp3Piece:
    return Mp3Piece(
        path,
        rate_hz=settings.rate_hz,
        vbr=settings.mp3_vbr,
        quality=settings.mp3_quality,
        bitrate=settings.bitrate or None,
        call=call,
        ahead=settings.workers,
    )


def _wishes(settings: Settings) -> tuple[object, ...]:
    how = settings.bitrate or settings.mp3_vbr
    return (settings.rate_hz, settings.mp3_quality, bool(settings.bitrate), how, _STRETCH_S)


def _bitrates(settings: Settings) -> tuple[int, ...]:
    return FrameKind.of(settings.rate_hz).kbit_s[1:-1]


def _missing() -> str:
    return "" if find_spec("lameenc") else "pip install lameenc"


MP3 = Encoder("mp3", ".mp3", Codec("mp3", _open, _wishes, _bitrates), bind_mp3, missing=_missing)
