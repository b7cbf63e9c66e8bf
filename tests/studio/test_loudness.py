"""How loud each voice of the catalogue is in a finished chapter, measured by FFmpeg as broadcasters do.

The limits are those of the audiobook standard (ACX): RMS between -23 and -18 dBFS, peaks below -3 dBFS, 0.5
to 1 s of room tone at the head, 1 to 5 s at the tail; and, by EBU R128, a spread that needs no volume knob.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest
from numpy.typing import NDArray
from ruamel.yaml import YAML

from audiobook import engines
from audiobook.model import Chapter, ChapterPlan, Pause, Utterance, Voice
from audiobook.publish import ENCODERS, Encoder
from audiobook.settings import Settings
from audiobook.studio.booth import Booth
from audiobook.studio.sounds import Bed
from audiobook.studio.stitch import perform
from audiobook.studio.store import Store
from audiobook.studio.takes import takes
from tests.publish.conftest import bound, heard

ROOT = Path(__file__).parents[2]
VOICES: dict[str, dict[str, Any]] = YAML(typ="safe").load(ROOT / "voices/espeak.yaml")["voices"]
PASSAGE = [line for line in (ROOT / "tools/passage.txt").read_text("utf-8").splitlines() if line][::3]
SETTINGS = Settings()

RMS_DBFS = (-23.0, -18.0)
PEAK_DBFS = -3.0
SPREAD_LU = 2.5  # between the softest voice and the loudest; a listener begins to reach for the knob beyond
ROOM_TONE_DBFS = -60.0


@dataclass(frozen=True)
class Loudness:
    """What FFmpeg says of a file."""

    rms_db: float
    peak_db: float
    integrated_lufs: float


def voice(name: str) -> Voice:
    entry = VOICES[name]
    spoken = {key: entry[key] for key in ("engine", "voice", "rate", "pitch", "pitch_range", "gain_db")}
    return Voice(name, **spoken)


@cache
def chapter(name: str) -> NDArray[np.int16]:
    """A chapter as it is published, all in one voice."""
    engine = engines.engine("espeak")
    lines = [Utterance(line, voice(name), number) for number, line in enumerate(PASSAGE)]
    (take, *others) = takes([lines], limit=10**6, makers={"espeak": engine})
    assert not others
    pauses = (Pause(SETTINGS.pauses.head), *(Pause(SETTINGS.pauses.paragraph) for _ in lines[1:]))
    plan = ChapterPlan(Chapter(0, 0, 1, name), name, (take,), pauses, SETTINGS.pauses.tail)
    pieces: list[NDArray[np.int16]] = []
    with Booth(Spoken({take.key: tuple(engine.speak(take.utterances))}), jobs=1) as booth:
        perform(plan, booth, SETTINGS, bed=Bed(), write=pieces.append, progress=lambda _: None)
    return np.concatenate(pieces)


class Spoken(Store):
    """A store that has what is asked for."""

    def __init__(self, clips: dict[str, Any]) -> None:
        super().__init__(Path("/nowhere"))
        object.__setattr__(self, "clips", clips)

    def has_take(self, key: str) -> bool:
        return True

    def take(self, key: str, *, checked: bool = False) -> Any:
        return self.clips[key]  # type: ignore[attr-defined]


def measured(samples: NDArray[np.int16], rate_hz: int) -> Loudness:
    """The loudness of a whole file by FFmpeg's filters `ebur128` and `astats`."""
    graph = av.filter.Graph()
    source = graph.add_abuffer(
        format="s16", sample_rate=rate_hz, layout="mono", time_base=Fraction(1, rate_hz)
    )
    filters = [source, graph.add("ebur128", "metadata=1:framelog=quiet"), graph.add("astats", "metadata=1")]
    filters.append(graph.add("abuffersink"))
    for one, other in pairwise(filters):
        one.link_to(other)
    graph.configure()
    frame = av.AudioFrame.from_ndarray(samples[None], format="s16", layout="mono")
    frame.sample_rate, frame.pts = rate_hz, 0
    source.push(frame)
    source.push(None)
    said: Any = {}
    try:
        while True:
            said |= getattr(filters[-1].pull(), "metadata")  # noqa: B009 - untyped
    except (av.error.EOFError, av.error.BlockingIOError):
        pass
    names = ("lavfi.astats.Overall.RMS_level", "lavfi.astats.Overall.Peak_level", "lavfi.r128.I")
    return Loudness(*(float(said[name]) for name in names))


@cache
def loudness(name: str) -> Loudness:
    return measured(chapter(name), SETTINGS.rate_hz)


@pytest.mark.parametrize("name", VOICES)
def test_a_chapter_in_any_voice_keeps_to_the_audiobook_standard(name: str) -> None:
    said = loudness(name)
    assert RMS_DBFS[0] < said.rms_db < RMS_DBFS[1]
    assert said.peak_db < PEAK_DBFS


def test_all_voices_are_as_loud_as_one_another() -> None:
    levels = sorted((loudness(name).integrated_lufs, name) for name in VOICES)
    assert levels[-1][0] - levels[0][0] < SPREAD_LU, (levels[:3], levels[-3:])


@pytest.mark.parametrize("encoder", ENCODERS.values(), ids=ENCODERS)
@pytest.mark.parametrize("name", list(VOICES)[:2])
def test_no_format_lifts_a_peak_over_the_limit(encoder: Encoder, name: str, tmp_path: Path) -> None:
    path = tmp_path / f"a{encoder.suffix}"
    _, (piece,) = bound(encoder, path, chapter(name))
    said = measured(heard(path), piece.rate_hz)
    assert RMS_DBFS[0] < said.rms_db < RMS_DBFS[1]
    assert said.peak_db < PEAK_DBFS


@pytest.mark.parametrize("name", list(VOICES)[:4])
def test_head_and_tail_are_room_tone_of_the_right_length(name: str) -> None:
    samples = chapter(name)
    head, tail = quiet_s(samples), quiet_s(samples[::-1])
    assert 0.5 <= head <= 1
    assert 1 <= tail <= 5


def quiet_s(samples: NDArray[np.int16]) -> float:
    """Seconds before the first sample that is louder than room tone."""
    loud = np.abs(samples.astype(int)) > 32768 * 10 ** (ROOM_TONE_DBFS / 20)
    return float(loud.argmax() / SETTINGS.rate_hz)
