"""LAME, the encoder of MP3; it holds Python's lock while it works, so other processes call it best."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from audiobook.publish.xing import LEAD

if TYPE_CHECKING:
    import lameenc
    import numpy as np
    from numpy.typing import NDArray

_AT_ONCE = 1 << 16  # samples; memory stays small
_VBR_MTRH = 4  # LAME's own name for its default method of variable bit rate


@dataclass(frozen=True, slots=True)
class Lame:
    """How mono sound of `rate_hz` is encoded: -V `vbr`, or a constant `bitrate` in kbit/s; -q `quality`."""

    rate_hz: int
    vbr: int
    quality: int
    bitrate: int | None


def encoder(how: Lame) -> lameenc.Encoder:
    """LAME, set to encode so."""
    import lameenc  # noqa: PLC0415 - only when there is something to encode

    lame = lameenc.Encoder()
    lame.silence()
    lame.set_channels(1)
    lame.set_in_sample_rate(how.rate_hz)
    lame.set_out_sample_rate(how.rate_hz)
    lame.set_quality(how.quality)
    if how.bitrate is not None:
        lame.set_bit_rate(how.bitrate)
    else:
        lame.set_vbr(_VBR_MTRH)
        lame.set_vbr_quality(how.vbr)
    return lame


def encoded(how: Lame, samples: NDArray[np.int16]) -> bytes:
    """The frames of mono samples, after LEAD zeros."""
    lame = encoder(how)
    lame.encode(bytes(2 * LEAD))  # too few for a frame, so nothing comes out yet
    parts = (samples[start : start + _AT_ONCE] for start in range(0, len(samples), _AT_ONCE))
    return b"".join([*(lame.encode(part.tobytes()) for part in parts), lame.flush()])
