"""How fast this machine speaks and encodes a book: found out by doing some of it for a moment."""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from audiobook.calls import at_once
from audiobook.model import Clip, Take
from audiobook.settings import Settings
from audiobook.studio.pieces import Coding
from audiobook.studio.stitch import finished
from audiobook.studio.worker import clips_of

_LONGEST_TRY_CHARS = 600  # spoken at once by an engine that may be slow


@dataclass(frozen=True, slots=True)
class Speed:
    """Characters a second on one core: of speaking, and of all that comes after it."""

    speaking: float
    finishing: float

    def seconds(self, *, to_speak: int, to_finish: int, jobs: int) -> float:
        """How long so many characters take, shared among `jobs` cores; 0 for none."""
        return (to_speak / self.speaking + to_finish / self.finishing) / jobs


def calibrate(
    takes: Iterable[Take], codings: Iterable[Coding], settings: Settings, *, seconds: float
) -> Speed | None:
    """The speed found by speaking takes for some seconds, encoded in all `codings`; None without takes.

    What was spoken is thrown away. The first take warms up, and counts only if there is no other.
    """
    codings = tuple(codings)
    began = time.perf_counter()
    chars, speaking_s, finishing_s = 0, 0.0, 0.0
    for number, take in enumerate(map(_shortened, takes)):
        if number == 1:
            chars, speaking_s, finishing_s = 0, 0.0, 0.0
        started = time.perf_counter()
        clips = clips_of(take)
        spoken = time.perf_counter()
        _encode(take, clips, codings, settings)
        chars += sum(len(u.text) for u in take.utterances)
        speaking_s += spoken - started
        finishing_s += time.perf_counter() - spoken
        if time.perf_counter() - began > seconds:
            break
    return Speed(chars / max(speaking_s, 1e-6), chars / max(finishing_s, 1e-6)) if chars else None


def _encode(take: Take, clips: Sequence[Clip], codings: Iterable[Coding], settings: Settings) -> None:
    with TemporaryDirectory() as folder:
        for coding in codings:
            with coding.open(Path(folder) / "try", at_once) as writer:
                for utterance, clip in zip(take.utterances, clips, strict=True):
                    writer.write(finished(utterance, clip, settings))


def _shortened(take: Take) -> Take:
    """The beginning of a take."""
    kept, chars = [], 0
    for utterance in take.utterances:
        kept.append(utterance)
        chars += len(utterance.text)
        if chars > _LONGEST_TRY_CHARS:
            break
    return Take(take.key, take.engine, tuple(kept))
