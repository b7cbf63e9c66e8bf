"""Opus in an Ogg file: the smallest files that still sound good, for players of this century."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from audiobook.publish.contract import Codec, Encoder, marks
from audiobook.publish.libav import Muxer, PacketPiece, as_os_errors, picture_size, setup_of
from audiobook.publish.tags import chapter_comments, vorbis_comments

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from audiobook.atomic import WholeFile
    from audiobook.calls import Call
    from audiobook.model import Picture, Piece
    from audiobook.publish.contract import TrackFacts
    from audiobook.settings import Settings

_RATE_HZ = 24_000  # what the encoder is given: one of the five rates that it knows
_CLOCK_HZ = 48_000  # what every Opus file counts at
_FRAME = 480  # samples of a frame, at the encoder's rate
_LEAD = 312  # samples by which the decoder is behind, at the file's clock
_BITRATES = range(8, 129)  # kbit/s that make sense for one voice


class OpusPiece(PacketPiece):
    """Opus packets being written, of sound at any rate."""

    def __init__(self, path: Path, *, rate_hz: int, kbit_s: int) -> None:
        import av  # noqa: PLC0415 - large

        super().__init__(
            path,
            codec="libopus",
            rate_hz=_RATE_HZ,
            sound_format="s16",
            frame=_FRAME,
            kbit_s=kbit_s,
            options={"application": "audio", "frame_duration": "20"},
        )
        self._resampler: Any = av.AudioResampler(format="s16", layout="mono", rate=_RATE_HZ)
        self._from_hz = rate_hz

    def _encode(self, samples: NDArray[np.int16]) -> None:
        import av  # noqa: PLC0415

        frame = av.AudioFrame.from_ndarray(samples[None], format="s16", layout="mono")
        frame.sample_rate = self._from_hz
        self._resampled(frame)

    def _finish(self) -> Piece:
        self._resampled(None)
        piece = super()._finish()
        factor = _CLOCK_HZ // _RATE_HZ
        return replace(piece, rate_hz=_CLOCK_HZ, samples=factor * piece.samples, length=factor * piece.length)

    def _resampled(self, frame: Any) -> None:
        for part in self._resampler.resample(frame):
            super()._encode(part.to_ndarray().ravel())


def _open(path: Path, settings: Settings, _: Call) -> OpusPiece:
    return OpusPiece(path, rate_hz=settings.rate_hz, kbit_s=_kbit_s(settings))


def _kbit_s(settings: Settings) -> int:
    return settings.bitrate or settings.opus_kbit_s


def _wishes(settings: Settings) -> tuple[object, ...]:
    return (settings.rate_hz, _kbit_s(settings))


def bind_opus(file: WholeFile, pieces: Sequence[Piece], facts: TrackFacts, _settings: Settings) -> int:
    """An Ogg file of Opus packets; its tags and cover stand in the header of its stream."""
    with as_os_errors(), Muxer(str(file.part), "opus") as out:
        sound = out.stream("libopus", _CLOCK_HZ, setup_of(pieces[0]))
        sound.metadata.update(vorbis_comments(facts) | chapter_comments(marks(pieces, facts), _CLOCK_HZ))
        if facts.metadata.cover and (block := picture_block(facts.metadata.cover)):
            sound.metadata["METADATA_BLOCK_PICTURE"] = b64encode(block).decode()
        out.put_frames(sound, pieces, frame=2 * _FRAME, lead=_LEAD)
    return sum(piece.length for piece in pieces)


def picture_block(picture: Picture) -> bytes:
    """A cover as FLAC and Ogg keep it; nothing for what is no picture."""
    size = picture_size(picture.data)
    if size is None:
        return b""
    media_type = picture.media_type.encode()
    numbers = (3, len(media_type)), (0, *size, 24, 0, len(picture.data))  # 3: front cover; no description
    front, back = (b"".join(number.to_bytes(4, "big") for number in row) for row in numbers)
    return front + media_type + back + picture.data


OPUS = Encoder("opus", ".opus", Codec("opus", _open, _wishes, lambda _: _BITRATES), bind_opus)
