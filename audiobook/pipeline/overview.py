"""What a book consists of, for those who want to see it before they hear it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from audiobook.model import Segment
from audiobook.pipeline.prepare import Book, seconds_of


@dataclass(frozen=True, slots=True)
class Outline:
    """One chapter: its number from 1, how much is heard, and the words left out by reason."""

    number: int
    title: str
    words: int
    seconds: float
    skipped: tuple[tuple[str, int], ...]


def outline(book: Book) -> tuple[Outline, ...]:
    """The chapters of a book, those with nothing to say included."""
    planned = {plan.chapter.index: plan for plan in book.plan.chapters}
    heard: Counter[int] = Counter()
    silent: dict[int, Counter[str]] = {chapter.index: Counter() for chapter in book.script.chapters}
    for index, segment in enumerate(book.script.segments):
        words = words_of(book, segment)
        if index not in book.plan.skipped:
            heard[segment.chapter] += words
        elif words:
            silent[segment.chapter][book.plan.skipped[index]] += words
    return tuple(
        Outline(
            chapter.index + 1,
            planned[chapter.index].title if chapter.index in planned else chapter.title,
            heard[chapter.index],
            seconds_of([planned[chapter.index]]) if chapter.index in planned else 0.0,
            tuple(sorted(silent[chapter.index].items())),
        )
        for chapter in book.script.chapters
    )


def words_of(book: Book, segment: Segment) -> int:
    """How many words a segment has."""
    return sum(any(char.isalnum() for char in word) for word in book.script.text_of(segment).split())
