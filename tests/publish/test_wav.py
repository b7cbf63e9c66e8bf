import wave
from pathlib import Path

import numpy as np
import pytest

from audiobook.errors import OutputError
from audiobook.publish.wav import WavWriter


def test_samples_are_read_back_as_they_were(tmp_path: Path) -> None:
    samples = np.arange(-3000, 3000, dtype=np.int16)
    with WavWriter(tmp_path / "a.wav", rate_hz=16000) as wav:
        wav.write(samples[:7])
        wav.write(samples[7:])
    with wave.open(str(tmp_path / "a.wav")) as file:
        assert file.getparams()[:4] == (1, 2, 16000, 6000)
        assert np.array_equal(np.frombuffer(file.readframes(6000), np.int16), samples)


def test_what_wav_cannot_count_is_refused(tmp_path: Path) -> None:
    wav = WavWriter(tmp_path / "a.wav", rate_hz=16000)
    wav.samples = 2**31
    with pytest.raises(OutputError, match="too long for WAV"):
        wav.write(np.zeros(1, np.int16))
    wav.discard()
    assert list(tmp_path.iterdir()) == []
