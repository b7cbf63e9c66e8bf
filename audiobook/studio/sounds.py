"""The user's own sounds, an intro, a chime between scenes, music, an outro: loaded, trimmed and leveled."""

from __future__ import annotations

import hashlib
import warnings
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from audiobook.audio import faded, gain_table, peak_level_db, speech_level_db, trim_silence, with_gain
from audiobook.errors import CastError
from audiobook.model import Sounds
from audiobook.settings import Settings
from audiobook.studio.chime import soft_chime

if TYPE_CHECKING:
    from pydub import AudioSegment

Samples = NDArray[np.int16]

_LEVEL_DB = -23.0  # a little softer than the voices (-20), so that speech stays in front
_MUSIC_DB = -32.0  # well below the voice that speaks over it
_LONGEST_S = 30
_FADE_MS = 20
_LOUD_DB = -6.0


def _none() -> Samples:
    return np.zeros(0, np.int16)


@dataclass(frozen=True, eq=False)
class Bed:
    """Sounds laid in between the words: mono int16 at the rate of the track, empty where there is none.

    `note` tells of a note that is left out; `music` lies under the titles of chapters.
    """

    intro: Samples = field(default_factory=_none)
    chime: Samples = field(default_factory=_none)
    outro: Samples = field(default_factory=_none)
    note: Samples = field(default_factory=_none)
    music: Samples = field(default_factory=_none)

    @property
    def digest(self) -> str:
        """The SHA-256 of all sounds: a replaced file of the same name is another sound."""
        digest = hashlib.sha256()
        for sound in (self.intro, self.chime, self.outro, self.note, self.music):
            digest.update(len(sound).to_bytes(8, "little") + sound.tobytes())
        return digest.hexdigest()


def bed(sounds: Sounds, *, rate_hz: int) -> Bed:
    """Load the user's sounds for tracks at `rate_hz`; CastError for a file that cannot be used.

    The chime that tells of a note is the user's too, if there is one, else a soft one of our own.
    """

    def load(path: str, level_db: float = _LEVEL_DB) -> Samples:
        return _leveled(_loaded(path, rate_hz), rate_hz, level_db + sounds.gain_db) if path else _none()

    chime = load(sounds.chime)
    return Bed(
        intro=load(sounds.intro),
        chime=chime,
        outro=load(sounds.outro),
        note=chime if len(chime) else soft_chime(rate_hz),
        music=load(sounds.music, _MUSIC_DB),
    )


def as_audio_segment(samples: NDArray[np.int16], rate_hz: int) -> AudioSegment:
    """Mono samples as pydub's value, for those who go on with them in Python."""
    return _pydub().AudioSegment(samples.tobytes(), frame_rate=rate_hz, sample_width=2, channels=1)


def _pydub() -> Any:
    """The library, imported when it is needed: it is slow, and warns that ffmpeg may be missing."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import pydub  # noqa: PLC0415
    return pydub


def _loaded(path: str, rate_hz: int) -> Samples:
    """The beginning of a sound file of any format, mono."""
    import av  # noqa: PLC0415 - large, and only for those who have sounds

    if not Path(path).is_file():
        raise CastError(
            f"There is no sound file {path}, which the casting sheet names.",
            hint="Paths in a casting sheet count from the sheet's folder.",
        )
    try:
        with av.open(path, "r") as box:
            samples = _decoded(box, rate_hz)
    except (av.FFmpegError, IndexError) as err:
        raise CastError(
            f"The sound {path} cannot be read.",
            hint="Is it a sound file? WAV, MP3, FLAC and most others are.",
        ) from err
    if not len(trim_silence(samples, rate_hz)):
        raise CastError(f"There is nothing to hear in the sound {path}.", hint="Choose another file.")
    return samples


def _decoded(box: Any, rate_hz: int) -> Samples:
    import av  # noqa: PLC0415

    resampler = av.AudioResampler(format="s16", layout="mono", rate=rate_hz)
    parts: list[Samples] = []
    wanted = 2 * _LONGEST_S * rate_hz  # what is silent at its head goes
    for frame in chain(box.decode(box.streams.audio[0]), (None,)):
        parts += (np.asarray(part.to_ndarray().ravel(), np.int16) for part in resampler.resample(frame))
        if sum(map(len, parts)) > wanted:
            break
    return np.concatenate(parts) if parts else _none()


def _leveled(samples: Samples, rate_hz: int, level_db: float) -> Samples:
    """Without silence around it, thirty seconds at most, at one loudness within limits, with soft ends."""
    samples = trim_silence(samples, rate_hz, keep_ms=5)[: _LONGEST_S * rate_hz]
    peak_db = peak_level_db(samples)  # however soft the file is, it is measured as if it were loud
    as_loud = with_gain(samples, gain_table(_LOUD_DB - peak_db, peak_db=0))
    gain_db = level_db - speech_level_db(as_loud, rate_hz) + _LOUD_DB - peak_db
    loud = with_gain(samples, gain_table(gain_db, peak_db=Settings().peak_db))
    return faded(loud, rate_hz, fade_ms=_FADE_MS)
