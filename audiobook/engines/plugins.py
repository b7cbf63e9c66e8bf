"""Engines from other packages: found by an entry point, and kept from breaking what they are plugged into.

A package says in its `pyproject.toml`:

    [project.entry-points."audiobook.engines"]
    parrot = "parrot_speech:Parrot"
"""

from __future__ import annotations

from functools import cache
from importlib.metadata import EntryPoint, entry_points
from typing import TYPE_CHECKING, TypeVar

import numpy as np

from audiobook.engines.contract import Engine
from audiobook.errors import AudiobookError, EngineError
from audiobook.model import Clip

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from audiobook.model import Utterance, Voice

    T = TypeVar("T")

GROUP = "audiobook.engines"
SLOWEST_HZ, FASTEST_HZ = 4000, 192_000


@cache
def plugins() -> dict[str, EntryPoint]:
    """The engines of other packages by name; of two with one name, that of the first package by name."""
    found = sorted(entry_points(group=GROUP), key=lambda point: (point.name, _package(point)))
    return {point.name: point for point in reversed(found)}


def engine_of(point: EntryPoint) -> Engine:
    """The engine that another package has, in our care."""
    return Guest(point)


class Guest(Engine):
    """An engine of another package: whatever it raises becomes one sentence that names the package.

    It is not loaded before it is asked for something, so one that cannot be loaded is only missing.
    """

    def __init__(self, point: EntryPoint) -> None:
        self.name = point.name
        self._point = point
        self._loaded: Engine | None = None

    @property
    def remembers(self) -> bool:  # type: ignore[override] # it is the guest's
        """As the guest has it."""
        return self._asked(lambda guest: bool(guest.remembers))

    @property
    def version(self) -> str:
        """The guest's."""
        return self._asked(lambda guest: str(guest.version))

    def missing(self) -> str:
        """What the guest misses, or why it cannot be loaded."""
        try:
            return self._asked(lambda guest: str(guest.missing()))
        except AudiobookError as err:
            return err.message

    def voices(self) -> tuple[Voice, ...]:
        """The guest's."""
        return self._asked(lambda guest: tuple(guest.voices()))

    def check(self, voice: Voice) -> None:
        """As the guest finds."""
        self._asked(lambda guest: guest.check(voice))

    def fingerprint(self, voice: Voice) -> str:
        """As the guest has it."""
        return self._asked(lambda guest: str(guest.fingerprint(voice)))

    def takes_sounds(self, voice: Voice) -> bool:
        """As the guest has it."""
        return self._asked(lambda guest: bool(guest.takes_sounds(voice)))

    def patience(self, characters: int) -> float:
        """As the guest has it."""
        return self._asked(lambda guest: float(guest.patience(characters)))

    def speak(self, utterances: Sequence[Utterance]) -> tuple[Clip, ...]:
        """The guest's clips, if they are what the contract asks for."""
        clips = self._asked(lambda guest: tuple(guest.speak(utterances)))
        if len(clips) != len(utterances) or not all(map(_is_sound, clips)):
            raise EngineError(f"{self._who()} gave something else than a clip for each utterance.")
        return clips

    def _asked(self, ask: Callable[[Engine], T]) -> T:
        try:
            if self._loaded is None:
                self._loaded = self._point.load()()
            return ask(self._loaded)
        except AudiobookError:
            raise
        except Exception as err:  # anything may come from code that is not ours: this is its border
            problem = f"{self._who()} fails: {type(err).__name__}: {err}."
            raise EngineError(problem, hint=f"Ask those who make {_package(self._point)}.") from err

    def _who(self) -> str:
        return f"The engine {self.name!r} of the package {_package(self._point)!r}"


def _is_sound(clip: object) -> bool:
    """Whether it is a clip of mono int16 samples at a rate that sound has."""
    if not isinstance(clip, Clip) or not SLOWEST_HZ <= clip.rate_hz <= FASTEST_HZ:
        return False
    return isinstance(clip.samples, np.ndarray) and clip.samples.dtype == np.int16 and clip.samples.ndim == 1


def _package(point: EntryPoint) -> str:
    return point.dist.name if point.dist else "?"
