"""`audiobook convert`: a story in, an audiobook out."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Annotated

import typer

from audiobook import pipeline
from audiobook.cli import options
from audiobook.cli.present import failure
from audiobook.cli.tellers import Teller, teller
from audiobook.errors import AudiobookError, PartialError, UsageError
from audiobook.pipeline import receipts
from audiobook.pipeline.ahead import workers_ahead
from audiobook.settings import Settings


def convert(
    stories: options.Stories,
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="DIR", help="Where the book's folder goes.")
    ] = options.HOME,
    formats: options.Formats = "",
    split: options.Split = "",
    bitrate: options.Bitrate = 0,
    cover: options.Cover = None,
    subtitles: options.Subtitles = "",
    intro: options.Intro = "",
    chime: options.Chime = "",
    outro: options.Outro = "",
    music: options.Music = "",
    cast: options.CastFile = None,
    voices: options.VoicesName = "",
    chapters: options.Chapters = "",
    notes: options.Notes = "",
    engine: options.Engine = "",
    jobs: options.Jobs = 0,
    title: options.Title = "",
    author: options.Author = "",
    join: options.Join = False,
    confidence: options.Confidence = None,
    recast: options.Recast = False,
    quiet: options.Quiet = False,
    as_json: Annotated[bool, typer.Option("--json", help="Tell everything in lines of JSON.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would be made, and stop.")] = False,
) -> None:
    """Turn a story into an audiobook: an MP3 a chapter, or other formats, in a folder named after the story.

    What is finished is kept: run the same command again after a crash or a change, and only what is
    new is spoken. A story that has grown keeps its cast, unless --recast is given. Several stories become
    several books, unless --join makes them one.

    \b
    Examples:
      audiobook convert story.txt
      audiobook convert story.txt --chapters 1,3-5 --notes end
      audiobook convert story.txt --format mp3,m4b
      audiobook convert story.txt --split 60 --subtitles vtt
      audiobook convert story.txt --cast story.cast.yaml -o ~/Audiobooks
      audiobook convert chapter*.md --join --title "The Ferry"
    """
    wishes = options.settings(
        formats=options.format_names(formats),
        split=split,
        bitrate=bitrate,
        cover=str(cover or ""),
        subtitles=options.format_names(subtitles),
        intro=intro,
        chime=chime,
        outro=outro,
        music=music,
        voices=voices,
        chapters=options.chapter_numbers(chapters),
        notes=notes,
        engine=engine,
        jobs=jobs,
        title=title,
        author=author,
        confidence=confidence,
    )
    books = options.books(stories, join=join)
    if len(books) > 1 and (title or author or cast or cover):
        raise UsageError(
            "--title, --author, --cover and --cast are of one book, and these are several.",
            hint="Add --join to make them one.",
        )
    told = teller(quiet=quiet, as_json=as_json)
    if len(books) == 1:
        _convert(books[0], output, cast, wishes, told, set(), recast=recast, dry_run=dry_run)
        return
    taken: set[Path] = set()
    failures = [
        failed
        for book in books
        if (failed := _attempt(book, output, wishes, told, taken, recast=recast, dry_run=dry_run))
    ]
    if len(failures) == len(books):
        raise type(failures[0])("None of the books could be made.", hint="See above.")
    if failures:
        are = "is" if len(failures) == 1 else "are"
        raise PartialError(
            f"{len(failures)} of {len(books)} books {are} not made, or not whole.", hint="See above."
        )


def _attempt(
    stories: list[str],
    output: Path,
    wishes: Settings,
    told: Teller,
    taken: set[Path],
    *,
    recast: bool,
    dry_run: bool,
) -> AudiobookError | None:
    """Convert one book of several; what failed is told, and the next one tried."""
    try:
        _convert(stories, output, None, wishes, told, taken, recast=recast, dry_run=dry_run)
    except AudiobookError as err:
        named = stories[0] in err.message
        failure(err.message if named else f"{stories[0]}: {err.message}", err.hint)
        return err
    return None


def _convert(
    stories: list[str],
    output: Path,
    cast: Path | None,
    wishes: Settings,
    told: Teller,
    taken: set[Path],
    *,
    recast: bool,
    dry_run: bool,
) -> None:
    """Make a book, or show what it would be; `taken` holds the folders of those made before it."""
    try:
        if dry_run:
            book = pipeline.book(stories, wishes, cast, folder=None if recast else output)
            pipeline.check(book, wishes)
            told.planned(book, wishes)
        else:
            _make(receipts.Errand(tuple(stories), output, cast, wishes, recast), told, taken)
    except AudiobookError as err:
        told.failed(stories[0], err)
        raise
    except KeyboardInterrupt:
        told.stopped()
        raise


def _make(errand: receipts.Errand, told: Teller, taken: set[Path]) -> None:
    began = time.monotonic()
    made = receipts.standing(errand) or _make_anew(errand, told, taken)
    taken.update(Path(file).parent for file in made.files)
    told.made(made, seconds=time.monotonic() - began)
    if made.failed:
        raise PartialError(made.failed[0], hint="The other chapters are done. Run again to try once more.")


def _make_anew(errand: receipts.Errand, told: Teller, taken: set[Path]) -> pipeline.Made:
    with workers_ahead(errand.settings), receipts.reading() as noted:
        before = None if errand.recast else errand.folder
        book = pipeline.book(errand.stories, errand.settings, errand.sheet, folder=before)
        with told.progress() as progress:
            audiobook = pipeline.produce(
                book, errand.folder, errand.settings, progress=progress, waiting=told.waiting, taken=taken
            )
    made = pipeline.made_of(pipeline.summary(book, errand.settings), audiobook)
    receipts.keep(errand, book, audiobook, made, noted)
    return made
