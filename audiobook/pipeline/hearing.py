"""Voices, to be heard before a story is converted: one line, a whole cast, one character of a story."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from audiobook import casting
from audiobook.casting.suggestion import closest
from audiobook.errors import CastError, UsageError
from audiobook.model import (
    SPOKEN_BY_CHARACTERS,
    AudioFile,
    Cast,
    ChapterPlan,
    Metadata,
    Plan,
    Role,
    Script,
    Sheet,
    Source,
    Story,
    Voice,
    VoiceSet,
)
from audiobook.pipeline.prepare import Book, check_voices, makers, sheet, voices
from audiobook.pipeline.production import speak_into
from audiobook.settings import Settings
from audiobook.studio.lines import picked, said_by, spoken_lines

_BETWEEN_MS = 700

# What a voice says after its name, in turn.
_SENTENCES = (
    "The ferry was late again, and nobody could say why.",
    "Are you quite sure? I have never seen that door before.",
    "Stop! Whatever you do, do not look down.",
    "It was a long way home, and it had begun to rain.",
    "Well, I suppose that is one way of putting it.",
)


@dataclass(frozen=True)
class Heard:
    """What was spoken into a file: each line with the name of who says it, as the engine was given it."""

    file: AudioFile
    lines: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class _Part:
    """Somebody who says a line: under which name, with which voice."""

    name: str
    voice: Voice
    line: str


def say(name: str, text: str, path: Path, settings: Settings, sheet_path: str | Path | None = None) -> Heard:
    """Speak a text into a file, with a voice of the set or that of a character of the casting sheet.

    CastError, with a guess, if nobody is called so.
    """
    wishes = sheet(sheet_path)
    available = voices(settings, wishes)
    part = _Part(name, _voice_called(name, available, wishes), text)
    return _performed([part], path, settings, wishes, available)


def audition(path: Path, settings: Settings, sheet_path: str | Path | None = None) -> Heard:
    """Have each voice of a set, or each character with a voice in a casting sheet, introduce itself."""
    wishes = sheet(sheet_path)
    available = voices(settings, wishes)
    people = _cast_of(wishes, available) if sheet_path else {v.name: v for v in available.voices}
    if not people:
        raise CastError(
            "No character of the casting sheet has a voice.", hint="Write 'voice: ...' under one."
        )
    parts = [
        _Part(name, voice, _introduction(name, voice, index))
        for index, (name, voice) in enumerate(people.items())
    ]
    return _performed(parts, path, settings, wishes, available)


def preview_character(book: Book, name: str, path: Path, settings: Settings, *, seconds: float) -> Heard:
    """Speak some lines of one character, of the chapters asked for; UsageError if nobody is called so."""
    called = _character_called(name, book)
    segments = {
        index
        for index, segment in enumerate(book.script.segments)
        if segment.speaker == called
        and segment.kind in SPOKEN_BY_CHARACTERS
        and segment.confidence >= settings.confidence
        and (not settings.chapters or segment.chapter + 1 in settings.chapters)
    }
    known = makers(book.cast)
    chapter = picked(book.plan, segments, title=called, seconds=seconds, settings=settings, makers=known)
    if not chapter.takes:
        where = "this chapter" if settings.chapters else "this story"
        raise UsageError(f"{called} says nothing in {where} for sure.", hint="See `audiobook script`.")
    return Heard(speak_into(path, chapter, book, settings), _lines(chapter, [called]))


def _performed(
    parts: Sequence[_Part], path: Path, settings: Settings, wishes: Sheet, available: VoiceSet
) -> Heard:
    """Parts spoken into one file, with the words of the casting sheet and of the user's own lexicon."""
    chosen = Cast(dict.fromkeys(Role, parts[0].voice), {part.name: part.voice for part in parts})
    check_voices(chosen)
    known = makers(chosen)
    words = (*wishes.pronunciations, *casting.load_lexicon())
    lines = [(part.voice, said_by(part.voice, part.line, words=words, makers=known)) for part in parts]
    if not any(line for _, line in lines):
        raise UsageError("There is nothing to say in that.", hint="Give it some words.")
    title = path.stem
    chapter = spoken_lines(lines, title=title, pause_ms=_BETWEEN_MS, settings=settings, makers=known)
    story = Story("", (), Source(path.name, ""))
    script = Script(story, (), (), (), ())
    book = Book(script, available, chosen, Plan(script, chosen, (chapter,), {}), Metadata())
    return Heard(speak_into(path, chapter, book, settings), _lines(chapter, [part.name for part in parts]))


def _lines(chapter: ChapterPlan, names: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """The utterances of a chapter; where one person says them all, that name stands before each."""
    utterances = [utterance for take in chapter.takes for utterance in take.utterances]
    said_by_one = len(names) == 1
    return tuple((names[0] if said_by_one else u.voice.name, u.text) for u in utterances)


def _voice_called(name: str, available: VoiceSet, wishes: Sheet) -> Voice:
    if voice := available.voice(name):
        return voice
    people = _cast_of(wishes, available)
    if name in people:
        return people[name]
    near = closest(name, [*people, *(voice.name for voice in available.voices)])
    hint = f"Did you mean {near!r}?" if near else "`audiobook voices list` shows them."
    raise CastError(f"There is no voice {name!r} in {available.name}.", hint=hint)


def _cast_of(wishes: Sheet, available: VoiceSet) -> dict[str, Voice]:
    """The characters of a casting sheet that have a voice in it, each with its own manner."""
    people = {}
    for member in wishes.members:
        if member.voice:
            where = wishes.places.get(("characters", member.name), "")
            voice = casting.voice_named(available, member.voice, member.name, where=where)
            people[member.name] = member.offsets.on(voice)
    return people


def _introduction(name: str, voice: Voice, index: int) -> str:
    sentence = _SENTENCES[index % len(_SENTENCES)]
    if name == voice.name:
        return f"My name is {name.capitalize()}. {sentence}"
    return f"My name is {name}, and {voice.name.capitalize()} is my voice. {sentence}"


def _character_called(name: str, book: Book) -> str:
    """The character of that name, or alias, in any case of letters; UsageError where there is none."""
    names = {
        form.casefold(): person.name
        for person in reversed(book.script.characters)
        for form in (*person.aliases, person.name)
    }
    if name.casefold() in names:
        return names[name.casefold()]
    near = closest(name, names)
    speaking = sorted(book.cast.characters)
    otherwise = f"These speak: {', '.join(speaking)}." if speaking else "Nobody speaks in it."
    hint = f"Did you mean {names[near]!r}?" if near else otherwise
    raise UsageError(f"Nobody in this story is called {name!r}.", hint=hint)
