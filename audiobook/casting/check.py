"""Whether a file that a user wrote is right: a voice set, a casting sheet, a lexicon."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ruamel.yaml.nodes import MappingNode

from audiobook.casting.document import Document, read_document
from audiobook.casting.lexicon import lexicon_of
from audiobook.casting.profiles import load_voices, voice_set_of
from audiobook.casting.roles import cast_roles, voice_named
from audiobook.casting.sheet import sheet_of
from audiobook.model import Age, Gender

if TYPE_CHECKING:
    from pathlib import Path

    from audiobook.model import Voice


def check_file(path: Path) -> str:
    """A sentence on what is in the file; CastError, to the line, where it is wrong.

    What holds nothing but pronunciations is a lexicon, what holds voices a voice set; anything else is
    taken for a casting sheet, whose voices are looked up in the set that it names.
    """
    document = read_document(path)
    if _holds_only_words(document):
        return f"{document.name} is a lexicon with {_count(len(lexicon_of(document)), 'pronunciation')}."
    return _check_voice_set(document) if _holds_voices(document) else _check_sheet(document)


def _holds_only_words(document: Document) -> bool:
    root = document.root
    return isinstance(root, MappingNode) and [str(key.value) for key, _ in root.value] == ["pronunciations"]


def _holds_voices(document: Document) -> bool:
    """Whether `voices` are listed; in a casting sheet that key holds but the name of a set."""
    root = document.root
    if not isinstance(root, MappingNode):
        return False
    values = {str(key.value): value for key, value in root.value}
    return "extends" in values or isinstance(values.get("voices"), MappingNode)


def _check_voice_set(document: Document) -> str:
    voices = voice_set_of(document).voices
    return f"{document.name} is a voice set with {_count(len(voices), 'voice')}: {_kinds(voices)}."


def _kinds(voices: tuple[Voice, ...]) -> str:
    young = [voice for voice in voices if voice.age is Age.CHILD]
    grown = [voice.gender for voice in voices if voice.age is not Age.CHILD]
    counts = {
        "male": grown.count(Gender.MALE),
        "female": grown.count(Gender.FEMALE),
        "for either": grown.count(Gender.UNKNOWN),
        "for children": len(young),
    }
    return ", ".join(f"{number} {kind}" for kind, number in counts.items() if number)


def _check_sheet(document: Document) -> str:
    sheet = sheet_of(document)
    voices = load_voices(sheet.voices)
    cast_roles(voices, sheet)
    for member in sheet.members:
        if member.voice:
            where = sheet.places.get(("characters", member.name), "")
            voice_named(voices, member.voice, member.name, where=where)
    people = _count(len(sheet.members), "character")
    lines = _count(len(sheet.corrections), "corrected line")
    return f"{document.name} is a casting sheet with {people} and {lines}."


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
