"""The quirks of EPUBs: reading order, tables of contents, front matter, locks, damage."""

from __future__ import annotations

import io
import zipfile

import pytest

from audiobook import readers
from audiobook.errors import StoryError
from audiobook.model import BlockKind, Story
from audiobook.readers import Raw
from tests.readers.makers import containers, tale
from tests.readers.makers.epub import PIXEL, Book, build, generic, page

LONG = "<p>" + "The tide had gone out over the mud flats, and it had left a boat there. " * 20 + "</p>"


def read(book: Book | bytes) -> Story:
    story = readers.read_raw(Raw("book.epub", book if isinstance(book, bytes) else build(book)))
    tale.check(story)
    return story


def chapters(story: Story) -> dict[str, str]:
    """The text of each chapter by its title."""
    ends = [mark.start for mark in story.chapter_marks[1:]] + [len(story.text)]
    return {
        mark.title: story.text[mark.start : end].strip()
        for mark, end in zip(story.chapter_marks, ends, strict=True)
    }


def three(**pages: str) -> dict[str, str]:
    return {f"{name}.xhtml": page(content) for name, content in pages.items()}


@pytest.mark.parametrize("version", [2, 3])
def test_both_versions_give_the_same_story(version: int) -> None:
    story = read(generic(version))

    assert tale.spoken_words(story) == tale.story_words()
    assert tuple(tale.titles(story)) == tale.CHAPTERS


def test_the_spine_gives_the_order_not_the_archive_nor_the_manifest() -> None:
    spine = ['<itemref idref="p1"/>', '<itemref idref="p0"/>']
    story = read(Book(three(a="<p>second</p>", b="<p>first</p>"), [], spine=spine))

    assert tale.spoken(story) == ["first", "second"]


def test_chapters_start_in_the_middle_of_files_and_go_on_in_the_next() -> None:
    pages = three(
        a=f"{LONG}<h2 id='c2'>Two</h2><p>two begins</p>", b="<p>two ends</p><div id='c3'><p>three</p></div>"
    )
    contents = [("One", "a.xhtml"), ("Two", "a.xhtml#c2"), ("Three", "b.xhtml#c3")]

    found = chapters(read(Book(pages, contents)))

    assert list(found) == ["One", "Two", "Three"]
    assert found["Two"] == "Two\n\ntwo begins\n\ntwo ends"
    assert found["Three"] == "three"


@pytest.mark.parametrize(
    "anchor",
    [
        "<a id='c2'></a><h2>Two</h2>",
        "<h2><a name='c2'/>Two</h2>",
        "<section id='c2'><h2>Two</h2></section>",
        "<h2><span id='c2'>Two</span></h2>",
    ],
)
def test_an_anchor_may_stand_before_around_or_in_the_heading(anchor: str) -> None:
    pages = three(a=f"<h2>One</h2><p>one</p>{anchor}<p>two</p>")

    assert chapters(read(Book(pages, [("One", "a.xhtml"), ("Two", "a.xhtml#c2")])))["Two"] == "Two\n\ntwo"


def test_an_anchor_that_is_missing_means_the_file() -> None:
    contents = [("One", "a.xhtml#gone"), ("Two", "b.xhtml#gone")]

    assert list(chapters(read(Book(three(a="<p>one</p>", b="<p>two</p>"), contents)))) == ["One", "Two"]


@pytest.mark.parametrize("href", ["ch%201.xhtml", "./ch%201.xhtml", "../OEBPS/ch%201.xhtml", "CH%201.xhtml"])
def test_names_of_files_may_be_encoded_or_relative(href: str) -> None:
    book = Book(
        {"ch 1.xhtml": page("<p>one</p>"), "b.xhtml": page("<p>two</p>")}, [("One", href), ("Two", "b.xhtml")]
    )

    assert list(chapters(read(book))) == ["One", "Two"]


def test_parts_go_with_their_first_chapter() -> None:
    pages = three(
        part="<h1>Part One</h1>", a="<h2>Chapter 1</h2><p>one</p>", b="<h2>Chapter 2</h2><p>two</p>"
    )
    contents = [("Part One", "part.xhtml"), ("\tChapter 1", "a.xhtml"), ("\tChapter 2", "b.xhtml")]

    found = chapters(read(Book(pages, contents, version=3)))

    assert found == {"Chapter 1": "Part One\n\nChapter 1\n\none", "Chapter 2": "Chapter 2\n\ntwo"}


