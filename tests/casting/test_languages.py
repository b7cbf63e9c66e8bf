"""Voices for stories in other languages than English."""

from pathlib import Path

import pytest

from audiobook import pipeline
from audiobook.casting import load_voices, set_for
from audiobook.engines.espeak import Espeak
from audiobook.settings import Settings

GERMAN = (
    "„Guten Abend“, sagte Anna. „Das ist ein schöner Tag“, antwortete Peter und ging nach Hause, weil es "
    "schon spät war.\n\n„Wir sehen uns“, sagte Anna. Die Nacht war dunkel und kalt, und niemand konnte "
    "sagen, warum das Boot nicht gekommen war.\n"
)


@pytest.mark.parametrize(
    ("language", "name"),
    [("de", "espeak-de"), ("fr-CA", "espeak-fr"), ("PT_br", "espeak-pt"), ("en", ""), ("", "")],
)
def test_a_language_has_a_set_of_its_own_or_the_usual_one(language: str, name: str) -> None:
    assert set_for(language) == name


@pytest.mark.parametrize("language", ["de", "fr", "es", "it", "pt"])
def test_the_cast_is_the_same_and_speaks_the_language(language: str) -> None:
    usual, other = load_voices("espeak"), load_voices(f"espeak-{language}")
    assert [voice.name for voice in other.voices] == [voice.name for voice in usual.voices]
    assert {voice.language for voice in other.voices} == {language}
    assert other.roles == usual.roles
    for voice in other.voices:
        Espeak().check(voice)
        assert voice.voice.startswith(language)


def test_a_story_is_read_in_its_own_language(tmp_path: Path) -> None:
    story = tmp_path / "abend.txt"
    story.write_text(GERMAN, "utf-8")
    book = pipeline.book(story, Settings())
    assert book.voices.name == "espeak-de"
    assert {voice.language for voice in book.cast.characters.values()} == {"de"}


def test_a_set_that_is_asked_for_is_taken_whatever_the_language(tmp_path: Path) -> None:
    story = tmp_path / "abend.txt"
    story.write_text(GERMAN, "utf-8")
    assert pipeline.book(story, Settings(voices="espeak")).voices.name == "espeak"


def test_a_set_may_put_some_voices_into_another_language_and_leave_its_own(tmp_path: Path) -> None:
    mine = tmp_path / "mine.yaml"
    mine.write_text(
        "extends: espeak\nlanguage: sv\nvoices:\n  lars: {engine: espeak, voice: nb+m3, language: nb}\n"
    )
    voices = {voice.name: voice for voice in load_voices(str(mine)).voices}
    assert voices["rowan"].voice == "sv+m5"
    assert voices["lars"].voice == "nb+m3"
