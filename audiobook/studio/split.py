"""Shares a book out over files of some minutes: whole chapters where they fit, else cut between scenes."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from audiobook.model import ChapterPlan, Pause, Take, Utterance
from audiobook.settings import Settings
from audiobook.studio.plan import seconds_of, seconds_said
from audiobook.studio.takes import Makers, key

_SHORTEST = 0.5  # of the length aimed at: no file is cut shorter


@dataclass(frozen=True, slots=True)
class _Cut:
    """Where a chapter may be cut: before which utterance, after how many seconds."""

    at: int
    seconds: float
    is_scene: bool


def volumes_of(
    chapters: Sequence[ChapterPlan], *, minutes: int, settings: Settings, makers: Makers
) -> list[tuple[ChapterPlan, ...]]:
    """The chapters of each file, about `minutes` long at most.

    A file holds whole chapters, as many as fit. Only a chapter that is too long for a file of its own is cut:
    where a scene ends, else between paragraphs. `makers` gives each engine.
    """
    limit = 60.0 * minutes
    volumes: list[tuple[ChapterPlan, ...]] = []
    held: tuple[ChapterPlan, ...] = ()
    for chapter in chapters:
        if held and seconds_of((*held, chapter)) > limit:
            volumes.append(held)
            held = ()
        *full, last = parts_of(chapter, limit=limit, settings=settings, makers=makers)
        volumes += ((part,) for part in full)
        held = (*held, last)
    return [*volumes, held] if held else volumes


def parts_of(chapter: ChapterPlan, *, limit: float, settings: Settings, makers: Makers) -> list[ChapterPlan]:
    """A chapter in parts of `limit` seconds at most, about equal; itself if it is short enough."""
    whole = seconds_of([chapter])
    if whole <= limit:
        return [chapter]
    edges = list(_edges(list(_cuts(chapter)), whole, limit))
    ends = (*edges[1:], None)
    return [
        _between(chapter, start, end, settings=settings, makers=makers)
        for start, end in zip(edges, ends, strict=True)
    ]


def _edges(cuts: Sequence[_Cut], whole: float, limit: float) -> Iterator[int]:
    """The first utterance of each part."""
    yield 0
    start = 0.0
    while whole - start > limit:
        aim = (whole - start) / math.ceil((whole - start) / limit)
        near = [cut for cut in cuts if start + _SHORTEST * aim <= cut.seconds <= start + limit]
        later = [cut for cut in cuts if cut.seconds > start + limit][:1]  # a paragraph longer than a file
        best = min(
            [cut for cut in near if cut.is_scene] or near or later,
            key=lambda cut: abs(cut.seconds - start - aim),
            default=None,
        )
        if best is None:
            return
        yield best.at
        start = best.seconds


def _cuts(chapter: ChapterPlan) -> Iterator[_Cut]:
    """Between paragraphs: the pauses that the plan put there say so."""
    seconds = 0.0
    for number, (utterance, pause) in enumerate(zip(_utterances(chapter), chapter.pauses, strict=True)):
        if number and pause.paragraph:
            yield _Cut(number, seconds, pause.chime)
        seconds += pause.ms / 1000 + seconds_said(utterance)


def _between(
    chapter: ChapterPlan, start: int, end: int | None, *, settings: Settings, makers: Makers
) -> ChapterPlan:
    """The utterances from `start` to `end` of a chapter, with the silence of a whole one around them."""
    count = len(chapter.pauses)
    takes = tuple(_takes(chapter, start, end or count, makers))
    pauses = (Pause(settings.pauses.head), *chapter.pauses[start + 1 : end])
    title = f"{chapter.title} (continued)" if start else chapter.title
    return replace(
        chapter,
        title=title,
        takes=takes,
        pauses=pauses,
        tail_ms=chapter.tail_ms if end is None else settings.pauses.tail,
        ends_in_note=chapter.ends_in_note and end is None,
    )


def _takes(chapter: ChapterPlan, start: int, end: int, makers: Makers) -> Iterator[Take]:
    """The takes between two utterances; one that a cut goes through is spoken as two."""
    at = 0
    for take in chapter.takes:
        kept = take.utterances[max(0, start - at) : max(0, end - at)]
        at += len(take.utterances)
        if kept == take.utterances:
            yield take
        elif kept:
            yield Take(key(kept, maker=makers[take.engine]), take.engine, kept)


def _utterances(chapter: ChapterPlan) -> Iterator[Utterance]:
    return (utterance for take in chapter.takes for utterance in take.utterances)
