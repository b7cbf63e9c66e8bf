"""How far a conversion is, told while it goes on: in bars to people, in lines of JSON to programs."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from audiobook.cli.present import result

if TYPE_CHECKING:
    from audiobook import pipeline

    Progress = Callable[[pipeline.Step], None]

_CHARS_PER_MINUTE = 17 * 60
_TITLE = 24  # characters of a chapter's title beside its bar
_LINES_EVERY_S = 0.5
_TELLING = 0.02  # the share of the work that has to be done before it tells how long the rest will take
_BOOK = "{desc} {percentage:3.0f} %|{bar}| {unit} [{remaining} left]"
_CHAPTER = "{desc} {percentage:3.0f} %|{bar}|"


def tell(event: str, **facts: Any) -> None:
    """One line of JSON on standard output, for a program that reads along."""
    result(json.dumps({"event": event, **facts}, ensure_ascii=False))
    sys.stdout.flush()


@contextmanager
def lines() -> Iterator[Progress]:
    """A callback that tells of progress in lines of JSON: twice a second, and when a chapter is done."""
    told_at = 0.0
    began = time.monotonic()

    def draw(step: pipeline.Step) -> None:
        nonlocal told_at
        now = time.monotonic()
        if now - told_at < _LINES_EVERY_S and step.chapter_done < step.chapter_total:
            return
        told_at = now
        tell(
            "progress",
            chapter=step.chapter,
            title=step.title,
            chapter_done=step.chapter_done,
            chapter_total=step.chapter_total,
            done=step.done,
            total=step.total,
            seconds_left=_seconds_left(step, now - began),
        )

    yield draw


def _seconds_left(step: pipeline.Step, passed_s: float) -> float | None:
    """What the work done so far says of the rest; None as long as it says nothing."""
    if step.work_done < step.work_total * _TELLING:
        return None
    return round(passed_s * (step.work_total - step.work_done) / (step.work_done or 1), 1)


@contextmanager
def bars() -> Iterator[Progress | None]:
    """A callback that draws a bar for the book and one for the chapter; None where nobody would see them."""
    if not sys.stderr.isatty():
        yield None
        return
    from tqdm import tqdm  # noqa: PLC0415 - not needed in a pipe

    with (
        tqdm(bar_format=_BOOK, desc="Book".ljust(_TITLE), unit="") as book,
        tqdm(bar_format=_CHAPTER, position=1, leave=False) as chapter,
    ):

        def draw(step: pipeline.Step) -> None:
            known = step.work_done > _TELLING * step.work_total
            book.total, book.n = step.work_total, step.work_done if known else 0
            book.unit = f"{step.done / _CHARS_PER_MINUTE:.0f} of {step.total / _CHARS_PER_MINUTE:.0f} min"
            chapter.total, chapter.n = step.chapter_total, step.chapter_done
            chapter.set_description_str(step.title[:_TITLE].ljust(_TITLE), refresh=False)
            book.refresh()
            chapter.refresh()

        yield draw


@contextmanager
def byte_bar(what: str) -> Iterator[Callable[[int, int], None]]:
    """A callback (bytes there, bytes in all) that draws; it does nothing where nobody would see it."""
    if not sys.stderr.isatty():
        yield lambda _there, _total: None
        return
    from tqdm import tqdm  # noqa: PLC0415 - not needed in a pipe

    with tqdm(unit="B", unit_scale=True, desc=what) as bar:

        def draw(there: int, total: int) -> None:
            bar.total = total or None
            bar.n = there
            bar.refresh()

        yield draw
