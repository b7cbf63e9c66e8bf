"""FLAC files are joined of pieces by copying frames, and are exact."""

from hashlib import md5
from importlib import import_module
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from audiobook.model import Metadata
from audiobook.publish import TrackFacts
from audiobook.publish.flac import FLAC
from audiobook.publish.flac_frames import coded, crc_8, crc_16, renumbered
from audiobook.publish.lossless import frames
from audiobook.publish.wav import WAV
from audiobook.settings import Settings
from tests.publish.conftest import Sound, bound, heard, piece_of, speech

mutagen: Any = import_module("mutagen")

FRAME = 2304  # samples, at 22,050 a second
LENGTHS = (1, 15, FRAME - 1, FRAME, FRAME + 1, 3 * FRAME + 700)


def sounds() -> list[Sound]:
    whole = speech(2)
    return [whole[5000 : 5000 + length] for length in LENGTHS]


def book() -> TrackFacts:
    return TrackFacts(Metadata(title="Book"), "Book", chapters=tuple(map(str, LENGTHS)))


def filled(parts: list[Sound]) -> Sound:
    """All parts, each but the last filled up with silence to whole frames."""
    return np.concatenate([*(np.pad(part, (0, -len(part) % FRAME)) for part in parts[:-1]), parts[-1]])


@pytest.mark.parametrize("encoder", [FLAC, WAV], ids=["flac", "wav"])
def test_a_book_holds_every_sample_of_its_chapters(encoder: Any, tmp_path: Path) -> None:
    path = tmp_path / f"book{encoder.suffix}"
    done, _ = bound(encoder, path, *sounds(), facts=book())

    assert np.array_equal(heard(path), filled(sounds()))
    assert done.samples == len(filled(sounds())) == mutagen.File(path).info.length * 22050


def test_every_checksum_of_a_joined_file_holds(tmp_path: Path) -> None:
    path = tmp_path / "book.flac"
    done, _ = bound(FLAC, path, *sounds(), facts=book())

    with av.open(str(path), options={"err_detect": "crccheck+explode"}) as box:
        assert sum(frame.samples for frame in box.decode(audio=0)) == done.samples


def test_a_player_finds_a_place_in_a_joined_file(tmp_path: Path) -> None:
    path = tmp_path / "book.flac"
    parts = [speech(20, pitch_hz=100 + 20 * number) for number in range(6)]
    bound(FLAC, path, *parts, facts=book())

    with av.open(str(path)) as box:
        box.seek(70 * av.time_base)
        frame: Any = next(box.decode(audio=0))

    assert 0 <= 70 - frame.pts / 22050 < 1
    assert np.array_equal(frame.to_ndarray().ravel(), filled(parts)[frame.pts : frame.pts + frame.samples])


def test_the_md5_of_a_chapter_is_that_of_its_samples(tmp_path: Path) -> None:
    bound(FLAC, tmp_path / "one.flac", speech(3.01))
    bound(FLAC, tmp_path / "book.flac", *sounds(), facts=book())

    known = int(md5(speech(3.01).astype("<i2").tobytes()).hexdigest(), 16)
    assert mutagen.File(tmp_path / "one.flac").info.md5_signature == known
    assert mutagen.File(tmp_path / "book.flac").info.md5_signature == 0  # unknown


@given(st.integers(0, 2**21 - 1))
def test_numbers_are_coded_as_in_utf_8(number: int) -> None:
    if number < 0x110000:
        assert coded(number) == chr(number).encode("utf-8", "surrogatepass")
    assert len(coded(number)) == (
        1 if number < 0x80 else 2 if number < 0x800 else 3 if number < 0x10000 else 4
    )


@pytest.mark.parametrize("number", [0, 1, 127, 128, 2047, 2048, 65_535, 65_536, 2**21, 2**26, 2**31 - 1])
def test_a_frame_of_another_number_has_the_checksums_of_a_whole_reading(number: int, tmp_path: Path) -> None:
    piece = piece_of(FLAC, tmp_path / "piece", [speech(1.01)], Settings())

    for place, frame in enumerate(frames(piece)):
        other = renumbered(frame, number)
        head = other[: other.index(coded(number), 4) + len(coded(number))]
        behind = 2 if frame[2] >> 4 == 7 else 1 if frame[2] >> 4 == 6 else 0
        head = other[: len(head) + behind]
        assert other[len(head)] == crc_8(head)
        assert int.from_bytes(other[-2:], "big") == crc_16(other[:-2])
        assert renumbered(other, place) == frame
