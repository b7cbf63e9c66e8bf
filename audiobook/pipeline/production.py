"""From a plan to files: chapters, previews, and sound for those who go on in Python."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from audiobook.atomic import output_errors, remove_leftovers
from audiobook.errors import AudiobookError, EngineError, PartialError, StoryError, UsageError
from audiobook.heap import share_heap
from audiobook.model import Audiobook, AudioFile, ChapterPlan, Plan
from audiobook.pipeline.cellar import store
from audiobook.pipeline.cover import cover_of
from audiobook.pipeline.files import check_wishes, file_names, job_of, jobs, sound_keys
from audiobook.pipeline.homes import check_free, free_home, is_home_of, neighbor_warnings, paths_from
from audiobook.pipeline.past import write_past
from audiobook.pipeline.prepare import Book, makers, wanted
from audiobook.pipeline.subtitles import Shelf, with_subtitles
from audiobook.publish import ENCODERS, read_manifest, write_manifest
from audiobook.publish.folder_lock import Holder, alone_in
from audiobook.publish.verify import plan_flaws
from audiobook.settings import Settings
from audiobook.studio import plan as planning
from audiobook.studio.booth import Booth
from audiobook.studio.progress import Step, Tally
from audiobook.studio.render import Studio, sha256_of
from audiobook.studio.sounds import Bed, as_audio_segment, bed
from audiobook.studio.stitch import perform

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from pydub import AudioSegment

Waiting = Callable[[Holder], None]  # who works in the folder already
Progress = Callable[[Step], None]  # how far the book is


def produce(
    book: Book,
    folder: str | Path,
    settings: Settings,
    *,
    progress: Progress | None = None,
    waiting: Waiting | None = None,
    taken: Collection[Path] = (),
) -> Audiobook:
    """Speak a book into `folder`/<Title>: its files and a manifest. What is finished stays.

    A chapter that cannot be spoken is named in the result; EngineError if that is all of them. OutputError
    if the folder cannot be written. However it ends, the manifest tells of what is finished. If another run
    works in that folder, `waiting` hears who it is, and this one goes on when that has ended. UsageError if
    the folder is `taken` by another book, which this one would replace.
    """
    _prove(book.plan)
    sounds = check(book, settings)
    check_free(Path(folder), book.script.story, book.paths, taken)
    with _home(Path(folder), book, waiting or (lambda _: None)) as home:
        return _produce_in(home, book, settings, sounds, progress)


def check(book: Book, settings: Settings) -> Bed:
    """The sounds between the words; an error, before anything is spoken, if a wish cannot be met."""
    check_wishes(settings)
    store(settings)
    cover_of(book, settings)
    return bed(book.cast.sounds, rate_hz=settings.rate_hz)


def _produce_in(
    home: Path, book: Book, settings: Settings, sounds: Bed, progress: Progress | None
) -> Audiobook:
    share_heap()
    with Booth(store(settings), jobs=settings.workers) as booth:
        studio = Studio(booth, settings, sounds, Tally(progress))
        told: tuple[tuple[AudioFile, ...], int] = ((), 0)
        try:
            studio.render(jobs(book, home, settings, sounds))
        finally:
            told = _tell(home, book, studio.result.files, settings, sounds)
        booth.store.prune()
    result = studio.result
    if result.failures and not result.files:
        raise _nothing_made(result.failures, len(wanted(book.plan, settings)))
    failed = tuple(f"{chapter.title} could not be spoken: {err.message}" for chapter, err in result.failures)
    return Audiobook(
        str(home),
        tuple(result.files),
        failed,
        booth.spoken,
        booth.kept,
        result.kept,
        result.restored,
        *_subtitles(result.files, *told),
        warnings=tuple(neighbor_warnings(home, book.script.story)),
    )


def _subtitles(
    made: Sequence[AudioFile], files: Sequence[AudioFile], new: int
) -> tuple[tuple[str, ...], int]:
    """The subtitles beside the files that were made, and how many of them are new."""
    names = {file.name for file in made}
    return tuple(text.name for file in files if file.name in names for text in file.subtitles), new


def _nothing_made(failures: Sequence[tuple[ChapterPlan, EngineError]], chapters: int) -> AudiobookError:
    """Why there is no file at all: nothing could be spoken, or a file of many chapters lacks some."""
    chapter, err = failures[0]
    if len(failures) >= chapters:
        return err
    return PartialError(
        f"{chapter.title} could not be spoken, and no file is whole without it: {err.message}",
        hint="The other chapters are kept. Run again to try once more.",
    )


def _tell(
    home: Path, book: Book, made: Sequence[AudioFile], settings: Settings, sounds: Bed
) -> tuple[tuple[AudioFile, ...], int]:
    """Write subtitles and manifest of what is finished; gives all files, and how many subtitles are new.

    Nothing is written if nothing was made.
    """
    if not made:
        return (), 0
    before = read_manifest(home).files
    files = _with_earlier(home, book, made, before, settings, sounds)
    files, new = with_subtitles(Shelf(home, files, made, before), book, settings)
    write_manifest(home, book.plan, files, settings, paths=paths_from(home, book.paths))
    write_past(home, book)
    return files, new


def _prove(plan: Plan) -> None:
    """Refuse to speak a plan that loses a character of its story: that would be a fault of ours."""
    if flaws := plan_flaws(plan):
        raise RuntimeError(f"the story would not be heard whole: {flaws[0]}")


def preview(
    book: Book, path: str | Path, settings: Settings, *, number: int = 1, seconds: float = 60
) -> AudioFile:
    """Speak the beginning of a chapter into one file; its suffix names the format."""
    whole = _chapter(book.plan, number)
    short = planning.shortened(whole, seconds=seconds, settings=settings, makers=makers(book.cast))
    return speak_into(Path(path), short, book, settings)


def speak_into(path: Path, chapter: ChapterPlan, book: Book, settings: Settings) -> AudioFile:
    """Speak one planned chapter into one file; EngineError if it cannot be spoken."""
    sounds = bed(book.cast.sounds, rate_hz=settings.rate_hz)
    job, kept = job_of(book, chapter, path, settings, sounds), store(settings)
    with output_errors(path):
        path.parent.mkdir(parents=True, exist_ok=True)
    with Booth(kept, jobs=settings.workers) as booth:
        studio = Studio(booth, settings, sounds)
        studio.render([job])
        booth.store.prune()
    if studio.result.failures:
        raise studio.result.failures[0][1]
    return studio.result.files[0]


def chapter_audio(book: Book, settings: Settings, *, number: int = 1) -> AudioSegment:
    """Speak a chapter and hand it over as pydub's `AudioSegment`, to go on with in Python."""
    pieces: list[NDArray[np.int16]] = []
    with Booth(store(settings), jobs=settings.workers) as booth:
        chapter = _chapter(book.plan, number)
        sounds = bed(book.cast.sounds, rate_hz=settings.rate_hz)
        perform(chapter, booth, settings, bed=sounds, write=pieces.append, progress=lambda _: None)
        booth.store.prune()
    return as_audio_segment(np.concatenate(pieces), settings.rate_hz)


