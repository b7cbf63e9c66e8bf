"""Which files a book becomes: their names, the chapters in each, and all that goes into one."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from audiobook import __version__
from audiobook.calls import Call
from audiobook.errors import CastError, UsageError
from audiobook.model import ChapterPlan, Piece
from audiobook.pipeline.cover import Cover, cover_of
from audiobook.pipeline.prepare import Book, makers, wanted
from audiobook.publish import Encoder, TrackFacts, bind, chosen_encoders, encoder_for, file_name, safe_name
from audiobook.publish.contract import Bound, Codec, PieceWriter
from audiobook.publish.names import NAME_BYTES
from audiobook.publish.subtitles import chosen_subtitles
from audiobook.settings import Settings
from audiobook.studio.pieces import Coding
from audiobook.studio.render import Job
from audiobook.studio.sounds import Bed
from audiobook.studio.split import volumes_of
from audiobook.studio.takes import chapter_key

_LONGEST_SPLIT = 10_000  # minutes


@dataclass(frozen=True, slots=True)
class Volume:
    """What one file of a book holds, and what it is called.

    `count` is 0 for a file of one chapter: when the story grows, nothing in the finished files changes.
    """

    chapters: tuple[ChapterPlan, ...]
    title: str
    name: str
    number: int
    count: int


def check_wishes(settings: Settings) -> None:
    """Refuse formats, bit rates, ways to split and sounds that make no sense, before anything is spoken."""
    chosen_encoders(settings)
    _minutes(settings.split)
    chosen_subtitles(settings.subtitles)
    for option in ("intro", "chime", "outro", "music"):
        if path := getattr(settings, option):
            _check_sound(option, Path(path))


def _check_sound(option: str, path: Path) -> None:
    if not path.is_file():
        trouble = f"{path} is a folder, no sound file" if path.is_dir() else f"There is no sound file {path}"
        raise CastError(f"{trouble} (--{option}).", hint="Check the name and the folder.")


def jobs(book: Book, home: Path, settings: Settings, sounds: Bed) -> list[Job]:
    """The files that `settings` ask for, format by format, in the order of the story."""
    cover = cover_of(book, settings)
    return [
        _job(book, volume, encoder, home / volume.name, settings, sounds, cover=cover)
        for encoder in chosen_encoders(settings)
        for volume in volumes(book, encoder, settings)
    ]


def job_of(book: Book, chapter: ChapterPlan, path: Path, settings: Settings, sounds: Bed) -> Job:
    """One file of one chapter; its suffix names the format."""
    encoder = encoder_for(path)
    volume = Volume((chapter,), chapter.title, path.name, chapter.chapter.index + 1, 0)
    return _job(book, volume, encoder, path, settings, sounds, cover=_own_cover(book))


def volumes(book: Book, encoder: Encoder, settings: Settings) -> list[Volume]:
    """The files of one format: a chapter each, the whole book, or as much as fits the minutes asked for."""
    how = settings.split or encoder.split
    chapters = wanted(book.plan, settings)
    if how == "chapter":
        return [_of_chapter(book, chapter, encoder) for chapter in chapters]
    some = _subset(book, chapters)
    if how == "book":
        room = NAME_BYTES - len(f"{some}{encoder.suffix}".encode())
        name = f"{safe_name(book.title, limit=room)}{some}{encoder.suffix}"
        return [Volume(tuple(chapters), book.title, name, 1, 1)]
    cut = volumes_of(chapters, minutes=_minutes(how), settings=settings, makers=makers(book.cast))
    return [
        Volume(
            held,
            f"Part {number}",
            file_name(number, len(cut), f"Part {number}{some}", encoder.suffix),
            number,
            len(cut),
        )
        for number, held in enumerate(cut, 1)
    ]


def file_names(book: Book, settings: Settings) -> set[str]:
    """The names of all files that the whole book has in the formats asked for."""
    whole = replace(settings, chapters=())
    return {volume.name for encoder in chosen_encoders(whole) for volume in volumes(book, encoder, whole)}


def sound_keys(book: Book, settings: Settings, sounds: Bed) -> set[str]:
    """The keys of all chapters as they would sound if made now."""
    also = _key(_sound(settings), sounds.digest)
    return {chapter_key(chapter, also=also) for chapter in book.plan.chapters}


def _of_chapter(book: Book, chapter: ChapterPlan, encoder: Encoder) -> Volume:
    number, count = chapter.chapter.index + 1, _count(book)
    name = file_name(number, count, chapter.title, encoder.suffix)
    return Volume((chapter,), chapter.title, name, number, 0)


def _count(book: Book) -> int:
    return book.plan.chapters[-1].chapter.index + 1


def _subset(book: Book, chapters: Sequence[ChapterPlan]) -> str:
    """What tells a file of some chapters from one of all: " (1, 3-5)"."""
    if len(chapters) == len(book.plan.chapters):
        return ""
    runs: list[list[int]] = []
    for number in (chapter.chapter.index + 1 for chapter in chapters):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    listed = (str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs)
    return f" ({', '.join(listed)})"


def _minutes(split: str) -> int:
    """The minutes that a file may hold; 0 for the other ways to split."""
    if split in {"", "chapter", "book"}:
        return 0
    if not (split.isascii() and split.isdigit() and 1 <= int(split) <= _LONGEST_SPLIT):
        raise UsageError(
            f"--split {split} is not known.",
            hint="Say chapter, book, or about how many minutes a file may last.",
        )
    return int(split)


def _job(
    book: Book, volume: Volume, encoder: Encoder, path: Path, settings: Settings, sounds: Bed, *, cover: Cover
) -> Job:
    facts = TrackFacts(
        replace(book.metadata, title=book.title, cover=None, updated="", status=""),
        volume.title,
        volume.number,
        volume.count,
        tuple(chapter.title for chapter in volume.chapters),
    )
    codec = encoder.codec

    def bound(pieces: Sequence[Piece]) -> Bound:
        whole = replace(facts, metadata=replace(facts.metadata, cover=cover.picture()))
        return bind(path, encoder, pieces, facts=whole, settings=settings)

    return Job(
        path=path,
        format=encoder.name,
        title=volume.title,
        chapters=volume.chapters,
        coding=Coding(
            partial(_open, codec=codec, settings=settings), _key(codec.name, codec.wishes(settings))
        ),
        bind=bound,
        sound=_key(_sound(settings), sounds.digest),
        facts=_key(facts, cover.key),
    )


def _open(path: Path, call: Call, *, codec: Codec, settings: Settings) -> PieceWriter:
    return codec.open(path, settings, call)


def _key(*parts: object) -> bytes:
    return repr((__version__, *parts)).encode("utf-8", "backslashreplace")


def _own_cover(book: Book) -> Cover:
    """The story's cover as it is; nothing is drawn for a short piece of sound."""
    cover = book.metadata.cover
    return Cover(hashlib.sha256(cover.data).hexdigest() if cover else "", lambda: cover)


def _sound(settings: Settings) -> tuple[float, ...]:
    """The settings that change what is heard of the same plan."""
    return (settings.rate_hz, settings.fade_ms, settings.peak_db, settings.speech_db, settings.leveling)
