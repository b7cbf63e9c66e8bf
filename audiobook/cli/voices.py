"""`audiobook voices`: what voices there are, how they sound, whether a voice file is right."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from audiobook import pipeline
from audiobook.cli import install, options
from audiobook.cli.present import count, duration, remark, result, table
from audiobook.cli.usage import Commands

if TYPE_CHECKING:
    from audiobook.model import Voice, VoiceSet

Output = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="FILE", help="Where it goes; the suffix is the format."),
]
_FOLDER = Path("output")

app = typer.Typer(
    cls=Commands,
    help="List voices, hear them, install neural ones, check a voice file.",
    no_args_is_help=True,
    rich_markup_mode=None,
)


app.command("install")(install.install)


@app.command("list")
def list_voices(voices: options.VoicesName = "", engine: options.Engine = "") -> None:
    """List the voices of a set, or all that an engine has.

    \b
    Examples:
      audiobook voices list
      audiobook voices list --engine system
    """
    found = pipeline.voices(options.settings(voices=voices, engine=engine))
    rows = [("voice", "gender", "age", "engine", "words/min", "Hz", "its voice", "tags")]
    rows += [
        (v.name, v.gender, v.age, v.engine, str(v.rate), _pitch(v), v.voice, ", ".join(v.tags))
        for v in found.voices
    ]
    for line in table(rows, right=(4, 5)):
        result(line)
    _remark_on_roles(found)
    name = found.voices[0].name
    remark(f'Hear one: audiobook voices say {name} "The rope parted." All of them: audiobook voices audition')
    remark(f"Voice sets: {', '.join(pipeline.voice_sets())}.")


def _pitch(voice: Voice) -> str:
    """The median pitch that was measured of a voice, if anybody did."""
    return f"{voice.heard.pitch_hz:.0f}" if voice.heard else ""


def _remark_on_roles(found: VoiceSet) -> None:
    from audiobook.model import Role  # noqa: PLC0415 - it takes a while, and other commands start without it

    roles = [f"{role}: {found.roles[role]}" for role in Role if role in found.roles]
    if roles:
        remark(f"Roles: {', '.join(roles)}.")


@app.command("check")
def check(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A voice file, or a casting sheet.")],
) -> None:
    """Check a voice file or a casting sheet, to the line."""
    result(pipeline.check_file(file))


@app.command("schema")
def schema(
    form: Annotated[str, typer.Argument(metavar="voices|cast|lexicon", help="Which kind of file.")],
) -> None:
    """Print the JSON Schema of a kind of file, by which an editor checks it while you type.

    \b
    Example:
      audiobook voices schema cast > cast.schema.json
    """
    result(pipeline.editor_schema(form))


@app.command("say")
def say(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A voice, or a character of the sheet.")],
    text: Annotated[str, typer.Argument(metavar="TEXT", help="What it says.")],
    output: Output = None,
    cast: options.CastFile = None,
    voices: options.VoicesName = "",
    engine: options.Engine = "",
) -> None:
    """Hear what a voice makes of a sentence, and see the words that it is given.

    \b
    Examples:
      audiobook voices say clara "W-what?! HE PAID $3.50..." -o clara.mp3
      audiobook voices say Mara "The rope parted." --cast story.cast.yaml
    """
    path = output or _FOLDER / f"{pipeline.safe_name(name)}.mp3"
    heard = pipeline.say(name, text, path, options.settings(voices=voices, engine=engine), cast)
    result(str(path))
    for _, said in heard.lines:
        remark(f"{name} says: {said}")


@app.command("audition")
def audition(
    output: Output = None,
    cast: options.CastFile = None,
    voices: options.VoicesName = "",
    engine: options.Engine = "",
) -> None:
    """Hear all voices of a set, or of a casting sheet: each introduces itself, in one file.

    \b
    Examples:
      audiobook voices audition
      audiobook voices audition --cast story.cast.yaml -o cast.mp3
    """
    path = output or _FOLDER / (f"{pipeline.safe_name(cast.stem)} - audition.mp3" if cast else "audition.mp3")
    heard = pipeline.audition(path, options.settings(voices=voices, engine=engine), cast)
    result(str(path))
    speaking = count(len({said for _, said in heard.lines}), "voice")
    remark(f"{speaking}, {duration(heard.file.samples / heard.file.rate_hz)}.")


@app.command("names")
def names(
    story: options.Story,
    cast: options.CastFile = None,
    every: Annotated[bool, typer.Option("--all", help="Those of all characters.")] = False,
) -> None:
    """List the names of a story that a voice may get wrong: how each is said, and a line to change it.

    Paste a line under `pronunciations:` in the casting sheet, and put it right.

    \b
    Example:
      audiobook voices names story.txt
    """
    found = pipeline.names_said(story, cast, every=every)
    rows = [("name", "times", "said", "why", "to change it")]
    rows += [
        (
            name.name,
            f"{name.count:,}",
            name.said,
            name.reason,
            pipeline.lexicon_line(name.entry) if name.entry else "",
        )
        for name in found
    ]
    for line in table(rows, right=(1,)) if found else ():
        result(line)
    if not found:
        remark("No name looks as if a voice of English would get it wrong.")
