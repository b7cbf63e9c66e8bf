"""The table of encoders: one line for each file that keeps the contract."""

from __future__ import annotations

from typing import TYPE_CHECKING

from audiobook.errors import MissingError, UsageError
from audiobook.publish.flac import FLAC
from audiobook.publish.m4b import M4B
from audiobook.publish.mp3 import MP3
from audiobook.publish.opus import OPUS
from audiobook.publish.wav import WAV

if TYPE_CHECKING:
    from pathlib import Path

    from audiobook.publish.contract import Encoder
    from audiobook.settings import Settings

ENCODERS: dict[str, Encoder] = {encoder.name: encoder for encoder in (MP3, M4B, OPUS, FLAC, WAV)}


def encoder_for(path: Path) -> Encoder:
    """The encoder that the suffix of `path` names; UsageError if there is none."""
    encoder = next((row for row in ENCODERS.values() if row.suffix == path.suffix.lower()), None)
    if encoder is None:
        known = ", ".join(row.suffix for row in ENCODERS.values())
        raise UsageError(f"{path.name} cannot be written: its format is unknown.", hint=f"Known are {known}.")
    return _ready(encoder)


def chosen_encoders(settings: Settings) -> tuple[Encoder, ...]:
    """The encoders of the formats that are asked for, each once, in the order of the table.

    UsageError for a format that is unknown, and for a bit rate that one of them cannot have.
    """
    if unknown := [name for name in settings.formats if name not in ENCODERS]:
        raise UsageError(f"--format {unknown[0]} is not known.", hint=f"Choose among {', '.join(ENCODERS)}.")
    chosen = tuple(_ready(row) for row in ENCODERS.values() if row.name in settings.formats)
    if settings.bitrate:
        _check_bitrate(chosen, settings)
    return chosen


def _ready(encoder: Encoder) -> Encoder:
    if missing := encoder.missing():
        raise MissingError(f"{encoder.name} files need something that is not installed.", hint=missing)
    return encoder


def _check_bitrate(chosen: tuple[Encoder, ...], settings: Settings) -> None:
    allowed = {encoder.name: rates for encoder in chosen if (rates := encoder.codec.bitrates(settings))}
    if not allowed:
        raise UsageError(
            f"{chosen[0].name} files lose nothing and have no bit rate.", hint="Leave --bitrate out."
        )
    for name, rates in allowed.items():
        if settings.bitrate not in rates:
            known = f"{rates[0]} to {rates[-1]}" if isinstance(rates, range) else ", ".join(map(str, rates))
            raise UsageError(
                f"{name} files cannot have {settings.bitrate} kbit/s.", hint=f"They can have {known}."
            )
