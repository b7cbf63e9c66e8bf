"""Casting: a script's roles and characters -> voices.

Voices are given chapter by chapter to those who speak for the first time, the most heard of a chapter
first. So a voice depends on the chapters up to a character's first one, and nothing that is written
later can change it; within one chapter the most heard get the most distinct voices. The price: who
comes late and then speaks most finds the most distinct voices taken. A casting sheet pins any voice.

Those who say little when they first appear, and those without a name, draw from the end of the list,
so that its start is left for those to come. Among equally distinct voices the name alone chooses.
A voice is shared only when no fitting one is free, and then with somebody the character has not met.
Voices that were measured to be close go to people who do not talk with each other.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from audiobook.casting.complaint import quoted
from audiobook.casting.distance import FAR, distance
from audiobook.casting.fit import UNFIT, Pool, pool_of, preference
from audiobook.casting.past import member_of, names_narrator, new_role_voices, past_voices, with_past_roles
from audiobook.casting.roles import cast_manners, cast_roles, voice_named
from audiobook.casting.speech import Acquaintance, ChapterSpeech, Debut, speech_of
from audiobook.casting.suggestion import closest
from audiobook.model import Cast, CastMember, Character, Gender, Past, Role, Sheet

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from audiobook.model import Script, Voice, VoiceSet

_NO_SHEET = Sheet()
_NO_PAST = Past()
_FEW_LINES = 3  # who says less in their first chapter is taken for a minor character


def assign(script: Script, voices: VoiceSet, sheet: Sheet = _NO_SHEET, past: Past = _NO_PAST) -> Cast:
    """The voice of every role and of every character who speaks; who had one in the `past` keeps it.

    The sheet overrides everything; a voice that it names and nobody knows is a CastError.
    """
    speech = speech_of(script)
    people = _people(script, speech, sheet)
    narrating = _narrating(people, sheet)
    gender = people[narrating].gender if narrating else Gender.UNKNOWN
    roles = cast_roles(voices, with_past_roles(sheet, past, voices), narrating=gender)
    by_sheet = _pinned(people, voices, sheet)
    taken = {voice.name for voice in by_sheet.values()} | new_role_voices(roles, past, voices)
    pinned = past_voices(people, sheet, past, voices, taken=taken)
    if narrating and (narrating not in pinned or names_narrator(sheet)):
        pinned[narrating] = roles[Role.NARRATOR]
    pinned |= by_sheet
    chosen = _Stage(_pool(voices, roles), roles[Role.DIALOGUE], people, pinned).play(speech)
    return Cast(
        roles=roles,
        characters=_in_manner(chosen, people, sheet),
        manners=cast_manners(voices, sheet),
        pronunciations=sheet.pronunciations,
        sounds=sheet.sounds,
        notes=sheet.notes,
        voices=voices.name,
        warnings=_strangers(script, sheet),
    )


def _people(script: Script, speech: Iterable[ChapterSpeech], sheet: Sheet) -> dict[str, Character]:
    """Everybody who speaks, by name in the order of their debuts, as the sheet would have them."""
    known = {character.name: character for character in script.characters}
    debuts = (debut.name for chapter in speech for debut in chapter.debuts)
    speaking = (known.get(name, Character(name)) for name in debuts)
    return {character.name: _as_told(character, member_of(sheet, character)) for character in speaking}


def _as_told(character: Character, member: CastMember | None) -> Character:
    if member is None:
        return character
    narrates = character.is_narrator if member.is_narrator is None else member.is_narrator
    return replace(
        character,
        gender=member.gender or character.gender,
        age=member.age or character.age,
        is_narrator=narrates,
    )


def _pool(voices: VoiceSet, roles: dict[Role, Voice]) -> Pool:
    """What may be given to characters: never the narrator's voice, nor the neutral one."""
    kept = {roles[Role.NARRATOR].name, roles[Role.DIALOGUE].name}
    castable = [voice for voice in voices.voices if voice.name not in kept]
    return pool_of(castable, lent={voice.name for voice in roles.values()})


def _narrating(people: dict[str, Character], sheet: Sheet) -> str | None:
    """The "I" of the story; where several say it in turn, whom the sheet names, else the first."""
    narrators = [person for person in people.values() if person.is_narrator]
    named = [person for person in narrators if (member := member_of(sheet, person)) and member.is_narrator]
    return next((person.name for person in (*named, *narrators)), None)


