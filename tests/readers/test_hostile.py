"""Files that want to do harm, that were cut off, or that lost a byte: a story or a sentence, nothing else."""

from __future__ import annotations

import random
import time
from functools import cache

import pytest

from audiobook import readers
from audiobook.errors import StoryError
from audiobook.model import Story
from audiobook.readers import Raw
from tests.readers.makers import containers, hostile, producers, tale

FLIPS = 12
LONGEST_S = 10


def read(name: str, data: bytes) -> Story | None:
    """The story in a file, or None if it was refused with a sentence and a hint."""
    refusal = None
    try:
        story = readers.read_raw(Raw(name, data))
    except StoryError as err:
        refusal = err
    if refusal:
        assert refusal.message.endswith(".")
        assert refusal.hint
        return None
    tale.check(story)
    return story


@cache
def files() -> dict[str, bytes]:
    """Every fixture there is, by name."""
    found = {name: producers.load(name).data for name in producers.NAMES}
    return found | {name: make() for name, make in containers.CONTAINERS.items()}


NAMES = sorted({*producers.NAMES, *containers.CONTAINERS})


@pytest.mark.parametrize("name", hostile.FILES)
def test_hostile_files_are_refused_or_read_in_time(name: str) -> None:
    data = hostile.FILES[name]()
    start = time.process_time()

    story = read(name, data)

    assert time.process_time() - start < LONGEST_S
    assert story is None or (
        "evil" not in story.text and "root:" not in story.text and "laughter" not in story.text
    )


@pytest.mark.parametrize(
    "name",
    [
        "out.zip",
        "out.epub",
        "entities.epub",
        "outside.epub",
        "outside-package.epub",
        "divs.html",
        "again.epub",
    ],
)
def test_what_is_harmless_in_them_is_read(name: str) -> None:
    story = read(name, hostile.FILES[name]())

    assert story is not None
    assert "hello" in story.text


@pytest.mark.parametrize("name", NAMES)
def test_a_file_that_was_cut_off_is_read_or_refused(name: str) -> None:
    data = files()[name]

    for tenth in range(10):
        read(name, data[: len(data) * tenth // 10])


@pytest.mark.parametrize("name", NAMES)
def test_a_file_with_flipped_bytes_is_read_or_refused(name: str) -> None:
    chance = random.Random(name)

    for _ in range(FLIPS):
        data = bytearray(files()[name])
        for _ in range(chance.choice((1, 1, 4, 16))):
            data[chance.randrange(len(data))] = chance.randrange(256)
        read(name, bytes(data))


@pytest.mark.parametrize("name", NAMES)
def test_the_same_file_gives_the_same_story(name: str) -> None:
    assert read(name, files()[name]) == read(name, files()[name])
