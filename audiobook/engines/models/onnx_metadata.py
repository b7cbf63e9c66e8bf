"""The notes that an ONNX file carries about itself, read and added without a library for ONNX.

The file is a protobuf message. Its fields follow one another, and a repeated field may be continued at
the end: so notes are read by stepping from field to field, and added by writing more of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path
    from typing import BinaryIO

_NOTES = 14  # the field `metadata_props` of a ModelProto
_KEY, _VALUE = 1, 2
_VARINT, _EIGHT_BYTES, _WITH_LENGTH, _FOUR_BYTES = 0, 1, 2, 5
_FIXED = {_EIGHT_BYTES: 8, _FOUR_BYTES: 4}
_LONGEST_NOTE = 10_000_000


def read_notes(path: Path) -> dict[str, str]:
    """The notes of an ONNX file by name; ValueError if it is none."""
    with path.open("rb") as file:
        size = path.stat().st_size
        return dict(_note(content) for content in _fields(file, size, _NOTES))


def added_notes(notes: Mapping[str, str]) -> bytes:
    """What to write behind an ONNX file to give it these notes."""
    pairs = (_field(_KEY, key.encode()) + _field(_VALUE, value.encode()) for key, value in notes.items())
    return b"".join(_field(_NOTES, pair) for pair in pairs)


def _field(number: int, content: bytes) -> bytes:
    return _varint(number << 3 | _WITH_LENGTH) + _varint(len(content)) + content


def _varint(number: int) -> bytes:
    written = bytearray()
    while number > 0x7F:
        written.append(number & 0x7F | 0x80)
        number >>= 7
    return bytes([*written, number])


def _fields(file: BinaryIO, size: int, wanted: int) -> Iterator[bytes]:
    """What the fields of that number hold; the others, gigabytes perhaps, are stepped over."""
    while file.tell() < size:
        tag = _read_varint(file)
        number, kind = tag >> 3, tag & 7
        if kind == _VARINT:
            _read_varint(file)
            continue
        length = _read_varint(file) if kind == _WITH_LENGTH else _FIXED.get(kind, -1)
        if not 0 <= length <= size - file.tell() or not number:
            raise ValueError("not an ONNX file, or a damaged one")
        if number == wanted and length <= _LONGEST_NOTE:
            yield file.read(length)
        else:
            file.seek(length, 1)


def _note(content: bytes) -> tuple[str, str]:
    found = {_KEY: "", _VALUE: ""}
    at = 0
    while at < len(content):
        number = content[at] >> 3
        length, at = _varint_in(content, at + 1)
        found[number] = content[at : at + length].decode("utf-8", "replace")
        at += length
    return found[_KEY], found[_VALUE]


def _read_varint(file: BinaryIO) -> int:
    number = shift = 0
    while shift < 64:
        byte = file.read(1)
        if not byte:
            break
        number |= (byte[0] & 0x7F) << shift
        if byte[0] < 0x80:
            return number
        shift += 7
    raise ValueError("not an ONNX file, or a damaged one")


def _varint_in(content: bytes, at: int) -> tuple[int, int]:
    """The number that stands at `at`, and where it ends."""
    number = shift = 0
    while at < len(content):
        number |= (content[at] & 0x7F) << shift
        at, shift = at + 1, shift + 7
        if content[at - 1] < 0x80:
            break
    return number, at
