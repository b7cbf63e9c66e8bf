"""From a file to a plan: everything that comes before sound."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from audiobook import casting, engines, readers, segmenter, speakers
from audiobook.errors import MissingError, StoryError, UsageError
from audiobook.model import (
    Cast,
    ChapterPlan,
    Metadata,
    Past,
    Plan,
    Script,
    Sheet,
    Sounds,
    Story,
    Voice,
    VoiceSet,
)
from audiobook.pipeline.homes import title_of
from audiobook.pipeline.past import find_past
from audiobook.settings import NOTE_CHOICES, Settings
from audiobook.studio import plan as planning
from audiobook.studio.japanese import japanese_words
from audiobook.studio.takes import Makers


@dataclass(frozen=True)
class Book:
    """Everything that is known of an audiobook before a word is spoken."""

    script: Script
    voices: VoiceSet
    cast: Cast
    plan: Plan
    metadata: Metadata
    paths: tuple[str, ...] = ()  # of the story's files; () if it is not in files
    past: Past = field(default_factory=Past)  # what was decided when it was converted before

    @property
    def title(self) -> str:
        """The title of the story, or the name of its file."""
        return title_of(self.script.story)


def read(stories: str | Path | Sequence[str | Path]) -> Story:
    """Read a story from a file, or from several as one book; "-" is standard input.

    Raises StoryError, with a sentence for the user, for what cannot be read.
    """
    paths = _listed(stories)
    return readers.read(paths[0]) if len(paths) == 1 else readers.read_many(paths)


def _listed(stories: str | Path | Sequence[str | Path]) -> list[str | Path]:
    return [stories] if isinstance(stories, str | Path) else list(stories)


def read_text(text: str, *, name: str = "story.txt") -> Story:
    """Read a story from a string, as if it stood in a plain text file.

    >>> import audiobook
    >>> audiobook.read_text("Chapter One\\n\\nThe rope parted.").text[-16:]
    'The rope parted.'
    """
    return readers.read_raw(readers.Raw(name, text.encode("utf-8", "surrogatepass")))


def script(story: Story, sheet: Sheet | None = None, past: Past | None = None) -> Script:
    """Cut a story into segments and find out who says each; what the `past` decided stays.

    >>> import audiobook
    >>> story = audiobook.read_text('"We sail at dawn," said Mara.')
    >>> [(s.kind.value, s.speaker) for s in audiobook.script(story).segments]
    [('dialogue', 'Mara'), ('narration', None)]
    """
    return speakers.attribute(segmenter.segment(_in_its_language(story)), sheet or Sheet(), past)


def _in_its_language(story: Story) -> Story:
    """A story that does not tell its language, with the one that its words are in."""
    if story.metadata.language:
        return story
    return replace(story, metadata=replace(story.metadata, language=segmenter.detect(story.text)))


def sheet(path: str | Path | None) -> Sheet:
    """Load a casting sheet; an empty one for None."""
    return casting.load_sheet(Path(path)) if path else Sheet()


def voices(settings: Settings, sheet: Sheet | None = None, *, language: str = "") -> VoiceSet:
    """The voices to choose from: those asked for, else an engine's own, else the sheet's, else the shipped.

    The name of an engine stands for all its voices, unless a voice set has that name. `language` is that
    of the story; some have a shipped set of their own.
    """
    if settings.engine:
        engines.engine(settings.engine)  # a name that is none is told as such
    asked = settings.voices or settings.engine or (sheet.voices if sheet else "")
    if asked and asked not in casting.voice_sets() and engines.is_engine(asked):
        return _engine_voices(asked)
    return casting.load_voices(asked or casting.set_for(language))


def _engine_voices(name: str) -> VoiceSet:
    engine = engines.engine(name)
    if missing := engine.missing():
        raise MissingError(f"The engine {name!r} is not ready.", hint=missing)
    if not (found := engine.voices()):
        hint = "`audiobook voices install` lists the models to be had." if name == "neural" else ""
        raise MissingError(f"The engine {name!r} has no voice on this machine.", hint=hint)
    return VoiceSet(name, found)


def cast(script: Script, settings: Settings, sheet: Sheet, past: Past | None = None) -> tuple[VoiceSet, Cast]:
    """Give every role and every character a voice, and make sure that each engine knows it.

    Raises CastError for a voice that does not exist, MissingError for an engine that is not installed.
    """
    available = voices(settings, sheet, language=script.story.metadata.language)
    chosen = casting.assign(script, available, sheet, past or Past())
    check_voices(chosen)
    return available, replace(chosen, sounds=_sounds(chosen.sounds, settings))


def _sounds(sounds: Sounds, settings: Settings) -> Sounds:
    """The sounds of a sheet, and in place of them those that the settings name."""
    given = {name: getattr(settings, name) for name in ("intro", "chime", "outro", "music")}
    return replace(sounds, **{name: path for name, path in given.items() if path})


def check_voices(cast: Cast) -> None:
    """Make sure that each engine of a cast is there and knows its voices."""
    for voice in _distinct([*cast.roles.values(), *cast.characters.values()]):
        engine = engines.engine(voice.engine)
        if missing := engine.missing():
            raise MissingError(f"The voice {voice.name!r} needs the engine {voice.engine!r}.", hint=missing)
        engine.check(voice)


def plan(script: Script, cast: Cast, settings: Settings) -> Plan:
    """Decide what is said, by which voice, in which order, with which pauses."""
    _check_chapters(script, settings)
    words = (*cast.pronunciations, *casting.load_lexicon(), *japanese_words(script.story))
    made = planning.plan(
        script,
        replace(cast, pronunciations=words),
        settings,
        voice_for=lambda segment: casting.voice_for(cast, segment, bar=settings.confidence),
        makers=makers(cast),
    )
    made = replace(made, chapters=tuple(_titled(chapter, script) for chapter in made.chapters))
    wanted(made, settings)
    return made


def _titled(chapter: ChapterPlan, script: Script) -> ChapterPlan:
    """A chapter that has no title is the story, or has its number."""
    alone = len(script.chapters) == 1
    otherwise = title_of(script.story) if alone else f"Chapter {chapter.chapter.index + 1}"
    return replace(chapter, title=chapter.title or otherwise)


def book(
    stories: str | Path | Sequence[str | Path],
    settings: Settings,
    sheet_path: str | Path | None = None,
    *,
    folder: str | Path | None = None,
) -> Book:
    """All that comes before sound, in one step: read, script, cast, plan.

    If the story's audiobook stands in `folder`, what was decided of it there stays.
    """
    if settings.notes not in NOTE_CHOICES:
        known = ", ".join(NOTE_CHOICES)
        raise UsageError(f"--notes {settings.notes} is not known.", hint=f"Choose one of {known}.")
    wishes = sheet(sheet_path)
    story = read(stories)
    metadata = replace(
        story.metadata,
        title=settings.title or wishes.title or story.metadata.title,
        author=settings.author or wishes.author or story.metadata.author,
    )
    story = replace(story, metadata=metadata)
    paths = tuple(map(str, _listed(stories)))
    past = find_past(Path(folder), story, paths) if folder is not None else Past()
    written = script(story, wishes, past)
    available, chosen = cast(written, settings, wishes, past)
    return Book(written, available, chosen, plan(written, chosen, settings), metadata, paths, past)


def makers(cast: Cast) -> Makers:
    """Each engine that a cast uses, by name."""
    names = {voice.engine for voice in (*cast.roles.values(), *cast.characters.values())}
    return {name: engines.engine(name) for name in sorted(names)}


def wanted(plan: Plan, settings: Settings) -> list[ChapterPlan]:
    """The chapters that `settings` asks for; StoryError if there is nothing to say in any of them."""
    numbers = settings.chapters
    chapters = [chapter for chapter in plan.chapters if not numbers or chapter.chapter.index + 1 in numbers]
    if not chapters:
        raise _nothing_to_say(plan.script, settings)
    return chapters


def seconds_of(chapters: Sequence[ChapterPlan]) -> float:
    """About how long some chapters will last."""
    return planning.seconds_of(chapters)


def _check_chapters(script: Script, settings: Settings) -> None:
    count = len(script.chapters)
    if beyond := [number for number in settings.chapters if not 1 <= number <= count]:
        has = "one chapter" if count == 1 else f"{count} chapters"
        ask = "Leave --chapters out." if count == 1 else f"Ask for 1 to {count}."
        raise UsageError(f"There is no chapter {beyond[0]}: the story has {has}.", hint=ask)


def _nothing_to_say(script: Script, settings: Settings) -> StoryError:
    name, shown = script.story.source.name, "`audiobook script --all` shows how it was read."
    if any(segment.kind == "note" for segment in script.segments) and settings.notes in {"skip", "chime"}:
        hint = f"--notes read speaks them; {shown}"
        return StoryError(f"{name} holds only author's notes, no story.", hint=hint)
    return StoryError(f"{name} holds nothing to speak.", hint=shown)


def _distinct(voices: Sequence[Voice]) -> list[Voice]:
    return list({(voice.engine, voice.voice): voice for voice in voices}.values())
