from collections.abc import Callable

import pytest

from audiobook.speakers.lexicon import lexicon
from audiobook.speakers.mentions import NAME, Mention, is_subject
from audiobook.speakers.words import Words

WordsOf = Callable[..., Words]


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("Mara laughed.", True),
        ("Mara slowly nodded.", True),
        ("Mara had never gone.", True),
        ("Mara glimmed.", True),  # no verb of any list, but one by its ending
        ("He looked at Mara and laughed.", False),
        ("To Mara said he.", False),
        ("Mara and Ivo laughed.", False),
        ("Mara's laughed.", False),
        ("Mara laughing.", False),
        ("Mara", False),
        ('Mara "laughed"', False),
    ],
)
def test_who_acts_is_the_subject(words_of: WordsOf, text: str, subject: bool) -> None:
    words = words_of(text)
    at = words.base.index("Mara")
    owns = words.text[at] != "Mara"
    mention = Mention(at, at + 1, NAME, "x", 0, words.where[at], possessive=owns)
    assert is_subject(words, lexicon(), mention) == subject
