"""Options that several commands share, and how they become settings."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated, Any

import typer

from audiobook.cli.usage import real, whole
from audiobook.errors import UsageError
from audiobook.settings import Settings

Stories = Annotated[
    list[str],
    typer.Argument(metavar="STORY", help="Story files, or folders; - reads standard input."),
]
Story = Annotated[str, typer.Argument(metavar="STORY", help="A story file; - reads standard input.")]
CastFile = Annotated[
    Path | None, typer.Option("--cast", metavar="FILE", help="A casting sheet (see `audiobook cast`).")
]
VoicesName = Annotated[
    str, typer.Option("--voices", metavar="NAME|FILE", help="A voice set (see `audiobook voices list`).")
]
Engine = Annotated[
    str,
    typer.Option(
        "--engine", metavar="NAME", help="espeak (default), system, neural, tone, or one of another package."
    ),
]
Jobs = Annotated[
    int,
    typer.Option(
        "--jobs",
        "-j",
        metavar="N",
        parser=whole("--jobs", least=0),
        show_default=False,
        help="Worker processes; one per core if not given.",
    ),
]
Title = Annotated[str, typer.Option("--title", metavar="T", help="The title, if the file does not say it.")]
Author = Annotated[
    str, typer.Option("--author", metavar="A", help="The author, if the file does not say it.")
]
Notes = Annotated[
    str, typer.Option("--notes", metavar="skip|read|end|chime", help="What to do with the author's notes.")
]
Formats = Annotated[
    str,
    typer.Option(
        "--format",
        metavar="mp3,m4b,...",
        help="mp3, m4b, opus, flac, wav; several at once are made from one reading.",
        show_default=False,
    ),
]
Split = Annotated[
    str,
    typer.Option(
        "--split",
        metavar="chapter|book|MINUTES",
        help="What one file holds; m4b: the book, all others: a chapter.",
        show_default=False,
    ),
]
Bitrate = Annotated[
    int,
    typer.Option(
        "--bitrate",
        metavar="KBIT/S",
        parser=whole("--bitrate", least=0),
        help="Of mp3, m4b and opus; about 62, 64 and 32 if not given.",
        show_default=False,
    ),
]
Confidence = Annotated[
    float | None,
    typer.Option(
        "--confidence",
        metavar="0..1",
        parser=real("--confidence", least=0, most=1),
        help="How sure it must be who speaks a line; less, and a neutral voice reads it. "
        f"[default: {Settings().confidence}]",
        show_default=False,
    ),
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing but the files, and what fails.")]
Cover = Annotated[
    Path | None,
    typer.Option(
        "--cover", metavar="FILE", help="A PNG or JPEG; if not given, the story's own, else one is drawn."
    ),
]
Intro = Annotated[
    str, typer.Option("--intro", metavar="FILE", help="A sound before each chapter, in any format.")
]
Chime = Annotated[str, typer.Option("--chime", metavar="FILE", help="A sound between scenes.")]
Outro = Annotated[str, typer.Option("--outro", metavar="FILE", help="A sound after each chapter.")]
Music = Annotated[
    str, typer.Option("--music", metavar="FILE", help="Music that lies softly under the chapters' titles.")
]
Subtitles = Annotated[
    str,
    typer.Option(
        "--subtitles",
        metavar="vtt,srt,lrc",
        help="The words as they are heard, beside each file: WebVTT with the speakers, SubRip, lyrics.",
        show_default=False,
    ),
]
Recast = Annotated[
    bool,
    typer.Option("--recast", help="Cast anew, as if it had never been converted before."),
]
Home = Annotated[
    Path,
    typer.Option("--book", metavar="DIR", help="Where its audiobook stands; the cast kept there stays."),
]
HOME = Path("output")
Join = Annotated[bool, typer.Option("--join", help="Several files are one book, in natural order.")]
Chapters = Annotated[
    str, typer.Option("--chapters", metavar="1,3-5", help="Only these chapters, counted from 1.")
]

# A chapter, or a range of them: "3", "3-5".
_RANGE = re.compile(r"(\d+)(?:\s*-\s*(\d+))?")


def chapter_numbers(text: str) -> tuple[int, ...]:
    """The numbers that "1,3-5" stands for, in order, each once; () for an empty text.

    >>> chapter_numbers("1,3-5")
    (1, 3, 4, 5)
    """
    numbers: set[int] = set()
    for part in (part.strip() for part in text.split(",") if text):
        match = _RANGE.fullmatch(part)
        if match is None:
            raise UsageError(f"--chapters {text}: {part!r} is no chapter.", hint="Write it like 1,3-5.")
        first, last = int(match[1]), int(match[2] or match[1])
        if not 1 <= first <= last <= 100_000:
            raise UsageError(
                f"--chapters {text}: {part!r} is no chapter.", hint="They count up, from 1: 1,3-5."
            )
        numbers.update(range(first, last + 1))
    return tuple(sorted(numbers))


def format_names(text: str) -> tuple[str, ...]:
    """The formats, or kinds of subtitles, that "mp3, M4B" stands for; () for an empty text.

    >>> format_names("mp3, M4B")
    ('mp3', 'm4b')
    """
    return tuple(name for part in text.split(",") if (name := part.strip().lower().lstrip(".")))


def books(stories: list[str], *, join: bool) -> list[list[str]]:
    """The books that the stories of a command line make: each story one, or all together one."""
    if "" in stories:
        raise UsageError("A story has no name.", hint="Is a variable empty? Give the story's file.")
    return [stories] if join else [[story] for story in dict.fromkeys(stories)]


def settings(**given: Any) -> Settings:
    """Settings with what was given on the command line; empty values leave the default."""
    return Settings(**{name: value for name, value in given.items() if value not in {"", None, ()}})
