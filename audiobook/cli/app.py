"""The commands, as a table."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from audiobook import __version__
from audiobook.cli import cache, cast, chapters, convert, doctor, plan, preview, script, verify, voices
from audiobook.errors import UsageError


class _Commands(TyperGroup):
    """The commands, and a word to those who leave the command out: `audiobook story.txt`."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command that the arguments call for; UsageError where a file stands in its place."""
        first = args[0]
        if first not in self.commands and Path(first).exists():
            meant = shlex.join(["audiobook", "convert", *args])
            raise UsageError(f"{first!r} is no command.", hint=f"Did you mean: {meant}?")
        return super().resolve_command(ctx, args)


app = typer.Typer(
    cls=_Commands,
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
