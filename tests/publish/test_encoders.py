"""The contract that every row of `ENCODERS` keeps."""

from hashlib import sha256
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from audiobook.calls import at_once
from audiobook.errors import MissingError, OutputError, UsageError
from audiobook.model import Metadata
from audiobook.publish import ENCODERS, Encoder, TrackFacts, bind, chosen_encoders, encoder_for
from audiobook.publish.lossless import LOSSLESS
from audiobook.settings import Settings
from tests.publish.conftest import bound, heard, piece_of, speech

SPEECH = speech(3.01)
CHAPTERS = (speech(2.003), speech(1.501, pitch_hz=200), speech(3.007, pitch_hz=110))
BOOK = TrackFacts(Metadata(title="Book"), "Book", chapters=("One", "Two", "Three"))
TRUE = 0.98  # the correlation of speech with itself behind the lossiest of these codecs
INAUDIBLE = 10  # of 32,768: -70 dBFS
NEAR = 1  # a sample, by which two ways to change a sample rate may differ

every_encoder = pytest.mark.parametrize("encoder", ENCODERS.values(), ids=ENCODERS)


def at_rate(sound: NDArray[np.int16], length: int) -> NDArray[np.float64]:
    """`sound` stretched to `length` samples, to compare it with a file of another rate."""
    at = np.arange(length) * len(sound) / length
    return np.asarray(np.interp(at, np.arange(len(sound)), sound.astype(float)), np.float64)


def lag(wanted: NDArray[np.int16], got: NDArray[np.int16]) -> tuple[int, float]:
    """By how many samples the sound came late, and how alike it is then."""
    clean = at_rate(wanted, len(got))
    room = 700
    alike = {
        shift: float(np.corrcoef(clean[room:-room], got[room + shift : len(got) - room + shift])[0, 1])
        for shift in (*range(-4, 5), -576, -312, 312, 529, 576)
    }
    best = max(alike, key=lambda shift: alike[shift])
    return best, alike[best]


@every_encoder
def test_a_file_is_as_long_as_it_says(encoder: Encoder, tmp_path: Path) -> None:
    done, pieces = bound(encoder, tmp_path / f"a{encoder.suffix}", SPEECH)
    assert len(heard(tmp_path / f"a{encoder.suffix}")) == done.samples
    lacking = done.samples / pieces[0].rate_hz - len(SPEECH) / 22050
    assert 0 <= lacking < 1024 / 22050  # a frame of the largest kind


@every_encoder
def test_sound_stands_where_it_was(encoder: Encoder, tmp_path: Path) -> None:
    _, (piece,) = bound(encoder, tmp_path / f"a{encoder.suffix}", SPEECH)
    shift, alike = lag(SPEECH, heard(tmp_path / f"a{encoder.suffix}")[: piece.samples])
    assert abs(shift) <= NEAR
    assert alike > TRUE


@every_encoder
def test_chapters_of_a_book_stand_where_their_pieces_say(encoder: Encoder, tmp_path: Path) -> None:
    done, pieces = bound(encoder, tmp_path / f"a{encoder.suffix}", *CHAPTERS, facts=BOOK)
    sound = heard(tmp_path / f"a{encoder.suffix}")
    assert len(sound) == done.samples
    start = 0
    for chapter, piece in zip(CHAPTERS, pieces, strict=True):
        shift, alike = lag(chapter, sound[start : start + piece.samples])
        assert abs(shift) <= NEAR
        assert alike > TRUE
        start += piece.length


@every_encoder
def test_no_click_is_heard_where_pieces_join(encoder: Encoder, tmp_path: Path) -> None:
    _, pieces = bound(encoder, tmp_path / f"a{encoder.suffix}", *CHAPTERS, facts=BOOK)
    sound = heard(tmp_path / f"a{encoder.suffix}")
    for join in (pieces[0].length, pieces[0].length + pieces[1].length):
        assert np.abs(sound[join - 2000 : join + 2000].astype(int)).max() <= INAUDIBLE


@every_encoder
def test_same_samples_give_the_same_bytes(encoder: Encoder, tmp_path: Path) -> None:
    settings = Settings()
    for name, cuts in (("a", []), ("b", [700, 701, 40_000])):
        piece_of(encoder, tmp_path / name, np.split(SPEECH, cuts), settings)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


