"""FLAC: half the size of WAV, nothing lost, with tags and a cover."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

from audiobook.publish.contract import Encoder, marks
from audiobook.publish.flac_frames import renumbered
from audiobook.publish.libav import Muxer, as_os_errors
from audiobook.publish.lossless import LOSSLESS, about, frames
from audiobook.publish.tags import chapter_comments, vorbis_comments

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from audiobook.atomic import WholeFile
    from audiobook.model import Piece
    from audiobook.publish.contract import TrackFacts
    from audiobook.settings import Settings

# STREAMINFO: the samples of a block (at least and at most), the bytes of a frame (likewise), 64 bits that end
# in the count of all samples, their MD5.
_ABOUT = struct.Struct(">HH3s3sQ16s")
_ABOUT_AT = 8  # after the name of the format and the head of the block
_SAMPLES = (1 << 36) - 1
_UNKNOWN = (bytes(3), bytes(16))


def bind_flac(file: WholeFile, pieces: Sequence[Piece], facts: TrackFacts, settings: Settings) -> int:
    """A FLAC file, put together by copying; frames are numbered anew where there are several pieces.

    The MD5 of all samples is known for one piece only: for several it would take decoding them.
    """
    rate_hz = settings.rate_hz
    samples = sum(piece.length for piece in pieces[:-1]) + pieces[-1].samples
    with as_os_errors(), Muxer(str(file.part), "flac") as out:
        sound = out.stream("flac", rate_hz, _about(pieces, samples))
        out.box.metadata.update(vorbis_comments(facts) | chapter_comments(marks(pieces, facts), rate_hz))
        cover = facts.metadata.cover
        picture = out.picture(cover) if cover else None
        if cover and picture:
            out.put(picture, cover.data, at=0, length=0)
        size = _ABOUT.unpack(about(pieces[0]))[1]
        for number, frame in enumerate(_frames(pieces)):
            at = number * size
            out.put(sound, frame, at=at, length=min(size, samples - at))
    file.file.seek(_ABOUT_AT)
    file.file.write(_about(pieces, samples))  # FFmpeg has written what it knew before the first frame
    return samples


def _about(pieces: Sequence[Piece], samples: int) -> bytes:
    """What is said of all pieces together; of one, what its encoder said."""
    first = about(pieces[0])
    if len(pieces) == 1:
        return first
    least, most, _, _, format_and_samples, _ = _ABOUT.unpack(first)
    size, md5 = _UNKNOWN
    return _ABOUT.pack(least, most, size, size, format_and_samples & ~_SAMPLES | samples, md5)


def _frames(pieces: Sequence[Piece]) -> Iterator[bytes]:
    if len(pieces) == 1:
        yield from frames(pieces[0])
        return
    ordered = (frame for piece in pieces for frame in frames(piece, is_last=piece is pieces[-1]))
    yield from (renumbered(frame, number) for number, frame in enumerate(ordered))


FLAC = Encoder("flac", ".flac", LOSSLESS, bind_flac)
