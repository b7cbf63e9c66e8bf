"""The safety net: a chapter that would lose most of its words to doubtful notes keeps them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from audiobook.model import Chapter, Kind
from audiobook.segmenter.lines import STORY, Label, Line

_LEAST_STORY = 0.4  # of a chapter's characters
_SURE = 0.8


def undo_doubtful(
    lines: Sequence[Line], labels: Sequence[Label], chapters: Sequence[Chapter]
) -> tuple[tuple[Label, ...], tuple[str, ...]]:
    """The labels with doubtful notes undone where they take most of a chapter, and what to tell the user.

    A chapter that is all note stays one: some are.
    """
    kept = list(labels)
    starts = [line.start for line in lines]
    warnings = []
    for chapter in chapters:
        first = bisect_left(starts, chapter.start)
        inside = lines[first : bisect_left(starts, chapter.end)]
        doubtful = list(_doubtful(inside, labels))
        if doubtful and _is_thin(inside, labels):
            for index in doubtful:
                kept[index] = STORY
            warnings.append(_warning(chapter, len(doubtful)))
    return tuple(kept), tuple(warnings)


def _doubtful(inside: Sequence[Line], labels: Sequence[Label]) -> Iterator[int]:
    """The notes that only their words and neighbors say are notes."""
    for line in inside:
        label = labels[line.index]
        if (
            label.kind is Kind.NOTE
            and label.confidence < _SURE
            and label.topic not in ("end mark", "contents")
        ):
            yield line.index


def _is_thin(inside: Sequence[Line], labels: Sequence[Label]) -> bool:
    """Whether some story is left of a chapter, but less than there should be."""
    story = sum(line.size for line in inside if labels[line.index].kind is Kind.NARRATION)
    notes = sum(line.size for line in inside if labels[line.index].kind is Kind.NOTE)
    return 0 < story < _LEAST_STORY * (story + notes)


def _warning(chapter: Chapter, count: int) -> str:
    name = f'"{chapter.title}"' if chapter.title else f"chapter {chapter.index + 1}"
    what = "a paragraph that looks" if count == 1 else f"{count} paragraphs that look"
    return f"A filter was undone in {name}: {what} like author's notes would leave too little story."
