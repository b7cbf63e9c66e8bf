"""The voices that are installed on the user's system, through pyttsx3.

pyttsx3 fails in silence: it writes empty files, keeps the voice or rate it had, or hangs. So it speaks
in a process of its own, a fresh one for each take; every file is looked at; what looks wrong is spoken
again by another process, and by a third, and then is an error. `system_child` knows the traps of one line.
"""

from __future__ import annotations

import ctypes.util
import importlib.metadata
import importlib.util
import re
import sys
import tempfile
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from audiobook.audio import resampled, trim_silence
from audiobook.engines.contract import Engine, has_words, no_voice
from audiobook.engines.recording import read_recording
from audiobook.engines.system_talk import Child
from audiobook.errors import EngineError
from audiobook.model import Age, Clip, Gender, Voice

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from audiobook.model import Utterance

RATE_HZ = 22050
LIST_LIMIT_S = 60.0  # the first look at Windows' voices builds a module
UTTERANCE_LIMIT_S = 20.0
CHARACTER_LIMIT_S = 0.1
LONGEST = 800  # characters spoken at once; of fifteen thousand nothing is heard, or the process dies

# Characters a second for each word a minute; what lies within the tolerance, give or take, is speech.
CHARACTERS_PER_RATE = 0.0966
TOLERANCE = 3.0
SLACK_S = 1.5

# Control characters, and what some systems take for commands: markup ("<rate speed='9'>") on Windows.
COMMAND_CHARACTER = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff<>]")

# What opens and closes a command on macOS: "[[slnc 500]]".
COMMAND_BRACKETS = re.compile(r"\[\[|\]\]")

# Where a long text may be cut, so that each piece ends with a sentence, or at least with a word.
PIECE = re.compile(rf"(?s).{{1,{LONGEST}}}[.!?…][\"'”’)]*(?=\s|$)|.{{1,{LONGEST}}}(?=\s|$)|.{{1,{LONGEST}}}")

# Anything but plain words, of which one cannot tell how long they take: "1984", "https://x.org", "猫".
OUT_OF_THE_ORDINARY = re.compile(r"[0-9/@#$%&*=+_~^|\\]|[^\x00-\u024f\u2010-\u2027]|\S{20}")


class System(Engine):
    """Windows' SAPI, macOS's speech, or Linux's espeak-ng, whatever pyttsx3 finds."""

    name = "system"
    rate_hz = RATE_HZ
    remembers = True

    @property
    def version(self) -> str:
        """That of pyttsx3; the voices themselves tell none."""
        return f"{importlib.metadata.version('pyttsx3')}-{sys.platform}"

    def missing(self) -> str:
        """What to install: pyttsx3, or on Linux espeak-ng."""
        if not importlib.util.find_spec("pyttsx3"):
            return "pyttsx3 is not installed. Install it: pip install pyttsx3"
        has_espeak = importlib.util.find_spec("espeakng_loader") or ctypes.util.find_library("espeak-ng")
        if sys.platform.startswith("linux") and not has_espeak:
            return "The system has no voices. Install espeak-ng: pip install espeakng-loader"
        return ""

    def voices(self) -> tuple[Voice, ...]:
        """The installed voices, those for English first."""
        return _installed()

    def check(self, voice: Voice) -> None:
        """Raise CastError if the system has no such voice."""
        known = {installed.voice for installed in _installed()}
        if voice.voice not in known:
            raise no_voice(self.name, voice.voice, known)

    def speak(self, utterances: Sequence[Utterance]) -> tuple[Clip, ...]:
        """A clip per utterance; an empty one where there are no words."""
        for utterance in utterances:
            self.check(utterance.voice)
        with tempfile.TemporaryDirectory(prefix="audiobook-") as folder:
            return tuple(_Take(Path(folder)).speak(utterances))


