from dataclasses import fields
from importlib.resources import files

import pytest

from audiobook.segmenter.words import words_of

LANGUAGES = ("en", "fr", "de", "es", "it", "pt")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_knows_verbs_of_saying(language: str) -> None:
    assert len(words_of(language).say) > 50
    assert words_of(language).think


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_are_in_small_letters(language: str) -> None:
    words = words_of(language)
    for field in fields(words):
        value = getattr(words, field.name)
        if isinstance(value, frozenset):
            assert all(word == word.lower() for word in value), field.name


def test_a_region_or_an_unknown_language_falls_back() -> None:
    assert words_of("en-GB").say == words_of("en").say
    assert words_of("tlh").say == words_of("en").say


def test_every_file_of_words_is_a_language_we_know() -> None:
    names = {path.name for path in (files("audiobook.segmenter") / "data" / "speech").iterdir()}
    assert names == {f"{language}.json" for language in LANGUAGES} | {"legend.json"}
