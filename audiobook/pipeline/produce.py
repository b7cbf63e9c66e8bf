"""From a plan to files: chapters, previews, and sound for those who go on in Python."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from audiobook import __version__
from audiobook.errors import StoryError
from audiobook.model import Audiobook, AudioFile, ChapterPlan, Plan
from audiobook.pipeline.prepare import Book, versions, wanted
from audiobook.publish import (
    ENCODERS,
    TrackFacts,
    file_name,
    open_track,
    read_manifest,
    safe_name,
    write_manifest,
)
from audiobook.publish.atomic import output_errors, remove_leftovers
from audiobook.publish.verify import plan_flaws
from audiobook.settings import Settings
from audiobook.studio import plan as planning
from audiobook.studio.booth import Booth
from audiobook.studio.render import Job, Studio, sha256_of, utterances_of
from audiobook.studio.sounds import as_audio_segment, bed
from audiobook.studio.stitch import perform
from audiobook.studio.store import Store

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from pydub import AudioSegment

Progress = Callable[[int, int], None]  # characters done, characters in all


def cache_folder() -> Path:
    """Where finished takes and chapters are kept: $AUDIOBOOK_CACHE, else the user's cache folder."""
    if chosen := os.environ.get("AUDIOBOOK_CACHE"):
        return Path(chosen)
    from platformdirs import user_cache_path  # noqa: PLC0415 - needed once, at the very end of the way

    return user_cache_path("audiobook")


def produce(
    book: Book, folder: str | Path, settings: Settings, *, progress: Progress | None = None
) -> Audiobook:
    """Speak a book into `folder`/<Title>: a file a chapter and a manifest. What is finished already stays.

    A chapter that cannot be spoken is named in the result; EngineError if that is all of them. OutputError
    if the folder cannot be written.
    """
    _prove(book.plan)
    home = _home(Path(folder), book)
    chapters = wanted(book.plan, settings)
    jobs = [_job(book, chapter, home / _name(book, chapter), settings) for chapter in chapters]
    with Booth(Store(cache_folder()), jobs=settings.jobs) as booth:
        result = _studio(book, booth, chapters, settings, progress).render(jobs)
        booth.store.prune(settings.store_bytes)
    if result.failures and not result.files:
        raise result.failures[0][1]
    files = _with_earlier(home, book, jobs, result.files)
    write_manifest(home, book.plan, files, settings, paths=_paths_from(home, book))
    failed = tuple(f"{chapter.title} could not be spoken: {err.message}" for chapter, err in result.failures)
    return Audiobook(str(home), tuple(result.files), failed, booth.spoken, booth.kept, result.kept)


def _prove(plan: Plan) -> None:
    """Refuse to speak a plan that loses a character of its story: that would be a fault of ours."""
    if flaws := plan_flaws(plan):
        raise RuntimeError(f"the story would not be heard whole: {flaws[0]}")


def _paths_from(home: Path, book: Book) -> tuple[str, ...]:
    """Where the story lies, seen from its audiobook; () if it came from standard input."""
    if "-" in book.paths:
        return ()
    try:
        return tuple(Path(os.path.relpath(path, home)).as_posix() for path in book.paths)
    except ValueError:  # on another drive of Windows
        return tuple(str(Path(path).resolve()) for path in book.paths)


def preview(
    book: Book, path: str | Path, settings: Settings, *, number: int = 1, seconds: float = 60
) -> AudioFile:
    """Speak the beginning of a chapter into one file; its suffix names the format."""
    chapter = planning.shortened(_chapter(book.plan, number), seconds=seconds, versions=versions(book.cast))
    with output_errors(Path(path)):
        Path(path).parent.mkdir(parents=True, exist_ok=True)
    with Booth(Store(cache_folder()), jobs=settings.jobs) as booth:
        result = _studio(book, booth, [chapter], settings, None).render(
            [_job(book, chapter, Path(path), settings)]
        )
    if result.failures:
        raise result.failures[0][1]
    return result.files[0]


