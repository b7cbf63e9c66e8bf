"""What there is to say of a book that was made, in figures."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from audiobook.model import Audiobook
    from audiobook.pipeline.prepare import Book
    from audiobook.settings import Settings


@dataclass(frozen=True, slots=True)
class Summary:
    """A book, or the chapters of it that are asked for, in figures: heard, left out, in doubt.

    `chapters_in_all` counts those of the whole story that have something to say.
    `notes` counts the paragraphs of author's notes that are left out, `doubtful` those of the `lines` that a
    neutral voice reads because nobody can tell who speaks. Quotations of one speech are one line.
    """

    title: str
    author: str
    chapters: int
    voices: int
    notes: int
    lines: int
    doubtful: int
    warnings: tuple[str, ...]
    chapters_in_all: int


@dataclass(frozen=True, slots=True)
class Made:
    """A book as it stands in its folder: its figures, files and length, and what a run did for them.

    `audio_s` counts one format only.
    """

    summary: Summary
    files: tuple[str, ...]
    audio_s: float
    failed: tuple[str, ...] = ()
    takes_spoken: int = 0
    takes_kept: int = 0
    files_kept: int = 0
    files_restored: int = 0
    subtitles: tuple[str, ...] = ()
    subtitles_written: int = 0

    @property
    def is_unchanged(self) -> bool:
        """Whether all files stayed as they were."""
        return self.files_kept == len(self.files) and not self.failed and not self.subtitles_written


def summary(book: Book, settings: Settings) -> Summary:
    """The figures of the chapters that are asked for."""
    from audiobook import casting  # noqa: PLC0415 - `Made` is read without the rest
    from audiobook.model import Kind  # noqa: PLC0415
    from audiobook.pipeline.cover import cover_warnings  # noqa: PLC0415
    from audiobook.pipeline.prepare import wanted  # noqa: PLC0415

    chapters = wanted(book.plan, settings)
    numbers = frozenset(settings.chapters or range(1, len(book.script.chapters) + 1))
    lines = [line for line in casting.spoken_lines(book.script) if line.chapter in numbers]
    skipped = (book.script.segments[index] for index in book.plan.skipped)
    silent = (segment for segment in skipped if segment.chapter + 1 in numbers)
    return Summary(
        title=book.title,
        author=book.metadata.author,
        chapters=len(chapters),
        voices=len({u.voice.name for plan in chapters for take in plan.takes for u in take.utterances}),
        notes=len({segment.block for segment in silent if segment.kind is Kind.NOTE}),
        lines=len(lines),
        doubtful=len(casting.in_doubt(lines, settings.confidence)),
        warnings=(
            *book.script.story.warnings,
            *book.script.warnings,
            *book.cast.warnings,
            *cover_warnings(book, settings),
        ),
        chapters_in_all=len(book.plan.chapters),
    )


def made_of(told: Summary, audiobook: Audiobook) -> Made:
    """What came of a book."""
    return Made(
        replace(told, warnings=(*told.warnings, *audiobook.warnings)),
        tuple(str(Path(audiobook.folder) / file.name) for file in audiobook.files),
        sum(
            file.samples / file.rate_hz
            for file in audiobook.files
            if file.format == audiobook.files[0].format
        ),
        audiobook.failed,
        audiobook.takes_spoken,
        audiobook.takes_kept,
        audiobook.files_kept,
        audiobook.files_restored,
        tuple(str(Path(audiobook.folder) / name) for name in audiobook.subtitles),
        audiobook.subtitles_written,
    )
