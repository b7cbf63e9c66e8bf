"""Whom a conversion is told, and how: people in sentences, the quiet in file names, programs in JSON."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import asdict
from typing import TYPE_CHECKING

from audiobook.cli.present import count, duration, remark, result
from audiobook.cli.progress import bars, lines, tell
from audiobook.errors import UsageError

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from audiobook import pipeline
    from audiobook.cli.progress import Progress
    from audiobook.errors import AudiobookError


class Teller:
    """Tells whoever sits at the terminal."""

    def progress(self) -> AbstractContextManager[Progress | None]:
        """A callback for the time of the work: bars on a terminal; None if nobody would see them."""
        return bars()

    def made(self, made: pipeline.Made, *, seconds: float) -> None:
        """What has come of a book in so many seconds: the files, and a few sentences."""
        for path in made.files:
            result(path)
        remark_on_book(made.summary, seconds=made.audio_s)
        if made.is_unchanged:
            remark("Nothing had changed; all files stay as they were.")
            return
        remark(
            f"Made in {seconds:.1f} s ({made.audio_s / seconds:,.0f} times real time): "
            f"{count(made.takes_spoken, 'take')} spoken, {made.takes_kept:,} kept from before, "
            f"{count(made.files_kept + made.files_restored, 'file')} unchanged."
        )

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
        for path in made.files:
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


def remark_on_book(told: pipeline.Summary, *, seconds: float) -> None:
    """A few sentences on a book that lasts so long: what is heard, what is left out, what is in doubt."""
    by = f" by {told.author}" if told.author else ""
    heard = f"{count(told.chapters, 'chapter')}, {duration(seconds)}, {count(told.voices, 'voice')}"
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
