"""The casting sheet: a YAML file -> Sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from audiobook.casting.complaint import quoted
from audiobook.casting.document import Document, read_document
from audiobook.casting.forms import SHEET
from audiobook.casting.lexicon import pronunciations_of
from audiobook.casting.library import is_path
from audiobook.casting.profiles import offsets_of
from audiobook.casting.schema import Entries, Place
from audiobook.model import Age, CastMember, Correction, Gender, Role, Sheet, Sounds

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path


def load_sheet(path: Path) -> Sheet:
    """The casting sheet at `path`; relative paths in it count from its folder."""
    return sheet_of(read_document(path))


def sheet_of(document: Document) -> Sheet:
    """The casting sheet in `document`; CastError, to the line, where it is wrong."""
    path = document.path
    entries: Entries = SHEET(document.root, Place(document, path.name))
    return Sheet(
        members=_members(document, entries.get("characters", Entries(1))),
        not_characters=entries.get("not_characters", ()),
        roles={Role(role): name for role, name in entries.get("roles", {}).items()},
        manners={Role(role): offsets_of(manner) for role, manner in entries.get("manners", {}).items()},
        corrections=_corrections(entries.get("corrections", ())),
        pronunciations=pronunciations_of(document, entries.get("pronunciations", ())),
        notes=dict(entries.get("notes", {})),
        sounds=_sounds(document, entries.get("sounds", Entries(1))),
        voices=_voices(path, entries.get("voices", "")),
        title=entries.get("title", ""),
        author=entries.get("author", ""),
        places=dict(_places(document, entries)),
    )


def _places(document: Document, entries: Entries) -> Iterator[tuple[tuple[str, str], str]]:
    """Where a voice is named for whom."""
    roles: Entries = entries.get("roles", Entries(1))
    characters: Entries = entries.get("characters", Entries(1))
    lines = {("roles", role): roles.lines[role] for role in roles}
    lines |= {("characters", name): member.lines.get("voice", 0) for name, member in characters.items()}
    return ((user, f"{document.name}, line {line}") for user, line in lines.items() if line)


def _members(document: Document, characters: Entries) -> tuple[CastMember, ...]:
    members = tuple(_member(name, characters.get(name, {})) for name in characters.lines)
    _refuse_shared_names(document, characters, members)
    return members


def _member(name: str, entries: dict[str, Any]) -> CastMember:
    return CastMember(
        name=name,
        aliases=entries.get("aliases", ()),
        gender=Gender(entries["gender"]) if "gender" in entries else None,
        age=Age(entries["age"]) if "age" in entries else None,
        voice=entries.get("voice"),
        offsets=offsets_of(entries.get("offsets", {})),
        is_narrator=entries.get("narrator"),
    )


def _refuse_shared_names(document: Document, characters: Entries, members: Iterable[CastMember]) -> None:
    """Refuse a name that two characters go by: nobody could tell whose line it is."""
    owners: dict[str, str] = {}
    for member in members:
        for name in dict.fromkeys((member.name, *member.aliases)):
            other = owners.setdefault(name, member.name)
            if other != member.name:
                hint = f"take it from {quoted(other)} or from {quoted(member.name)}"
                problem = f"{quoted(name)} is a name of two characters"
                raise document.error(characters.lines[member.name], problem, hint=hint)


def _corrections(lines: Iterable[Entries]) -> tuple[Correction, ...]:
    return tuple(
        Correction(
            words=line["words"],
            speaker=line.get("speaker"),
            chapter=line.get("chapter"),
            after=line.get("after", ""),
            before=line.get("before", ""),
            nth=line.get("nth"),
        )
        for line in lines
    )


def _sounds(document: Document, entries: Entries) -> Sounds:
    return Sounds(
        intro=_sound(document, entries, "intro"),
        chime=_sound(document, entries, "chime"),
        outro=_sound(document, entries, "outro"),
        music=_sound(document, entries, "music"),
        gain_db=entries.get("gain_db", 0.0),
    )


def _sound(document: Document, entries: Entries, key: str) -> str:
    if key not in entries:
        return ""
    file = document.path.parent / entries[key]
    if not file.is_file():
        hint = f"put it beside {document.name}, or write its whole path"
        raise document.error(entries.lines[key], f"there is no sound file {quoted(entries[key])}", hint=hint)
    return str(file)


def _voices(sheet: Path, name_or_path: str) -> str:
    beside = sheet.parent / name_or_path
    return str(beside) if is_path(name_or_path) and beside.is_file() else name_or_path
