"""The user's own sounds, an intro, a chime between scenes, an outro: loaded, trimmed and levelled."""

from __future__ import annotations

import hashlib
import warnings
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from audiobook.errors import CastError, MissingError
from audiobook.model import Sounds
from audiobook.studio.chime import soft_chime

if TYPE_CHECKING:
    from pydub import AudioSegment

_LOUDNESS_DBFS = -23.0  # a little softer than the voices (-20), so that speech stays in front
_LONGEST_MS = 30_000
_QUIET_DBFS = -50.0
_FADE_MS = 20


def _none() -> NDArray[np.int16]:
    return np.zeros(0, np.int16)


@dataclass(frozen=True, eq=False)
class Bed:
    """Sounds laid in between the words: mono int16 at the rate of the track, empty where there is none.

    `note` tells of a note that is left out.
    """

    intro: NDArray[np.int16] = field(default_factory=_none)
    chime: NDArray[np.int16] = field(default_factory=_none)
    outro: NDArray[np.int16] = field(default_factory=_none)
    note: NDArray[np.int16] = field(default_factory=_none)

    @property
    def digest(self) -> str:
        """The SHA-256 of all sounds: a replaced file of the same name is another sound."""
        digest = hashlib.sha256()
        for sound in (self.intro, self.chime, self.outro, self.note):
            digest.update(len(sound).to_bytes(8, "little") + sound.tobytes())
        return digest.hexdigest()


def bed(sounds: Sounds, *, rate_hz: int) -> Bed:
    """Load the user's sounds for tracks at `rate_hz`; CastError for a file that cannot be used.

    The chime that tells of a note is the user's too, if there is one, else a soft one of our own.
    """

    def load(path: str) -> NDArray[np.int16]:
        return _samples(_levelled(_loaded(path), sounds.gain_db), rate_hz) if path else _none()

    chime = load(sounds.chime)
    return Bed(load(sounds.intro), chime, load(sounds.outro), chime if len(chime) else soft_chime(rate_hz))


def as_audio_segment(samples: NDArray[np.int16], rate_hz: int) -> AudioSegment:
    """Mono samples as pydub's value, for those who go on with them in Python."""
    return _pydub().AudioSegment(samples.tobytes(), frame_rate=rate_hz, sample_width=2, channels=1)


def _pydub() -> Any:
    """The library, imported when it is needed: it is slow, and warns that ffmpeg may be missing."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import pydub.exceptions  # noqa: PLC0415
        import pydub.silence  # noqa: PLC0415
    return pydub


def _loaded(path: str) -> Any:
    pydub = _pydub()
    damaged = f"The sound {path} cannot be read."
    if not Path(path).is_file():
        raise CastError(
            f"There is no sound file {path}.", hint="Paths count from the casting sheet's folder."
        )
    try:
        with Path(path).open("rb") as file, warnings.catch_warnings():  # pydub leaves open what it opens
            warnings.simplefilter("ignore")
            return pydub.AudioSegment.from_file(file, format=Path(path).suffix[1:].lower() or None)
    except (pydub.exceptions.CouldntDecodeError, IndexError, ValueError, EOFError) as err:
        raise CastError(damaged, hint="A WAV file always can.") from err
    except FileNotFoundError as err:  # pydub calls ffmpeg for all but WAV
        if Path(path).suffix.lower() == ".wav":
            raise CastError(damaged, hint="It is no WAV file, or a damaged one.") from err
        raise MissingError(
            f"Reading {path} needs ffmpeg.", hint="Install ffmpeg, or use a WAV file."
        ) from err


def _levelled(sound: Any, gain_db: float) -> Any:
    """Without silence around it, thirty seconds at most, at one loudness, with soft ends."""
    leading_silence = _pydub().silence.detect_leading_silence
    head = leading_silence(sound, _QUIET_DBFS, 5)
    tail = leading_silence(sound.reverse(), _QUIET_DBFS, 5)
    sound = sound[head : max(head, len(sound) - tail)][:_LONGEST_MS]
    if not len(sound):
        return sound
    return sound.apply_gain(_LOUDNESS_DBFS + gain_db - sound.dBFS).fade_in(_FADE_MS).fade_out(_FADE_MS)


def _samples(sound: Any, rate_hz: int) -> NDArray[np.int16]:
    sound = sound.set_channels(1).set_sample_width(2).set_frame_rate(rate_hz)
    return np.frombuffer(sound.raw_data, "<i2").astype(np.int16)
