"""Files of every format, read back by two libraries (and ffprobe) that had no part in their layout."""

import base64
import json
import shutil
import subprocess
from fractions import Fraction
from importlib import import_module
from pathlib import Path
from typing import Any

import av
import pytest

from audiobook.model import Metadata, Picture, Piece
from audiobook.publish import ENCODERS, Encoder, TrackFacts
from audiobook.publish.cover import drawn_cover
from tests.publish.conftest import bound, speech

mutagen: Any = import_module("mutagen")

COVER = drawn_cover("The Ferry", "Brine")
TITLES = ('One; "two" = 3', "Première \N{EM DASH}第三章\nsecond line", "a;b=c\\d#e'f")
ABOUT = Metadata(
    title='Salt; "Road" = 1/2',
    author="Ä. Quill; Łukasz = x",
    language="en",
    summary='First; line = "a"\nSecond #line\\',
    series="Harbor; Lights",
    series_number="2",
    published="2020-05-01",
    publisher="A = B",
    cover=COVER,
)
BOOK = TrackFacts(ABOUT, ABOUT.title, 2, 7, TITLES)
CHAPTERS = (speech(2.003), speech(1.501, pitch_hz=200), speech(3.007, pitch_hz=110))
MS = 0.001

every_encoder = pytest.mark.parametrize("encoder", ENCODERS.values(), ids=ENCODERS)
FRAME_S = {
    "mp3": 3 * 576 / 22050,
    "m4b": 1024 / 22050,
    "opus": 0.02,
    "flac": 2304 / 22050,
    "wav": 2304 / 22050,
}


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Path, list[Piece]]]:
    """A book of three chapters in every format, and the pieces that it was made of."""
    folder = tmp_path_factory.mktemp("books")
    made = {}
    for encoder in ENCODERS.values():
        path = folder / f"book{encoder.suffix}"
        made[encoder.name] = path, bound(encoder, path, *CHAPTERS, facts=BOOK)[1]
    return made


Books = dict[str, tuple[Path, list[Piece]]]


def starts_s(pieces: list[Piece]) -> list[Fraction]:
    lengths = [Fraction(piece.length, piece.rate_hz) for piece in pieces]
    return [sum(lengths[:number], Fraction(0)) for number in range(len(lengths))]


def length_s(pieces: list[Piece]) -> float:
    """Of all pieces; a frame may be padded at the end."""
    return sum(piece.length for piece in pieces) / pieces[0].rate_hz


@every_encoder
def test_mutagen_finds_the_length_to_a_frame(books: Books, encoder: Encoder) -> None:
    path, pieces = books[encoder.name]
    assert mutagen.File(path).info.length == pytest.approx(length_s(pieces), abs=FRAME_S[encoder.name] + MS)


@every_encoder
def test_ffmpeg_finds_the_chapters_where_they_are(books: Books, encoder: Encoder) -> None:
    path, pieces = books[encoder.name]
    with av.open(str(path), "r") as box:
        found = sorted((c["start"] * (c["time_base"] or 1), c["metadata"]["title"]) for c in box.chapters())
    assert tuple(title for _, title in found) == TITLES
    for (start, _), wanted in zip(found, starts_s(pieces), strict=True):
        assert start == pytest.approx(wanted, abs=0 if encoder.name == "m4b" else MS)


def test_m4b_has_its_chapters_for_phones_and_for_nero(books: Books) -> None:
    path, pieces = books["m4b"]
    chapters = mutagen.File(path).chapters
    assert tuple(chapter.title for chapter in chapters) == TITLES
    assert [chapter.start for chapter in chapters] == pytest.approx(
        [float(s) for s in starts_s(pieces)], abs=MS
    )


def test_mp3_has_its_chapters_for_podcast_players(books: Books) -> None:
    path, pieces = books["mp3"]
    tags = mutagen.File(path).tags
    (contents,) = tags.getall("CTOC")
    chapters = [tags[f"CHAP:{name}"] for name in contents.child_element_ids]
    assert tuple(str(chapter.sub_frames["TIT2"]) for chapter in chapters) == TITLES
    assert [chapter.start_time for chapter in chapters] == [round(1000 * s) for s in starts_s(pieces)]


