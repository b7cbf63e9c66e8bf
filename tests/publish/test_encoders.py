"""The contract that every row of `ENCODERS` keeps."""

from hashlib import sha256
from pathlib import Path

import av
import numpy as np
import pytest
from numpy.typing import NDArray

from audiobook.errors import MissingError, OutputError, UsageError
from audiobook.model import Metadata
from audiobook.publish import ENCODERS, open_track
from audiobook.publish.contract import Encoder, TrackFacts, TrackWriter
from audiobook.settings import Settings

FACTS = TrackFacts(Metadata(title="Book", author="Author"), title="One")
SPEECH = (6000 * np.sin(np.arange(50_000) / 20)).astype(np.int16)

every_encoder = pytest.mark.parametrize("encoder", ENCODERS.values(), ids=str)


def opened(encoder: Encoder, folder: Path, *, name: str = "a") -> TrackWriter:
    if encoder.missing():
        pytest.skip(encoder.missing())
    return open_track(folder / f"{name}{encoder.suffix}", rate_hz=22050, facts=FACTS, settings=Settings())


def decoded_length(path: Path) -> int:
    with av.open(str(path)) as box:
        return sum(frame.samples for frame in box.decode(audio=0))


@every_encoder
@pytest.mark.parametrize("cut", [1, 576, 49_999])
def test_file_is_exactly_as_long_as_what_was_written(encoder: Encoder, tmp_path: Path, cut: int) -> None:
    with opened(encoder, tmp_path) as track:
        track.write(SPEECH[:cut])
        track.write(SPEECH[cut:])
    assert track.samples == len(SPEECH)
    assert decoded_length(track.path) == len(SPEECH)


@every_encoder
def test_same_samples_give_the_same_bytes(encoder: Encoder, tmp_path: Path) -> None:
    def digest(name: str, *pieces: NDArray[np.int16]) -> str:
        with opened(encoder, tmp_path, name=name) as track:
            for piece in pieces:
                track.write(piece)
        assert track.sha256 == sha256(track.path.read_bytes()).hexdigest()
        return track.sha256

    assert digest("a", SPEECH) == digest("b", SPEECH[:700], SPEECH[700:701], SPEECH[701:])


@every_encoder
def test_interrupted_file_is_not_there(encoder: Encoder, tmp_path: Path) -> None:
    track = opened(encoder, tmp_path)
    track.write(SPEECH)
    with pytest.raises(KeyboardInterrupt), track:
        raise KeyboardInterrupt
    assert list(tmp_path.iterdir()) == []


@every_encoder
def test_missing_folder_is_an_output_error(encoder: Encoder, tmp_path: Path) -> None:
    with pytest.raises(OutputError) as caught:
        opened(encoder, tmp_path / "none")
    assert caught.value.hint


@every_encoder
def test_suffix_and_name_are_its_own(encoder: Encoder) -> None:
    assert ENCODERS[encoder.name] is encoder
    assert [row for row in ENCODERS.values() if row.suffix == encoder.suffix] == [encoder]


def test_unknown_suffix_is_refused_with_the_known_ones(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as caught:
        open_track(tmp_path / "a.xyz", rate_hz=22050, facts=FACTS, settings=Settings())
    assert ".mp3" in caught.value.hint


def test_what_must_be_installed_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    encoder = Encoder(
        "rare", ".rare", open=lambda *_: pytest.fail("opened"), missing=lambda: "pip install rare"
    )
    monkeypatch.setitem(ENCODERS, "rare", encoder)
    with pytest.raises(MissingError) as caught:
        open_track(tmp_path / "a.rare", rate_hz=22050, facts=FACTS, settings=Settings())
    assert caught.value.hint == "pip install rare"
