"""Plans -> finished files: what is finished stays, chapters are made side by side, failures are named."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import AbstractContextManager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from threading import Lock
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from audiobook.atomic import written_whole
from audiobook.errors import EngineError
from audiobook.model import AudioFile, ChapterPlan, Span, Utterance
from audiobook.settings import Settings
from audiobook.studio.booth import Booth
from audiobook.studio.sounds import Bed
from audiobook.studio.stitch import perform
from audiobook.studio.takes import chapter_key


class Writer(AbstractContextManager["Writer"], Protocol):
    """Samples in, a finished file out; `sha256` is the file's, once the block has ended."""

    samples: int
    sha256: str

    def write(self, samples: NDArray[np.int16]) -> None:
        """Append mono samples."""


@dataclass(frozen=True)
class Job:
    """A file to be made: of which chapter, where, how it is opened, and what goes into it beside the plan."""

    chapter: ChapterPlan
    path: Path
    open: Callable[[], Writer]
    facts: bytes

    @property
    def key(self) -> str:
        """Equal keys mean equal bytes."""
        return chapter_key(self.chapter, also=self.facts)


@dataclass
class Result:
    """What came of the jobs: files in order, what an earlier run had made of them, and what failed.

    `kept` counts the files that were left alone, `restored` those that came back from the store.
    """

    files: list[AudioFile] = field(default_factory=list)
    kept: int = 0
    restored: int = 0
    failures: list[tuple[ChapterPlan, EngineError]] = field(default_factory=list)


@dataclass
class Studio:
    """Renders jobs with the workers of a booth; `progress` hears how many characters are done."""

    booth: Booth
    settings: Settings
    bed: Bed
    progress: Callable[[int], None]
    result: Result = field(default_factory=Result)
    _lock: Lock = field(default_factory=Lock)

    def render(self, jobs: Iterable[Job]) -> None:
        """Make the files of all jobs, several at a time; `result` holds what is finished at any moment.

        A passage that cannot be spoken costs its chapter, the others go on. Anything else, a full disk
        or Ctrl-C, ends the run; finished chapters and takes are kept.
        """
        with ThreadPoolExecutor(self.booth.jobs) as pool:
            pending = [(job, pool.submit(self._render, job)) for job in jobs]
            try:
                for job, future in pending:
                    self._settle(job, future)
            except BaseException:
                pool.shutdown(wait=False, cancel_futures=True)
                self.booth.close()  # the chapters under way end with `Cancelled` and leave no file
                raise

    def _settle(self, job: Job, future: Future[None]) -> None:
        try:
            future.result()
        except EngineError as err:
            self.result.failures.append((job.chapter, err))

    def _render(self, job: Job) -> None:
        note = _parsed(self.booth.store.chapter_note(job.key))
        if note and self._is_there(job, note):
            self._advance(sum(len(u.text) for u in utterances_of(job.chapter)))
        else:
            note = self._make(job)
        made = AudioFile(
            name=job.path.name,
            chapter=job.chapter.chapter.index,
            title=job.chapter.title,
            rate_hz=self.settings.rate_hz,
            samples=note.samples,
            sha256=note.sha256,
            key=job.key,
            spans=_spans(job, note),
        )
        with self._lock:
            self.result.files.append(made)
            self.result.files.sort(key=lambda file: file.chapter)

    def _make(self, job: Job) -> Note:
        with job.open() as writer:
            track = perform(
                job.chapter,
                self.booth,
                self.settings,
                bed=self.bed,
                write=writer.write,
                progress=self._advance,
            )
        order = {segment: place for place, segment in enumerate(_segments_heard(job))}
        ranges = tuple((order[span.segment], span.start, span.end) for span in track.spans)
        note = Note(writer.samples, writer.sha256, ranges)
        self.booth.store.put_chapter(job.key, job.path, json.dumps(asdict(note)).encode())
        return note

    def _is_there(self, job: Job, note: Note) -> bool:
        """Whether an earlier run has made this very file; if it is gone, the store gives it back."""
        if sha256_of(job.path) == note.sha256:
            with self._lock:
                self.result.kept += 1
            return True
        data = self.booth.store.chapter(job.key, job.path.suffix)
        if data is None or hashlib.sha256(data).hexdigest() != note.sha256:
            return False
        with written_whole(job.path) as file:
            file.write(data)
        with self._lock:
            self.result.restored += 1
        return True

    def _advance(self, chars: int) -> None:
        with self._lock:
            self.progress(chars)


@dataclass(frozen=True)
class Note:
    """What the store remembers of a finished file.

    `ranges` say where each segment is heard, by its place among those of the chapter: a segment has another
    index in every version of a story.
    """

    samples: int
    sha256: str
    ranges: tuple[tuple[int, int, int], ...]


def _parsed(note: bytes | None) -> Note | None:
    """The note as it was kept; None if there is none, or if it is damaged."""
    try:
        known = json.loads(note or b"")
        ranges = tuple((int(place), int(start), int(end)) for place, start, end in known["ranges"])
        return Note(int(known["samples"]), str(known["sha256"]), ranges)
    except (ValueError, TypeError, KeyError):
        return None


def _spans(job: Job, note: Note) -> tuple[Span, ...]:
    segments = _segments_heard(job)
    return tuple(
        Span(segments[place], start, end) for place, start, end in note.ranges if place < len(segments)
    )


def _segments_heard(job: Job) -> list[int]:
    return list(dict.fromkeys(u.segment for u in utterances_of(job.chapter) if u.segment >= 0))


def utterances_of(chapter: ChapterPlan) -> list[Utterance]:
    """The utterances of a chapter in the order they are heard."""
    return [utterance for take in chapter.takes for utterance in take.utterances]


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file, "" if it cannot be read."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""
