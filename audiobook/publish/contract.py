"""What an encoder is: a way to keep the sound of a chapter, and a way to bind chapters into a file.

A codec turns samples into a piece: encoded sound in a file of the store, made once, whatever file it will
be in. An encoder binds pieces into a finished file with tags, cover and chapters, without encoding again
where the format allows. So a changed chapter costs that chapter, and a changed title costs nothing.
"""

from __future__ import annotations

import hashlib
import zlib
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

from audiobook.atomic import WholeFile, output_errors
from audiobook.calls import Call
from audiobook.model import Metadata, Piece
from audiobook.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType
    from typing import Self

    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class TrackFacts:
    """What a file says of itself beside its sound: the book, the file's title and place, from 1.

    `count` is 0 where it is open how many files there will be.

    `chapters` holds the title of each piece, of which a file of several makes chapter marks.
    """

    metadata: Metadata
    title: str
    number: int = 1
    count: int = 1
    chapters: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mark:
    """A chapter mark: samples [start, end) of a file."""

    title: str
    start: int
    end: int


def marks(pieces: Sequence[Piece], facts: TrackFacts) -> tuple[Mark, ...]:
    """The chapter marks of a file, which follow one another; none for a file of one piece."""
    if len(pieces) < 2:
        return ()
    edges = pairwise(accumulate((piece.length for piece in pieces), initial=0))
    return tuple(Mark(title, *edge) for title, edge in zip(facts.chapters, edges, strict=True))


class PieceWriter(ABC):
    """Samples in, a piece out.

    The file is there only when it is whole: after `close`, or at the end of a `with` block. After an
    exception there is none. `checksum` is the CRC-32 of its bytes.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.written = 0
        self.checksum = 0
        self.piece: Piece | None = None
        self._whole = WholeFile(path, durable=False)  # its checksum is looked at before it is used

    def write(self, samples: NDArray[np.int16]) -> None:
        """Append mono samples, shape (n,), in pieces of any length."""
        with output_errors(self.path):
            self._encode(samples)
        self.written += len(samples)

    def close(self) -> Piece:
        """Finish the piece; gives what it holds."""
        if self.piece is None:
            try:
                with output_errors(self.path):
                    self.piece = self._finish()
            except BaseException:
                self.discard()
                raise
            self._whole.commit()
        return self.piece

    def discard(self) -> None:
        """Give up: leave no file behind. Does nothing after `close`."""
        self._whole.discard()

    @abstractmethod
    def _encode(self, samples: NDArray[np.int16]) -> None:
        """Encode `samples`, and `_put` what comes of it."""

    @abstractmethod
    def _finish(self) -> Piece:
        """`_put` what comes last."""

    def _put(self, data: bytes | bytearray) -> None:
        self.checksum = zlib.crc32(data, self.checksum)
        self._whole.file.write(data)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self.close()
        else:
            self.discard()


@dataclass(frozen=True, slots=True)
class Codec:
    """A way to keep the sound of a chapter.

    `open(path, settings, call)` gives the writer of a piece, which may have some of its work done by `call`;
    `wishes(settings)` are the settings that change its bytes. `bitrates(settings)` are those in kbit/s that
    may be asked for, none where nothing is lost.
    """

    name: str
    open: Callable[[Path, Settings, Call], PieceWriter]
    wishes: Callable[[Settings], tuple[object, ...]]
    bitrates: Callable[[Settings], Sequence[int]] = lambda _: ()


Bind = Callable[[WholeFile, Sequence[Piece], TrackFacts, Settings], int]


@dataclass(frozen=True, slots=True)
class Encoder:
    """A kind of file.

    `bind(file, pieces, facts, settings)` writes it of pieces that its codec has made, and gives its length in
    samples. `split` is what one file holds unless asked otherwise: a "chapter" or the "book". `missing` says
    what must be installed first, "" if nothing.
    """

    name: str
    suffix: str
    codec: Codec
    bind: Bind
    split: str = "chapter"
    missing: Callable[[], str] = lambda: ""


@dataclass(frozen=True, slots=True)
class Bound:
    """A finished file: the SHA-256 of its bytes, its length in samples."""

    sha256: str
    samples: int


def bind(
    path: Path, encoder: Encoder, pieces: Sequence[Piece], *, facts: TrackFacts, settings: Settings
) -> Bound:
    """Write the file `path` of some pieces, whole or not at all."""
    with WholeFile(path) as whole, output_errors(path):
        samples = encoder.bind(whole, pieces, facts, settings)
        whole.file.flush()
        with whole.part.open("rb") as file:
            sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    return Bound(sha256, samples)
