"""Who plays which role: the sheet's choice, else the set's, else a sensible one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from audiobook.casting.complaint import complaint, quoted
from audiobook.casting.suggestion import did_you_mean
from audiobook.model import Age, Gender, Offsets, Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from audiobook.model import Sheet, Voice, VoiceSet

_NARRATOR_TAG = "narrator"
_DIALOGUE_TAG = "dialogue"
_GROWN = frozenset({Age.ADULT, Age.UNKNOWN})

# Whose voice a role borrows where nobody is named for it.
_BORROWED = {
    Role.THOUGHT: Role.NARRATOR,
    Role.TELEPATHY: Role.NARRATOR,
    Role.WRITTEN: Role.NARRATOR,
    Role.VERSE: Role.NARRATOR,
    Role.HEADING: Role.NARRATOR,
    Role.MARKER: Role.NARRATOR,
    Role.SYSTEM: Role.DIALOGUE,
    Role.NOTE: Role.DIALOGUE,
}

# How thoughts, letters and the like differ where neither the set nor the sheet says anything of manners.
_MANNERS = {
    Role.THOUGHT: Offsets(rate_percent=-6, pitch=-4, pitch_range=-20, gain_db=-2.0),
    Role.TELEPATHY: Offsets(rate_percent=-9, pitch=18, pitch_range=-45, gain_db=-1.0),
    Role.WRITTEN: Offsets(rate_percent=-4, pitch_range=-10),
    Role.VERSE: Offsets(rate_percent=-10),
}


def cast_roles(voices: VoiceSet, sheet: Sheet, *, narrating: Gender = Gender.UNKNOWN) -> dict[Role, Voice]:
    """The voice of every role; `narrating` is the gender of the "I" in a first-person story.

    Where somebody else narrates than the set's own narrator, the roles that the set gives to that one
    follow, unless the sheet names a voice for them.
    """
    names = _names(voices, sheet, narrating)
    named = {
        role: voice_named(voices, name, role.value, where=sheet.places.get(("roles", role.value), ""))
        for role, name in names.items()
    }
    narrator = named.get(Role.NARRATOR) or _narrator(voices.name, voices.voices, narrating)
    chosen = {
        Role.NARRATOR: narrator,
        Role.DIALOGUE: named.get(Role.DIALOGUE) or _neutral(voices, narrator),
    }
    chosen |= {role: named.get(role) or chosen[lender] for role, lender in _BORROWED.items()}
    return {role: chosen[role] for role in Role}


def _names(voices: VoiceSet, sheet: Sheet, narrating: Gender) -> dict[Role, str]:
    """The voice named for each role, where one is."""
    usual = voices.roles.get(Role.NARRATOR)
    narrator = sheet.roles.get(Role.NARRATOR) or _of_gender(voices, usual, narrating)
    if usual is None or narrator == usual:
        return voices.roles | sheet.roles
    others = {role: name for role, name in voices.roles.items() if name not in {usual, narrator}}
    return others | {Role.NARRATOR: narrator or usual} | sheet.roles


def _of_gender(voices: VoiceSet, usual: str | None, narrating: Gender) -> str | None:
    """The set's usual narrator, or another voice tagged "narrator" where the "I" is of the other gender."""
    voice = voices.voice(usual) if usual else None
    if voice is None or narrating in {Gender.UNKNOWN, voice.gender}:
        return usual
    fitting = [v.name for v in voices.voices if v.gender is narrating and _NARRATOR_TAG in v.tags]
    return fitting[0] if fitting else usual


def cast_manners(voices: VoiceSet, sheet: Sheet) -> dict[Role, Offsets]:
    """The offsets laid over roles; a set that names none gets sensible ones."""
    return (voices.manners or _MANNERS) | sheet.manners


def voice_named(voices: VoiceSet, name: str, user: str, *, where: str = "") -> Voice:
    """The voice called `name`, which `user` (a role or a character) asks for, on the line `where`."""
    voice = voices.voice(name)
    if voice is None:
        names = [voice.name for voice in voices.voices]
        hint = did_you_mean(
            name, names, otherwise=f"'audiobook voices list' shows those of {quoted(voices.name)}"
        )
        problem = f"no voice is called {quoted(name)}, which is to speak for {quoted(user)}"
        raise complaint(problem, hint=hint, where=where)
    return voice


def _narrator(name: str, voices: Sequence[Voice], narrating: Gender) -> Voice:
    """A grown-up voice, best one that is tagged for it, and of the gender of the "I"."""
    if not voices:
        raise complaint(f"the voice set {quoted(name)} has no voices")
    return min(
        voices,
        key=lambda voice: (
            voice.age not in _GROWN,
            narrating not in {Gender.UNKNOWN, voice.gender},
            _NARRATOR_TAG not in voice.tags,
        ),
    )


def _neutral(voices: VoiceSet, narrator: Voice) -> Voice:
    """A grown-up voice of the narrator's gender that is not the narrator's; in a set of one, the same."""
    others = [voice for voice in voices.voices if voice.name != narrator.name]
    return min(
        others or [narrator],
        key=lambda voice: (
            voice.age not in _GROWN,
            _DIALOGUE_TAG not in voice.tags,
            voice.gender is not narrator.gender,
        ),
    )
