"""The lines that the corrections of a casting sheet mean, also after the story has been edited.

A correction is known by its words and by what stands near the line. Where those are in the story as
they were, it is found at once; else the line that is most like it is taken, if it is like enough.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from audiobook.model import SPOKEN_BY_CHARACTERS
from audiobook.speakers.likeness import held, likeness, plain, shortened

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from audiobook.model import Correction, Segmentation, Sheet

_WINDOW = 400  # characters on either side of a line that count as near
_FEW = 3  # words: a line so short may be said by anybody
_LIKE = 0.8  # from which likeness on words alone tell that a line is the same
_LIKE_HERE = 0.72  # the same for words and their neighborhood together
_HARDLY_LIKE = 0.45
_SHORT_NEAR = 0.6  # what a short line must have kept of its neighborhood, on one side at least
_SURELY_NEAR = 0.8  # nothing else need be looked for
_NEAREST = 0.3  # a line less like than that is not worth telling
_PLACE, _PLACE_OF_SHORT = 0.4, 0.65  # what the place weighs beside the words
_LOOKED_AT = 20  # lines, to find the nearest
_PER_CHAPTER, _NTH = 0.02, 0.2


@dataclass(frozen=True, slots=True)
class Corrected:
    """What the corrections come to: segment -> the speaker as the sheet writes it, and who was not found."""

    speakers: dict[int, str | None] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Line:
    """A quotation, or several that are one speech, as a correction may mean it."""

    segments: tuple[int, ...]
    words: str
    chapter: int
    start: int
    end: int


def corrected(segmentation: Segmentation, sheet: Sheet) -> Corrected:
    """The speakers that the sheet's corrections give, and a sentence for each that fits no line."""
    if not sheet.corrections:
        return Corrected()
    lines = _Lines(segmentation)
    found: dict[int, tuple[_Line, ...]] = {}
    for index, fix in enumerate(sheet.corrections):
        if not fix.is_one:
            found[index] = lines.all_of(fix)
    found |= lines.one_each({index: fix for index, fix in enumerate(sheet.corrections) if fix.is_one})
    speakers = {
        segment: sheet.corrections[index].speaker
        for index in sorted(found, key=lambda index: (sheet.corrections[index].is_one, index))
        for line in found[index]
        for segment in line.segments
    }
    lost = [fix for index, fix in enumerate(sheet.corrections) if not found.get(index)]
    return Corrected(speakers, tuple(map(lines.lost, lost)))