def test_sections_of_chapters_are_no_chapters() -> None:
    pages = three(a=f"<h2>Alpha</h2>{LONG}<h3 id='s'>The boat</h3>{LONG}", b="<h2>Beta</h2><p>two</p>")
    contents = [("Alpha", "a.xhtml"), ("\tThe boat", "a.xhtml#s"), ("Beta", "b.xhtml")]

    assert list(chapters(read(Book(pages, contents)))) == ["Alpha", "Beta"]


def test_without_a_table_of_contents_headings_are_the_chapters() -> None:
    story = read(Book(three(a="<h1>One</h1><p>one</p>", b="<h1>Two</h1><p>two</p>"), [], with_contents=False))

    assert list(chapters(story)) == ["One", "Two"]


def test_pages_around_the_story_are_not_spoken() -> None:
    pages = three(
        cover="<div><p>Cover art by Lee</p></div>",
        title="<h1>Low Water</h1>",
        rights="<p>All rights reserved.</p>",
        a="<h2>One</h2><p>The tide.</p>",
        also="<p>Other books</p>",
        notes="<p>A note.</p>",
    )
    contents = [
        ("Title Page", "title.xhtml"),
        ("Copyright", "rights.xhtml"),
        ("One", "a.xhtml"),
        ("Also by", "also.xhtml"),
    ]
    spine = [f'<itemref idref="p{index}"/>' for index in range(5)] + ['<itemref idref="p5" linear="no"/>']
    guide = '<reference type="cover" href="cover.xhtml"/>'

    story = read(Book(pages, contents, guide=guide, spine=spine))

    assert tale.spoken(story) == ["The tide."]
    assert list(chapters(story)) == ["One"]
    assert tale.set_apart(story)["A note."] == "page outside the reading order"


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("copyright-page", BlockKind.METADATA),
        ("titlepage", BlockKind.METADATA),
        ("endnotes", BlockKind.NOTE),
        ("chapter", BlockKind.PARAGRAPH),
        ("dedication", BlockKind.PARAGRAPH),
        ("z3998:letter", BlockKind.LETTER),
        ("z3998:verse", BlockKind.VERSE),
    ],
)
def test_semantics_say_what_a_part_is(kind: str, expected: BlockKind) -> None:
    story = read(
        Book(three(a=f"<p>story</p><section epub:type='{kind}'><p>words</p></section>"), [], version=3)
    )

    assert tale.kinds(story)["words"] is expected


@pytest.mark.parametrize(
    ("language", "tag"),
    [("English", "en"), ("en-US", "en-us"), ("fr", "fr"), ("", ""), ("klingon spoken", "")],
)
def test_the_language_is_a_tag(language: str, tag: str) -> None:
    assert read(Book(three(a="<p>x</p>"), [], language=language)).metadata.language == tag


def test_everything_the_package_says_is_known() -> None:
    more = (
        "<dc:description>&lt;p&gt;A &lt;b&gt;ferry&lt;/b&gt;.&lt;/p&gt;</dc:description>"
        "<dc:subject>Sea</dc:subject><dc:subject>Fog</dc:subject><dc:publisher>Lind Press</dc:publisher>"
        "<dc:date>2020-01-02T00:00:00Z</dc:date>"
        "<dc:identifier>https://example.org/1</dc:identifier><dc:creator opf:role='ill'>Lee</dc:creator>"
        '<meta name="calibre:series" content="Harbor"/><meta name="calibre:series_index" content="3.0"/>'
    )
    metadata = read(Book(three(a="<p>x</p>"), [], metadata=more)).metadata

    assert metadata.author == tale.AUTHOR
    assert metadata.summary == "A ferry."
    assert metadata.tags == ("Sea", "Fog")
    assert (metadata.series, metadata.series_number) == ("Harbor", "3")
    assert (metadata.published, metadata.publisher) == ("2020-01-02", "Lind Press")
    assert metadata.url == "https://example.org/1"


