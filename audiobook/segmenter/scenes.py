"""Where new scenes begin: after marks, at cards, and after gaps that are no lost line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from audiobook.model import Chapter, Kind
from audiobook.segmenter.lines import Label, Line

if TYPE_CHECKING:
    from audiobook.segmenter.customs import Customs

_NOT_STORY = frozenset({Kind.NOTE, Kind.NAVIGATION, Kind.HEADING, Kind.SKIP})
_OPENING_WORDS = 6


def scene_breaks(
    lines: Sequence[Line], labels: Sequence[Label], chapters: Sequence[Chapter], customs: Customs
) -> tuple[int, ...]:
    """The starts of the first blocks of new scenes; the start of a chapter is none."""
    gaps = _gap_breaks(lines, labels, customs)
    starts = {chapter.start for chapter in chapters}
    found: list[int] = []
    broken, fresh = False, True
    for line, label in zip(lines, labels, strict=True):
        if line.start in starts or label.kind is Kind.HEADING:
            broken, fresh = False, True
        if label.kind is Kind.SKIP:
            broken = True
        elif label.kind is Kind.MARKER or label.kind not in _NOT_STORY:
            cut = broken or label.kind is Kind.MARKER or line.index in gaps
            if cut and not fresh:
                found.append(line.start)
            broken, fresh = False, label.kind is Kind.MARKER
    return tuple(found)


def _gap_breaks(lines: Sequence[Line], labels: Sequence[Label], customs: Customs) -> frozenset[int]:
    """The story lines before which a gap wider than usual says that a new scene begins."""
    usual = _usual_gap(lines, labels)
    wide = [line for line in lines if line.gap > usual and _between_story(labels, line.index)]
    lossy = any(_is_lost_line(lines, line) for line in wide)
    return frozenset(line.index for line in wide if _is_scene(lines, line, usual, lossy, customs))


def _usual_gap(lines: Sequence[Line], labels: Sequence[Label]) -> int:
    gaps = Counter(line.gap for line in lines if labels[line.index].kind is Kind.NARRATION and line.index)
    return max(1, *(gap for gap, _ in gaps.most_common(1)), 0) if gaps else 1


def _between_story(labels: Sequence[Label], index: int) -> bool:
    return index > 0 and labels[index].kind is Kind.NARRATION and labels[index - 1].kind is Kind.NARRATION


def _is_scene(lines: Sequence[Line], line: Line, usual: int, lossy: bool, customs: Customs) -> bool:
    """Whether a new scene begins after a gap; one more blank line may stand for a line that was lost."""
    if line.gap > usual + 1:
        return True
    before = lines[line.index - 1]
    if not _is_speech(before):
        return True
    if _is_lost_line(lines, line):
        return False
    return not lossy or _opens_scene(line, customs)


def _is_lost_line(lines: Sequence[Line], line: Line) -> bool:
    """Speech without a tag on both sides of the gap: the exchange goes on."""
    return _is_speech(lines[line.index - 1]) and line.text[0] in "\"“«'‘"


def _is_speech(line: Line) -> bool:
    """Whether a block is one quotation and nothing else."""
    return line.text[0] in "\"“«'‘" and line.text[-1] in "\"”»'’" and len(list(_quotes(line.text))) <= 2


def _quotes(text: str) -> Iterator[str]:
    return (char for char in text if char in '"“”«»')


def _opens_scene(line: Line, customs: Customs) -> bool:
    words = [word.strip(".,;:!?").casefold() for word in line.text[:200].split()]
    return bool(words) and (words[0] in customs.openers or bool(set(words[:_OPENING_WORDS]) & customs.times))
