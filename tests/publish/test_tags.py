import importlib
from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest

from audiobook.model import Metadata, Picture
from audiobook.publish.contract import TrackFacts
from audiobook.publish.tags import id3_tags

BOOK = Metadata(
    title="The Lamp and the “Ferry”; or, Ночь 🐉",
    author="Ann O’Nymous",
    language="en-GB",
    summary="Two lines,\nand a “quote”.",
    series="River Cycle",
    series_number="2",
    published="Published: 2019-04-02",
    publisher="Own Press",
    url="https://example.org/works/7?view=Ü",
    cover=Picture(b"\xff\xd8 picture", "image/jpeg"),
)
FACTS = TrackFacts(BOOK, title="Chapter 3: Night", number=3, count=12)


def read(facts: TrackFacts) -> Any:
    return importlib.import_module("mutagen.id3").ID3(BytesIO(id3_tags(facts)), translate=False)


@pytest.mark.parametrize(
    ("frame", "text"),
    [
        ("TIT2", "Chapter 3: Night"),
        ("TALB", BOOK.title),
        ("TPE1", BOOK.author),
        ("TPE2", BOOK.author),
        ("TRCK", "3/12"),
        ("TCON", "Audiobook"),
        ("TLAN", "eng"),
        ("TYER", "2019"),
        ("TDAT", "0204"),
        ("TPUB", "Own Press"),
        ("TIT1", "River Cycle #2"),
        ("TXXX:SERIES", "River Cycle"),
        ("TXXX:SERIES-PART", "2"),
        ("COMM::eng", BOOK.summary),
    ],
)
def test_text_is_read_back(frame: str, text: str) -> None:
    assert str(read(FACTS)[frame]) == text


def test_cover_and_address_are_read_back() -> None:
    tag = read(FACTS)
    cover = tag.getall("APIC")[0]
    assert (cover.mime, cover.data, cover.type) == ("image/jpeg", b"\xff\xd8 picture", 3)
    assert tag.getall("WOAS")[0].url == "https://example.org/works/7?view=%C3%9C"


def test_tag_is_of_the_version_that_every_player_reads() -> None:
    assert id3_tags(FACTS).startswith(b"ID3\x03\x00")


def test_empty_metadata_leaves_only_place_and_genre() -> None:
    assert sorted(read(TrackFacts(Metadata(), title="")).keys()) == ["TCON", "TRCK"]


def test_genres_of_the_story_win() -> None:
    facts = replace(FACTS, metadata=replace(BOOK, genres=("Adventure", "Humor")))
    assert str(read(facts)["TCON"]) == "Adventure; Humor"


@pytest.mark.parametrize(
    ("language", "letters"),
    [
        ("en", "eng"),
        ("de-AT", "ger"),
        ("pt_BR", "por"),
        ("fra", None),
        ("fre", "fre"),
        ("EN", "eng"),
        ("xx", None),
    ],
)
def test_language_is_written_in_three_letters(language: str, letters: str | None) -> None:
    tag = read(TrackFacts(Metadata(language=language), title="x"))
    assert (str(tag["TLAN"]) if "TLAN" in tag else None) == letters


@pytest.mark.parametrize(
    ("published", "year"), [("2019", "2019"), ("2019-04", "2019"), ("May 2nd, 1999", "1999"), ("soon", None)]
)
def test_year_is_found_in_whatever_the_source_says(published: str, year: str | None) -> None:
    tag = read(TrackFacts(Metadata(published=published), title="x"))
    assert (str(tag["TYER"]) if "TYER" in tag else None) == year


def test_what_no_tag_can_hold_is_left_out() -> None:
    facts = TrackFacts(Metadata(title="nul\0 lone \udc80", summary="a\0b"), title="x\0")
    tag = read(facts)
    assert [str(tag[frame]) for frame in ("TIT2", "TALB", "COMM::und")] == ["x", "nul lone ?", "ab"]


def test_same_facts_give_the_same_bytes() -> None:
    assert id3_tags(FACTS) == id3_tags(FACTS)


def test_a_track_of_nobody_knows_how_many_has_a_number_alone() -> None:
    assert str(read(replace(FACTS, count=0))["TRCK"]) == "3"
