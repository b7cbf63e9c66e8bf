import wave
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from audiobook.errors import OutputError
from audiobook.publish import bind
from audiobook.publish.wav import WAV
from audiobook.settings import Settings
from tests.publish.conftest import FACTS, bound, piece_of


def test_samples_are_read_back_as_they_were(tmp_path: Path) -> None:
    samples = np.arange(-3000, 3000, dtype=np.int16)
    bound(WAV, tmp_path / "a.wav", samples, settings=Settings(rate_hz=16000))
    with wave.open(str(tmp_path / "a.wav")) as file:
        assert file.getparams()[:4] == (1, 2, 16000, 6000)
        assert np.array_equal(np.frombuffer(file.readframes(6000), np.int16), samples)


def test_what_wav_cannot_count_is_refused(tmp_path: Path) -> None:
    piece = piece_of(WAV, tmp_path / "piece", [np.zeros(1, np.int16)], Settings())
    with pytest.raises(OutputError, match="too long for WAV"):
        bind(tmp_path / "a.wav", WAV, [replace(piece, samples=2**31)], facts=FACTS, settings=Settings())
    assert [path.name for path in tmp_path.iterdir()] == ["piece"]
