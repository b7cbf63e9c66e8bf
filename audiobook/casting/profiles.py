"""Voice profiles: a YAML file -> VoiceSet."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, NoReturn

from audiobook.casting.complaint import quoted
from audiobook.casting.distance import shifted, sounds_beside
from audiobook.casting.document import Document, read_document
from audiobook.casting.forms import RANGES, VOICE_SET
from audiobook.casting.library import USUAL_SET, find_voice_set, is_path
from audiobook.casting.schema import Entries, Place, Step
from audiobook.casting.suggestion import did_you_mean
from audiobook.model import Age, Gender, Offsets, Role, Voice, VoiceSet

if TYPE_CHECKING:
    from pathlib import Path

    from audiobook.errors import CastError


def load_voices(name_or_path: str = "") -> VoiceSet:
    """The voice set of that name or path; "" is the one that comes with the program.

    Its `name` finds it again: the name, or the path where it was asked for by path.
    """
    asked = name_or_path or USUAL_SET
    voices = voice_set_of(read_document(find_voice_set(asked)))
    name = asked if is_path(asked) else voices.name
    return VoiceSet(name, voices.voices, voices.roles, voices.manners)


def offsets_of(entries: dict[str, Any]) -> Offsets:
    """A manner of speaking as the files write it."""
    return Offsets(
        rate_percent=entries.get("rate", 0),
        pitch=entries.get("pitch", 0),
        pitch_range=entries.get("pitch_range", 0),
        gain_db=entries.get("gain_db", 0.0),
    )


def voice_set_of(document: Document, above: tuple[Path, ...] = ()) -> VoiceSet:
    """The voice set in `document`, called as its file; `above` are the files that extend it."""
    path = document.path
    entries: Entries = VOICE_SET(document.root, Place(document, path.name))
    base = VoiceSet("", ())
    if "extends" in entries:
        seen = (*above, path.resolve())
        found = find_voice_set(entries["extends"], beside=path.parent, but=seen)
        base = voice_set_of(read_document(found), seen)
    if "language" in entries:
        base = replace(base, voices=tuple(_speaking(entries["language"], voice) for voice in base.voices))
    profiles = _Profiles(document, entries.get("voices", Entries(1)), base)
    if not (voices := profiles.all()):
        raise document.error(1, "no voices in it", hint="list them under 'voices:'")
    voices = _with_sounds(voices, document.path)
    manners = {Role(role): offsets_of(manner) for role, manner in entries.get("manners", {}).items()}
    roles = base.roles | _roles(document, entries, {voice.name for voice in voices})
    return VoiceSet(path.stem, voices, roles, base.manners | manners)


def _speaking(language: str, voice: Voice) -> Voice:
    """The same person in another language: of espeak-ng, the variant is the person and stays."""
    if voice.engine != "espeak":
        return replace(voice, language=language)
    _, plus, variant = voice.voice.partition("+")
    return replace(voice, language=language, voice=f"{language}{plus}{variant}")


def _with_sounds(voices: tuple[Voice, ...], path: Path) -> tuple[Voice, ...]:
    """The voices with what was measured of them, for those that the file beside theirs knows."""
    sounds = sounds_beside(path)
    known = ((voice, sounds.get((voice.name, voice.voice), voice.heard)) for voice in voices)
    return tuple(replace(voice, heard=heard) for voice, heard in known) if sounds else voices


def _roles(document: Document, entries: Entries, names: set[str]) -> dict[Role, str]:
    roles: Entries = entries.get("roles", Entries(1))
    for role, name in roles.items():
        if name not in names:
            hint = did_you_mean(name, sorted(names), otherwise="name one of the voices of this set")
            raise document.error(roles.lines[role], f"no voice is called {quoted(name)}", hint=hint)
    return {Role(role): name for role, name in roles.items()}


@dataclass(frozen=True)
class _Profiles:
    """The voices of one file, laid over the set that it extends."""

    document: Document
    entries: Entries
    base: VoiceSet

    def all(self) -> tuple[Voice, ...]:
        """Every voice: those of the base in their order, then the new ones in theirs."""
        names = dict.fromkeys([*(voice.name for voice in self.base.voices), *self.entries.lines])
        return tuple(self.voice(name, ()) for name in names)

    def voice(self, name: str, above: tuple[str, ...]) -> Voice:
        """The voice called `name`; `above` are the voices that extend it."""
        entries: Entries | None = self.entries.get(name)
        below = self.base.voice(name)
        if entries is None:
            return below or self._nothing_said(name)
        if entries.get("extends", name) != name or ("extends" in entries and below is None):
            below = self._extended(entries["extends"], entries.lines["extends"], (*above, name))
        self._refuse_gaps(name, entries, below)
        return _laid_over(below or Voice(name, "", ""), entries, name)

    def _extended(self, wanted: str, line: int, above: tuple[str, ...]) -> Voice:
        if wanted in above:
            raise self.document.error(line, f"the voice {quoted(wanted)} extends itself")
        known = [*self.entries.lines, *(voice.name for voice in self.base.voices)]
        if wanted not in known:
            hint = did_you_mean(wanted, known, otherwise="name one of the voices of this set")
            raise self.document.error(line, f"no voice is called {quoted(wanted)}", hint=hint)
        return self.voice(wanted, above)

    def _nothing_said(self, name: str) -> NoReturn:
        raise self._error(name, f"the voice {quoted(name)} is empty", "give it an engine and a voice")

    def _refuse_gaps(self, name: str, entries: Entries, below: Voice | None) -> None:
        if below is not None:
            return
        for key in ("engine", "voice"):
            if key not in entries:
                raise self._error(name, f"the voice {quoted(name)} has no {quoted(key)}", f"add '{key}: ...'")
        for key in ("rate", "pitch", "pitch_range"):
            if isinstance(entries.get(key), Step):
                hint = "write it without a sign, or add 'extends: ...'"
                problem = f"{quoted(key)} is a step up or down, but {quoted(name)} extends no other voice"
                raise self.document.error(entries.lines[key], problem, hint=hint)

    def _error(self, name: str, problem: str, hint: str) -> CastError:
        return self.document.error(self.entries.lines[name], problem, hint=hint)


def _laid_over(base: Voice, entries: Entries, name: str) -> Voice:
    engine, voice = entries.get("engine", base.engine), entries.get("voice", base.voice)
    pitch = round(_number("pitch", base, entries))
    same = (engine, voice) == (base.engine, base.voice)
    return Voice(
        name=name,
        engine=engine,
        voice=voice,
        rate=round(_number("rate", base, entries)),
        pitch=pitch,
        pitch_range=round(_number("pitch_range", base, entries)),
        gain_db=_number("gain_db", base, entries),
        gender=Gender(entries.get("gender", base.gender)),
        age=Age(entries.get("age", base.age)),
        language=entries.get("language", base.language),
        tags=entries.get("tags", base.tags),
        heard=shifted(base.heard, pitch - base.pitch) if same else None,
    )


def _number(key: str, base: Voice, entries: Entries) -> float:
    below: float = getattr(base, key)
    value: float | Step = entries.get(key, below)
    if not isinstance(value, Step):
        return value
    low, high = RANGES[key]
    return max(low, min(high, below + value.by))
