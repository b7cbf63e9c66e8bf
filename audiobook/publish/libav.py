"""FFmpeg's encoders and containers through PyAV, imported when there is something to encode.

Everything is written bit-exact: no date, no version, no random number gets into a file.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from contextlib import contextmanager
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from audiobook.publish.contract import PieceWriter

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from audiobook.model import Picture, Piece
    from audiobook.publish.contract import Mark

_SIZE = struct.Struct("<I")
_AT_ONCE = 1 << 16  # samples handed over at once
_READ = 1 << 20
_PICTURES = {"image/png": "png", "image/jpeg": "mjpeg"}
_PICTURE_CLOCK = Fraction(1, 90_000)


@contextmanager
def as_os_errors() -> Iterator[None]:
    """A failure of FFmpeg inside the block becomes an `OSError`, as if Python had written the file."""
    import av  # noqa: PLC0415 - large

    try:
        yield
    except av.FFmpegError as err:
        raise OSError(err.errno, err.strerror) from err


class PacketPiece(PieceWriter):
    """A piece that holds the packets of an encoder: its setup data, then the packets, each with its size.

    The sound is padded with silence to whole frames of `frame` samples at `rate_hz`, so that pieces join
    exactly; 1 for an encoder whose last frame may be short. `clock_hz` counts lengths in the file.
    """

    def __init__(
        self,
        path: Path,
        *,
        codec: str,
        rate_hz: int,
        sound_format: str,
        frame: int = 1,
        kbit_s: int = 0,
        options: Mapping[str, str] | None = None,
    ) -> None:
        import av  # noqa: PLC0415 - large

        context: Any = av.CodecContext.create(codec, "w")
        context.sample_rate, context.layout, context.format = rate_hz, "mono", sound_format
        context.time_base = Fraction(1, rate_hz)
        context.options = dict(options or {})
        context.flags |= av.codec.context.Flags.bitexact
        if kbit_s:
            context.bit_rate = 1000 * kbit_s
        self._context = context
        self._rate_hz = rate_hz
        self._frame = frame
        self._encoded = 0
        self._has_setup = False
        super().__init__(path)

    def _encode(self, samples: NDArray[np.int16]) -> None:
        for start in range(0, len(samples), _AT_ONCE):
            self._hand_over(samples[start : start + _AT_ONCE])

    def _hand_over(self, samples: NDArray[np.int16]) -> None:
        import av  # noqa: PLC0415

        sound = (
            samples[None].astype(np.float32) / 32768 if self._context.format.name == "fltp" else samples[None]
        )
        frame = av.AudioFrame.from_ndarray(sound, format=self._context.format.name, layout="mono")
        frame.sample_rate, frame.pts, frame.time_base = self._rate_hz, self._encoded, self._context.time_base
        self._encoded += len(samples)
        self._keep(self._context.encode(frame))

    def _finish(self) -> Piece:
        from audiobook.model import Piece  # noqa: PLC0415

        content = self._encoded
        padding = max(-content % self._frame, 0 if content else self._frame)
        if padding:
            self._hand_over(np.zeros(padding, np.int16))
        self._keep(self._context.encode(None))
        return Piece(str(self.path), self._rate_hz, content, self._encoded)

    def _keep(self, packets: Sequence[Any]) -> None:
        for packet in packets:
            if not self._has_setup:
                self._put_sized(self._context.extradata or b"")
                self._has_setup = True
            self._put_sized(bytes(packet))

    def _put_sized(self, data: bytes) -> None:
        self._put(_SIZE.pack(len(data)) + data)


def setup_of(piece: Piece) -> bytes:
    """The setup data of the encoder that made a piece."""
    return next(_records(piece))


def packets(piece: Piece) -> Iterator[bytes]:
    """The packets of a piece, in order."""
    records = _records(piece)
    next(records)
    return records


def _records(piece: Piece) -> Iterator[bytes]:
    with Path(piece.path).open("rb", buffering=_READ) as file:
        while head := file.read(_SIZE.size):
            yield file.read(_SIZE.unpack(head)[0])


class Muxer:
    """A file of one stream of packets, to be used in a `with` block."""

    def __init__(self, path: str, container: str, *, options: Mapping[str, str] | None = None) -> None:
        import av  # noqa: PLC0415

        self._packet: Any = av.Packet
        options = {"fflags": "+bitexact"} | dict(options or {})
        self.box: Any = av.open(path, "w", format=container, options=options)

    def stream(self, codec: str, rate_hz: int, setup: bytes) -> Any:
        """The stream for the packets of `codec`, counted at `rate_hz`."""
        stream = self.box.add_stream(codec, rate=rate_hz)
        stream.layout = "mono"
        stream.codec_context.extradata = setup
        stream.time_base = stream.codec_context.time_base = Fraction(1, rate_hz)
        return stream

    def mark(self, marks: Sequence[Mark], rate_hz: int) -> None:
        """Set the chapters; to be done before the first packet."""
        from audiobook.publish.names import printable  # noqa: PLC0415

        clock = Fraction(1, rate_hz)
        self.box.set_chapters(
            [
                {
                    "id": number,
                    "start": mark.start,
                    "end": mark.end,
                    "time_base": clock,
                    "metadata": {"title": printable(mark.title)},
                }
                for number, mark in enumerate(marks)
            ]
        )

    def picture(self, picture: Picture) -> Any:
        """A stream for the cover; None for a kind of picture that no player shows."""
        import av  # noqa: PLC0415

        kind = _PICTURES.get(picture.media_type)
        size = picture_size(picture.data) if kind else None
        if kind is None or size is None:
            return None
        stream = self.box.add_mux_stream(kind, width=size[0], height=size[1])
        stream.disposition = av.stream.Disposition.attached_pic
        stream.time_base = _PICTURE_CLOCK
        return stream

    def put(self, stream: Any, data: bytes, *, at: int, length: int) -> None:
        """Write a packet that lasts from `at` for `length`, by the clock of its stream."""
        packet = self._packet(data)
        packet.stream, packet.pts, packet.dts = stream, at, at
        packet.duration, packet.time_base, packet.is_keyframe = length, stream.time_base, True
        self.box.mux(packet)

    def put_frames(self, stream: Any, pieces: Sequence[Piece], *, frame: int, lead: int) -> None:
        """Write the packets of some pieces end to end: `frame` samples each, the first `lead` samples early.

        The last packet of a piece and the first of the next are the same moment, and silent; one is enough.
        """
        at, end = -lead, sum(piece.length for piece in pieces)
        for number, piece in enumerate(pieces):
            coming = packets(piece)
            if number:
                next(coming)
            for data in coming:
                self.put(stream, data, at=at, length=min(frame, end - at))
                at += frame

    def __enter__(self) -> Muxer:
        return self

    def __exit__(self, *_: object) -> None:
        self.box.close()


def picture_size(data: bytes) -> tuple[int, int] | None:
    """The width and height of a PNG or JPEG; None if it is neither, or damaged."""
    from io import BytesIO  # noqa: PLC0415

    import av  # noqa: PLC0415

    try:
        with av.open(BytesIO(data), "r") as box:
            frame = next(box.decode(video=0))
            return frame.width, frame.height
    except (av.FFmpegError, IndexError, StopIteration):
        return None
