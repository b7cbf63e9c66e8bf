"""Sound to encode, and how to encode and hear it in one step."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest
from numpy.typing import NDArray

from audiobook.calls import at_once
from audiobook.model import Metadata, Piece
from audiobook.publish import Encoder, TrackFacts, bind
from audiobook.publish.contract import Bound
from audiobook.settings import Settings

Sound = NDArray[np.int16]
FACTS = TrackFacts(Metadata(title="Book", author="Author"), "One")


def speech(seconds: float, *, pitch_hz: float = 150, rate_hz: int = 22050) -> Sound:
    """Something like speech: a voice that glides and pauses, a little noise, silence at both ends."""
    time = np.arange(round(seconds * rate_hz)) / rate_hz
    voice = np.sin(2 * np.pi * (pitch_hz * time + 30 * np.sin(3 * time))) * (np.sin(5 * time) > -0.3)
    sound = 6000 * voice + np.random.default_rng(1).normal(0, 100, len(time))
    sound[: rate_hz // 4] = sound[-rate_hz // 4 :] = 0
    return np.asarray(sound, np.int16)


def piece_of(encoder: Encoder, path: Path, sounds: Sequence[Sound], settings: Settings) -> Piece:
    """A piece of some sounds that are written one after the other."""
    with encoder.codec.open(path, settings, at_once) as writer:
        for sound in sounds:
            writer.write(sound)
    assert writer.piece
    return writer.piece


def bound(
    encoder: Encoder,
    path: Path,
    *chapters: Sound,
    facts: TrackFacts = FACTS,
    settings: Settings | None = None,
) -> tuple[Bound, list[Piece]]:
    """A file of some chapters, and the pieces it was made of."""
    settings = settings or Settings()
    if encoder.missing():
        pytest.skip(encoder.missing())
    pieces = [
        piece_of(encoder, path.with_name(f"{path.name}.{number}.piece"), [sound], settings)
        for number, sound in enumerate(chapters)
    ]
    return bind(path, encoder, pieces, facts=facts, settings=settings), pieces


def heard(path: Path) -> Sound:
    """The samples of a file, decoded by FFmpeg."""
    with av.open(str(path), "r") as box:
        stream: Any = box.streams.audio[0]
        resampler = av.AudioResampler(format="s16", layout="mono", rate=stream.rate)
        parts = [p.to_ndarray().ravel() for frame in box.decode(stream) for p in resampler.resample(frame)]
    return np.concatenate(parts).astype(np.int16) if parts else np.zeros(0, np.int16)
