"""`audiobook script`: how a story was read, as a screenplay or as JSON."""

from __future__ import annotations

from typing import Annotated

import typer

from audiobook import pipeline
from audiobook.cli import options
from audiobook.cli.present import dimmed, result


def script(
    story: options.Story,
    json: Annotated[bool, typer.Option("--json", help="Everything, for programs.")] = False,
    show_all: Annotated[bool, typer.Option("--all", help="Also what is left out, with the reason.")] = False,
    cast: options.CastFile = None,
) -> None:
    """Show who says what, what is thought, and what is left out.

    \b
    Examples:
      audiobook script story.txt | less
      audiobook script story.txt --json > story.json
    """
    written = pipeline.script(pipeline.read(story), pipeline.sheet(cast))
    if json:
        result(pipeline.script_json(written))
        return
    for line in pipeline.screenplay(written, everything=show_all):
        result(dimmed(line.text) if line.silent else line.text)
