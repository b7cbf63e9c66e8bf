"""FLAC: half the size of WAV, nothing lost, with tags and a cover."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from audiobook.publish.contract import Encoder, marks
from audiobook.publish.libav import Muxer, as_os_errors
from audiobook.publish.lossless import LOSSLESS, samples_of
from audiobook.publish.tags import chapter_comments, vorbis_comments

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from audiobook.atomic import WholeFile
    from audiobook.model import Piece
    from audiobook.publish.contract import TrackFacts
    from audiobook.settings import Settings


def bind_flac(file: WholeFile, pieces: Sequence[Piece], facts: TrackFacts, settings: Settings) -> int:
    """A FLAC file. Its frames are numbered, so the pieces are encoded anew: 4,000 times real time."""
    rate_hz = settings.rate_hz
    with as_os_errors(), Muxer(str(file.part), "flac") as out:
        sound = out.box.add_stream("flac", rate=rate_hz)
        sound.layout, sound.format = "mono", "s16"
        out.box.metadata.update(vorbis_comments(facts) | chapter_comments(marks(pieces, facts), rate_hz))
        cover = facts.metadata.cover
        picture = out.picture(cover) if cover else None
        if cover and picture:
            out.put(picture, cover.data, at=0, length=0)
        for samples in (samples for piece in pieces for samples in samples_of(piece)):
            out.box.mux(sound.encode(_frame(samples, rate_hz)))
        out.box.mux(sound.encode(None))
    return sum(piece.samples for piece in pieces)


def _frame(samples: NDArray[np.int16], rate_hz: int) -> Any:
    import av  # noqa: PLC0415 - large

    frame = av.AudioFrame.from_ndarray(samples[None], format="s16", layout="mono")
    frame.sample_rate = rate_hz
    return frame


FLAC = Encoder("flac", ".flac", LOSSLESS, bind_flac)
