"""What the store remembers of a finished file, so that a second run knows it without its pieces."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from audiobook.model import ChapterPlan, Part, Span, Utterance
from audiobook.studio.pieces import KeptPiece, Ranges, read_ranges


@dataclass(frozen=True, slots=True)
class FileNote:
    """The hash, sample rate and length of a finished file; where its chapters begin, and their segments are.

    `starts` and the `ranges` of each chapter count samples of the file.
    """

    sha256: str
    rate_hz: int
    samples: int
    starts: tuple[int, ...]
    ranges: tuple[Ranges, ...]

    @classmethod
    def of(cls, sha256: str, samples: int, pieces: Sequence[KeptPiece]) -> FileNote:
        """The note of a file that was bound of `pieces`."""
        starts = tuple(accumulate((kept.piece.length for kept in pieces[:-1]), initial=0))
        ranges = tuple(
            tuple((place, start + at, end + at) for place, start, end in kept.ranges)
            for at, kept in zip(starts, pieces, strict=True)
        )
        return cls(sha256, pieces[0].piece.rate_hz, samples, starts, ranges)

    @classmethod
    def read(cls, data: bytes | None, *, chapters: int) -> FileNote | None:
        """The note as it was kept; None if there is none, or if it is damaged."""
        try:
            known = json.loads(data or b"")
            starts = tuple(int(start) for start in known["starts"])
            ranges = tuple(read_ranges(rows) for rows in known["ranges"])
            note = cls(str(known["sha256"]), int(known["rate_hz"]), int(known["samples"]), starts, ranges)
        except (ValueError, TypeError, KeyError):
            return None
        return note if len(starts) == len(ranges) == chapters else None

    def written(self) -> bytes:
        """The note as it is kept."""
        known = {name: getattr(self, name) for name in self.__slots__}
        return json.dumps(known).encode()

    def parts(self, chapters: Sequence[ChapterPlan], keys: Sequence[str]) -> tuple[Part, ...]:
        """Where each chapter is heard; `keys` are those of their sound."""
        ends = (*self.starts[1:], self.samples)
        return tuple(
            Part(plan.chapter.index, plan.title, start, end, key)
            for plan, start, end, key in zip(chapters, self.starts, ends, keys, strict=True)
        )

    def spans(self, chapters: Sequence[ChapterPlan]) -> tuple[Span, ...]:
        """Where each segment is heard."""
        spans: list[Span] = []
        for chapter, ranges in zip(chapters, self.ranges, strict=True):
            heard = segments_heard(chapter)
            spans += (Span(heard[place], start, end) for place, start, end in ranges if place < len(heard))
        return tuple(spans)


def segments_heard(chapter: ChapterPlan) -> list[int]:
    """The segments of a chapter that are spoken, each once, in the order they are heard."""
    return list(dict.fromkeys(u.segment for u in utterances_of(chapter) if u.segment >= 0))


def utterances_of(chapter: ChapterPlan) -> list[Utterance]:
    """The utterances of a chapter in the order they are heard."""
    return [utterance for take in chapter.takes for utterance in take.utterances]
