"""WAV, mono, 16 bits: nothing lost, read by everything; its tags stand at the end, in nobody's way."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

from audiobook.errors import OutputError
from audiobook.publish.contract import Encoder, marks
from audiobook.publish.lossless import LOSSLESS, samples_of
from audiobook.publish.tags import id3_tags

if TYPE_CHECKING:
    from collections.abc import Sequence

    from audiobook.atomic import WholeFile
    from audiobook.model import Piece
    from audiobook.publish.contract import TrackFacts
    from audiobook.settings import Settings

_HEADER = struct.Struct("<4sI4s4sIHHIIHH4sI")
_CHUNK = struct.Struct("<4sI")
_PCM = 1
_LARGEST = 2**32 - 1 - _HEADER.size  # the format counts bytes in 32 bits


def bind_wav(file: WholeFile, pieces: Sequence[Piece], facts: TrackFacts, settings: Settings) -> int:
    """A WAV file; it can hold 27 hours at 22,050 samples a second."""
    samples = sum(piece.length for piece in pieces[:-1]) + pieces[-1].samples
    tags = id3_tags(facts, marks(pieces, facts), rate_hz=settings.rate_hz)
    tags += bytes(len(tags) % 2)  # a chunk is even
    if 2 * samples + _CHUNK.size + len(tags) > _LARGEST:
        raise OutputError(f"{file.path.name} is too long for WAV.", hint="Write FLAC, or one file a chapter.")
    file.file.write(_header(2 * samples, settings.rate_hz, after=_CHUNK.size + len(tags)))
    for part in (part for piece in pieces for part in samples_of(piece, is_last=piece is pieces[-1])):
        file.file.write(part.astype("<i2", copy=False).tobytes())
    file.file.write(_CHUNK.pack(b"id3 ", len(tags)) + tags)
    return samples


def _header(size: int, rate_hz: int, *, after: int) -> bytes:
    """The head of a file of `size` bytes of sound, and `after` bytes behind them."""
    chunk = _HEADER.size - _CHUNK.size + size + after
    pcm = (b"fmt ", 16, _PCM, 1, rate_hz, 2 * rate_hz, 2, 16)
    return _HEADER.pack(b"RIFF", chunk, b"WAVE", *pcm, b"data", size)


WAV = Encoder("wav", ".wav", LOSSLESS, bind_wav)
