"""`cast.json`: what was decided of a story, beside its audiobook, so that it may grow and all this stays."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from audiobook.atomic import written_whole
from audiobook.model import Age, Character, Gender, Kind, Past, PastParagraph, Segment
from audiobook.pipeline.homes import free_home

if TYPE_CHECKING:
    from audiobook.model import Cast, Script, Story
    from audiobook.pipeline.prepare import Book

PAST_NAME = "cast.json"
_VERSION = 1


def find_past(folder: Path, story: Story, paths: Sequence[str]) -> Past:
    """What was decided of a story when its audiobook in `folder` was made; nothing if there is none."""
    return read_past(free_home(folder, story, paths))


def read_past(home: Path) -> Past:
    """What `home` keeps of an earlier conversion; never fails: what is not ours or damaged is left aside."""
    try:
        return _past(json.loads((home / PAST_NAME).read_bytes()))
    except (OSError, ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError):
        return Past()


def past_after(script: Script, cast: Cast, past: Past) -> Past:
    """What there is to keep of a story, cast anew; voices of other sets stay as they were."""
    from audiobook import casting, speakers  # noqa: PLC0415 - only who has worked gets here

    voices = past.voices.get(cast.voices, {}) | casting.voices_of(cast)
    return Past(script.characters, speakers.paragraphs_of(script), past.voices | {cast.voices: voices})


def write_past(home: Path, book: Book) -> None:
    """Keep what was decided of a book beside it, unless that stands there already."""
    past = past_after(book.script, book.cast, book.past)
    path = home / PAST_NAME
    if not (path.is_file() and _decisions(past) == _decisions(book.past)):
        with written_whole(path) as out:
            out.write(past_text(past).encode("utf-8", "backslashreplace"))


def _decisions(past: Past) -> tuple[object, ...]:
    """What the past decides; who is merely mentioned, and how often, decides nothing."""
    speaking = {
        person.name: (person.gender, person.age, person.is_narrator)
        for person in past.characters
        if person.lines
    }
    return past.paragraphs, past.voices, speaking


def past_text(past: Past) -> str:
    """The past as JSON, a paragraph a line; words that come often are numbered."""
    segments = [segment for paragraph in past.paragraphs for segment in paragraph.segments]
    words = list(dict.fromkeys(word for segment in segments for word in _words(segment)))
    numbers = {word: number for number, word in enumerate(words)}
    head = {
        "version": _VERSION,
        "characters": [asdict(person) for person in past.characters],
        "voices": past.voices,
        "words": words,
    }
    rows = ",\n".join(
        json.dumps(
            [paragraph.words, paragraph.text, *(_row(segment, numbers) for segment in paragraph.segments)],
            separators=(",", ":"),
        )
        for paragraph in past.paragraphs
    )
    start = json.dumps(head, ensure_ascii=False, indent=1).removesuffix("\n}")
    return f'{start},\n "paragraphs": [\n{rows}\n ]\n}}\n'


def _words(segment: Segment) -> tuple[str | None, ...]:
    return segment.kind.value, segment.topic, segment.speaker, segment.reason


def _row(segment: Segment, numbers: dict[str | None, int]) -> list[float]:
    told = (numbers[word] for word in _words(segment))
    return [segment.start, segment.end, segment.quote, segment.confidence, *told]


def _past(data: dict[str, Any]) -> Past:
    if data["version"] != _VERSION:
        return Past()
    return Past(
        characters=tuple(_character(person) for person in data["characters"]),
        paragraphs=tuple(
            PastParagraph(str(words), str(text), tuple(_segment(row, data["words"]) for row in rows))
            for words, text, *rows in data["paragraphs"]
        ),
        voices={
            str(name): {str(who): str(voice) for who, voice in voices.items()}
            for name, voices in data["voices"].items()
        },
    )


def _segment(row: list[Any], words: list[Any]) -> Segment:
    start, end, quote, confidence, *told = row
    kind, topic, speaker, reason = (words[number] for number in told)
    return Segment(
        start=int(start),
        end=int(end),
        kind=Kind(kind),
        block=0,
        chapter=0,
        quote=int(quote),
        topic=str(topic),
        speaker=None if speaker is None else str(speaker),
        confidence=float(confidence),
        reason=str(reason),
    )


def _character(person: dict[str, Any]) -> Character:
    told = {"gender": Gender(person["gender"]), "age": Age(person["age"])}
    return Character(**person | told | {"aliases": tuple(person["aliases"])})
