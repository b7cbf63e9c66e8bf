"""How a take lies in a file: a header, the lengths of its clips, and their samples, raw or packed as FLAC.

The checksum is that of the samples as they are heard, so that it proves the packing too.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Sequence
from io import BytesIO

import numpy as np
from numpy.typing import NDArray

from audiobook.model import Clip

_RAW, _FLAC = b"ABT3", b"ABF3"  # the magic numbers
_HEADER = struct.Struct("<4sIII")  # magic, rate in Hz, number of clips, CRC-32 of lengths and samples
_LENGTH = np.dtype("<u4")
_SAMPLE = np.dtype("<i2")
_LEVEL = "5"  # of FLAC: less is hardly faster


def written(clips: Sequence[Clip]) -> list[bytes | memoryview]:
    """The parts of a file that holds the clips of a take, which share one rate."""
    lengths = np.array([len(clip.samples) for clip in clips], _LENGTH).tobytes()
    samples = [
        np.ascontiguousarray(clip.samples, _SAMPLE).data.cast("B") for clip in clips if len(clip.samples)
    ]
    checksum = zlib.crc32(lengths)
    for part in samples:
        checksum = zlib.crc32(part, checksum)
    return [_HEADER.pack(_RAW, clips[0].rate_hz, len(clips), checksum), lengths, *samples]


def read(data: bytes, *, checked: bool = False) -> tuple[Clip, ...] | None:
    """The clips that a file holds, or None if it is damaged, which is not asked of one `checked` already."""
    if len(data) < _HEADER.size:
        return None
    magic, rate_hz, count, checksum = _HEADER.unpack_from(data)
    start = _HEADER.size + count * _LENGTH.itemsize
    if magic not in {_RAW, _FLAC} or len(data) < start:
        return None
    body = memoryview(data)[start:]
    samples = _unpacked(body) if magic == _FLAC else body
    if samples is None or not (checked or _checksum(data[_HEADER.size : start], samples) == checksum):
        return None
    ends = np.cumsum(np.frombuffer(data, _LENGTH, count, _HEADER.size))
    parts = np.split(np.frombuffer(samples, _SAMPLE), ends[:-1])
    return tuple(Clip(part, rate_hz) for part in parts)


def _checksum(lengths: bytes, samples: bytes | memoryview) -> int:
    return zlib.crc32(samples, zlib.crc32(lengths))


def packed(data: bytes) -> bytes | None:
    """The same take in about half the space, as it is if it would not shrink; None if it is damaged."""
    clips = read(data)
    if clips is None:
        return None
    samples = np.concatenate([clip.samples for clip in clips])
    start = _HEADER.size + len(clips) * _LENGTH.itemsize
    if len(samples):
        small = b"".join((_FLAC, data[len(_FLAC) : start], _flac(samples, clips[0].rate_hz)))
        if len(small) < len(data) and read(small) is not None:
            return small
    return data


def _flac(samples: NDArray[np.int16], rate_hz: int) -> bytes:
    import av  # noqa: PLC0415 - large, and seldom needed

    out = BytesIO()
    with av.open(out, "w", format="flac") as container:
        stream = container.add_stream("flac", rate=rate_hz, options={"compression_level": _LEVEL})
        stream.layout, stream.format = "mono", "s16"
        frame = av.AudioFrame.from_ndarray(samples.reshape(1, -1), format="s16", layout="mono")
        frame.sample_rate = rate_hz
        container.mux([*stream.encode(frame), *stream.encode(None)])
    return out.getvalue()


def _unpacked(data: memoryview) -> bytes | None:
    """The samples in a FLAC file, None if it is damaged."""
    import av  # noqa: PLC0415

    try:
        with av.open(BytesIO(data), "r") as container:
            return b"".join(frame.to_ndarray().tobytes() for frame in container.decode(audio=0))
    except (av.FFmpegError, IndexError):
        return None
