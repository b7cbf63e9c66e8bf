"""Who speaks how much in each chapter, from which one on, and next to whom."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING

from audiobook.model import SPOKEN_BY_CHARACTERS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from audiobook.model import Script, Segment

_NEAR = 2  # turns: who answers, and who answers over another's head


@dataclass(frozen=True, slots=True)
class Debut:
    """Somebody who first speaks in a chapter: how many lines and characters of text they say in it."""

    name: str
    lines: int
    chars: int


@dataclass(frozen=True)
class ChapterSpeech:
    """The speech of one chapter: who is new in it, the most heard first; how much each says; who meets."""

    debuts: tuple[Debut, ...]
    heard: Counter[str]
    meetings: Counter[tuple[str, str]]  # near turns of each pair; a pair stands both ways round


@dataclass
class Acquaintance:
    """Who has been heard how much, and who has met whom, up to some chapter."""

    heard: Counter[str] = field(default_factory=Counter)
    meetings: Counter[tuple[str, str]] = field(default_factory=Counter)

    def add(self, chapter: ChapterSpeech) -> None:
        """Go on to the end of `chapter`."""
        self.heard.update(chapter.heard)
        self.meetings.update(chapter.meetings)


def speech_of(script: Script) -> tuple[ChapterSpeech, ...]:
    """The speech of `script`, chapter by chapter; chapters in which nobody speaks are left out."""
    spoken = [segment for segment in script.segments if _has_speaker(segment)]
    known: set[str] = set()
    chapters = []
    for _, segments in groupby(spoken, key=lambda segment: segment.chapter):
        chapter = _chapter_speech(list(segments), known)
        known.update(chapter.heard)
        chapters.append(chapter)
    return tuple(chapters)


def _has_speaker(segment: Segment) -> bool:
    return segment.speaker is not None and segment.kind in SPOKEN_BY_CHARACTERS


def _chapter_speech(spoken: list[Segment], known: set[str]) -> ChapterSpeech:
    names = [str(segment.speaker) for segment in spoken]
    lines = Counter(names)
    heard: Counter[str] = Counter()
    for name, segment in zip(names, spoken, strict=True):
        heard[name] += segment.end - segment.start
    debuts = (Debut(name, lines[name], heard[name]) for name in lines if name not in known)
    by_share = sorted(debuts, key=lambda debut: (-debut.chars, debut.name))
    return ChapterSpeech(tuple(by_share), heard, _meetings(names))


def _meetings(names: Iterable[str]) -> Counter[tuple[str, str]]:
    """How often each two speak near each other: in turns next to or next but one to another."""
    turns = [name for name, _ in groupby(names)]
    pairs = (pair for distance in range(1, _NEAR + 1) for pair in zip(turns, turns[distance:], strict=False))
    return Counter(way for one, other in pairs if one != other for way in ((one, other), (other, one)))
