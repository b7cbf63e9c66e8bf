"""Reading what a system's speech has written, whatever it calls it."""

import struct
import wave
from pathlib import Path
from typing import cast

import av
import numpy as np
import pytest
from av import AudioStream
from numpy.typing import NDArray

from audiobook.engines.recording import read_recording
from audiobook.errors import EngineError

RAMP: NDArray[np.int16] = np.arange(-32768, 32768, 97, dtype=np.int32).astype(np.int16)
KEPT_BY_A_BYTE = 256  # what 8 bits lose of 16


def write_wav(path: Path, samples: NDArray[np.int16], *, channels: int = 1, rate_hz: int = 22050) -> Path:
    with wave.open(str(path), "wb") as file:
        file.setnchannels(channels)
        file.setsampwidth(2)
        file.setframerate(rate_hz)
        file.writeframes(samples.tobytes())
    return path


def aiff(kind: bytes, samples: NDArray[np.int16], *, rate: bytes) -> bytes:
    """An AIFF or AIFF-C file; `rate` is the rate as 80 bits."""
    common = struct.pack(">hLh", 1, len(samples), 16) + rate + (kind + b"\x00\x00" if kind else b"")
    data = samples.astype("<i2" if kind == b"sowt" else ">i2").tobytes()
    body = b"AIFC" if kind else b"AIFF"
    for name, content in ((b"COMM", common), (b"MARK", b"odd"), (b"SSND", struct.pack(">LL", 0, 0) + data)):
        body += name + struct.pack(">L", len(content)) + content + b"\0" * (len(content) % 2)
    return b"FORM" + struct.pack(">L", len(body)) + body


RATE_22050 = struct.pack(">HQ", 16383 + 14, 22050 << 49)


def test_a_wav_file_comes_back_as_it_was(tmp_path: Path) -> None:
    clip = read_recording(write_wav(tmp_path / "a.wav", RAMP, rate_hz=16000))
    assert (clip.samples == RAMP).all()
    assert clip.rate_hz == 16000


@pytest.mark.parametrize("kind", [b"", b"NONE", b"twos", b"sowt"])
def test_an_aiff_file_comes_back_as_it_was(tmp_path: Path, kind: bytes) -> None:
    path = tmp_path / "called.wav"
    path.write_bytes(aiff(kind, RAMP, rate=RATE_22050))
    clip = read_recording(path)
    assert (clip.samples == RAMP).all()
    assert clip.rate_hz == 22050


def write_with_av(path: Path, *, format_: str, codec: str) -> Path:
    with av.open(str(path), "w", format=format_) as file:
        stream = cast("AudioStream", file.add_stream(codec, rate=44100, layout="mono"))
        frame = av.AudioFrame.from_ndarray(RAMP[None, :], format="s16", layout="mono")
        frame.sample_rate = 44100
        converted = av.AudioResampler(format=stream.format.name).resample(frame)
        for part in (*converted, None):
            file.mux(stream.encode(part))
    return path


@pytest.mark.parametrize(
    ("format_", "codec", "lost"),
    [
        ("wav", "pcm_s16le", 1),
        ("wav", "pcm_u8", KEPT_BY_A_BYTE),
        ("aiff", "pcm_s16be", 1),
        ("aiff", "pcm_s24be", 1),
    ],
)
def test_files_of_another_library_are_read(tmp_path: Path, format_: str, codec: str, lost: int) -> None:
    clip = read_recording(write_with_av(tmp_path / "a", format_=format_, codec=codec))
    assert clip.rate_hz == 44100
    assert np.abs(clip.samples.astype(int) - RAMP).max() <= lost


def test_two_channels_become_one(tmp_path: Path) -> None:
    both = np.stack([np.full(10, 100), np.full(10, 300)], axis=1).astype(np.int16)
    clip = read_recording(write_wav(tmp_path / "a.wav", both, channels=2))
    assert clip.samples.tolist() == [200] * 10


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"RIFF",
        b"RIFF\0\0\0\0WAVEjunk",
        b"FORM\0\0\0\x04AIFF",
        b"ID3 an mp3",
        aiff(b"ulaw", RAMP, rate=RATE_22050),
    ],
)
def test_what_cannot_be_read_is_an_engine_error(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.wav"
    path.write_bytes(content)
    with pytest.raises(EngineError):
        read_recording(path)


def test_a_file_that_is_not_there_is_an_engine_error(tmp_path: Path) -> None:
    with pytest.raises(EngineError):
        read_recording(tmp_path / "never written.wav")
