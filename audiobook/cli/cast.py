"""`audiobook cast`: the casting sheet of a story, ready to edit."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import Annotated

import typer

from audiobook import pipeline
from audiobook.cli import options
from audiobook.cli.present import count, remark, result

_SUFFIX = ".cast.yaml"


def cast(
    story: options.Story,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", metavar="FILE", help="Where the sheet goes; - prints it.", show_default=False
        ),
    ] = None,
    voices: options.VoicesName = "",
    engine: options.Engine = "",
) -> None:
    """Write a casting sheet: who speaks, with which voice, and which lines are doubtful.

    Edit it, then convert with --cast. A sheet that is there already keeps your changes and comments; new
    characters are added at its end.

    \b
    Examples:
      audiobook cast story.txt               (writes story.cast.yaml)
      audiobook convert story.txt --cast story.cast.yaml
    """
    path = output or _sheet_of(story)
    wishes = options.settings(voices=voices, engine=engine)
    text, characters = pipeline.casting_sheet(story, wishes, path)
    if str(path) == "-":
        result(text.rstrip())
        return
    result(str(path))
    command = shlex.join(["audiobook", "convert", story, "--cast", str(path)])
    remark(f"{count(characters, 'character')} cast. Edit {path}, then: {command}")


def _sheet_of(story: str) -> Path:
    """The casting sheet of a story, in the current folder: "story.cast.yaml" for "texts/story.txt"."""
    name = "story" if story == "-" else Path(story).resolve().stem or "story"
    return Path(name + _SUFFIX)
