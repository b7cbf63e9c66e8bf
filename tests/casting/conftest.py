"""Small scripts and voice sets to cast."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import pytest

from audiobook.casting.document import parse_document
from audiobook.casting.profiles import voice_set_of
from audiobook.casting.sheet import sheet_of
from audiobook.model import (
    Block,
    Character,
    Gender,
    Kind,
    Script,
    Segment,
    Sheet,
    Source,
    Story,
    VoiceSet,
)

Turn = tuple[str | None, str]
ScriptMaker = Callable[..., Script]

TROUPE = """
voices:
  rowan: {engine: tone, voice: t0, gender: m, tags: [narrator]}
  neutral: {engine: tone, voice: t1, gender: m}
  amos: {engine: tone, voice: m1, gender: m}
  bert: {engine: tone, voice: m2, gender: m}
  carl: {engine: tone, voice: m3, gender: m}
  dirk: {engine: tone, voice: m4, gender: m}
  egon: {engine: tone, voice: m5, gender: m}
  finn: {engine: tone, voice: m6, gender: m}
  anna: {engine: tone, voice: f1, gender: f}
  beth: {engine: tone, voice: f2, gender: f}
  cora: {engine: tone, voice: f3, gender: f}
  dora: {engine: tone, voice: f4, gender: f}
  edda: {engine: tone, voice: f5, gender: f}
  fern: {engine: tone, voice: f6, gender: f, tags: [narrator]}
  gran: {engine: tone, voice: f7, gender: f, age: old}
  kit: {engine: tone, voice: c1, gender: m, age: child}
  kay: {engine: tone, voice: c2, gender: f, age: child}
  robin: {engine: tone, voice: u1, gender: unknown}
  clerk: {engine: tone, voice: t2, gender: m}
roles: {narrator: rowan, dialogue: neutral, note: clerk, heading: rowan}
manners:
  thought: {rate: -10, pitch: -5, pitch_range: -20, gain_db: -1}
"""


@pytest.fixture(scope="session")
def troupe() -> VoiceSet:
    """Nineteen voices, six men and six women among them."""
    return voice_set_of(parse_document(TROUPE, Path("troupe.yaml")))


@pytest.fixture(scope="session")
def sheet_from() -> Callable[[str], Sheet]:
    """A casting sheet from its YAML."""
    return lambda text: sheet_of(parse_document(text, Path("sheet.yaml")))


@pytest.fixture(scope="session")
def script_of() -> ScriptMaker:
    """A script from chapters of turns, each a speaker and the words."""
    return _script_of


def _script_of(
    *chapters: Sequence[Turn],
    characters: Iterable[Character] = (),
    kind: Kind = Kind.DIALOGUE,
    confidence: float = 0.9,
    title: str = "",
) -> Script:
    text = ""
    segments: list[Segment] = []
    for chapter, turns in enumerate(chapters):
        for speaker, words in turns:
            start, text = len(text), f"{text}{words}\n\n"
            segments.append(
                Segment(
                    start,
                    start + len(words),
                    kind,
                    len(segments),
                    chapter,
                    speaker=speaker,
                    confidence=confidence,
                    reason="by the table",
                )
            )
    blocks = tuple(Block(segment.start, segment.end) for segment in segments)
    story = Story(text, blocks, Source("story.txt", "0"))
    people = tuple(characters) or _people(segments)
    return Script(story, (), tuple(segments), (), people)


def _people(segments: Iterable[Segment]) -> tuple[Character, ...]:
    """Everybody who speaks; names that end in "a" are women's, others men's."""
    names = [segment.speaker for segment in segments if segment.speaker]
    return tuple(
        Character(name, gender=gender, lines=names.count(name), mentions=1)
        for name in dict.fromkeys(names)
        for gender in (Gender.FEMALE if name.endswith("a") else Gender.MALE,)
    )
