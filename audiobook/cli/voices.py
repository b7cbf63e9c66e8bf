"""`audiobook voices`: what voices there are, whether a voice file is right, how a voice sounds."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from audiobook import pipeline
from audiobook.cli import options
from audiobook.cli.present import remark, result, table
from audiobook.model import Role, VoiceSet

app = typer.Typer(
    help="List voices, check a voice file, hear a voice.", no_args_is_help=True, rich_markup_mode=None
)


@app.command("list")
def list_voices(voices: options.VoicesName = "", engine: options.Engine = "") -> None:
    """List the voices of a set, or all that an engine has.

    \b
    Examples:
      audiobook voices list
      audiobook voices list --engine system
    """
    found = pipeline.voices(options.settings(voices=voices, engine=engine))
    rows = [("voice", "gender", "age", "engine", "words/min", "pitch", "its voice", "tags")]
    rows += [
        (v.name, v.gender, v.age, v.engine, str(v.rate), str(v.pitch), v.voice, ", ".join(v.tags))
        for v in found.voices
    ]
    for line in table(rows, right=(4, 5)):
        result(line)
    _remark_on_roles(found)
    remark(f"Voice sets: {', '.join(pipeline.voice_sets())}.")


def _remark_on_roles(found: VoiceSet) -> None:
    roles = [f"{role}: {found.roles[role]}" for role in Role if role in found.roles]
    if roles:
        remark(f"Roles: {', '.join(roles)}.")


@app.command("check")
def check(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A voice file, or a casting sheet.")],
) -> None:
    """Check a voice file or a casting sheet, to the line."""
    result(pipeline.check_file(file))


@app.command("say")
def say(
    profile: Annotated[str, typer.Argument(metavar="PROFILE", help="The name of a voice.")],
    text: Annotated[str, typer.Argument(metavar="TEXT", help="What it says.")],
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="Where it goes; the suffix is the format."),
    ] = None,
    voices: options.VoicesName = "",
    engine: options.Engine = "",
) -> None:
    """Hear what a voice makes of a sentence.

    \b
    Example:
      audiobook voices say clara "The rope parted." -o clara.mp3
    """
    path = output or Path("output") / f"{pipeline.safe_name(profile)}.mp3"
    wishes = options.settings(voices=voices, engine=engine)
    made = pipeline.say(profile, text, path, wishes)
    result(str(path))
    remark(f"{profile} says it in {made.samples / made.rate_hz:.1f} s.")
