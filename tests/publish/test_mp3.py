import importlib
import math
import os
import struct
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from audiobook.errors import OutputError
from audiobook.model import Metadata
from audiobook.publish import TrackFacts
from audiobook.publish.contract import bind
from audiobook.publish.mp3 import MP3, Mp3Piece
from audiobook.publish.xing import RATES_HZ
from audiobook.settings import Settings

mutagen_mp3: Any = importlib.import_module("mutagen.mp3")

LENGTHS = (0, 1, 46, 47, 48, 575, 576, 577, 1151, 1152, 1153, 5000)
RATES = (16000, 22050, 24000, 44100)
QUANTIZATION_DB = 12  # LAME keeps a loud tone at least this far above what it adds


def tone(samples: int, rate_hz: int = 22050) -> NDArray[np.int16]:
    wave: NDArray[np.float64] = 9000 * np.sin(2 * np.pi * 440 / rate_hz * np.arange(samples))
    return wave.astype(np.int16)


def noise(samples: int) -> NDArray[np.int16]:
    return np.random.default_rng(1).integers(-9000, 9000, samples, dtype=np.int16)


def silence(samples: int) -> NDArray[np.int16]:
    return np.zeros(samples, np.int16)


@dataclass(frozen=True)
class Written:
    path: Path
    samples: int
    sha256: str


def write(
    path: Path, *samples: NDArray[np.int16], rate_hz: int = 22050, bitrate: int = 0, title: str = ""
) -> Written:
    """An MP3 of sound that is handed over in pieces."""
    settings = Settings(bitrate=bitrate, rate_hz=rate_hz, mp3_vbr=4)
    with Mp3Piece(path.with_suffix(".piece"), rate_hz=rate_hz, bitrate=bitrate or None) as mp3:
        for piece in samples:
            mp3.write(piece)
    assert mp3.piece
    facts = TrackFacts(Metadata(), title)
    done = bind(path, MP3, [mp3.piece], facts=facts, settings=settings)
    Path(mp3.piece.path).unlink()
    return Written(path, done.samples, done.sha256)


def decoded(path: Path) -> NDArray[np.float32]:
    with av.open(str(path)) as box:
        parts = [frame.to_ndarray().ravel() for frame in box.decode(audio=0)]
    return np.concatenate(parts) if parts else np.zeros(0, np.float32)


def signal_to_error_db(wanted: NDArray[np.int16], got: NDArray[np.float32]) -> float:
    clean = wanted / 32768
    return 10 * math.log10(float(np.mean(clean**2)) / float(np.mean((clean - got) ** 2)))


@pytest.mark.parametrize("rate_hz", RATES)
@pytest.mark.parametrize("length", LENGTHS)
def test_decoded_length_is_what_was_written(tmp_path: Path, rate_hz: int, length: int) -> None:
    mp3 = write(tmp_path / "a.mp3", tone(length, rate_hz), rate_hz=rate_hz)
    assert mp3.samples == length
    assert len(decoded(mp3.path)) == length


@pytest.mark.parametrize("rate_hz", RATES)
@pytest.mark.parametrize("bitrate", [32, 64, 128])
def test_constant_bit_rate_is_exact_too(tmp_path: Path, rate_hz: int, bitrate: int) -> None:
    mp3 = write(tmp_path / "a.mp3", tone(30_001, rate_hz), rate_hz=rate_hz, bitrate=bitrate)
    assert len(decoded(mp3.path)) == 30_001
    info = mutagen_mp3.MP3(mp3.path).info
    assert info.bitrate_mode == mutagen_mp3.BitrateMode.CBR
    assert info.length == pytest.approx(30_001 / rate_hz, abs=1e-3)


@pytest.mark.parametrize("rate_hz", RATES_HZ)
@pytest.mark.parametrize("make", [tone, noise, silence])
def test_half_a_minute_has_its_length_for_other_readers(tmp_path: Path, rate_hz: int, make: object) -> None:
    samples = make(30 * rate_hz)  # type: ignore[operator]
    mp3 = write(tmp_path / "a.mp3", samples, rate_hz=rate_hz)
    assert len(decoded(mp3.path)) == len(samples)
    info = mutagen_mp3.MP3(mp3.path).info
    assert info.length == pytest.approx(30, abs=1e-3)
    assert (info.sample_rate, info.channels, info.bitrate_mode) == (rate_hz, 1, mutagen_mp3.BitrateMode.VBR)


@pytest.mark.parametrize("length", [1, 577, 100_001])
def test_libsndfile_finds_the_same_length(tmp_path: Path, length: int) -> None:
    soundfile = pytest.importorskip("soundfile", reason="a third reader, where it is installed")
    mp3 = write(tmp_path / "a.mp3", tone(length))
    assert len(soundfile.read(mp3.path)[0]) == length


@pytest.mark.parametrize("rate_hz", RATES)
def test_decoded_sound_stands_where_it_was(tmp_path: Path, rate_hz: int) -> None:
    samples = tone(3 * rate_hz, rate_hz)
    mp3 = write(tmp_path / "a.mp3", samples, rate_hz=rate_hz)
    assert signal_to_error_db(samples, decoded(mp3.path)) > QUANTIZATION_DB


@settings(max_examples=20, deadline=None)
@given(cuts=st.lists(st.integers(0, 20_000), max_size=8))
def test_bytes_do_not_depend_on_how_the_samples_are_cut(
    tmp_path_factory: pytest.TempPathFactory, cuts: list[int]
) -> None:
    folder = tmp_path_factory.mktemp("cuts")
    whole = write(folder / "whole.mp3", noise(20_000))
    pieces = write(folder / "pieces.mp3", *np.split(noise(20_000), sorted(cuts)))
    assert pieces.sha256 == whole.sha256


