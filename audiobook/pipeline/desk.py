"""What users ask beside a conversion: a casting sheet, whether a file is right, what works here."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from audiobook import casting, engines
from audiobook.atomic import written_whole
from audiobook.engines.models import folder
from audiobook.errors import UsageError
from audiobook.model import Past, Script, Sheet
from audiobook.pipeline.cellar import cache_folder
from audiobook.pipeline.past import find_past
from audiobook.pipeline.prepare import cast, read, script, sheet
from audiobook.publish import ENCODERS
from audiobook.settings import Settings

_HINT = "Set AUDIOBOOK_CACHE to a folder of yours that can be."


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that may or may not work on this machine."""

    works: bool
    what: str
    detail: str


@dataclass(frozen=True, slots=True)
class WrittenSheet:
    """A casting sheet as text, and what there is to say of it: whom it casts, and what is in doubt.

    `doubtful` are the lines that the neutral voice speaks of the `lines` there are, those first that are
    long and little sure. `warnings` are sentences for the user.
    """

    text: str
    characters: int
    lines: int
    doubtful: tuple[casting.SpokenLine, ...]
    warnings: tuple[str, ...]


def casting_sheet(
    story: str | Path, settings: Settings, path: Path, *, kept_in: Path | None = None
) -> WrittenSheet:
    """Write the casting sheet of a story to `path`, "-" for nowhere.

    What a sheet at `path` says already is kept, and what the story's audiobook in `kept_in` has decided.
    """
    there = path.is_file()
    wishes = sheet(path if there else None)
    told = read(story)
    past = find_past(kept_in, told, (str(story),)) if kept_in else Past()
    written = script(told, wishes, past)
    _, chosen = cast(written, settings, wishes, past)
    existing = path.read_bytes().decode("utf-8") if there else ""  # bytes: its line ends stay as they are
    text = casting.render_sheet(written, chosen, existing=existing, bar=settings.confidence)
    if str(path) != "-":
        with written_whole(path) as file:
            file.write(text.encode())
    return WrittenSheet(
        text=text,
        characters=len(chosen.characters),
        lines=len(casting.spoken_lines(written)),
        doubtful=tuple(casting.most_at_stake(casting.doubtful_lines(written, settings.confidence))),
        warnings=(*written.story.warnings, *written.warnings, *chosen.warnings),
    )


def kept_script(story: str | Path, sheet: Sheet, kept_in: Path | None) -> Script:
    """Read a story and find out who says each line; what its audiobook in `kept_in` has decided stays."""
    told = read(story)
    return script(told, sheet, find_past(kept_in, told, (str(story),)) if kept_in else None)


def check_file(path: Path) -> str:
    """A sentence on a voice file or casting sheet that is right; CastError, to the line, if it is wrong."""
    return casting.check_file(path)


def editor_schema(form: str) -> str:
    """The JSON Schema of "voices", "cast" or "lexicon"; UsageError for anything else."""
    if form not in casting.FORMS:
        raise UsageError(f"There is no file format {form!r}.", hint=f"One of {', '.join(casting.FORMS)}.")
    return casting.editor_schema(form)


def findings() -> Iterator[Finding]:
    """What works here: the engines, the formats, and the folders where things are kept."""
    for name in engines.names():
        missing = engines.engine(name).missing()
        yield Finding(not missing, f"engine {name}", missing or engines.engine(name).version)
    for name, encoder in ENCODERS.items():
        missing = encoder.missing()
        yield Finding(not missing, f"format {name}", missing or f"writes {encoder.suffix}")
    names = ", ".join(model.name for model in folder.installed())
    yield Finding(True, "voice models", names or "none yet; `audiobook voices install` lists those to be had")
    cache = cache_folder()
    writable = _is_writable(cache)
    yield Finding(writable, "cache", str(cache) if writable else f"{cache} cannot be written. {_HINT}")
    yield Finding(True, "own voices", str(casting.own_folder()))
    yield Finding(True, "own lexicon", str(casting.own_lexicon()))


def _is_writable(folder: Path) -> bool:
    """Whether a folder can be written, or made."""
    there = next((path for path in (folder, *folder.parents) if path.exists()), folder)
    return there.is_dir() and os.access(there, os.W_OK | os.X_OK)