def _pinned(people: dict[str, Character], voices: VoiceSet, sheet: Sheet) -> dict[str, Voice]:
    members = ((name, member_of(sheet, character)) for name, character in people.items())
    return {
        name: voice_named(voices, member.voice, name, where=sheet.places.get(("characters", member.name), ""))
        for name, member in members
        if member and member.voice
    }


def _in_manner(chosen: dict[str, Voice], people: dict[str, Character], sheet: Sheet) -> dict[str, Voice]:
    members = {name: member_of(sheet, people[name]) for name in chosen}
    return {
        name: member.offsets.on(voice) if (member := members[name]) else voice
        for name, voice in chosen.items()
    }


@dataclass
class _Stage:
    """Who speaks with which voice so far, while the chapters are gone through."""

    pool: Pool
    neutral: Voice
    people: dict[str, Character]
    chosen: dict[str, Voice]
    holders: dict[str, list[str]] = field(default_factory=dict)  # voice -> those who speak with it
    voices: dict[str, Voice] = field(default_factory=dict)  # those that somebody speaks with, by name
    acquaintance: Acquaintance = field(default_factory=Acquaintance)

    def play(self, chapters: Iterable[ChapterSpeech]) -> dict[str, Voice]:
        """A voice for everybody, in the order of their debuts."""
        for name, voice in self.chosen.items():
            self._hold(name, voice)
        for chapter in chapters:
            self.acquaintance.add(chapter)
            for debut in chapter.debuts:
                if debut.name not in self.chosen:
                    self._hold(debut.name, self._voice(debut))
        return {name: self.chosen[name] for name in self.people}

    def _hold(self, name: str, voice: Voice) -> None:
        self.chosen[name] = voice
        self.voices[voice.name] = voice
        self.holders.setdefault(voice.name, []).append(name)

    def _voice(self, debut: Debut) -> Voice:
        character = self.people[debut.name]
        fitting = [voice for voice in self.pool.voices if self.pool.cost(voice, character) < UNFIT]
        candidates = fitting or list(self.pool.voices)
        free = [voice for voice in candidates if voice.name not in self.holders]
        if free:
            return self._free_voice(free, debut)
        return self._shared_voice(candidates, debut.name) if candidates else self.neutral

    def _free_voice(self, free: list[Voice], debut: Debut) -> Voice:
        """The one that fits best; for most people one of the most distinct; far from those they talk with."""
        direction = -1 if _is_minor(debut) else 1
        return min(
            free,
            key=lambda voice: (
                self.pool.cost(voice, self.people[debut.name]),
                direction * self.pool.tiers[voice.name],
                self._nearness(voice, debut.name),
                preference(debut.name, voice.name),
            ),
        )

    def _nearness(self, voice: Voice, name: str) -> int:
        """How often somebody would be heard beside a voice that is close to this one."""
        met = self.acquaintance.meetings
        close = (other for other in self.holders if distance(voice, self.voices[other]) < FAR)
        return sum(met[name, holder] for other in close for holder in self.holders[other])

    def _shared_voice(self, candidates: list[Voice], name: str) -> Voice:
        """The voice of people hardly met; then the one that fits best, and that was heard least so far."""
        met, heard = self.acquaintance.meetings, self.acquaintance.heard
        return min(
            candidates,
            key=lambda voice: (
                sum(met[name, holder] for holder in self.holders[voice.name]),
                self.pool.cost(voice, self.people[name]),
                sum(heard[holder] for holder in self.holders[voice.name]),
                preference(name, voice.name),
            ),
        )


def _is_minor(debut: Debut) -> bool:
    """Whether somebody says little at first, or has no name of their own ("the guard")."""
    return debut.lines < _FEW_LINES or debut.name[:1].islower()


def _strangers(script: Script, sheet: Sheet) -> tuple[str, ...]:
    """Names in the sheet that look like slips; those of other stories of a series are no fault.

    Somebody who is never mentioned speaks only because the sheet says so.
    """
    mentioned = [character for character in script.characters if character.mentions or character.aliases]
    known = set(_names_of(mentioned))
    strangers = [member.name for member in sheet.members if not known & set(_names_of([member]))]
    near = ((name, closest(name, sorted(known))) for name in dict.fromkeys(strangers))
    return tuple(
        f"Nobody in this story is called {quoted(name)}, as the casting sheet has it."
        f" Did you mean {quoted(other)}?"
        for name, other in near
        if other
    )


def _names_of(people: Iterable[Character | CastMember]) -> Iterator[str]:
    return (name for person in people for name in (person.name, *person.aliases))
