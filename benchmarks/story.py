"""A long story to measure with: joined from the texts of a folder, or made up."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

BESIDE = Path(__file__).parents[2] / "shared" / "eval" / "attribution" / "dev"
"""Where novels may lie, beside the checkout."""

_CHAPTER = re.compile(r"^\s*chapter\b", re.IGNORECASE)
_PARAGRAPH = re.compile(r"\n[ \t]*\n")
_SEED = 1
_PARAGRAPHS_PER_CHAPTER = 60

_NAMES = ("Agnes", "Bertram", "Clara", "Dorothy", "Edmund", "Frances", "George", "Harriet")
_VERBS = ("said", "asked", "answered", "whispered", "cried", "repeated")
_THINGS = (
    "harbor",
    "letter",
    "lantern",
    "orchard",
    "clock",
    "carriage",
    "river",
    "cellar",
    "window",
    "bridge",
)
_QUALITIES = ("old", "narrow", "forgotten", "bright", "crooked", "silent", "painted", "enormous")
_DEEDS = ("waited by", "looked for", "walked around", "remembered", "painted", "listened to", "dreamed of")
_TIMES = ("in the morning", "before supper", "all winter", "without a word", "for the third time", "at last")


def long_story(words: int, folder: Path | None = None) -> str:
    """At least `words` words of story, whole paragraphs: the texts of `folder` in the order of their names.

    Without a folder those found beside the checkout, and text made up where there are none.
    """
    texts = [path.read_text("utf-8") for path in sources(folder)]
    paragraphs = (paragraph for text in texts for paragraph in _PARAGRAPH.split(text))
    return opening(chain(paragraphs, _made_up()), words=words)


def sources(folder: Path | None = None) -> list[Path]:
    """The texts to make a story of, in order; none if it has to be made up."""
    return sorted((folder or BESIDE).glob("*.txt"))


def opening(paragraphs: Iterator[str], *, words: int) -> str:
    """The first paragraphs, until they hold `words` words."""
    taken, count = [], 0
    for paragraph in paragraphs:
        if count >= words:
            break
        taken.append(paragraph)
        count += len(paragraph.split())
    return "\n\n".join(taken) + "\n"


def chapters_of(text: str, *, count: int, words: int) -> str:
    """A story of `count` chapters of about `words` words each, made of the paragraphs of `text`."""
    paragraphs = (paragraph for paragraph in _PARAGRAPH.split(text) if not _CHAPTER.match(paragraph))
    chapters = (f"Chapter {number}\n\n{opening(paragraphs, words=words)}" for number in range(1, count + 1))
    return "\n".join(chapters)


def paragraphs_of(text: str) -> Iterator[str]:
    """The paragraphs of a text."""
    return iter(_PARAGRAPH.split(text))


def _made_up() -> Iterator[str]:
    """Chapters without end, half of their paragraphs speech; the same ones every time."""
    chance = random.Random(_SEED)
    chapter = 0
    while True:
        chapter += 1
        yield f"Chapter {chapter}"
        for _ in range(_PARAGRAPHS_PER_CHAPTER):
            yield _speech(chance) if chance.random() < 0.5 else _narration(chance)


def _narration(chance: random.Random) -> str:
    return " ".join(f"{chance.choice(_NAMES)} {_clause(chance)}." for _ in range(chance.randint(2, 6)))


def _speech(chance: random.Random) -> str:
    said = f"{chance.choice(_VERBS)} {chance.choice(_NAMES)}"
    return f'"I {_clause(chance)}," {said}. "Nobody {_clause(chance)}."'


def _clause(chance: random.Random) -> str:
    thing = f"{chance.choice(_QUALITIES)} {chance.choice(_THINGS)}"
    return f"{chance.choice(_DEEDS)} the {thing} {chance.choice(_TIMES)}"
