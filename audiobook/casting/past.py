"""The voices that a story had before it grew: whoever had one keeps it, unless the sheet says otherwise."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from audiobook.model import Cast, Gender, Role

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from audiobook.model import CastMember, Character, Past, Sheet, Voice, VoiceSet

_ROLE = "role:"


def voices_of(cast: Cast) -> dict[str, str]:
    """The voice of each role and character of a cast, by name, as the past keeps them."""
    roles = {f"{_ROLE}{role.value}": voice.name for role, voice in cast.roles.items()}
    return roles | {name: voice.name for name, voice in cast.characters.items()}


def with_past_roles(sheet: Sheet, past: Past, voices: VoiceSet) -> Sheet:
    """The sheet, with the roles as they were cast, unless it says itself who narrates or reads what."""
    if sheet.roles or names_narrator(sheet):
        return sheet
    before = past.voices.get(voices.name, {})
    named = {role: before[f"{_ROLE}{role.value}"] for role in Role if f"{_ROLE}{role.value}" in before}
    return replace(sheet, roles={role: name for role, name in named.items() if voices.voice(name)})


def names_narrator(sheet: Sheet) -> bool:
    """Whether the sheet says who narrates, or with which voice."""
    return Role.NARRATOR in sheet.roles or any(member.is_narrator is not None for member in sheet.members)


def new_role_voices(roles: Mapping[Role, Voice], past: Past, voices: VoiceSet) -> set[str]:
    """The voices of the narrator and the neutral speaker, where those are others than they were."""
    before = past.voices.get(voices.name, {})
    kept = (Role.NARRATOR, Role.DIALOGUE)
    return {roles[role].name for role in kept if before.get(f"{_ROLE}{role.value}") != roles[role].name}


def past_voices(
    people: Mapping[str, Character],
    sheet: Sheet,
    past: Past,
    voices: VoiceSet,
    *,
    taken: Collection[str],
) -> dict[str, Voice]:
    """The voice that each of `people` had, if there is one still, it fits the sheet, and is not `taken`."""
    before = past.voices.get(voices.name, {})
    found = {}
    for name, person in people.items():
        voice = voices.voice(before.get(name, ""))
        if voice and voice.name not in taken and _fits(voice, person, sheet, past):
            found[name] = voice
    return found


def _fits(voice: Voice, person: Character, sheet: Sheet, past: Past) -> bool:
    """Whether the sheet leaves somebody as they were when they were given this voice."""
    member = member_of(sheet, person)
    before = next((other for other in past.characters if other.name == person.name), None)
    if member is None or before is None:
        return True
    other_gender = (
        member.gender not in {None, before.gender, voice.gender} and voice.gender is not Gender.UNKNOWN
    )
    return not other_gender and member.age in {None, before.age, voice.age}


def member_of(sheet: Sheet, character: Character) -> CastMember | None:
    """What the sheet says of `character`, found by name, then by alias."""
    by_name = next((member for member in sheet.members if member.name == character.name), None)
    return by_name or next((member for member in sheet.members if _same(member, character)), None)


def _same(member: CastMember, character: Character) -> bool:
    return character.name in member.aliases or member.name in character.aliases
