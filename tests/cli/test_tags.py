"""What an archive's book says of itself comes through to the tags of the sound files."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run
from tests.readers.makers import producers, tale
from tests.readers.makers.epub import PIXEL


@dataclass(frozen=True)
class Told:
    """What a producer's book says beside its title and author; "" where it says nothing."""

    series: str
    url: str
    comment: str = ""
    year: str = ""
    publisher: str = ""
    genre: str = "Audiobook"


BOOKS = {
    "ao3.epub": Told(
        series="Harbor Lights",
        url="https://archiveofourown.org/works/123",
        comment="Two keepers, one boat.",
        year="2020",
        publisher="Archive of Our Own",
    ),
    "fanficfare.epub": Told(
        series="Harbor Lights",
        url="https://archiveofourown.org/works/123",
        comment="Two keepers, one boat.",
        year="2020",
        publisher="archiveofourown.org",
        genre="Adventure; Mystery",
    ),
    "standard-ebooks.epub": Told(
        series="Harbor Lights",
        url="https://standardebooks.org/ebooks/mara-lind/low-water",
        publisher="Standard Ebooks",
    ),
}


def tags_of(run: Run, folder: Path, name: str) -> list[Any]:
    """The tags of every file made of a producer's book."""
    book = folder / name
    book.write_bytes(producers.load(name).data)
    done = run("convert", book, "--engine", "tone")
    assert done.status == 0
    id3: Any = import_module("mutagen.id3")
    return [id3.ID3(path) for path in done.out.splitlines()]


@pytest.mark.parametrize("name", BOOKS)
def test_title_author_series_source_and_cover_are_in_every_file(run: Run, tmp_path: Path, name: str) -> None:
    told = BOOKS[name]
    files = tags_of(run, tmp_path, name)

    assert [str(tags["TIT2"]).rpartition(": ")[2] for tags in files] == [
        title.rpartition(": ")[2] for title in tale.CHAPTERS
    ]
    for number, tags in enumerate(files, 1):
        assert str(tags["TRCK"]) == str(number)
        assert (str(tags["TALB"]), str(tags["TPE1"]), str(tags["TPE2"])) == (
            tale.TITLE,
            tale.AUTHOR,
            tale.AUTHOR,
        )
        assert str(tags["TCON"]) == told.genre
        assert str(tags["TXXX:SERIES"]) == told.series
        assert str(tags["TXXX:SERIES-PART"]) == "2"
        assert [frame.url for frame in tags.getall("WOAS")] == [told.url]
        assert [str(frame) for frame in tags.getall("COMM")] == [told.comment] * bool(told.comment)
        assert str(tags.get("TDRC", ""))[:4] == told.year
        assert str(tags["TPUB"]) == told.publisher
        (picture,) = tags.getall("APIC")
        assert (picture.mime, picture.type, picture.data) == ("image/png", 3, PIXEL)
