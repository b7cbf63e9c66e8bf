"""M4B: AAC in an MP4 file, what phones know as an audiobook: one file, with chapters and a cover."""

from __future__ import annotations

from typing import TYPE_CHECKING

from audiobook.publish.contract import Codec, Encoder, marks
from audiobook.publish.libav import Muxer, PacketPiece, as_os_errors, setup_of
from audiobook.publish.tags import language, mp4_tags

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from audiobook.atomic import WholeFile
    from audiobook.calls import Call
    from audiobook.model import Piece
    from audiobook.publish.contract import TrackFacts
    from audiobook.settings import Settings

_FRAME = 1024  # samples of an AAC frame; the decoder is as many behind
# FFmpeg's coder takes about so much more than it is asked for, for one voice at 22,050 samples a second.
_OVERSHOOT_KBIT_S = 10
_CODER = "fast"  # of the encoder's two ways to share out bits: docs/audio-files.md tells what it costs
_BITRATES = range(32, 129)  # kbit/s that make sense for one voice


def _open(path: Path, settings: Settings, _: Call) -> PacketPiece:
    return PacketPiece(
        path,
        codec="aac",
        rate_hz=settings.rate_hz,
        sound_format="fltp",
        frame=_FRAME,
        kbit_s=_kbit_s(settings) - _OVERSHOOT_KBIT_S,
        options={"aac_coder": _CODER},
    )


def _kbit_s(settings: Settings) -> int:
    return settings.bitrate or settings.aac_kbit_s


def _wishes(settings: Settings) -> tuple[object, ...]:
    return (settings.rate_hz, _kbit_s(settings), _CODER)


def bind_m4b(file: WholeFile, pieces: Sequence[Piece], facts: TrackFacts, _settings: Settings) -> int:
    """An M4B whose contents stand in front, so that it plays while it is still coming in."""
    rate_hz = pieces[0].rate_hz
    # A clock of samples, where milliseconds are usual, makes the chapter marks exact.
    options = {"brand": "M4B ", "movflags": "+faststart", "movie_timescale": str(rate_hz)}
    with as_os_errors(), Muxer(str(file.part), "mp4", options=options) as out:
        out.box.metadata.update(mp4_tags(facts))
        sound = out.stream("aac", rate_hz, setup_of(pieces[0]))
        sound.metadata["language"] = language(facts.metadata.language) or "und"
        cover = facts.metadata.cover
        picture = out.picture(cover) if cover else None
        out.mark(marks(pieces, facts), rate_hz)
        out.put_frames(sound, pieces, frame=_FRAME, lead=_FRAME)
        if cover and picture:
            out.put(picture, cover.data, at=0, length=0)
    return sum(piece.length for piece in pieces)


M4B = Encoder("m4b", ".m4b", Codec("aac", _open, _wishes, lambda _: _BITRATES), bind_m4b, split="book")
