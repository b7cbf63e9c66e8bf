"""Pieces in the store: the encoded sound of a chapter, and a note of what is heard where in it."""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from audiobook.calls import Call
from audiobook.model import Piece
from audiobook.studio.store import Store

_BLOCK = 1 << 20
Ranges = tuple[tuple[int, int, int], ...]


class Writer(AbstractContextManager["Writer"], Protocol):
    """Samples in, a piece out; it is there once the block has ended, and so is the CRC-32 of its bytes."""

    piece: Piece | None
    checksum: int

    def write(self, samples: NDArray[np.int16]) -> None:
        """Append mono samples."""


@dataclass(frozen=True)
class Coding:
    """A way to encode sound: `open` gives the writer of a piece, `wishes` all that changes its bytes.

    The writer may have some of its work done by the `Call` it is given.
    """

    open: Callable[[Path, Call], Writer]
    wishes: bytes

    def key(self, sound_key: str) -> str:
        """The key of the piece that this makes of a sound."""
        return digest(self.wishes, sound_key.encode())


@dataclass(frozen=True, slots=True)
class KeptPiece:
    """A piece as the store keeps it.

    `ranges` say where each segment is heard, in samples of the piece, by its place among those of the
    chapter: a segment has another index in every version of a story.
    """

    piece: Piece
    ranges: Ranges


def digest(*parts: bytes) -> str:
    """The SHA-256 of some parts, each with its length."""
    value = hashlib.sha256()
    for part in parts:
        value.update(len(part).to_bytes(8, "little") + part)
    return value.hexdigest()


def put_piece(store: Store, key: str, writer: Writer, ranges: Ranges, *, rate_hz: int) -> KeptPiece:
    """Note what a piece holds that has just been written; `ranges` count samples at `rate_hz`."""
    if writer.piece is None:
        raise RuntimeError(f"the piece {key} was never closed")
    piece = writer.piece
    scaled = tuple((place, *_scaled(span, piece.rate_hz, rate_hz)) for place, *span in ranges)
    about = (piece.rate_hz, piece.samples, piece.length, writer.checksum)
    store.put_note(key, json.dumps({"piece": about, "ranges": scaled}).encode())
    return KeptPiece(piece, scaled)


def _scaled(span: list[int], to_hz: int, from_hz: int) -> tuple[int, int]:
    start, end = (round(at * to_hz / from_hz) for at in span)
    return start, end


def find_piece(store: Store, key: str) -> KeptPiece | None:
    """A piece that the store has; None if it has none, or a damaged one."""
    path = store.piece_path(key)
    try:
        known = json.loads(store.chapter_note(key) or b"")
        rate_hz, samples, length, checksum = map(int, known["piece"])
        ranges = read_ranges(known["ranges"])
        whole = _checksum(path) == checksum
    except (OSError, ValueError, TypeError, KeyError):
        return None
    return KeptPiece(Piece(str(path), rate_hz, samples, length), ranges) if whole else None


def read_ranges(rows: Any) -> Ranges:
    """Ranges as JSON keeps them; ValueError or TypeError if they are damaged."""
    return tuple((int(place), int(start), int(end)) for place, start, end in rows)


def _checksum(path: Path) -> int:
    value = 0
    with path.open("rb") as file:
        while data := file.read(_BLOCK):
            value = zlib.crc32(data, value)
    return value
