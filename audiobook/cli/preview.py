"""`audiobook preview`: the beginning of a chapter, or some lines of a character, at once."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from audiobook import pipeline
from audiobook.cli import options
from audiobook.cli.present import duration, remark, result
from audiobook.cli.usage import real, whole

_OUTPUT = Path("output")


def preview(
    story: options.Story,
    chapter: Annotated[
        int | None,
        typer.Option(
            "--chapter",
            metavar="N",
            parser=whole("--chapter", least=1),
            show_default=False,
            help="Which chapter; the first one.",
        ),
    ] = None,
    character: Annotated[
        str, typer.Option("--character", metavar="NAME", help="Only lines of this character.")
    ] = "",
    seconds: Annotated[
        float,
        typer.Option(
            "--seconds", metavar="S", parser=real("--seconds", least=1), help="About how much of it."
        ),
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
    confidence: options.Confidence = None,
    book_folder: options.Home = options.HOME,
    recast: options.Recast = False,
) -> None:
    """Speak the beginning of a chapter into one file, to try voices before a long conversion.

    With --character, lines of that character alone, from the whole story or from one chapter.

    \b
    Examples:
      audiobook preview story.txt
      audiobook preview story.txt --chapter 3 --seconds 30 --cast story.cast.yaml -o try.mp3
      audiobook preview story.txt --character Mara
    """
    wishes = options.settings(
        voices=voices,
        notes=notes,
        engine=engine,
        jobs=jobs,
        chapters=(chapter,) if chapter else (),
        confidence=confidence,
    )
    book = pipeline.book(story, wishes, cast, folder=None if recast else book_folder)
    name = pipeline.safe_name(f"{book.title} - preview {character or chapter or 1}")
    path = output or _OUTPUT / f"{name}.mp3"
    if character:
        made = pipeline.preview_character(book, character, path, wishes, seconds=seconds).file
    else:
        made = pipeline.preview(book, path, wishes, number=chapter or 1, seconds=seconds)
    result(str(path))
    what = "some lines of" if character else "the first"
    remark(f"{made.title}: {what} {duration(made.samples / made.rate_hz)}.")
