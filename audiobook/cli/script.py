"""`audiobook script`: how a story was read, as a screenplay or as JSON."""

from __future__ import annotations

from typing import Annotated

import typer

from audiobook import pipeline
from audiobook.cli import options
from audiobook.cli.present import count, dimmed, remark, result
from audiobook.errors import UsageError


def script(
    story: options.Story,
    json: Annotated[bool, typer.Option("--json", help="Everything, for programs.")] = False,
    show_all: Annotated[bool, typer.Option("--all", help="Also what is left out, with the reason.")] = False,
    doubtful: Annotated[
        bool,
        typer.Option("--doubtful", help="Only lines whose speaker is in doubt, as a casting sheet has them."),
    ] = False,
    find: Annotated[
        str, typer.Option("--find", metavar="WORDS", help="Only lines with these words, in the same form.")
    ] = "",
    cast: options.CastFile = None,
    confidence: options.Confidence = None,
    book_folder: options.Home = options.HOME,
    recast: options.Recast = False,
) -> None:
    """Show who says what, what is thought, and what is left out.

    A question mark after a name says that the speaker is in doubt; how sure it is, and why, stands beside
    it. With --doubtful or --find, lines come out ready to be put under 'corrections:' in a casting sheet.

    \b
    Examples:
      audiobook script story.txt | less
      audiobook script story.txt --doubtful
      audiobook script story.txt --find "left the gate open"
      audiobook script story.txt --json > story.json
    """
    if json + show_all + doubtful + bool(find) > 1:
        raise UsageError("--json, --all, --doubtful and --find do not go together.", hint="Choose one.")
    bar = options.settings(confidence=confidence).confidence
    written = pipeline.kept_script(story, pipeline.sheet(cast), None if recast else book_folder)
    for warning in (*written.story.warnings, *written.warnings):
        remark(f"Note: {warning}")
    if json:
        result(pipeline.script_json(written, bar=bar))
    elif doubtful:
        _show(pipeline.doubtful_lines(written, bar), "in doubt")
    elif find:
        _show(pipeline.lines_saying(written, find), f"with {find!r}")
    else:
        for line in pipeline.screenplay(written, everything=show_all, bar=bar):
            result(dimmed(line.text) if line.silent else line.text)


def _show(lines: list[pipeline.SpokenLine], which: str) -> None:
    for line in lines:
        result(f"  {line.entry}")
    remark(f"{count(len(lines), 'line')} {which}.")
    if lines:
        remark("Put those that are wrong under 'corrections:' in the casting sheet, with the right speaker.")
