"""`audiobook preview`: the beginning of a chapter, at once."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from audiobook import pipeline
from audiobook.cli import options
from audiobook.cli.present import duration, remark, result

_OUTPUT = Path("output")


def preview(
    story: options.Story,
    chapter: Annotated[int, typer.Option("--chapter", metavar="N", min=1, help="Which chapter.")] = 1,
    seconds: Annotated[
        float, typer.Option("--seconds", metavar="S", min=1, help="About how much of it.")
    ] = 60,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="Where it goes; the suffix is the format."),
    ] = None,
    cast: options.CastFile = None,
    voices: options.VoicesName = "",
    notes: options.Notes = "",
    engine: options.Engine = "",
    jobs: options.Jobs = 0,
) -> None:
    """Speak the beginning of a chapter into one file, to try voices before a long conversion.

    \b
    Examples:
      audiobook preview story.txt
      audiobook preview story.txt --chapter 3 --seconds 30 --cast story.cast.yaml -o try.mp3
    """
    wishes = options.settings(voices=voices, notes=notes, engine=engine, jobs=jobs)
    book = pipeline.book(story, wishes, cast)
    path = output or _OUTPUT / pipeline.safe_name(f"{book.title} - preview {chapter}")
    path = path if output else path.with_name(path.name + ".mp3")
    made = pipeline.preview(book, path, wishes, number=chapter, seconds=seconds)
    result(str(path))
    remark(f"{made.title}: the first {duration(made.samples / made.rate_hz)}.")