@every_encoder
def test_same_pieces_give_the_same_file(encoder: Encoder, tmp_path: Path) -> None:
    done = [bound(encoder, tmp_path / f"{name}{encoder.suffix}", *CHAPTERS, facts=BOOK)[0] for name in "ab"]
    assert done[0] == done[1]
    assert done[0].sha256 == sha256((tmp_path / f"a{encoder.suffix}").read_bytes()).hexdigest()


@every_encoder
def test_interrupted_piece_is_not_there(encoder: Encoder, tmp_path: Path) -> None:
    writer = encoder.codec.open(tmp_path / "a", Settings(), at_once)
    writer.write(SPEECH)
    with pytest.raises(KeyboardInterrupt), writer:
        raise KeyboardInterrupt
    assert list(tmp_path.iterdir()) == []


@every_encoder
def test_missing_folder_is_an_output_error(encoder: Encoder, tmp_path: Path) -> None:
    with pytest.raises(OutputError) as caught:
        encoder.codec.open(tmp_path / "none" / "a", Settings(), at_once)
    assert caught.value.hint


@every_encoder
def test_a_file_that_the_disk_refuses_is_told_and_not_there(encoder: Encoder, tmp_path: Path) -> None:
    resource = pytest.importorskip("resource", reason="limits are a thing of POSIX")
    piece = piece_of(encoder, tmp_path / "piece", [speech(20)], Settings())
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, limits[1]))
    try:
        with pytest.raises(OutputError, match="too large for this disk") as caught:
            bind(tmp_path / f"a{encoder.suffix}", encoder, [piece], facts=BOOK, settings=Settings())
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert caught.value.hint
    assert [path.name for path in tmp_path.iterdir()] == ["piece"]


@every_encoder
def test_suffix_and_name_are_its_own(encoder: Encoder) -> None:
    assert ENCODERS[encoder.name] is encoder
    assert [row for row in ENCODERS.values() if row.suffix == encoder.suffix] == [encoder]
    assert encoder_for(Path(f"a{encoder.suffix.upper()}")) is encoder


@pytest.mark.parametrize(
    "encoder", [row for row in ENCODERS.values() if row.codec.bitrates(Settings())], ids=str
)
def test_a_bit_rate_is_kept(encoder: Encoder, tmp_path: Path) -> None:
    sizes = {}
    for kbit_s in (32, 64):
        path = tmp_path / f"{kbit_s}{encoder.suffix}"
        bound(encoder, path, speech(20), settings=Settings(bitrate=kbit_s))
        sizes[kbit_s] = path.stat().st_size
    assert sizes[64] > 1.4 * sizes[32]
    assert sizes[64] < 1.25 * 20 * 64_000 / 8


def test_unknown_suffix_is_refused_with_the_known_ones() -> None:
    with pytest.raises(UsageError) as caught:
        encoder_for(Path("a.xyz"))
    assert ".mp3" in caught.value.hint


def test_formats_are_taken_once_in_the_order_of_the_table() -> None:
    chosen = chosen_encoders(Settings(formats=("wav", "mp3", "wav")))
    assert [encoder.name for encoder in chosen] == ["mp3", "wav"]


@pytest.mark.parametrize(
    ("formats", "bitrate", "words"),
    [
        (("ogg",), 0, "--format ogg"),
        (("wav",), 64, "no bit rate"),
        (("mp3",), 500, "500"),
        (("mp3", "m4b"), 16, "32 to 128"),
        (("opus",), 4, "8 to 128"),
        (("mp3",), 65, "64"),
    ],
)
def test_what_makes_no_sense_is_refused(formats: tuple[str, ...], bitrate: int, words: str) -> None:
    with pytest.raises(UsageError) as caught:
        chosen_encoders(Settings(formats=formats, bitrate=bitrate))
    assert words in caught.value.message + caught.value.hint


def test_what_must_be_installed_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    encoder = Encoder("rare", ".rare", LOSSLESS, lambda *_: 0, missing=lambda: "pip install rare")
    monkeypatch.setitem(ENCODERS, "rare", encoder)
    with pytest.raises(MissingError) as caught:
        encoder_for(Path("a.rare"))
    assert caught.value.hint == "pip install rare"