@pytest.mark.parametrize(
    ("manifest", "metadata", "guide"),
    [
        ('<item id="c" href="c.png" media-type="image/png" properties="cover-image"/>', "", ""),
        ('<item id="c" href="c.png" media-type="image/png"/>', '<meta name="cover" content="c"/>', ""),
        ("", "", '<reference type="cover" href="cover.xhtml"/>'),
        ("", "", '<reference type="cover" href="c.png"/>'),
    ],
)
def test_the_cover_is_found_wherever_it_is_named(manifest: str, metadata: str, guide: str) -> None:
    pages = three(cover="<div><img src='c.png' alt=''/></div>", a="<p>x</p>")
    book = Book(pages, [], manifest=manifest, metadata=metadata, guide=guide, extra={"c.png": PIXEL})

    cover = read(book).metadata.cover

    assert cover is not None
    assert (cover.data, cover.media_type) == (PIXEL, "image/png")


def test_a_file_that_is_missing_is_said() -> None:
    story = read(
        Book(
            three(a="<p>x</p>"),
            [],
            manifest='<item id="z" href="z.xhtml" media-type="application/xhtml+xml"/>',
            spine=['<itemref idref="p0"/>', '<itemref idref="z"/>', '<itemref idref="nowhere"/>'],
        )
    )

    assert story.warnings == ("The book lacks its file OEBPS/z.xhtml.",)


def test_a_file_that_is_listed_again_and_again_is_read_once() -> None:
    assert tale.spoken(read(Book(three(a="<p>x</p>"), [], spine=['<itemref idref="p0"/>'] * 1000))) == ["x"]


@pytest.mark.parametrize(
    "broken",
    [
        "<p>a &nbsp;b <br> c</p>",
        "<p>a <b>b</p> c",
        "<p>a b c</p><title/><p></p>",
        "<a id='x'/><p>a b c</p></div>",
    ],
)
def test_pages_that_are_not_well_formed_are_read_anyway(broken: str) -> None:
    assert " ".join(tale.spoken(read(Book(three(a=broken), [])))).split() == ["a", "b", "c"]


def test_style_sheets_of_the_book_count() -> None:
    pages = {
        "a.xhtml": page(
            "<p class='i'>a b</p><p class='h'>no</p><p>and a lot more to read here</p>",
            head='<link rel="stylesheet" type="text/css" href="css/s.css"/>',
        )
    }
    book = Book(pages, [], extra={"css/s.css": b".i { font-style: italic } .h { display: none }"})

    story = read(book)

    assert tale.emphasized(story) == ["a b"]
    assert tale.set_apart(story) == {"no": "hidden by the page's style"}


def test_each_block_says_which_file_it_is_from() -> None:
    story = read(Book(three(a="<p>one</p>", b="<p>two</p>"), []))

    assert [block.place for block in story.blocks] == ["OEBPS/a.xhtml", "OEBPS/b.xhtml"]


ENCRYPTED = (
    '<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container" '
    'xmlns:e="http://www.w3.org/2001/04/xmlenc#"><e:EncryptedData><e:EncryptionMethod Algorithm="{}"/>'
    '<e:CipherData><e:CipherReference URI="{}"/></e:CipherData></e:EncryptedData></encryption>'
)


def with_file(data: bytes, name: str, content: str) -> bytes:
    out = io.BytesIO(data)
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr(name, content)
    return out.getvalue()


def test_a_locked_book_is_refused() -> None:
    locked = ENCRYPTED.format("http://www.w3.org/2001/04/xmlenc#aes128-cbc", "OEBPS/ch1.xhtml")

    with pytest.raises(StoryError, match="DRM") as caught:
        read(with_file(generic(), "META-INF/encryption.xml", locked))

    assert caught.value.hint


def test_scrambled_fonts_do_no_harm() -> None:
    fonts = ENCRYPTED.format("http://www.idpf.org/2008/embedding", "OEBPS/fonts/a.otf")

    assert read(with_file(generic(), "META-INF/encryption.xml", fonts)).blocks


def test_a_book_without_a_container_file_is_found_by_its_package() -> None:
    bare = io.BytesIO(generic())
    files = {name: zipfile.ZipFile(bare).read(name) for name in zipfile.ZipFile(bare).namelist()}
    del files["META-INF/container.xml"], files["mimetype"]

    assert tale.spoken_words(read(containers.packed(dict(files)))) == tale.story_words()


def test_what_was_decoded_wrongly_once_is_repaired_and_told() -> None:
    book = Book({"a.xhtml": page("<p>Itâ€™s late. Itâ€™s dark.</p>")}, [("One", "a.xhtml")])
    story = readers.read_raw(Raw("book.epub", build(book)))
    assert "It’s late. It’s dark." in story.text
    assert any("1 of the book's files" in warning for warning in story.warnings)
