from collections.abc import Callable

import pytest

from audiobook.model import CastMember, Sheet
from audiobook.speakers.lexicon import lexicon
from audiobook.speakers.named import name_mention, named_people
from audiobook.speakers.names import find_names
from audiobook.speakers.words import Words

WordsOf = Callable[..., Words]


def people(words: Words, sheet: Sheet | None = None) -> list[str]:
    found = find_names(words, lexicon(), frozenset({"harbor"}) if sheet else frozenset())
    return [person.name for person in named_people(words, lexicon(), found, sheet or Sheet())[0]]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Then Kessic laughed.", ["Kessic"]),  # acts
        ('"Wait, Kessic."', ["Kessic"]),  # is addressed
        ("They waited for Captain Oduya.", ["Captain Oduya"]),  # has a title
        ("They waited for Mara.", ["Mara"]),  # a first name
        ("They waited for Kessic.", []),  # may be a thing
        ("They lived in Harrow. They met at Harrow, near Harrow Street.", []),  # a place
        ("They lived in Harrow, and Harrow said no. Then Harrow laughed.", ["Harrow"]),
    ],
)
def test_who_acts_or_is_addressed_is_a_person(words_of: WordsOf, text: str, found: list[str]) -> None:
    assert people(words_of(text)) == found


def test_the_user_adds_and_refuses_people(words_of: WordsOf) -> None:
    words = words_of("They waited for Harbor. Then Mara laughed.")
    sheet = Sheet(members=(CastMember("Harbor"),), not_characters=("mara",))
    assert people(words, sheet) == ["Harbor"]


def test_people_are_as_likely_of_a_gender_as_their_titles_and_first_names(words_of: WordsOf) -> None:
    words = words_of("Mr. Oduya met Lady Voss. Then Mara laughed, and Kessic nodded.")
    found = named_people(words, lexicon(), find_names(words, lexicon()), Sheet())[0]
    genders = {person.name: person.likely_gender() for person in found}
    assert genders == {"Mr. Oduya": "m", "Lady Voss": "f", "Mara": "f", "Kessic": "x"}


def test_a_name_in_the_text_is_a_mention_of_its_person(words_of: WordsOf) -> None:
    words = words_of("Nobody came.", "Then Captain Oduya's hat fell.")
    mention = name_mention(words, find_names(words, lexicon())[0], 7)
    assert (mention.who, mention.key, mention.possessive, mention.paragraph) == (7, "captain", True, 1)
