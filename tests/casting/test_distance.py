import math
from dataclasses import replace
from pathlib import Path

import pytest

from audiobook.casting import load_voices
from audiobook.casting.distance import distance, shifted, sounds_beside, write_sounds
from audiobook.model import Sound, Voice

FLAT = (0.0,) * 24
DEEP = Voice("deep", "tone", "a", heard=Sound(100.0, FLAT))


@pytest.mark.parametrize(
    ("other", "apart"),
    [
        (DEEP, 0.0),
        (replace(DEEP, heard=Sound(200.0, FLAT)), 4.0),
        (replace(DEEP, heard=Sound(50.0, FLAT)), 4.0),
        (replace(DEEP, heard=Sound(100.0, (1.0,) * 24)), 1.0),
        (replace(DEEP, heard=Sound(200.0, (1.0,) * 24)), 4.0),
        (replace(DEEP, rate=round(175 * math.e**0.4)), 1.0),
        (replace(DEEP, heard=None), math.inf),
    ],
)
def test_distance_is_by_pitch_or_timbre_and_a_little_by_rate(other: Voice, apart: float) -> None:
    assert distance(DEEP, other) == pytest.approx(apart, abs=0.01)
    assert distance(other, DEEP) == pytest.approx(distance(DEEP, other))


def test_what_was_measured_is_read_back_as_it_was_written(tmp_path: Path) -> None:
    sounds = {("deep", "a"): Sound(100.5, (0.25, -1.5)), ("high", "b"): Sound(220.0, (1.0, 2.0))}
    write_sounds(tmp_path / "mine.yaml", sounds)
    assert sounds_beside(tmp_path / "mine.yaml") == sounds


def test_a_set_without_measures_has_none(tmp_path: Path) -> None:
    assert sounds_beside(tmp_path / "mine.yaml") == {}


def test_a_voice_made_from_a_measured_one_keeps_its_timbre_and_moves_its_pitch(tmp_path: Path) -> None:
    write_sounds(tmp_path / "base.yaml", {("deep", "a"): Sound(100.0, FLAT)})
    (tmp_path / "base.yaml").write_text("voices:\n  deep: {engine: tone, voice: a, pitch: 50}\n")
    mine = tmp_path / "mine.yaml"
    mine.write_text(
        "extends: ./base.yaml\nvoices:\n"
        "  higher: {extends: deep, pitch: +20}\n  other: {extends: deep, voice: b}\n"
    )
    voices = {voice.name: voice for voice in load_voices(str(mine)).voices}
    assert voices["deep"].heard == Sound(100.0, FLAT)
    higher = voices["higher"].heard
    assert higher is not None
    assert higher.pitch_hz == pytest.approx(118.5, abs=0.1)
    assert higher.timbre == FLAT
    assert voices["other"].heard is None
    assert shifted(None, 5) is None


def test_every_shipped_voice_was_measured_and_any_two_are_told_apart() -> None:
    voices = load_voices("espeak").voices
    assert [voice.name for voice in voices if voice.heard is None] == []
    pairs = [(one, other) for index, one in enumerate(voices) for other in voices[:index]]
    assert [(a.name, b.name) for a, b in pairs if distance(a, b) < 1] == []