def told(path: Path) -> dict[str, str]:
    """What mutagen reads of a file, by one set of names."""
    tags = dict(mutagen.File(path).tags)
    names = {
        "title": ("TIT2", "\xa9nam", "title"),
        "album": ("TALB", "\xa9alb", "album"),
        "artist": ("TPE1", "\xa9ART", "artist"),
        "album artist": ("TPE2", "aART", "albumartist"),
        "date": ("TDRC", "\xa9day", "date"),
        "genre": ("TCON", "\xa9gen", "genre"),
        "summary": ("COMM::eng", "desc", "description"),
    }
    return {
        name: str(found[0] if isinstance(found, list) else found)
        for name, keys in names.items()
        for key in keys
        if (found := tags.get(key)) is not None
    }


@every_encoder
def test_mutagen_reads_the_tags_as_they_are(books: Books, encoder: Encoder) -> None:
    assert told(books[encoder.name][0]) == {
        "title": ABOUT.title,
        "album": ABOUT.title,
        "artist": ABOUT.author,
        "album artist": ABOUT.author,
        "date": "2020-05-01",
        "genre": "Audiobook",
        "summary": ABOUT.summary,
    }


def cover_in(path: Path) -> bytes:
    file = mutagen.File(path)
    if path.suffix == ".flac":
        return bytes(file.pictures[0].data)
    if path.suffix == ".opus":
        flac: Any = import_module("mutagen.flac")
        return bytes(flac.Picture(base64.b64decode(file["metadata_block_picture"][0])).data)
    return bytes(file.tags["covr"][0] if path.suffix == ".m4b" else file.tags.getall("APIC")[0].data)


@every_encoder
def test_mutagen_reads_the_cover_as_it_is(books: Books, encoder: Encoder) -> None:
    assert cover_in(books[encoder.name][0]) == COVER.data


@every_encoder
def test_ffmpeg_shows_the_cover(books: Books, encoder: Encoder) -> None:
    with av.open(str(books[encoder.name][0]), "r") as box:
        frame = next(box.decode(video=0))
    assert (frame.width, frame.height) == (1000, 1000)


@every_encoder
def test_ffprobe_reads_what_was_written(books: Books, encoder: Encoder) -> None:
    if not shutil.which("ffprobe"):
        pytest.skip("ffprobe is not installed")
    path, pieces = books[encoder.name]
    command = [
        "ffprobe",
        "-v",
        "error",
        "-of",
        "json",
        "-show_format",
        "-show_streams",
        "-show_chapters",
        str(path),
    ]
    said = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    assert float(said["format"]["duration"]) == pytest.approx(
        length_s(pieces), abs=FRAME_S[encoder.name] + MS
    )
    chapters = sorted(said["chapters"], key=lambda chapter: float(chapter["start_time"]))
    assert tuple(chapter["tags"]["title"] for chapter in chapters) == TITLES


def test_m4b_is_marked_as_an_audiobook_and_plays_while_it_comes(books: Books) -> None:
    data = books["m4b"][0].read_bytes()
    assert data[4:12] == b"ftypM4B "
    assert data.index(b"moov") < data.index(b"mdat")
    assert mutagen.File(books["m4b"][0]).tags["stik"] == [2]


@every_encoder
def test_no_time_nor_program_version_is_in_a_file(books: Books, encoder: Encoder) -> None:
    data = books[encoder.name][0].read_bytes()
    assert b"Lavf6" not in data
    assert b"Lavc6" not in data


@every_encoder
def test_a_picture_that_is_damaged_is_left_out_of_a_file_that_plays(encoder: Encoder, tmp_path: Path) -> None:
    facts = TrackFacts(Metadata(cover=Picture(b"nothing", "image/png")), "One")
    path = tmp_path / f"a{encoder.suffix}"
    bound(encoder, path, CHAPTERS[0], facts=facts)
    with av.open(str(path), "r") as box:
        assert sum(frame.samples for frame in box.decode(audio=0)) > 40_000
