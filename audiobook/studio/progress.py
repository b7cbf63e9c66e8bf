"""How far a book is, in characters that are said and in what they cost."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock

from audiobook.model import ChapterPlan
from audiobook.studio.store import Store

_KEPT = 0.3  # what a take costs that need only be encoded, of one that must be spoken too


@dataclass(frozen=True, slots=True)
class Step:
    """How far a book is, and the chapter that has just come further: its number from 1, and its title.

    `done` and `total` count characters that are said. `work_done` and `work_total` count them by what they
    cost in this run: nothing where a file is finished, little where a take is kept; so the time that
    is left is to the time passed as the work left to the work done.
    """

    chapter: int
    title: str
    chapter_done: int
    chapter_total: int
    done: int
    total: int
    work_done: float
    work_total: float


@dataclass(slots=True)
class _Chapter:
    plan: ChapterPlan
    total: int
    work_per_char: float
    done: int = 0


class Tally:
    """Adds up what has been done of a book, from many threads; `tell` hears of every step."""

    def __init__(self, tell: Callable[[Step], None] | None = None) -> None:
        self._tell = tell
        self._chapters: dict[int, _Chapter] = {}
        self._lock = Lock()
        self._done = self._total = 0
        self._work_done = self._work_total = 0.0

    def expect(self, plan: ChapterPlan, store: Store, *, is_finished: bool) -> None:
        """Count a chapter in, before anything is done: what of it is finished or kept costs less."""
        sizes = {take.key: sum(len(u.text) for u in take.utterances) for take in plan.takes}
        total = sum(sizes[take.key] for take in plan.takes)
        work = 0.0
        if not is_finished:
            work = sum(size * (_KEPT if store.has_take(key) else 1) for key, size in sizes.items())
        self._chapters[plan.chapter.index] = _Chapter(plan, total, work / max(1, sum(sizes.values())))
        self._total += total
        self._work_total += work

    def add(self, plan: ChapterPlan, chars: int) -> None:
        """Count characters of a chapter as done."""
        with self._lock:
            chapter = self._chapters.get(plan.chapter.index)
            chars = min(chars, chapter.total - chapter.done) if chapter else 0
            if not chapter or not chars:
                return
            chapter.done += chars
            self._done += chars
            self._work_done = min(self._work_total, self._work_done + chars * chapter.work_per_char)
            if self._tell:
                self._tell(self._step(chapter))

    def finish(self, plan: ChapterPlan) -> None:
        """Count all of a chapter as done."""
        if chapter := self._chapters.get(plan.chapter.index):
            self.add(plan, chapter.total)

    def _step(self, chapter: _Chapter) -> Step:
        return Step(
            chapter=chapter.plan.chapter.index + 1,
            title=chapter.plan.title,
            chapter_done=chapter.done,
            chapter_total=chapter.total,
            done=self._done,
            total=self._total,
            work_done=self._work_done,
            work_total=self._work_total,
        )
