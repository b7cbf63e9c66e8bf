"""`audiobook plan`: what a conversion would be, before it is done."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from audiobook import pipeline
from audiobook.cli import options
from audiobook.cli.present import count, duration, result, table
from audiobook.cli.tellers import remark_on_book

if TYPE_CHECKING:
    from collections.abc import Iterable

_SHOWN = 12  # characters, or doubtful lines
_WORDS_SHOWN = 48  # characters of a doubtful line


def plan(
    stories: options.Stories,
    formats: options.Formats = "",
    split: options.Split = "",
    bitrate: options.Bitrate = 0,
    cast: options.CastFile = None,
    voices: options.VoicesName = "",
    chapters: options.Chapters = "",
    notes: options.Notes = "",
    engine: options.Engine = "",
    jobs: options.Jobs = 0,
    join: options.Join = False,
    confidence: options.Confidence = None,
    book_folder: options.Home = options.HOME,
    recast: options.Recast = False,
    as_json: Annotated[bool, typer.Option("--json", help="For programs.")] = False,
) -> None:
    """Look ahead: how much is said by whom, what is in doubt, what is kept already, how long the rest takes.

    The time is found by speaking some of the story for two seconds. Nothing is written.

    \b
    Examples:
      audiobook plan story.txt
      audiobook plan story.txt --engine neural --json
    """
    wishes = options.settings(
        formats=options.format_names(formats),
        split=split,
        bitrate=bitrate,
        voices=voices,
        chapters=options.chapter_numbers(chapters),
        notes=notes,
        engine=engine,
        jobs=jobs,
        confidence=confidence,
    )
    for story in options.books(stories, join=join):
        book = pipeline.book(story, wishes, cast, folder=None if recast else book_folder)
        seen = pipeline.forecast(book, wishes)
        if as_json:
            result(json.dumps(asdict(seen), ensure_ascii=False))
        else:
            _show(seen)


def _show(seen: pipeline.Forecast) -> None:
    for line in _parts("what is heard", seen.roles):
        result(line)
    result()
    for line in _parts("who speaks", seen.characters):
        result(line)
    if seen.doubts:
        result()
        for line in _doubts(seen.doubts):
            result(line)
    result()
    result(f"{seen.words:,} words, about {duration(seen.audio_s)} of sound.")
    result(_work(seen))
    remark_on_book(seen.summary, seconds=seen.audio_s)


def _parts(head: str, parts: tuple[pipeline.SpokenPart, ...]) -> Iterable[str]:
    rows = [(head, "passages", "words", "voice" if any(part.voice for part in parts) else "")]
    rows += [(part.name, f"{part.lines:,}", f"{part.words:,}", part.voice) for part in parts[:_SHOWN]]
    if rest := parts[_SHOWN:]:
        lines, words = sum(part.lines for part in rest), sum(part.words for part in rest)
        rows.append((f"{len(rest):,} more", f"{lines:,}", f"{words:,}", ""))
    return table(rows, right=(1, 2))


def _doubts(doubts: tuple[pipeline.Doubt, ...]) -> Iterable[str]:
    rows = [("who speaks is in doubt", "chapter", "perhaps")]
    rows += [
        (_cut(doubt.words), str(doubt.chapter), doubt.speaker or "somebody") for doubt in doubts[:_SHOWN]
    ]
    yield from table(rows, right=(1,))
    if len(doubts) > _SHOWN:
        yield f"and {count(len(doubts) - _SHOWN, 'line')} more"


def _cut(words: str) -> str:
    return words if len(words) <= _WORDS_SHOWN else words[: _WORDS_SHOWN - 1].rstrip() + "…"


def _work(seen: pipeline.Forecast) -> str:
    if seen.kept == 1 and not seen.work_s:
        return "All of it is kept from before."
    kept = f"{int(seen.kept * 100)}% of it is kept" if seen.kept else "Nothing of it is kept"
    kept = "All that is said is kept" if seen.kept == 1 else kept
    kept += " from before"
    if seen.work_s is None:
        return f"{kept}."
    return f"{kept}; the rest takes about {duration(max(1, seen.work_s))} here."