@contextmanager
def _home(folder: Path, book: Book, waiting: Waiting) -> Iterator[Path]:
    """The folder of a book, to oneself; another book of the same name keeps its own."""
    while True:
        home = free_home(folder, book.script.story, book.paths)
        with output_errors(home):
            home.mkdir(parents=True, exist_ok=True)
        with alone_in(home, waiting=waiting):
            if not is_home_of(
                home, book.script.story, book.paths
            ):  # meanwhile another book of that name has moved in
                continue
            remove_leftovers(home)
            yield home
            return


def _with_earlier(
    home: Path,
    book: Book,
    made: Sequence[AudioFile],
    before: Sequence[AudioFile],
    settings: Settings,
    sounds: Bed,
) -> tuple[AudioFile, ...]:
    """The files just made, and earlier ones that sound as they would if made now.

    What an earlier run left under another name, and these replace, is removed unless somebody has touched it.
    """
    names = {file.name for file in made}
    current = sound_keys(book, settings, sounds) | {part.key for file in made for part in file.parts}
    planned = file_names(book, settings)
    kept = list(made)
    for file in before:
        if file.name in names or sha256_of(home / file.name) != file.sha256:
            continue
        is_current = all(part.key in current for part in file.parts)
        is_left_over = file.format in settings.formats and file.name not in planned and not is_current
        if is_left_over or _is_replaced(file, made):
            with output_errors(home / file.name):
                (home / file.name).unlink()
        elif is_current:
            kept.append(file)
    order = list(ENCODERS)
    return tuple(sorted(kept, key=lambda file: (order.index(file.format), file.parts[0].chapter, file.name)))


def _is_replaced(file: AudioFile, made: Sequence[AudioFile]) -> bool:
    """Whether all that a file holds is in others of its format."""
    others = (other.chapters for other in made if other.format == file.format)
    return file.chapters <= frozenset().union(*others)


def _chapter(plan: Plan, number: int) -> ChapterPlan:
    count = len(plan.script.chapters)
    if not 1 <= number <= count:
        has = "one chapter" if count == 1 else f"{count} chapters"
        raise UsageError(
            f"There is no chapter {number}: the story has {has}.", hint="See `audiobook chapters`."
        )
    for chapter in plan.chapters:
        if chapter.chapter.index + 1 == number:
            return chapter
    raise StoryError(f"Chapter {number} has nothing to say.", hint="See `audiobook script --all`.")