def speech(rate_hz: int, *, seconds: int = 130) -> NDArray[np.int16]:
    """Five seconds of tone and a pause by turns: long enough to be encoded in stretches."""
    heard = np.arange(seconds * rate_hz) % (5 * rate_hz) < 4.7 * rate_hz
    return (tone(seconds * rate_hz, rate_hz) * heard).astype(np.int16)


@pytest.mark.parametrize("bitrate", [0, 64])
@pytest.mark.parametrize("rate_hz", [16000, 22050, 44100])
def test_stretches_join_to_the_sample(tmp_path: Path, rate_hz: int, bitrate: int) -> None:
    samples = speech(rate_hz)
    heard = decoded(write(tmp_path / "a.mp3", samples, rate_hz=rate_hz, bitrate=bitrate).path)
    assert len(heard) == len(samples)
    for at in range(0, len(samples), 5 * rate_hz):
        here = slice(at, at + 5 * rate_hz)
        assert signal_to_error_db(samples[here], heard[here]) > QUANTIZATION_DB


def test_bytes_do_not_depend_on_how_many_encode_them(tmp_path: Path) -> None:
    pieces = []
    for threads in (1, 2, 4):
        with Mp3Piece(tmp_path / f"{threads}.piece", rate_hz=22050, ahead=threads) as mp3:
            for part in np.array_split(speech(22050, seconds=300), 7 * threads):
                mp3.write(part)
        pieces.append(Path(mp3.path).read_bytes())
    assert pieces[0] == pieces[1] == pieces[2]


def test_an_encoder_that_frames_otherwise_is_found_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("audiobook.publish.mp3._SPILL", 2000)  # some other LAME's
    mp3 = Mp3Piece(tmp_path / "a.piece", rate_hz=22050)
    with pytest.raises(RuntimeError, match="would shift"):
        mp3.write(speech(22050))
    mp3.discard()


def test_a_piece_that_is_given_up_leaves_nothing(tmp_path: Path) -> None:
    mp3 = Mp3Piece(tmp_path / "a.piece", rate_hz=22050, ahead=2)
    mp3.write(speech(22050, seconds=300))
    mp3.discard()
    assert list(tmp_path.iterdir()) == []


def test_sha256_is_the_one_of_the_file(tmp_path: Path) -> None:
    mp3 = write(tmp_path / "a.mp3", tone(5000))
    assert mp3.sha256 == sha256(mp3.path.read_bytes()).hexdigest()


def test_tags_stand_in_front(tmp_path: Path) -> None:
    data = write(tmp_path / "a.mp3", tone(5000), title="One").path.read_bytes()
    size = int.from_bytes(data[6:10], "big")  # smaller than 128, where its seven-bit bytes begin to matter
    assert data.startswith(b"ID3\x03")
    assert data[10 + size : 12 + size] == b"\xff\xf3"


def test_table_of_contents_leads_to_the_middle(tmp_path: Path) -> None:
    half = 30 * 22050
    path = write(tmp_path / "a.mp3", np.concatenate([silence(half), noise(half)])).path
    data = path.read_bytes()
    at = data.index(b"Xing")
    frames, size = struct.unpack(">II", data[at + 8 : at + 16])
    contents = data[at + 16 : at + 116]
    assert size == len(data) - data.index(b"\xff\xf3")  # the tags in front do not count
    assert frames * 576 >= 2 * half
    assert list(contents) == sorted(contents)
    assert contents[50] < 64  # silence costs a little, noise much


def test_several_writers_run_in_threads(tmp_path: Path) -> None:
    alone = write(tmp_path / "alone.mp3", noise(200_000)).sha256
    with ThreadPoolExecutor(4) as pool:
        paths = [tmp_path / f"{number}.mp3" for number in range(4)]
        together = list(pool.map(lambda path: write(path, noise(200_000)).sha256, paths))
    assert together == [alone] * 4


def test_exception_leaves_nothing(tmp_path: Path) -> None:
    mp3 = Mp3Piece(tmp_path / "a.mp3", rate_hz=22050)
    mp3.write(tone(5000))
    with pytest.raises(ZeroDivisionError), mp3:
        raise ZeroDivisionError
    assert list(tmp_path.iterdir()) == []


def test_file_has_its_name_only_when_it_is_whole(tmp_path: Path) -> None:
    mp3 = Mp3Piece(tmp_path / "a.mp3", rate_hz=22050)
    mp3.write(tone(5000))
    assert not mp3.path.exists()
    mp3.close()
    mp3.close()
    assert [path.name for path in tmp_path.iterdir()] == ["a.mp3"]


def test_full_disk_is_said_and_leaves_nothing(tmp_path: Path) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("no /dev/full on this system")
    mp3 = Mp3Piece(tmp_path / "a.mp3", rate_hz=22050)
    full = os.open("/dev/full", os.O_RDWR)
    os.dup2(full, mp3._whole.file.fileno())  # from now on the file is on a full disk
    os.close(full)
    mp3.write(noise(500_000))
    with pytest.raises(OutputError, match="disk is full") as caught:
        mp3.close()
    assert "space" in caught.value.hint
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("rate_hz", "bitrate"), [(22051, None), (22050, 320), (44100, 8)])
def test_what_mp3_cannot_hold_is_refused(tmp_path: Path, rate_hz: int, bitrate: int | None) -> None:
    with pytest.raises(OutputError) as caught:
        Mp3Piece(tmp_path / "a.mp3", rate_hz=rate_hz, bitrate=bitrate)
    assert caught.value.hint
    assert list(tmp_path.iterdir()) == []
