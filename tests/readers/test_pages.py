"""Pages by anybody, and pages in the wrappings of browsers."""

from __future__ import annotations

import plistlib

import pytest

from audiobook import readers
from audiobook.errors import StoryError
from audiobook.readers import Raw
from tests.readers.makers import containers, producers, tale

BODY = "<p>The rope parted at six.</p><p>Nobody on the ferry said a word.</p>"


def read(page: str) -> list[str]:
    story = readers.read_raw(Raw("page.html", f"<html><body>{page}</body></html>".encode()))
    tale.check(story)
    return tale.spoken(story)


@pytest.mark.parametrize(
    "around",
    [
        "<nav><a href='/'>Home</a></nav>{}",
        "<header><p>My blog</p></header>{}<footer><p>All mine</p></footer>",
        "<div class='sidebar'><p>Me</p></div>{}",
        "{}<div id='comments'><p>First!</p></div>",
        "<p>My blog</p><article>{}</article><p>Like it?</p>",
        "<main><nav>x</nav>{}<aside><p>x</p></aside></main>",
        "{}<p><a rel='next' href='2.html'>Next</a></p>",
        "<div role='navigation'>x</div><div role='main'>{}</div>",
    ],
)
def test_what_markup_calls_furniture_is_not_spoken(around: str) -> None:
    assert read(around.format(BODY)) == ["The rope parted at six.", "Nobody on the ferry said a word."]


@pytest.mark.parametrize(
    "page",
    [
        "<article><header><p>The rope parted at six.</p></header><p>Nobody said a word.</p></article>",
        "<article><p>The rope parted at six.</p></article><article><p>Nobody said a word.</p></article>",
        "<aside><p>The rope parted at six.</p><p>Nobody said a word.</p></aside><p>x</p>",
        "<main>x</main><p>The rope parted at six.</p><p>Nobody said a word.</p>",
    ],
)
def test_what_may_be_story_is_spoken(page: str) -> None:
    assert {"The rope parted at six.", "Nobody said a word."} <= set(read(page))


@pytest.mark.parametrize(
    ("label", "note"),
    [
        ("class='author-note-portlet'", True),
        ("class='authors-note'", True),
        ("class='fff_chapter_notes fff_head_notes'", True),
        ("class='noteworthy'", False),
    ],
)
def test_boxes_that_are_called_notes_are_notes(label: str, note: bool) -> None:
    assert ("A word from me." not in read(f"{BODY}<div {label}><p>A word from me.</p></div>")) is note


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [
        ("utf-8", ""),
        ("utf-8", "windows-1252"),
        ("cp1252", "windows-1252"),
        ("cp1252", ""),
        ("utf-16", ""),
        ("koi8-r", "koi8-r"),
        ("shift_jis", "shift_jis"),
        ("utf-8-sig", ""),
    ],
)
def test_pages_are_decoded_as_they_were_written(encoding: str, declared: str) -> None:
    words = {"koi8-r": "Паром ушёл.", "shift_jis": "渡し船は出た。"}.get(encoding, "“Café,” said Ana—twice.")
    meta = f'<meta charset="{declared}">' if declared else ""
    page = f"<html><head>{meta}</head><body><p>{words}</p></body></html>"

    story = readers.read_raw(Raw("page.html", page.encode(encoding)))

    assert tale.spoken(story) == [words]


def test_a_page_in_one_file_with_its_pictures_is_unwrapped() -> None:
    inside = producers.load("ao3-download.html").data
    head = b"From: <Saved>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n"
    part = b"--b\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"

    story = readers.read_raw(Raw("page.mhtml", head + part + inside + b"\r\n--b--\r\n"))

    assert story.producer == "AO3"
    assert tale.spoken_words(story) == tale.story_words()


def test_a_web_archive_is_unwrapped() -> None:
    page = {"WebMainResource": {"WebResourceData": containers.html(), "WebResourceMIMEType": "text/html"}}

    story = readers.read_raw(Raw("page.webarchive", plistlib.dumps(page, fmt=plistlib.FMT_BINARY)))

    assert tale.spoken_words(story) == tale.story_words()


@pytest.mark.parametrize(
    "data",
    [
        b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n--b\r\n\r\ntext/html",
        plistlib.dumps({"WebMainResource": 1}, fmt=plistlib.FMT_BINARY),
        b"bplist00WebMainResource" + b"\xff" * 40,
    ],
)
def test_wrappings_with_nothing_in_them_are_refused(data: bytes) -> None:
    with pytest.raises(StoryError) as caught:
        readers.read_raw(Raw("page.mht", data))

    assert caught.value.hint
