"""Answers in words: what the command line prints, and where."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Sequence

import typer

from audiobook.errors import OutputError

_RED = "red"
_DIM = "bright_black"
_PIPE_CLOSED = 141  # what a shell reports for a program ended by SIGPIPE


def result(text: str = "") -> None:
    """A line of the result, on standard output."""
    try:
        typer.echo(text)
    except BrokenPipeError:  # `audiobook script STORY | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(_PIPE_CLOSED)
    except OSError as err:
        raise OutputError(f"The result cannot be printed: {err.strerror}.", hint="Is the disk full?") from err


def remark(text: str) -> None:
    """A line about the result, on standard error."""
    typer.echo(text, err=True)


def failure(message: str, hint: str) -> None:
    """What failed, and what to do about it."""
    typer.echo(paint("error: ", _RED, err=True) + message, err=True)
    if hint:
        typer.echo(paint("hint:  ", _DIM, err=True) + hint, err=True)


def dimmed(text: str) -> str:
    """`text` in a soft color, where standard output shows colors."""
    return paint(text, _DIM, err=False)


def paint(text: str, color: str, *, err: bool) -> str:
    """`text` in a color, unless the stream is no terminal or NO_COLOR is set."""
    stream = sys.stderr if err else sys.stdout
    plain = "NO_COLOR" in os.environ or not stream.isatty()
    return text if plain else typer.style(text, fg=color)


def duration(seconds: float) -> str:
    """A length of time as people say it.

    >>> duration(9.4), duration(75), duration(1505), duration(7390)
    ('9 s', '1 min 15 s', '25 min', '2 h 3 min')
    """
    whole = round(seconds)
    if whole < 60:
        return f"{whole} s"
    if whole < 600:
        return f"{whole // 60} min {whole % 60} s" if whole % 60 else f"{whole // 60} min"
    minutes = round(seconds / 60)
    return f"{minutes} min" if minutes < 60 else f"{minutes // 60} h {minutes % 60} min"


def count(number: int, noun: str, nouns: str = "") -> str:
    """A number and its noun.

    >>> count(1, "chapter"), count(1200, "voice"), count(2, "story", "stories")
    ('1 chapter', '1,200 voices', '2 stories')
    """
    return f"{number:,} {noun if number == 1 else nouns or noun + 's'}"


def table(rows: Iterable[Sequence[str]], *, right: Sequence[int] = ()) -> Iterable[str]:
    """Lines with their columns below one another; those in `right` stand at the right edge."""
    rows = [list(row) for row in rows]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = [
            cell.rjust(width) if index in right else cell.ljust(width)
            for index, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        yield "  ".join(cells).rstrip()
