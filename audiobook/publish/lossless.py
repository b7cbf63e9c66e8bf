"""Sound kept without loss: the pieces of which FLAC and WAV files are bound."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from audiobook.publish.contract import Codec
from audiobook.publish.libav import PacketPiece, packets, setup_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

    from audiobook.model import Piece
    from audiobook.settings import Settings


def _open(path: Path, settings: Settings) -> PacketPiece:
    return PacketPiece(path, codec="flac", rate_hz=settings.rate_hz, sound_format="s16")


def _wishes(settings: Settings) -> tuple[object, ...]:
    return (settings.rate_hz,)


def samples_of(piece: Piece) -> Iterator[NDArray[np.int16]]:
    """The samples of a piece, as they were, some at a time."""
    import av  # noqa: PLC0415 - large

    context: Any = av.CodecContext.create("flac", "r")
    context.extradata = setup_of(piece)
    for data in packets(piece):
        for frame in context.decode(av.Packet(data)):
            yield frame.to_ndarray().ravel()


LOSSLESS = Codec("flac", _open, _wishes)