class _Lines:
    """All lines of a story, to look for those that are meant."""

    def __init__(self, segmentation: Segmentation) -> None:
        self.text = segmentation.story.text
        self.lines = list(_lines(segmentation))
        self.near: dict[_Line, tuple[list[str], list[str]]] = {}
        self.by_words: dict[str, list[_Line]] = defaultdict(list)
        for line in self.lines:
            self.by_words[line.words].append(line)

    def all_of(self, fix: Correction) -> tuple[_Line, ...]:
        """The lines with just these words, in the chapter if one is told; else the one most like them."""
        exact = self._exact(fix)
        if exact and fix.chapter is not None:
            nearest = min(_chapters_away(fix, line) for line in exact)
            return tuple(line for line in exact if _chapters_away(fix, line) == nearest)
        if exact:
            return tuple(exact)
        alike = [(self._rank(fix, line, score), line) for score, line in self._alike(fix)]
        return (max(alike, key=lambda pair: pair[0])[1],) if alike else ()

    def one_each(self, fixes: dict[int, Correction]) -> dict[int, tuple[_Line, ...]]:
        """For each correction the one line it means; no line is meant by two."""
        pairs = [
            (self._rank(fix, line, score), -index, line)
            for index, fix in fixes.items()
            for score, line in self._candidates(fix)
        ]
        found: dict[int, tuple[_Line, ...]] = {}
        taken: set[tuple[int, ...]] = set()
        for _, index, line in sorted(pairs, key=lambda pair: (-pair[0], -pair[1], pair[2].start)):
            if -index not in found and line.segments not in taken:
                found[-index] = (line,)
                taken.add(line.segments)
        return found

    def lost(self, fix: Correction) -> str:
        """A sentence for a correction that fits no line, with the line that comes nearest."""
        where = f" in chapter {fix.chapter}" if fix.chapter else ""
        told = f"The casting sheet corrects {shortened(fix.words)!r}{where}, which nobody says there now"
        words = plain(fix.words)
        alike = sorted(self.lines, key=lambda line: -_quick(words, line.words))[:_LOOKED_AT]
        likest = max(alike, key=lambda line: likeness(words, line.words), default=None)
        if likest is None or likeness(words, likest.words) < _NEAREST:
            return f"{told}; no line is like it."
        said = shortened(self.text[likest.start : likest.end])
        return f"{told}; the nearest line is {said!r} in chapter {likest.chapter + 1}."

    def _exact(self, fix: Correction) -> list[_Line]:
        """The lines with just these words, or that begin so if the words end in an ellipsis."""
        words = plain(fix.words)
        if words in self.by_words or not _is_opening(fix.words):
            return self.by_words.get(words, [])
        return [line for line in self.lines if line.words.startswith(words)]

    def _candidates(self, fix: Correction) -> list[tuple[float, _Line]]:
        exact = self._exact(fix)
        if not (fix.after or fix.before):
            return [(1.0, line) for line in exact if self._is_nth(fix, line)]
        sides = [(self._sides(fix, line), line) for line in exact]
        kept = [(near, line) for near, line in sides if max(near) >= _SHORT_NEAR or not _is_short(fix)]
        same = [(_score(fix, 1.0, near), line) for near, line in kept]
        surely = any(_mean(near) >= _SURELY_NEAR for near, _ in kept)
        return same if surely else [*same, *self._alike(fix)]

    def _alike(self, fix: Correction) -> list[tuple[float, _Line]]:
        """The lines with nearly these words, or other words in the same place."""
        words = plain(fix.words)
        told = bool(fix.after or fix.before)
        found = []
        for line in self.lines:
            if not told and (_is_short(fix) or _quick(words, line.words) < _LIKE / 2):
                continue
            near = self._sides(fix, line) if told else []
            if told and _mean(near) < _HARDLY_LIKE:
                continue
            like = likeness(words, line.words[: len(words)] if _is_opening(fix.words) else line.words)
            score = _score(fix, like, near)
            if score >= (_LIKE_HERE if told else _LIKE) and like >= _HARDLY_LIKE:
                found.append((score, line))
        return found

    def _sides(self, fix: Correction, line: _Line) -> list[float]:
        """How much of what stood before and after a line stands there still, as far as it is told."""
        above, below = self._windows(line)
        before = [held(plain(fix.after).split(), above)] if fix.after else []
        return before + ([held(plain(fix.before).split()[::-1], below)] if fix.before else [])

    def _windows(self, line: _Line) -> tuple[list[str], list[str]]:
        """The words before a line, and those after it from far to near."""
        if line not in self.near:
            above = self.text[max(0, line.start - _WINDOW) : line.start]
            below = self.text[line.end : line.end + _WINDOW]
            self.near[line] = plain(above).split(), plain(below).split()[::-1]
        return self.near[line]

    def _rank(self, fix: Correction, line: _Line, score: float) -> float:
        """The score of a line, less where its chapter is another, more where it is the one counted."""
        away = min(_chapters_away(fix, line), 5)
        counted = fix.nth is not None and self._is_nth(fix, line)
        return score - _PER_CHAPTER * away + _NTH * counted

    def _is_nth(self, fix: Correction, line: _Line) -> bool:
        same = [
            other
            for other in self.by_words[line.words]
            if fix.chapter is None or other.chapter == line.chapter
        ]
        right_chapter = not _chapters_away(fix, line)
        return right_chapter and 0 < (fix.nth or 0) <= len(same) and same[(fix.nth or 0) - 1] is line


def _lines(segmentation: Segmentation) -> Iterator[_Line]:
    """Every quotation, and every speech that stands in several."""
    speeches: dict[tuple[str, int], list[int]] = defaultdict(list)
    for index, segment in enumerate(segmentation.segments):
        if segment.kind in SPOKEN_BY_CHARACTERS:
            yield _line(segmentation, [index])
            speeches["block", segment.block].append(index)
            if segment.quote >= 0:
                speeches["quote", segment.quote].append(index)
    joined = {tuple(indexes) for indexes in speeches.values() if len(indexes) > 1}
    yield from (_line(segmentation, indexes) for indexes in sorted(joined))


def _line(segmentation: Segmentation, indexes: Iterable[int]) -> _Line:
    pieces = [segmentation.segments[index] for index in indexes]
    text = " ".join(segmentation.story.text[piece.start : piece.end] for piece in pieces)
    return _Line(tuple(indexes), plain(text), pieces[0].chapter, pieces[0].start, pieces[-1].end)


def _is_short(fix: Correction) -> bool:
    return len(plain(fix.words).split()) <= _FEW


def _score(fix: Correction, like: float, near: list[float]) -> float:
    """How alike the words are, and where they stand; the place tells more of a short line."""
    place = (_PLACE_OF_SHORT if _is_short(fix) else _PLACE) if near else 0.0
    return (1 - place) * like + (place * _mean(near) if near else 0.0)


def _mean(shares: list[float]) -> float:
    return sum(shares) / len(shares)


def _is_opening(words: str) -> bool:
    """Whether a correction gives only the first words of a long line: "There was once a man who ..."."""
    return words.rstrip().endswith(("…", "...")) and len(words.split()) > _FEW


def _chapters_away(fix: Correction, line: _Line) -> int:
    return 0 if fix.chapter is None else abs(line.chapter + 1 - fix.chapter)


def _quick(one: str, other: str) -> float:
    """About how alike two plain texts are, by the words they share: much sooner told than `likeness`."""
    ones, others = set(one.split()), set(other.split())
    return 2 * len(ones & others) / (len(ones) + len(others))
