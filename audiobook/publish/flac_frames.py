"""Frames of FLAC: numbered anew without decoding, so that pieces can be joined by copying.

A frame begins with a header that holds its number, closed by a checksum of 8 bits, and ends in a checksum of
16 bits over all of it (RFC 9639, section 9). Both are sums without carry: what a changed header does to the
sum of the whole frame follows from the header and the length of the rest, which need not be read.
"""

from __future__ import annotations

from functools import cache

_POLY_8, _POLY_16 = 0x07, 0x8005
_SIZE_AT = 4  # of the number in the header
_LONG_SIZE, _LONG_RATE = {6: 1, 7: 2}, {12: 1, 13: 2, 14: 2}  # bytes behind the number, by the codes before


def renumbered(frame: bytes, number: int) -> bytes:
    """The frame with another number, and the checksums that go with it."""
    old = frame[: _header_size(frame)]
    start = old[:_SIZE_AT] + coded(number) + old[_SIZE_AT + _number_size(old[_SIZE_AT]) : -1]
    new = start + bytes([crc_8(start)])
    rest = len(frame) - len(old) - 2
    crc = int.from_bytes(frame[-2:], "big") ^ _moved(crc_16(old) ^ crc_16(new), rest)
    return b"".join((new, frame[len(old) : -2], crc.to_bytes(2, "big")))


def _header_size(frame: bytes) -> int:
    behind = _LONG_SIZE.get(frame[2] >> 4, 0) + _LONG_RATE.get(frame[2] & 15, 0)
    return _SIZE_AT + _number_size(frame[_SIZE_AT]) + behind + 1


def _number_size(first: int) -> int:
    """How many bytes a number takes, by its first one: as in UTF-8."""
    return 1 if first < 0x80 else 8 - (first ^ 0xFF).bit_length()


def coded(number: int) -> bytes:
    """A number as a frame holds it: UTF-8, gone on to 36 bits.

    >>> coded(0x20AC) == "€".encode()
    True
    """
    if number < 0x80:
        return bytes([number])
    tail: list[int] = []
    while number >= 1 << (6 - len(tail)):  # what is left must fit beside the mark of the first byte
        tail.insert(0, 0x80 | number & 0x3F)
        number >>= 6
    return bytes([(0xFF00 >> (len(tail) + 1)) & 0xFF | number, *tail])


def crc_8(data: bytes) -> int:
    """The checksum of a header."""
    value = 0
    for byte in data:
        value = _table(_POLY_8, 8)[value ^ byte]
    return value


def crc_16(data: bytes) -> int:
    """The checksum of a frame."""
    value = 0
    for byte in data:
        value = (value << 8) & 0xFFFF ^ _table(_POLY_16, 16)[value >> 8 ^ byte]
    return value


@cache
def _table(poly: int, bits: int) -> tuple[int, ...]:
    return tuple(_stepped(byte << (bits - 8), poly, bits, 8) for byte in range(256))


def _stepped(value: int, poly: int, bits: int, times: int) -> int:
    for _ in range(times):
        value <<= 1
        value ^= (poly | 1 << bits) if value >> bits else 0
    return value


def _moved(crc: int, length: int) -> int:
    """What a sum becomes when so many bytes of nothing follow it."""
    value = 0
    for bit, moved in enumerate(_moves(length)):
        value ^= moved if crc >> bit & 1 else 0
    return value


@cache
def _moves(length: int) -> tuple[int, ...]:
    """What each bit of a sum becomes when so many bytes of nothing follow: that of half of them, twice."""
    if length <= 1:
        return tuple(_stepped(1 << bit, _POLY_16, 16, 8 * length) for bit in range(16))
    half = length // 2
    return tuple(_moved(one, length - half) for one in _moves(half))
