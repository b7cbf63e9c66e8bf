"""The commands, as a table."""

from __future__ import annotations

from typing import Annotated

import typer

from audiobook import __version__
from audiobook.cli import cache, cast, chapters, convert, doctor, plan, preview, script, verify, voices
from audiobook.cli.usage import Commands

app = typer.Typer(
    cls=Commands,
    name="audiobook",
    help="Turns stories into full-cast audiobooks, offline, on a plain CPU.",
    epilog="Begin with: audiobook convert STORY",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"audiobook {__version__}")
        raise typer.Exit


@app.callback()
def audiobook(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and stop.")
    ] = False,
) -> None:
    """Turns stories into full-cast audiobooks, offline, on a plain CPU."""


app.command("convert")(convert.convert)
app.command("preview")(preview.preview)
app.command("plan")(plan.plan)
app.command("chapters")(chapters.chapters)
app.command("script")(script.script)
app.command("verify")(verify.verify)
app.command("cast")(cast.cast)
app.add_typer(voices.app, name="voices")
app.add_typer(cache.app, name="cache")
app.command("doctor")(doctor.doctor)
