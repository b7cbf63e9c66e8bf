"""Whom a conversion is told, and how: people in sentences, the quiet in file names, programs in JSON."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import asdict
from typing import TYPE_CHECKING

from audiobook.cli.present import count, duration, remark, result, table
from audiobook.cli.progress import bars, lines, tell
from audiobook.errors import UsageError

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from audiobook import pipeline
    from audiobook.cli.progress import Progress
    from audiobook.errors import AudiobookError
    from audiobook.settings import Settings


class Teller:
    """Tells whoever sits at the terminal."""

    def progress(self) -> AbstractContextManager[Progress | None]:
        """A callback for the time of the work: bars on a terminal; None if nobody would see them."""
        return bars()

    def made(self, made: pipeline.Made, *, seconds: float) -> None:
        """What has come of a book in so many seconds: the files, and a few sentences."""
        for path in (*made.files, *made.subtitles):
            result(path)
        remark_on_book(made.summary, seconds=made.audio_s)
        if made.is_unchanged:
            remark("Nothing had changed; all files stay as they were.")
            return
        remark(
            f"Made in {seconds:.1f} s ({made.audio_s / seconds:,.0f} times real time): "
            f"{count(made.takes_spoken, 'take')} spoken, {made.takes_kept:,} kept from before{_files(made)}."
        )

    def planned(self, book: pipeline.Book, wishes: Settings) -> None:
        """What a book would be: its chapters, and a few sentences."""
        from audiobook import pipeline  # noqa: PLC0415 - most of what is told needs none of it

        chapters = pipeline.wanted(book.plan, wishes)
        rows = [("", "chapter", "passages", "time")]
        for plan in chapters:
            passages = len({u.segment for take in plan.takes for u in take.utterances})
            seconds = pipeline.seconds_of([plan])
            rows.append((str(plan.chapter.index + 1), plan.title, f"{passages:,}", duration(seconds)))
        for line in table(rows, right=(0, 2, 3)):
            result(line)
        remark_on_book(pipeline.summary(book, wishes), seconds=pipeline.seconds_of(chapters))

    def waiting(self, holder: pipeline.Holder) -> None:
        """That another run has the folder."""
        who = f" (process {holder.pid}, since {holder.since})" if holder.pid else ""
        remark(f"Another audiobook works in that folder{who}. Waiting for it to end; Ctrl-C stops waiting.")

    def stopped(self) -> None:
        """That the user has stopped it, and nothing is lost."""
        remark("\nStopped. What is finished is kept: the same command goes on from here.")

    def failed(self, story: str, err: AudiobookError) -> None:
        """What went wrong with a book: nothing here, for the command line itself tells it to people."""


class Quiet(Teller):
    """Whoever wants the files and no more; failures are told all the same."""

    def progress(self) -> AbstractContextManager[Progress | None]:
        """Nothing."""
        return nullcontext()

    def made(self, made: pipeline.Made, *, seconds: float) -> None:  # noqa: ARG002
        """The files."""
        for path in (*made.files, *made.subtitles):
            result(path)


class Programs(Teller):
    """A program that reads lines of JSON."""

    def progress(self) -> AbstractContextManager[Progress | None]:
        """A line now and then."""
        return lines()

    def made(self, made: pipeline.Made, *, seconds: float) -> None:
        """A line with everything."""
        told = asdict(made) | {"audio_s": round(made.audio_s, 3), "seconds": round(seconds, 3)}
        tell("made", unchanged=made.is_unchanged, **told)

    def planned(self, book: pipeline.Book, wishes: Settings) -> None:
        """A line with all that `audiobook plan` knows."""
        from audiobook import pipeline  # noqa: PLC0415 - see above

        tell("planned", **asdict(pipeline.forecast(book, wishes)))

    def waiting(self, holder: pipeline.Holder) -> None:
        """A line with who it is."""
        tell("waiting", process=holder.pid, since=holder.since)

    def stopped(self) -> None:
        """A line without more."""
        tell("stopped")

    def failed(self, story: str, err: AudiobookError) -> None:
        """A line with the sentence, the hint and the exit status."""
        tell("failed", story=story, message=err.message, hint=err.hint, status=err.exit_status)


def teller(*, quiet: bool, as_json: bool) -> Teller:
    """Whom the command line asks to be told."""
    if quiet and as_json:
        raise UsageError("--quiet and --json contradict each other.", hint="Leave one of them out.")
    return Programs() if as_json else Quiet() if quiet else Teller()


def _files(made: pipeline.Made) -> str:
    """The files that a run had not to make: ", 1 file unchanged, 2 files brought back"."""
    unchanged = f", {count(made.files_kept, 'file')} unchanged" if made.files_kept else ""
    restored = f", {count(made.files_restored, 'file')} brought back" if made.files_restored else ""
    texts = (
        f", {count(made.subtitles_written, 'file')} of subtitles written" if made.subtitles_written else ""
    )
    return unchanged + restored + texts


def remark_on_book(told: pipeline.Summary, *, seconds: float) -> None:
    """A few sentences on a book that lasts so long: what is heard, what is left out, what is in doubt."""
    by = f" by {told.author}" if told.author else ""
    some = f"{told.chapters:,} of " if told.chapters < told.chapters_in_all else ""
    heard = (
        f"{some}{count(told.chapters_in_all, 'chapter')}, {duration(seconds)}, {count(told.voices, 'voice')}"
    )
    remark(f"{told.title}{by}: {heard}.")
    if told.notes:
        remark(
            f"Author's notes left out: {count(told.notes, 'paragraph')} (--notes read or end to hear them)."
        )
    if told.doubtful:
        doubt = f"{told.doubtful:,} of {count(told.lines, 'line')}"
        remark(f"A neutral voice reads {doubt}; who speaks is not sure (see `audiobook cast`).")
    for warning in told.warnings:
        remark(f"Note: {warning}")
