"""Plans -> finished files: what is finished stays, chapters are made side by side, failures are named.

The sound of a chapter is spoken once and kept encoded, as a piece in the store; files of every format are
bound from pieces. A file that is there and whole needs none of them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import cached_property, partial
from pathlib import Path
from threading import Lock
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from audiobook.errors import EngineError
from audiobook.model import AudioFile, ChapterPlan, Piece
from audiobook.settings import Settings
from audiobook.studio.aside import Aside
from audiobook.studio.booth import Booth
from audiobook.studio.file_note import FileNote, segments_heard
from audiobook.studio.pieces import Coding, KeptPiece, Writer, digest, find_piece, put_piece
from audiobook.studio.progress import Tally
from audiobook.studio.sounds import Bed
from audiobook.studio.stitch import perform
from audiobook.studio.takes import chapter_key


class Bound(Protocol):
    """A finished file: the SHA-256 of its bytes, its length in samples."""

    @property
    def sha256(self) -> str: ...  # noqa: D102

    @property
    def samples(self) -> int: ...  # noqa: D102


@dataclass(frozen=True)
class Job:
    """A file to be made: of which chapters, how their sound is encoded, and how it is bound.

    `sound` holds what goes into the sound beside the plan, `facts` what goes into the file beside the sound.
    """

    path: Path
    format: str
    title: str
    chapters: tuple[ChapterPlan, ...]
    coding: Coding
    bind: Callable[[Sequence[Piece]], Bound]
    sound: bytes
    facts: bytes

    @cached_property
    def sound_keys(self) -> tuple[str, ...]:
        """Of each chapter; equal keys mean equal sound."""
        return tuple(chapter_key(chapter, also=self.sound) for chapter in self.chapters)

    @cached_property
    def piece_keys(self) -> tuple[str, ...]:
        """Of each chapter; equal keys mean equal pieces."""
        return tuple(self.coding.key(sound) for sound in self.sound_keys)

    @cached_property
    def key(self) -> str:
        """Equal keys mean equal bytes."""
        return digest(self.format.encode(), self.facts, *(key.encode() for key in self.piece_keys))


@dataclass
class Result:
    """What came of the jobs: files in order, and what failed.

    `kept` counts the files that were left alone, `restored` those that came back from the store.
    """

    files: list[AudioFile] = field(default_factory=list)
    kept: int = 0
    restored: int = 0
    failures: list[tuple[ChapterPlan, EngineError]] = field(default_factory=list)


@dataclass
class _Sound:
    """A chapter to be heard: the pieces to be made of it, by key, and the jobs that wait for them."""

    chapter: ChapterPlan
    pieces: dict[str, Coding] = field(default_factory=dict)
    jobs: list[Job] = field(default_factory=list)


@dataclass
class Studio:
    """Renders jobs with the workers of a booth; `tally` counts what is done."""

    booth: Booth
    settings: Settings
    bed: Bed
    tally: Tally = field(default_factory=Tally)
    result: Result = field(default_factory=Result)
    _lock: Lock = field(default_factory=Lock)
    _order: dict[str, int] = field(default_factory=dict)  # of the files, by name
    _waiting: dict[Path, int] = field(default_factory=dict)  # chapters that a file still waits for
    _new_pieces: set[str] = field(default_factory=set)

    def render(self, jobs: Iterable[Job]) -> None:
        """Make the files of all jobs, several at a time; `result` holds what is finished at any moment.

        A passage that cannot be spoken costs the files of its chapter, the others go on. Anything else, a
        full disk or Ctrl-C, ends the run; finished files, pieces and takes are kept.
        """
        jobs = list(jobs)
        self._order = {job.path.name: number for number, job in enumerate(jobs)}
        with ThreadPoolExecutor(self.booth.jobs) as pool:
            try:
                there = list(pool.map(self._is_there, jobs))
                sounds = _sounds(jobs, there)
                self._expect(sounds)
                self._waiting = {job.path: len(job.chapters) for job in jobs}
                pending = [(sound.chapter, pool.submit(self._make, sound)) for sound in sounds]
                for chapter, future in pending:
                    self._settle(chapter, future)
            except BaseException:
                pool.shutdown(wait=False, cancel_futures=True)
                self.booth.close()  # the chapters under way end with `Cancelled` and leave no file
                raise

    def _expect(self, sounds: Sequence[_Sound]) -> None:
        """Tell the tally and the booth what is to come."""
        store = self.booth.store
        finished = [all(store.chapter_note(key) for key in sound.pieces) for sound in sounds]
        for sound, is_finished in zip(sounds, finished, strict=True):
            self.tally.expect(sound.chapter, store, is_finished=is_finished)
        unfinished = (sound.chapter for sound, is_done in zip(sounds, finished, strict=True) if not is_done)
        self.booth.expect(take for chapter in unfinished for take in chapter.takes)

    def _settle(self, chapter: ChapterPlan, future: Future[None]) -> None:
        try:
            future.result()
        except EngineError as err:
            self.result.failures.append((chapter, err))

    def _is_there(self, job: Job) -> bool:
        """Whether an earlier run has made this very file."""
        note = FileNote.read(self.booth.store.chapter_note(job.key), chapters=len(job.chapters))
        if note is None or sha256_of(job.path) != note.sha256:
            return False
        with self._lock:
            self.result.kept += 1
        self._finish(job, note)
        return True

    def _make(self, sound: _Sound) -> None:
        """Encode a chapter in the ways that are asked for and not yet kept, then bind what it completes."""
        store = self.booth.store
        missing = {key: coding for key, coding in sound.pieces.items() if find_piece(store, key) is None}
        if missing:
            self._encode(sound.chapter, missing)
        self.tally.finish(sound.chapter)
        for job in sound.jobs:
            with self._lock:
                self._waiting[job.path] -= 1
                is_complete = not self._waiting[job.path]
            if is_complete:
                self._bind(job)

    def _encode(self, chapter: ChapterPlan, codings: Mapping[str, Coding]) -> None:
        store = self.booth.store
        with ExitStack() as stack:
            writers = {
                key: stack.enter_context(coding.open(store.room_for_piece(key), self.booth.call))
                for key, coding in codings.items()
            }
            with Aside(partial(_write_all, tuple(writers.values()))) as aside:
                track = perform(
                    chapter,
                    self.booth,
                    self.settings,
                    bed=self.bed,
                    write=aside.write,
                    progress=partial(self.tally.add, chapter),
                )
        places = {segment: place for place, segment in enumerate(segments_heard(chapter))}
        ranges = tuple((places[span.segment], span.start, span.end) for span in track.spans)
        for key, writer in writers.items():
            put_piece(store, key, writer, ranges, rate_hz=self.settings.rate_hz)
        with self._lock:
            self._new_pieces |= set(codings)

    def _bind(self, job: Job) -> None:
        pieces = [
            self._piece(chapter, key, job.coding)
            for chapter, key in zip(job.chapters, job.piece_keys, strict=True)
        ]
        bound = job.bind([kept.piece for kept in pieces])
        note = FileNote.of(bound.sha256, bound.samples, pieces)
        self.booth.store.put_note(job.key, note.written())
        with self._lock:
            self.result.restored += self._new_pieces.isdisjoint(job.piece_keys)
        self._finish(job, note)

    def _piece(self, chapter: ChapterPlan, key: str, coding: Coding) -> KeptPiece:
        """A piece; encoded anew if the store has lost it meanwhile, by pruning or by damage."""
        kept = find_piece(self.booth.store, key)
        if kept is None:
            self._encode(chapter, {key: coding})
            kept = find_piece(self.booth.store, key)
        if kept is None:
            raise EngineError("A chapter that was just made is gone from the cache.", hint="Run again.")
        return kept

    def _finish(self, job: Job, note: FileNote) -> None:
        made = AudioFile(
            name=job.path.name,
            format=job.format,
            title=job.title,
            rate_hz=note.rate_hz,
            samples=note.samples,
            sha256=note.sha256,
            key=job.key,
            parts=note.parts(job.chapters, job.sound_keys),
            spans=note.spans(job.chapters),
        )
        with self._lock:
            self.result.files.append(made)
            self.result.files.sort(key=lambda file: self._order[file.name])


def _write_all(writers: Sequence[Writer], samples: NDArray[np.int16]) -> None:
    for writer in writers:
        writer.write(samples)


def _sounds(jobs: Sequence[Job], there: Sequence[bool]) -> list[_Sound]:
    """The chapters of all jobs, each once, in order; those of finished files have nothing to be made."""
    sounds: dict[str, _Sound] = {}
    for job, is_there in zip(jobs, there, strict=True):
        for chapter, sound_key, piece_key in zip(job.chapters, job.sound_keys, job.piece_keys, strict=True):
            sound = sounds.setdefault(sound_key, _Sound(chapter))
            if not is_there:
                sound.pieces[piece_key] = job.coding
                sound.jobs.append(job)
    return list(sounds.values())


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file, "" if it cannot be read."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""
