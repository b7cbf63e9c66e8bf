"""`audiobook cast`: the casting sheet of a story, ready to edit."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import Annotated

import typer

from audiobook import pipeline
from audiobook.cli import options
from audiobook.cli.present import count, remark, result, table

_SHOWN = 10  # doubtful lines; the sheet lists them all
_WIDTH = 44
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
    confidence: options.Confidence = None,
    book_folder: options.Home = options.HOME,
    recast: options.Recast = False,
) -> None:
    """Write a casting sheet: who speaks, with which voice, and which lines are doubtful.

    Edit it, then convert with --cast. A sheet that is there already keeps your changes and comments; new
    characters and doubtful lines are added at the end of their lists.

    \b
    Examples:
      audiobook cast story.txt               (writes story.cast.yaml)
      audiobook convert story.txt --cast story.cast.yaml
    """
    path = output or _sheet_of(story)
    wishes = options.settings(voices=voices, engine=engine, confidence=confidence)
    sheet = pipeline.casting_sheet(story, wishes, path, kept_in=None if recast else book_folder)
    if str(path) == "-":
        result(sheet.text.rstrip())
        return
    _show_doubts(sheet, path)
    for warning in sheet.warnings:
        remark(f"Note: {warning}")
    result(str(path))
    command = shlex.join(["audiobook", "convert", story, "--cast", str(path)])
    remark(f"{count(sheet.characters, 'character')} cast. Edit {path}, then: {command}")


def _show_doubts(sheet: pipeline.WrittenSheet, path: Path) -> None:
    """The lines in doubt that are worth a look, and how to set them right."""
    if not sheet.doubtful:
        return
    lines = count(sheet.lines, "line")
    remark(f"Who speaks is in doubt in {len(sheet.doubtful):,} of {lines}; a neutral voice reads them:\n")
    shown = sheet.doubtful[:_SHOWN]
    rows = [
        (f"chapter {line.chapter}", _cut(line.words), f"{line.speaker or 'somebody'}?", line.sure)
        for line in shown
    ]
    for row in table(rows):
        remark(f"  {row}")
    if more := len(sheet.doubtful) - len(shown):
        remark(f"  and {more:,} more, shorter or a little surer")
    remark(
        f"\nThey stand in {path} under 'corrections:'. Where you know better, remove the # before the line,"
    )
    remark("and put the right name after 'speaker:'; the lines around it learn from it.\n")


def _cut(words: str) -> str:
    return words if len(words) <= _WIDTH else words[: _WIDTH - 1].rstrip() + "…"


def _sheet_of(story: str) -> Path:
    """The casting sheet of a story, in the current folder: "story.cast.yaml" for "texts/story.txt"."""
    name = "story" if story == "-" else Path(story).resolve().stem or "story"
    return Path(name + _SUFFIX)
