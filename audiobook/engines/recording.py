"""Reads what a system's own speech writes: WAV or AIFF, told apart by content; the suffix may lie."""

from __future__ import annotations

import struct
import wave
from io import BytesIO
from typing import TYPE_CHECKING

import numpy as np

from audiobook.errors import EngineError
from audiobook.model import Clip

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

# How AIFF writes samples: big-endian, or as AIFF-C says otherwise.
_BYTE_ORDER = {b"NONE": ">", b"twos": ">", b"sowt": "<"}


def read_recording(path: Path) -> Clip:
    """The speech in a file, its channels mixed into one; EngineError if there is none to read."""
    try:
        data = path.read_bytes()
        if data[:4] == b"RIFF":
            return _wav(data)
        if data[:4] == b"FORM":
            return _aiff(data)
    except (OSError, EOFError, KeyError, ValueError, struct.error, wave.Error) as err:
        raise EngineError(f"The system's speech cannot be read: {err}.") from err
    raise EngineError("The system's speech is neither WAV nor AIFF.")


def _wav(data: bytes) -> Clip:
    with wave.open(BytesIO(data)) as file:
        order = "<" if file.getsampwidth() > 1 else "u"
        samples = _samples(file.readframes(file.getnframes()), file.getsampwidth(), order)
        return Clip(_mono(samples, file.getnchannels()), file.getframerate())


def _aiff(data: bytes) -> Clip:
    chunks = _chunks(data)
    channels, _, bits = struct.unpack_from(">hLh", chunks[b"COMM"])
    kind = chunks[b"COMM"][18:22] if data[8:12] == b"AIFC" else b"NONE"
    offset = struct.unpack_from(">L", chunks[b"SSND"])[0] + 8
    samples = _samples(chunks[b"SSND"][offset:], (bits + 7) // 8, _BYTE_ORDER[kind])
    return Clip(_mono(samples, channels), _rate_hz(chunks[b"COMM"][8:18]))


def _chunks(data: bytes) -> dict[bytes, bytes]:
    """The chunks of a FORM by name; each is padded to an even length."""
    found, at = {}, 12
    while at + 8 <= len(data):
        name, size = struct.unpack_from(">4sL", data, at)
        found[name] = data[at + 8 : at + 8 + size]
        at += 8 + size + size % 2
    return found


def _rate_hz(extended: bytes) -> int:
    """The rate, which AIFF writes as a floating point number of 80 bits."""
    exponent, mantissa = struct.unpack(">HQ", extended)
    return int(mantissa * 2.0 ** (exponent - 16383 - 63))


def _samples(data: bytes, width: int, order: str) -> NDArray[np.int16]:
    """Samples of 1 to 4 bytes as int16; `order` is "<", ">", or "u" for unsigned bytes."""
    whole = data[: len(data) // width * width]
    if order == "u":
        return (np.frombuffer(whole, np.uint8).astype(np.int16) - 128) << 8
    if width == 1:
        return np.frombuffer(whole, np.int8).astype(np.int16) << 8
    rows = np.frombuffer(whole, np.uint8).reshape(-1, width)
    high, low = (rows[:, -1], rows[:, -2]) if order == "<" else (rows[:, 0], rows[:, 1])
    return ((high.astype(np.uint16) << 8) | low).view(np.int16)


def _mono(samples: NDArray[np.int16], channels: int) -> NDArray[np.int16]:
    frames = samples[: len(samples) // channels * channels].reshape(-1, channels)
    return np.asarray(np.rint(frames.mean(axis=1)), np.int16) if channels > 1 else samples