def chapter_audio(book: Book, settings: Settings, *, number: int = 1) -> AudioSegment:
    """Speak a chapter and hand it over as pydub's `AudioSegment`, to go on with in Python."""
    pieces: list[NDArray[np.int16]] = []
    with Booth(Store(cache_folder()), jobs=settings.jobs) as booth:
        chapter = _chapter(book.plan, number)
        sounds = bed(book.cast.sounds, rate_hz=settings.rate_hz)
        perform(chapter, booth, settings, bed=sounds, write=pieces.append, progress=lambda _: None)
    return as_audio_segment(np.concatenate(pieces), settings.rate_hz)


def _studio(
    book: Book, booth: Booth, chapters: Sequence[ChapterPlan], settings: Settings, progress: Progress | None
) -> Studio:
    total = sum(len(u.text) for chapter in chapters for u in utterances_of(chapter))
    done = 0

    def count(chars: int) -> None:
        nonlocal done
        done += chars
        if progress:
            progress(done, total)

    return Studio(booth, settings, bed(book.cast.sounds, rate_hz=settings.rate_hz), count)


def _home(folder: Path, book: Book) -> Path:
    """The folder of a book; another book of the same name keeps its own."""
    names = [book.title, f"{book.title} - {book.metadata.author}"]
    for name in (*names, *(f"{book.title} ({number})" for number in range(2, 100))):
        home = folder / safe_name(name)
        there = read_manifest(home)
        if there.reason or there.author == book.metadata.author:
            break
    with output_errors(home):
        home.mkdir(parents=True, exist_ok=True)
    remove_leftovers(home)
    return home


def _name(book: Book, chapter: ChapterPlan) -> str:
    count = book.plan.chapters[-1].chapter.index + 1
    return file_name(chapter.chapter.index + 1, count, chapter.title, ENCODERS["mp3"].suffix)


def _job(book: Book, chapter: ChapterPlan, path: Path, settings: Settings) -> Job:
    count = book.plan.chapters[-1].chapter.index + 1
    metadata = replace(book.metadata, title=book.title)
    facts = TrackFacts(metadata, chapter.title, chapter.chapter.index + 1, count)
    sound = (
        settings.rate_hz,
        settings.fade_ms,
        settings.peak_db,
        settings.speech_db,
        settings.leveling,
        settings.mp3_quality,
        settings.mp3_vbr,
    )
    known = repr((__version__, path.suffix, facts, sound, book.cast.sounds)).encode(
        "utf-8", "backslashreplace"
    )
    return Job(
        chapter,
        path,
        lambda: open_track(path, rate_hz=settings.rate_hz, facts=facts, settings=settings),
        known,
    )


def _with_earlier(
    home: Path, book: Book, jobs: Sequence[Job], made: Sequence[AudioFile]
) -> tuple[AudioFile, ...]:
    """The files just made, and those of other chapters that an earlier run made of the same text.

    What an earlier run left under another name, and nobody has touched since, is removed.
    """
    earlier = read_manifest(home)
    planned = {_name(book, chapter) for chapter in book.plan.chapters}
    names = {job.path.name for job in jobs}
    same_text = earlier.source_sha256 == book.script.story.source.sha256
    kept = list(made)
    for file in earlier.files:
        if file.name in names or sha256_of(home / file.name) != file.sha256:
            continue
        if file.name not in planned:
            (home / file.name).unlink()
        elif same_text:
            kept.append(file)
    return tuple(sorted(kept, key=lambda file: file.chapter))


def _chapter(plan: Plan, number: int) -> ChapterPlan:
    for chapter in plan.chapters:
        if chapter.chapter.index + 1 == number:
            return chapter
    raise StoryError(
        f"Chapter {number} has nothing to say.", hint="`audiobook script` shows how it was read."
    )
