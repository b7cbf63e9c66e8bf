"""The table of encoders: one line for each file that keeps the contract."""

from __future__ import annotations

from typing import TYPE_CHECKING

from audiobook.errors import MissingError, UsageError
from audiobook.publish.mp3 import MP3
from audiobook.publish.wav import WAV

if TYPE_CHECKING:
    from pathlib import Path

    from audiobook.publish.contract import Encoder, TrackFacts, TrackWriter
    from audiobook.settings import Settings

ENCODERS: dict[str, Encoder] = {encoder.name: encoder for encoder in (MP3, WAV)}


def open_track(path: Path, *, rate_hz: int, facts: TrackFacts, settings: Settings) -> TrackWriter:
    """A writer for the file `path`, of the kind that its suffix names, to be used in a `with` block.

    >>> track = open_track(path, rate_hz=22050, facts=facts, settings=Settings())  # doctest: +SKIP
    >>> with track:  # doctest: +SKIP
    ...     track.write(samples)
    """
    encoder = next((row for row in ENCODERS.values() if row.suffix == path.suffix.lower()), None)
    if encoder is None:
        known = ", ".join(row.suffix for row in ENCODERS.values())
        raise UsageError(f"{path.name} cannot be written: its format is unknown.", hint=f"Known are {known}.")
    if missing := encoder.missing():
        raise MissingError(f"{encoder.name} files need something that is not installed.", hint=missing)
    return encoder.open(path, rate_hz, facts, settings)
