"""The first frame of an MP3 file: how long it is, where things are, and what to cut off at both ends.

An MP3 stream is silent about its own length; players guess, and hear the encoder's delay. A frame in front
that decodes to nothing carries the numbers ("Xing" for variable, "Info" for constant bit rate, with LAME's
extension), and every decoder that knows it gives back exactly the samples that went in.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from functools import cache

_LAME_DELAY = 576  # samples, for every rate
_DECODER_DELAY = 529
# Zeros to encode first, so that players cut whole frames off: libav fails to cut both ends of one frame.
LEAD = 1152 - _LAME_DELAY - _DECODER_DELAY
_DELAY = _LAME_DELAY + LEAD
_ENCODER_NAME = b"LAME3.100"  # players trust delay and padding of a name that they know
_ANNOUNCED = 0x0F  # frames, bytes, table of contents and quality are all given
_TAG_BYTES = 120 + 36  # with LAME's extension
_SEEK_POINTS = 800

_MPEG1, _MPEG2, _MPEG25 = 3, 2, 0  # as the header spells them
_RATES_HZ = {_MPEG1: (44100, 48000, 32000), _MPEG2: (22050, 24000, 16000), _MPEG25: (11025, 12000, 8000)}
_KBIT_S_MPEG1 = (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 0)
_KBIT_S_MPEG2 = (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160, 0)

RATES_HZ = tuple(sorted(rate for rates in _RATES_HZ.values() for rate in rates))


@dataclass(frozen=True, slots=True)
class FrameKind:
    """What all mono frames of one sample rate share."""

    version: int
    rate_hz: int

    @classmethod
    def of(cls, rate_hz: int) -> FrameKind:
        """The kind of frame that carries `rate_hz`, one of `RATES_HZ`."""
        return next(cls(version, rate_hz) for version, rates in _RATES_HZ.items() if rate_hz in rates)

    @property
    def samples(self) -> int:
        """Samples in a frame."""
        return 1152 if self.version == _MPEG1 else 576

    @property
    def kbit_s(self) -> tuple[int, ...]:
        """Bit rates by their index in the header; 0 where there is none."""
        return _KBIT_S_MPEG1 if self.version == _MPEG1 else _KBIT_S_MPEG2

    @property
    def tag_offset(self) -> int:
        """Where "Xing" stands: behind the header and the side information of a mono frame."""
        return 4 + (17 if self.version == _MPEG1 else 9)

    def size(self, kbit_s: int) -> int:
        """Bytes of a frame without padding."""
        return self.samples // 8 * kbit_s * 1000 // self.rate_hz

    @cache  # noqa: B019 - there are but a few kinds
    def sizes_by_third_byte(self) -> tuple[int, ...]:
        """Bytes of a frame by the third byte of its header (bit rate, sample rate, padding)."""
        return tuple(self.size(self.kbit_s[byte >> 4]) + (byte >> 1 & 1) for byte in range(256))

    def header(self, kbit_s: int) -> bytes:
        """The four bytes that open a mono frame of this bit rate, without padding and checksum."""
        rate_index = _RATES_HZ[self.version].index(self.rate_hz)
        second = 0xE0 | self.version << 3 | 1 << 1 | 1
        return bytes((0xFF, second, self.kbit_s.index(kbit_s) << 4 | rate_index << 2, 0xC4))

    def info_kbit_s(self, wanted: int) -> int:
        """The bit rate of the frame that holds the tag: `wanted` if the tag fits, else the next that does."""
        needed = self.tag_offset + _TAG_BYTES
        return next(kbit_s for kbit_s in self.kbit_s if kbit_s >= wanted and self.size(kbit_s) >= needed)


def frames_in(kind: FrameKind, data: bytes) -> int:
    """How many frames `data` holds, which begins and ends with a frame."""
    sizes = kind.sizes_by_third_byte()
    count, at = 0, 2
    while at < len(data):
        at += sizes[data[at]]
        count += 1
    return count


class FrameIndex:
    """Counts the frames of a stream as it passes, and remembers where some of them begin.

    Memory does not grow with the stream: when there are too many marks, every second one is dropped.
    """

    def __init__(self, kind: FrameKind) -> None:
        self.frames = 0
        self.size = 0  # bytes seen
        self._sizes = kind.sizes_by_third_byte()
        self._third_byte = 2  # where that byte of the next frame is
        self._stride = 1
        self._marks: list[int] = []

    def feed(self, data: bytes | bytearray) -> None:
        """Take the next bytes of the stream, cut anywhere."""
        sizes, base = self._sizes, self.size
        at, end = self._third_byte - base, len(data)
        while at < end:
            if self.frames % self._stride == 0:
                self._mark(base + at - 2)
            self.frames += 1
            at += sizes[data[at]]
        self.size, self._third_byte = base + end, base + at

    def contents(self, head: int) -> bytes:
        """100 bytes: in which 256th of the file each percent of the time begins; `head` bytes come first."""
        if not self._marks:
            return bytes(100)
        total = head + self.size
        frames = (percent * self.frames // 100 // self._stride for percent in range(100))
        places = (self._marks[min(frame, len(self._marks) - 1)] for frame in frames)
        return bytes(min(255, 256 * (head + place) // total) for place in places)

    def _mark(self, place: int) -> None:
        if len(self._marks) == _SEEK_POINTS:
            del self._marks[1::2]
            self._stride *= 2
        if self.frames % self._stride == 0:
            self._marks.append(place)


def info_size(kind: FrameKind, kbit_s: int) -> int:
    """Bytes that `info_frame` will have."""
    return kind.size(kind.info_kbit_s(kbit_s))


def info_frame(
    kind: FrameKind, index: FrameIndex, *, samples: int, vbr: int | None, quality: int, kbit_s: int
) -> bytes:
    """The frame to put in front of the stream that `index` has counted and that holds `samples`.

    `vbr` is LAME's -V (0 to 9), None for a constant bit rate of `kbit_s`; `quality` is LAME's -q.
    """
    size = info_size(kind, kbit_s)
    tag = struct.pack(
        ">4sIII100sI",
        b"Info" if vbr is None else b"Xing",
        _ANNOUNCED,
        index.frames,
        size + index.size,
        index.contents(size),
        max(0, 100 - 10 * (vbr or 0) - quality),
    )
    padding = index.frames * kind.samples - _DELAY - samples
    front = kind.header(kind.info_kbit_s(kbit_s)).ljust(kind.tag_offset, b"\0") + tag
    front += _lame_extension(kind, total=size + index.size, padding=padding, vbr=vbr, kbit_s=kbit_s)
    return (front + struct.pack(">H", crc16(front))).ljust(size, b"\0")


def crc16(data: bytes) -> int:
    """The CRC-16/ARC checksum, which LAME uses."""
    crc = 0
    for byte in data:
        crc ^= byte
        for _ in range(8):
            crc = crc >> 1 ^ (0xA001 if crc & 1 else 0)
    return crc


def _lame_extension(kind: FrameKind, *, total: int, padding: int, vbr: int | None, kbit_s: int) -> bytes:
    """LAME's extension up to its checksum; what nobody reads (gains, low pass, flags) stays zero."""
    method = 1 if vbr is None else 4
    source_rate = 0 if kind.rate_hz <= 32000 else 1 if kind.rate_hz == 44100 else 2
    preset = kbit_s if vbr is None else 500 - 10 * vbr
    return struct.pack(
        ">9sBB8sBB3sBBHIH",
        _ENCODER_NAME,
        method,
        0,  # low pass: unknown
        bytes(8),  # peak and gains
        0,
        min(255, kbit_s),
        (_DELAY << 12 | padding).to_bytes(3, "big"),
        source_rate << 6,
        0,
        preset,
        total,
        0,  # checksum of the music: unknown
    )
