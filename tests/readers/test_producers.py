"""What each producer of pages and books gives out, and what is to be heard of it."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from audiobook import readers
from audiobook.model import BlockKind, Story
from audiobook.readers import Raw
from tests.readers.makers import producers, tale

ALL = tale.CHAPTERS
NUMBERS = ("Chapter 1", "The Ferry", "Chapter 2", "The Keeper", "Chapter 3", "Spring Tide")
TITLE_PAGE = ("Low Water", "by Mara Lind")
AO3_NOTES = ("Sorry for the wait!", "Rope facts follow.", "For Lee, who asked.")


@dataclass(frozen=True)
class Expected:
    """Who made a file, the chapters it lists, the headings to be spoken, notes that are not."""

    producer: str
    chapters: tuple[str, ...] = ALL
    headings: tuple[str, ...] = ALL
    notes: tuple[str, ...] = ()


EXPECTED = {
    "ao3-download.html": Expected("AO3", notes=AO3_NOTES),
    "ao3-one-chapter.html": Expected("AO3", (tale.TITLE,), (), ("For Lee, who asked.", "More soon.")),
    "ao3-page.html": Expected("AO3", notes=AO3_NOTES),
    "ao3.epub": Expected("AO3", notes=AO3_NOTES),
    "fanficfare.epub": Expected("FanFicFare", notes=(*AO3_NOTES, "Thanks for reading this far.")),
    "fanficfare.html": Expected("FanFicFare", notes=AO3_NOTES),
    "fanfiction-net.html": Expected("FanFiction.net", ("2. The Keeper",), ()),
    "fichub.epub": Expected("FicHub"),
    "gutenberg-old.html": Expected("Gutenberg", headings=("LOW WATER", "BY", "MARA LIND", *ALL)),
    "gutenberg.epub": Expected("Gutenberg", headings=(*TITLE_PAGE, *ALL)),
    "gutenberg.html": Expected(
        "Gutenberg",
        headings=(*TITLE_PAGE, *ALL),
        notes=("[1] A kind of rope.", "Transcriber’s note: spelling was kept."),
    ),
    "lightnovel-crawler.epub": Expected("lightnovel-crawler", headings=("Volume 1", *ALL)),
    "royal-road.html": Expected(
        "Royal Road", (ALL[0],), (ALL[0],), ("Sorry for the wait!", "Rope facts follow.")
    ),
    "scribble-hub.html": Expected(
        "Scribble Hub", (ALL[0],), (ALL[0],), ("Sorry for the wait!", "Rope facts follow.")
    ),
    "standard-ebooks.epub": Expected(
        "Standard Ebooks", headings=("Part I", *NUMBERS), notes=("Rope facts follow.",)
    ),
    "wattpad.epub": Expected("WattpadDownloader"),
}


def read(name: str) -> Story:
    return readers.read_raw(producers.load(name))


def test_every_fixture_is_expected() -> None:
    assert set(EXPECTED) == set(producers.NAMES)


@pytest.mark.parametrize("name", producers.NAMES)
def test_exactly_the_story_is_spoken(name: str) -> None:
    story = read(name)

    tale.check(story)
    assert tale.spoken_words(story) == tale.story_words()
    assert (tale.spoken(story)[0], tale.spoken(story)[-1]) == (tale.FIRST, tale.LAST)


@pytest.mark.parametrize("name", producers.NAMES)
def test_the_producer_and_the_chapters_are_found(name: str) -> None:
    story = read(name)

    assert story.producer == EXPECTED[name].producer
    assert tuple(tale.titles(story)) == EXPECTED[name].chapters
    assert tuple(tale.headings(story)) == EXPECTED[name].headings


@pytest.mark.parametrize("name", [name for name in producers.NAMES if EXPECTED[name].chapters == ALL])
def test_each_chapter_holds_its_sentences(name: str) -> None:
    story = read(name)

    for mark, following, part in zip(
        story.chapter_marks, [*story.chapter_marks[1:], None], tale.PARTS, strict=True
    ):
        end = following.start if following else len(story.text)
        inside = story.text[mark.start : end]
        assert tale.plain(part.paragraphs[0]) in inside
        assert tale.plain(part.paragraphs[-1]) in inside


@pytest.mark.parametrize("name", producers.NAMES)
def test_notes_are_kept_as_notes(name: str) -> None:
    story = read(name)
    kinds = tale.kinds(story)

    assert [kinds.get(note) for note in EXPECTED[name].notes] == [BlockKind.NOTE] * len(EXPECTED[name].notes)


@pytest.mark.parametrize("name", producers.NAMES)
def test_italics_and_scene_breaks_are_kept(name: str) -> None:
    story = read(name)

    assert tale.emphasized(story) == ["nothing", "She is not coming back", "now"]
    assert [block for block in story.blocks if block.kind is BlockKind.BREAK]


@pytest.mark.parametrize("name", producers.NAMES)
def test_title_and_author_are_known(name: str) -> None:
    metadata = read(name).metadata

    assert metadata.title.removesuffix(", by Mara Lind") == tale.TITLE
    assert metadata.author == tale.AUTHOR
    assert metadata.language in ("en", "")


@pytest.mark.parametrize("name", ["ao3-download.html", "ao3-page.html", "ao3.epub", "ao3-one-chapter.html"])
def test_everything_that_ao3_says_of_a_work_is_known(name: str) -> None:
    metadata = read(name).metadata

    assert metadata.fandoms == ("Harbor, The (TV)", "Fog")
    assert (metadata.series, metadata.series_number) == ("Harbor Lights", "2")
    assert (metadata.published, metadata.updated) == ("2020-01-01", "2021-03-04")
    assert metadata.rating == "Teen And Up Audiences"
    assert metadata.status == "Completed"
    assert metadata.summary == "Two keepers, one boat."
    assert metadata.url == "https://archiveofourown.org/works/123"
    assert metadata.publisher == "Archive of Our Own"


@pytest.mark.parametrize("name", ["fanficfare.html", "fanficfare.epub"])
def test_everything_that_fanficfare_says_of_a_work_is_known(name: str) -> None:
    metadata = read(name).metadata

    assert metadata.fandoms == ("Harbor", "Fog")
    assert metadata.genres == ("Adventure", "Mystery")
    assert (metadata.series, metadata.series_number) == ("Harbor Lights", "2")
    assert metadata.rating == "Teen And Up Audiences"
    assert metadata.published == "2020-01-01"


def test_the_line_of_counts_of_fanfiction_net_is_understood() -> None:
    metadata = read("fanfiction-net.html").metadata

    assert metadata.genres == ("Adventure", "Hurt/Comfort")
    assert (metadata.rating, metadata.status) == ("T", "Complete")
    assert metadata.fandoms == ("Harbor",)
    assert metadata.published == "Mar 1, 2012"


@pytest.mark.parametrize("name", ["ao3.epub", "fanficfare.epub", "standard-ebooks.epub", "wattpad.epub"])
def test_the_cover_comes_with_the_book(name: str) -> None:
    cover = read(name).metadata.cover

    assert cover is not None
    assert cover.media_type == "image/png"
    assert cover.data.startswith(b"\x89PNG")


def test_sentences_against_theft_are_kept_and_not_spoken() -> None:
    reasons = tale.set_apart(read("royal-road.html"))

    assert (
        reasons["This tale was taken without leave; report any copy of it."] == "hidden by the page's style"
    )


def test_headings_of_old_downloads_are_chapters_too() -> None:
    old = producers.load("ao3-download.html").data.replace(b"Chapter 1: The Ferry", b"The Ferry")

    story = readers.read_raw(Raw("old.html", old))

    assert tale.titles(story) == ["The Ferry", *ALL[1:]]


def test_a_block_quotation_in_the_body_is_story() -> None:
    data = producers.load("ao3-download.html").data
    letter = b"<blockquote><p>Dear Ana, the rope was cut.</p></blockquote><hr/>"

    story = readers.read_raw(Raw("x.html", data.replace(b"<hr/>", letter, 1)))

    assert tale.kinds(story)["Dear Ana, the rope was cut."] is BlockKind.LETTER
