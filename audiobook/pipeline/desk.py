"""What users ask beside a conversion: a casting sheet, the sound of a voice, what works here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from audiobook import casting, engines
from audiobook.errors import CastError
from audiobook.model import AudioFile, Cast, Role
from audiobook.pipeline.prepare import Book, cast, plan, read, read_text, script, sheet, voices
from audiobook.pipeline.produce import cache_folder, preview
from audiobook.publish.atomic import written_whole
from audiobook.settings import Settings


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that may or may not work on this machine."""

    works: bool
    what: str
    detail: str


def casting_sheet(story: str | Path, settings: Settings, path: Path) -> tuple[str, int]:
    """Write the casting sheet of a story to `path`, "-" for nowhere; gives its text and how many it casts.

    What a sheet at `path` says already is kept.
    """
    there = path.is_file()
    wishes = sheet(path if there else None)
    written = script(read(story), wishes)
    _, chosen = cast(written, settings, wishes)
    existing = path.read_bytes().decode("utf-8") if there else ""  # bytes: its line ends stay as they are
    text = casting.render_sheet(written, chosen, existing=existing, bar=settings.confidence)
    if str(path) != "-":
        with written_whole(path) as file:
            file.write(text.encode())
    return text, len(chosen.characters)


def say(profile: str, text: str, path: Path, settings: Settings) -> AudioFile:
    """Speak a text with one voice of a set into a file; CastError if there is no such voice."""
    available = voices(settings)
    voice = available.voice(profile)
    if voice is None:
        near = get_close_matches(profile, [v.name for v in available.voices])
        hint = f"Did you mean {' or '.join(near)}?" if near else "`audiobook voices list` shows them."
        raise CastError(f"There is no voice {profile!r} in {available.name}.", hint=hint)
    story = read_text(text, name=path.name)
    chosen = Cast(dict.fromkeys(Role, voice), {})
    written = script(story)
    made = plan(written, chosen, settings)
    return preview(Book(written, available, chosen, made, story.metadata), path, settings, seconds=1e9)


def check_file(path: Path) -> str:
    """A sentence on a voice file or casting sheet that is right; CastError, to the line, if it is wrong."""
    return casting.check_file(path)


def findings() -> Iterator[Finding]:
    """What works here: the engines, and the folders where things are kept."""
    for name in engines.names():
        missing = engines.engine(name).missing()
        yield Finding(not missing, f"engine {name}", missing or engines.engine(name).version)
    for what, folder in (("cache", cache_folder()), ("own voices", casting.own_folder())):
        yield Finding(True, what, str(folder))
