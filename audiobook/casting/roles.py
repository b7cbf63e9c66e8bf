"""Who plays which role: the sheet's choice, else the set's, else a sensible one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from audiobook.casting.suggestion import did_you_mean
from audiobook.errors import CastError
from audiobook.model import Age, Offsets, Role

if TYPE_CHECKING:
    from audiobook.model import Sheet, Voice, VoiceSet

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
    Role.THOUGHT: Offsets(rate_percent=-6, pitch=-3, pitch_range=-20, gain_db=-1.0),
    Role.TELEPATHY: Offsets(rate_percent=-4, pitch=4, pitch_range=-25, gain_db=-1.0),
    Role.WRITTEN: Offsets(rate_percent=-4, pitch_range=-10),
    Role.VERSE: Offsets(rate_percent=-10),
}


def cast_roles(voices: VoiceSet, sheet: Sheet) -> dict[Role, Voice]:
    """The voice of every role.

    Where the sheet names another narrator, the roles follow that the set gives to its own narrator.
    """
    named = {role: voice_named(voices, name, role) for role, name in _names(voices, sheet).items()}
    narrator = named.get(Role.NARRATOR) or _narrator(voices)
    chosen = {
        Role.NARRATOR: narrator,
        Role.DIALOGUE: named.get(Role.DIALOGUE) or _neutral(voices, narrator),
    }
    chosen |= {role: named.get(role) or chosen[lender] for role, lender in _BORROWED.items()}
    return {role: chosen[role] for role in Role}


def _names(voices: VoiceSet, sheet: Sheet) -> dict[Role, str]:
    """The voice named for each role, where one is; the sheet's narrator takes no other role by chance."""
    usual = voices.roles.get(Role.NARRATOR)
    narrator = sheet.roles.get(Role.NARRATOR, usual)
    if narrator == usual:
        return voices.roles | sheet.roles
    kept = {role: name for role, name in voices.roles.items() if name not in {usual, narrator}}
    return kept | sheet.roles


def cast_manners(voices: VoiceSet, sheet: Sheet) -> dict[Role, Offsets]:
    """The offsets laid over roles; a set that names none gets sensible ones."""
    return (voices.manners or _MANNERS) | sheet.manners


def voice_named(voices: VoiceSet, name: str, user: str) -> Voice:
    """The voice called `name`, which `user` (a role or a character) asks for."""
    voice = voices.voice(name)
    if voice is None:
        names = [voice.name for voice in voices.voices]
        hint = did_you_mean(name, names, otherwise=f"'audiobook voices list' shows those of {voices.name!r}")
        raise CastError(f"no voice is called {name!r}, which is to speak for {user!r}", hint=hint)
    return voice


def _narrator(voices: VoiceSet) -> Voice:
    """A voice tagged for it, else the first grown-up one, else the first."""
    if not voices.voices:
        raise CastError(f"the voice set {voices.name!r} has no voices")
    grown = [voice for voice in voices.voices if voice.age in {Age.ADULT, Age.UNKNOWN}]
    tagged = [voice for voice in grown if "narrator" in voice.tags]
    return (tagged or grown or list(voices.voices))[0]


def _neutral(voices: VoiceSet, narrator: Voice) -> Voice:
    """A grown-up voice near the narrator's gender that is not the narrator's; in a set of one, the same."""
    others = [voice for voice in voices.voices if voice.name != narrator.name]
    others.sort(key=lambda voice: (voice.age is not Age.ADULT, voice.gender is not narrator.gender))
    tagged = [voice for voice in others if "dialogue" in voice.tags]
    return (tagged or others or [narrator])[0]
