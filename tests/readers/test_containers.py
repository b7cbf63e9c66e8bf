"""One story in seven containers."""

from __future__ import annotations

from pathlib import Path

import pytest

from audiobook import readers, segmenter
from audiobook.model import BlockKind, Kind
from audiobook.readers import Raw
from tests.readers.makers import containers, tale

SILENT = {Kind.NOTE, Kind.NAVIGATION, Kind.SKIP, Kind.HEADING}


@pytest.mark.parametrize("name", containers.CONTAINERS)
def test_every_container_gives_the_same_words(name: str) -> None:
    story = readers.read_raw(Raw(name, containers.CONTAINERS[name]()))

    tale.check(story)
    if name == "tale.txt":  # where headings are no structure, and are told by their words later on
        assert tale.words(story.text) == tale.all_words()
    else:
        assert tale.spoken_words(story) == tale.story_words()


@pytest.mark.parametrize("name", sorted(set(containers.CONTAINERS) - {"tale.txt"}))
def test_every_container_gives_the_same_chapters(name: str) -> None:
    story = readers.read_raw(Raw(name, containers.CONTAINERS[name]()))

    assert tuple(tale.titles(story)) == tale.CHAPTERS
    assert tuple(tale.headings(story)) == tale.CHAPTERS


@pytest.mark.parametrize("name", containers.CONTAINERS)
def test_every_container_keeps_italics_and_breaks(name: str) -> None:
    story = readers.read_raw(Raw(name, containers.CONTAINERS[name]()))

    assert tale.emphasized(story) == ["nothing", "She is not coming back", "now"]
    breaks = [block for block in story.blocks if block.kind is BlockKind.BREAK]
    assert len(breaks) == (0 if name == "tale.txt" else 1)


@pytest.mark.parametrize("name", containers.CONTAINERS)
def test_every_container_says_title_and_author(name: str) -> None:
    story = readers.read_raw(Raw(name, containers.CONTAINERS[name]()))

    assert (story.metadata.title, story.metadata.author) == (tale.TITLE, tale.AUTHOR)
    assert story.source.format == {
        ".txt": "text",
        ".md": "markdown",
        ".html": "html",
        ".epub": "epub",
        ".docx": "docx",
        ".odt": "odt",
        ".rtf": "rtf",
    }.get(Path(name).suffix)


SIGNED = sorted(set(containers.CONTAINERS) - {"tale.txt"})
"""Containers that are told by their content; plain text is what is left."""


@pytest.mark.parametrize("name", SIGNED)
@pytest.mark.parametrize("other", ["story", "story.txt", "story.html"])
def test_content_decides_whatever_the_suffix(name: str, other: str) -> None:
    known = readers.read_raw(Raw(name, containers.CONTAINERS[name]()))

    story = readers.read_raw(Raw(other, containers.CONTAINERS[name]()))

    assert tale.words(story.text) == tale.words(known.text)
    assert story.source.format == known.source.format


@pytest.mark.parametrize("name", containers.CONTAINERS)
def test_once_headings_are_told_by_words_too_every_container_is_the_same_book(name: str) -> None:
    story = readers.read_raw(Raw(name, containers.CONTAINERS[name]()))

    found = segmenter.segment(story)

    told = (story.text[each.start : each.end] for each in found.segments if each.kind not in SILENT)
    assert [word for text in told for word in tale.words(text)] == tale.story_words()
    assert tuple(chapter.title for chapter in found.chapters) == tale.CHAPTERS
    assert [chapter.number for chapter in found.chapters] == [1, 2, 3]
