"""Plans -> finished files: what is finished stays, chapters are made side by side, failures are named."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

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
    """What came of the jobs: files in order, how many were there already, and what failed."""

    files: list[AudioFile] = field(default_factory=list)
    kept: int = 0
    failures: list[tuple[ChapterPlan, EngineError]] = field(default_factory=list)


@dataclass
class Studio:
    """Renders jobs with the workers of a booth; `progress` hears how many characters are done."""

    booth: Booth
    settings: Settings
    bed: Bed
    progress: Callable[[int], None]
    _lock: Lock = field(default_factory=Lock)

    def render(self, jobs: Iterable[Job]) -> Result:
        """Make the files of all jobs, several at a time.

        A passage that cannot be spoken costs its chapter, the others go on. Anything else, a full disk
        or Ctrl-C, ends the run; finished chapters and takes are kept.
        """
        result = Result()
        with ThreadPoolExecutor(self.booth.jobs) as pool:
            pending = [(job, pool.submit(self._render, job, result)) for job in jobs]
            try:
                for job, future in pending:
                    try:
                        result.files.append(future.result())
                    except EngineError as err:
                        result.failures.append((job.chapter, err))
            except BaseException:
                pool.shutdown(wait=False, cancel_futures=True)
                self.booth.close()  # the chapters under way end with `Cancelled` and leave no file
                raise
        return result

    def _render(self, job: Job, result: Result) -> AudioFile:
        made = self._finished_before(job)
        if made:
            with self._lock:
                result.kept += 1
            self._advance(sum(len(u.text) for u in utterances_of(job.chapter)))
            return made
        with job.open() as writer:
            track = perform(
                job.chapter,
                self.booth,
                self.settings,
                bed=self.bed,
                write=writer.write,
                progress=self._advance,
            )
        ranges = [(span.start, span.end) for span in track.spans]
        self.booth.store.put_chapter(job.key, job.path, _note(writer, ranges))
        return _audio_file(job, self.settings.rate_hz, writer.samples, writer.sha256, ranges)

    def _finished_before(self, job: Job) -> AudioFile | None:
        """The file of an earlier run, if nothing of it would come out otherwise."""
        note = self.booth.store.chapter_note(job.key)
        if note is None:
            return None
        known = json.loads(note)
        if sha256_of(job.path) != known["sha256"]:
            self.booth.store.fetch_chapter(job.key, job.path)
            if sha256_of(job.path) != known["sha256"]:
                return None
        return _audio_file(job, self.settings.rate_hz, known["samples"], known["sha256"], known["ranges"])

    def _advance(self, chars: int) -> None:
        with self._lock:
            self.progress(chars)


def _note(writer: Writer, ranges: list[tuple[int, int]]) -> bytes:
    return json.dumps({"samples": writer.samples, "sha256": writer.sha256, "ranges": ranges}).encode()


def _audio_file(
    job: Job, rate_hz: int, samples: int, sha256: str, ranges: Iterable[tuple[int, int]]
) -> AudioFile:
    # Ranges are kept without the segments they belong to: these are counted anew in every version of a story.
    segments = dict.fromkeys(u.segment for u in utterances_of(job.chapter) if u.segment >= 0)
    spans = tuple(Span(segment, start, end) for segment, (start, end) in zip(segments, ranges, strict=True))
    number = job.chapter.chapter.index
    return AudioFile(job.path.name, number, job.chapter.title, rate_hz, samples, sha256, job.key, spans)


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
