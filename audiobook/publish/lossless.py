"""Sound kept without loss: the pieces of which FLAC and WAV files are bound.

A piece holds its frames, of which the last may be short; that last one again, filled up with silence, for a
file in which another piece follows; and at its end what FLAC says of the whole, with the MD5 of its samples.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from audiobook.publish.contract import Codec
from audiobook.publish.libav import PacketPiece, packets

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from audiobook.calls import Call
    from audiobook.model import Piece
    from audiobook.settings import Settings

_ABOUT_SIZE = 34  # bytes of FLAC's STREAMINFO
_BEHIND = 3  # records at the end: the last frame, that one filled up, what is said of the whole
_LAYOUT = 2  # of pieces; another one has other keys


class LosslessPiece(PacketPiece):
    """Frames of FLAC being written."""

    def __init__(self, path: Path, *, rate_hz: int) -> None:
        super().__init__(path, codec="flac", rate_hz=rate_hz, sound_format="s16")
        self._context.open()
        self._about = b""
        self._tail = np.zeros(0, np.int16)  # what the last frame will hold, if it is short

    def _hand_over(self, samples: NDArray[np.int16]) -> None:
        super()._hand_over(samples)
        joined = np.concatenate([self._tail, samples])
        whole = self._encoded - self._encoded % self._context.frame_size
        self._tail = joined[len(joined) - (self._encoded - whole) :]

    def _finish(self) -> Piece:
        piece = super()._finish()
        missing = -piece.samples % self._context.frame_size
        self._put_sized(_frame_of(np.pad(self._tail, (0, missing)), self._rate_hz) if missing else b"")
        self._put_sized(self._about)
        return replace(piece, length=piece.samples + missing)

    def _keep(self, packets: Sequence[Any]) -> None:
        super()._keep([packet for packet in packets if packet.size])
        for last in (packet for packet in packets if not packet.size):  # it brings what is known in the end
            self._about = bytes(last.get_sidedata("new_extradata"))


def _frame_of(samples: NDArray[np.int16], rate_hz: int) -> bytes:
    """One frame of FLAC that holds just these samples."""
    import av  # noqa: PLC0415 - large

    context: Any = av.CodecContext.create("flac", "w")
    context.sample_rate, context.layout, context.format = rate_hz, "mono", "s16"
    context.flags |= av.codec.context.Flags.bitexact
    frame = av.AudioFrame.from_ndarray(samples[None], format="s16", layout="mono")
    frame.sample_rate = rate_hz
    return b"".join(map(bytes, (*context.encode(frame), *context.encode(None))))


def about(piece: Piece) -> bytes:
    """FLAC's STREAMINFO of a piece."""
    with Path(piece.path).open("rb") as file:
        file.seek(-_ABOUT_SIZE, 2)
        return file.read()


def frames(piece: Piece, *, is_last: bool = True) -> Iterator[bytes]:
    """The frames of a piece; silence fills up the last one unless the piece `is_last` in its file."""
    waiting: list[bytes] = []
    for record in packets(piece):
        waiting.append(record)
        if len(waiting) > _BEHIND:
            yield waiting.pop(0)
    last, filled, _ = waiting
    yield last if is_last or not filled else filled


def samples_of(piece: Piece, *, is_last: bool = True) -> Iterator[NDArray[np.int16]]:
    """The samples of a piece, some at a time, and silence to whole frames unless it `is_last` in its file."""
    import av  # noqa: PLC0415 - large

    context: Any = av.CodecContext.create("flac", "r")
    context.extradata = about(piece)
    for data in frames(piece, is_last=is_last):
        for frame in context.decode(av.Packet(data)):
            yield frame.to_ndarray().ravel()


def _open(path: Path, settings: Settings, _: Call) -> LosslessPiece:
    return LosslessPiece(path, rate_hz=settings.rate_hz)


def _wishes(settings: Settings) -> tuple[object, ...]:
    return (settings.rate_hz, _LAYOUT)


LOSSLESS = Codec("flac", _open, _wishes)
