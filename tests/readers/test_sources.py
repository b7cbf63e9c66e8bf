"""Files, folders, archives and standard input."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from audiobook import readers
from audiobook.errors import StoryError, UsageError
from audiobook.readers import Raw, sources
from tests.readers.makers import containers, tale
from tests.readers.makers.epub import generic


@pytest.mark.parametrize(
    ("names", "ordered"),
    [
        (["ch10.md", "ch2.md", "ch1.md"], ["ch1.md", "ch2.md", "ch10.md"]),
        (["b/1.txt", "a/2.txt", "a/10.txt"], ["a/2.txt", "a/10.txt", "b/1.txt"]),
        (["Ch 2.txt", "ch 1.txt"], ["ch 1.txt", "Ch 2.txt"]),
        (["x.txt", "1.txt", "٣.txt"], ["1.txt", "٣.txt", "x.txt"]),
    ],
)
def test_names_are_ordered_as_people_do(names: list[str], ordered: list[str]) -> None:
    assert sorted(names, key=sources.natural_key) == ordered


@pytest.mark.parametrize(
    ("name", "is_story"),
    [
        ("a.txt", True),
        ("A.EPUB", True),
        ("part 1/ch1.md", True),
        ("cover.jpg", False),
        ("readme", False),
        (".hidden.txt", False),
        ("__MACOSX/a.txt", False),
        ("Low Water_files/ad.html", False),
    ],
)
def test_stories_in_a_folder_are_told_by_their_names(name: str, is_story: bool) -> None:
    assert sources.is_story_name(name) is is_story


def test_standard_input_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(generic())))

    story = readers.read("-")

    assert story.source.name == "Standard input"
    assert tale.spoken_words(story) == tale.story_words()


def test_a_folder_is_one_book(tmp_path: Path) -> None:
    folder = tmp_path / "Low Water"
    folder.mkdir()
    (folder / "cover.jpg").write_bytes(b"\xff\xd8\xff")
    for index in (1, 2, 10):
        (folder / f"ch{index}.md").write_text(f"# Chapter {index}\n\nThis is *part* {index} of it.\n")

    story = readers.read(folder)

    tale.check(story)
    assert tale.titles(story) == ["Chapter 1", "Chapter 2", "Chapter 10"]
    assert tale.emphasized(story) == ["part"] * 3
    assert (story.source.name, story.source.format) == ("Low Water", "folder")
    assert {block.place for block in story.blocks} == {"ch1.md", "ch2.md", "ch10.md"}


def test_one_story_in_several_formats_is_read_once(tmp_path: Path) -> None:
    for name, make in containers.CONTAINERS.items():
        (tmp_path / name).write_bytes(make())

    story = readers.read(tmp_path)

    assert story.source.name == "tale.epub"
    assert tale.spoken_words(story) == tale.story_words()
    assert "tale.txt was passed over: it is tale.epub again." in story.warnings


def test_several_files_are_one_book_in_natural_order(tmp_path: Path) -> None:
    paths = [tmp_path / f"{index}.txt" for index in (10, 9)]
    for path in paths:
        path.write_text(f"Words of part {path.stem} stand here.\n")

    story = readers.read_many(paths)

    assert tale.titles(story) == ["9", "10"]
    assert story.text.index("part 9") < story.text.index("part 10")


def test_a_part_with_chapters_keeps_them(tmp_path: Path) -> None:
    (tmp_path / "1.html").write_bytes(containers.html())
    (tmp_path / "2.txt").write_text("Chapter 4\n\nMore of it.\n\n\nChapter 5: The End\n\nThe rest of it.\n")

    story = readers.read(tmp_path)

    assert tale.titles(story) == [*tale.CHAPTERS, "Chapter 4", "Chapter 5: The End"]


def test_an_archive_of_stories_is_one_book() -> None:
    data = containers.packed(
        {"2.html": containers.html(), "1.md": containers.markdown(), "notes.pdf": b"%PDF"}
    )

    story = readers.read_raw(Raw("both.zip", data))

    tale.check(story)
    assert tale.spoken_words(story) == tale.story_words() * 2
    assert (story.metadata.title, story.source.format) == (tale.TITLE, "zip")


def test_an_archive_of_one_story_is_that_story() -> None:
    story = readers.read_raw(Raw("one.zip", containers.packed({"a/tale.epub": generic()})))

    assert story.source.format == "epub"


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda folder: folder / "no.txt", "no file"),
        (lambda folder: folder, "no story in the folder"),
        (lambda folder: _file(folder, "empty.txt", b""), "is empty"),
        (lambda folder: _file(folder, "blank.txt", b" \n\n "), "is empty"),
        (lambda folder: _file(folder, "blank.html", b"<html><body><p> </p></body></html>"), "no text"),
        (lambda folder: _file(folder, "x.txt", bytes(range(256)) * 40), "not text"),
        (lambda folder: _file(folder, "x.zip", containers.packed({"a.jpg": b"x"})), "no story in"),
        (lambda folder: "a\0b.txt", "cannot be opened"),
    ],
)
def test_what_cannot_be_read_is_said_in_a_sentence_with_a_hint(tmp_path: Path, make, words: str) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(StoryError, match=words) as caught:
        readers.read(make(tmp_path))

    assert caught.value.hint


def test_no_files_at_all_is_a_mistake_in_use() -> None:
    with pytest.raises(UsageError):
        readers.read_many([])


def test_too_large_a_file_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "_MAX_BYTES", 10)

    with pytest.raises(StoryError, match="larger than"):
        readers.read(_file(tmp_path, "a.txt", b"x" * 11))


@pytest.mark.parametrize(
    ("head", "words"),
    [
        (b"%PDF-1.7\n", "PDF"),
        (b"\0" * 60 + b"BOOKMOBI", "Kindle"),
        (b"TPZ0", "Topaz"),
        (b"\xeaDRMION\xee", "protected Kindle"),
        (b"ITOLITLS", "Microsoft Reader"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old Word document"),
        (b"Rar!\x1a\x07", "archive"),
        (b"\x89PNG\r\n", "picture"),
        (b"ID3\x04", "sound file"),
        (b"<?xml version='1.0'?><FictionBook>", "FictionBook"),
    ],
)
def test_formats_that_are_not_read_are_named_with_what_to_do(head: bytes, words: str) -> None:
    with pytest.raises(StoryError, match=words) as caught:
        readers.read_raw(Raw("My book.bin", head + b"\0" * 100))

    assert caught.value.hint


def test_the_hint_for_kindle_books_is_a_command_that_works() -> None:
    with pytest.raises(StoryError) as caught:
        readers.read_raw(Raw("My book.mobi", b"\0" * 60 + b"BOOKMOBI"))

    assert 'ebook-convert "My book.mobi" "My book.epub"' in caught.value.hint


def _file(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path
