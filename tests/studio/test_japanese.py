from pathlib import Path

import pytest

from audiobook.model import Metadata, Source, Story
from audiobook.studio.japanese import japanese_names, japanese_words

NINJA = "“Kakashi-sensei is late,” said Sakura. “W-wait, Hinata-chan!” "


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Kaede laughed.", ("Kaede",)),
        ("Naomi laughed. Mira and Sara saw Kane.", ()),
        (NINJA, ("Hinata", "Kakashi", "Sakura")),
        (NINJA + "Naomi-chan nodded.", ("Hinata", "Kakashi", "Naomi", "Sakura")),
        (NINJA + "Naomi nodded.", ("Hinata", "Kakashi", "Sakura")),
        (NINJA + "Kate-san and Harry-kun nodded.", ("Hinata", "Kakashi", "Sakura")),
        (NINJA + "Moribashi came. Moribashi left.", ("Hinata", "Kakashi", "Moribashi", "Sakura")),
        (NINJA + "Moribashi came.", ("Hinata", "Kakashi", "Sakura")),
        (
            NINJA + "Banana! A banana. Tomato, Tomato, Same, Same, Mine, Mine.",
            ("Hinata", "Kakashi", "Sakura"),
        ),
        ("Moribashi came. Moribashi left.", ()),
        ("Naomi-chan came.", ()),
        ("House, house. Someone, Europe, Europe. Arizona, Arizona.", ()),
        ("", ()),
    ],
)
def test_names_are_read_as_japanese_where_the_story_says_so(text: str, read: tuple[str, ...]) -> None:
    assert japanese_names(text).read == read


def test_what_may_be_japanese_is_told_as_doubtful() -> None:
    assert japanese_names("Kaede came. Moribashi came. Moribashi left.").doubtful == ("Moribashi",)


def test_honorifics_are_read_in_a_story_with_japanese_people_alone() -> None:
    assert japanese_names(NINJA).honorifics
    assert not japanese_names("Naomi-chan came.").honorifics


def _story(text: str, language: str) -> Story:
    return Story(text, (), Source("story.txt", ""), Metadata(language=language))


def test_words_are_given_in_english_stories_only() -> None:
    assert {word.written for word in japanese_words(_story(NINJA, "en-GB"))} >= {"Sakura", "-chan"}
    assert japanese_words(_story(NINJA, "de")) == ()


def test_novels_without_a_japanese_name_have_none() -> None:
    novels = sorted(Path("../shared/eval/attribution/dev").glob("*.txt"))
    if not novels:
        pytest.skip("no novels here")
    for novel in novels:
        names = japanese_names(novel.read_text("utf-8"))
        assert (names.read, names.doubtful) == ((), ()), novel.name