class _Take:
    """The speaking of one take, by one process, or by another when that one fails."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.files = 0

    def speak(self, utterances: Sequence[Utterance]) -> list[Clip]:
        clips: list[Clip] = []
        while len(clips) < len(utterances):
            with Child() as child:
                clips += self._as_many_as_it_can(child, utterances[len(clips) :])
        return clips

    def _as_many_as_it_can(self, child: Child, utterances: Sequence[Utterance]) -> list[Clip]:
        """Clips until the first failure; at least one, with the help of another process."""
        clips: list[Clip] = []
        for utterance in utterances:
            try:
                clips.append(self._clip(child, utterance))
            except EngineError:
                if not clips:
                    clips.append(self._clip_by_others(utterance))
                break
        return clips

    def _clip_by_others(self, utterance: Utterance) -> Clip:
        """A clip by another process, or by one more."""
        try:
            with Child() as other:
                return self._clip(other, utterance)
        except EngineError:
            with Child() as last:
                return self._clip(last, utterance)

    def _clip(self, child: Child, utterance: Utterance) -> Clip:
        pieces = (replace(utterance, text=text) for text in PIECE.findall(utterance.text) if has_words(text))
        spoken = [self._piece(child, piece) for piece in pieces]
        return Clip(np.concatenate(spoken) if spoken else np.zeros(0, np.int16), RATE_HZ)

    def _piece(self, child: Child, utterance: Utterance) -> NDArray[np.int16]:
        self.files += 1
        path = self.folder / f"{self.files}.wav"
        limit_s = UTTERANCE_LIMIT_S + CHARACTER_LIMIT_S * len(utterance.text)
        child.ask({"do": "say", "say": _request(utterance, path)}, limit_s=limit_s)
        clip = read_recording(path)
        path.unlink()
        _refuse_implausible(clip, utterance)
        return resampled(clip.samples, clip.rate_hz, to_hz=RATE_HZ)


def _request(utterance: Utterance, path: Path) -> dict[str, Any]:
    voice = utterance.voice
    text = harmless(utterance.text)
    return {"text": text, "voice": voice.voice, "rate": voice.rate, "pitch": voice.pitch, "path": str(path)}


def harmless(text: str) -> str:
    """`text` without anything that a system could take for a command."""
    return COMMAND_BRACKETS.sub(" ", COMMAND_CHARACTER.sub(" ", text))


def _refuse_implausible(clip: Clip, utterance: Utterance) -> None:
    """Raise EngineError for silence, and for speech far too short or long for its words."""
    spoken_s = len(trim_silence(clip.samples, clip.rate_hz)) / clip.rate_hz
    shortest_s, longest_s = plausible_s(utterance.text, rate=utterance.voice.rate)
    if not spoken_s or not shortest_s <= spoken_s <= longest_s:
        told = f"{spoken_s:.1f} s for {utterance.text[:60]!r}"
        problem = f"The system's voice {utterance.voice.voice!r} spoke {told}."
        raise EngineError(problem, hint="Try another voice, or another engine.")


def plausible_s(text: str, *, rate: int) -> tuple[float, float]:
    """The least and the most seconds that `text` may take at `rate` words a minute."""
    letters = sum(character.isalpha() and character.isascii() for character in text)
    least_s = (letters / (CHARACTERS_PER_RATE * rate) - SLACK_S) / TOLERANCE
    most_s = len(text) / (CHARACTERS_PER_RATE * rate) * TOLERANCE + SLACK_S
    return (0.0, float("inf")) if OUT_OF_THE_ORDINARY.search(text) else (max(0.0, least_s), most_s)


@cache
def _installed() -> tuple[Voice, ...]:
    with Child() as child:
        listed = child.ask({"do": "voices"}, limit_s=LIST_LIMIT_S)["voices"]
    found = {name: _profile(name, *about) for name, *about in listed}
    return tuple(sorted(found.values(), key=lambda voice: (not voice.language.startswith("en"), voice.name)))


def _profile(name: str, title: str | None, languages: list[Any], gender: Any, age: Any) -> Voice:
    language = str(languages[0]).lower().replace("_", "-") if languages and languages[0] else ""
    return Voice(
        name,
        System.name,
        name,
        gender=_gender(gender),
        age=_age(age),
        language=language,
        tags=(title or name,),
    )


def _gender(told: Any) -> Gender:
    """Of "VoiceGenderFemale", "Female", "male"; systems also say "neuter", or nothing."""
    word = str(told).lower()
    if "female" in word:
        return Gender.FEMALE
    return Gender.MALE if "male" in word else Gender.UNKNOWN


def _age(told: Any) -> Age:
    """Of "Senior", "Child", or years."""
    return {"child": Age.CHILD, "teen": Age.TEEN, "senior": Age.OLD}.get(str(told).lower(), Age.ADULT)
