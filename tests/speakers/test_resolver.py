from collections.abc import Callable

import pytest

from audiobook.speakers.context import Context
from audiobook.speakers.mentions import NOUN

Read = Callable[..., Context]


def described(context: Context) -> list[str]:
    """Whom each description of a story means, in order."""
    company = context.company
    return [company.people[m.who].name for m in company.mentions if m.kind == NOUN and m.who >= 0]


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Captain Oduya nodded. The captain sat down.", ["Captain Oduya"]),
        ("Ivo stopped. The girl, Mie, looked up. The girl laughed.", ["Mie", "Mie"]),
        ("Ivo waved to his brother. His brother waved.", ["his brother", "his brother"]),
        ("The guard sat. The guard stood.", ["the guard", "the guard"]),
        ("A man came in. Another man followed.", ["the man", "another man"]),
        (
            "The tall woman sat. The short woman stood. The tall woman spoke.",
            ["the tall woman", "the short woman", "the tall woman"],
        ),
        ("The tall woman sat. The woman spoke.", ["the tall woman", "the tall woman"]),
        ("Mara's brother laughed. Mara's brother wept.", ["Mara's brother", "Mara's brother"]),
        ("Mara's brother laughed. Ivo's brother wept.", ["Mara's brother", "Ivo's brother"]),
        ("The captain sat down. Captain Oduya nodded.", ["the captain"]),  # not named yet
        ("Mother Agnes nodded. The mother sat down.", ["Mother Agnes"]),
    ],
)
def test_a_description_means_whoever_fits_last(read: Read, text: str, people: list[str]) -> None:
    assert described(read(text)) == people


def test_a_girl_of_another_section_is_another_girl(read: Read) -> None:
    story = read("The girl, Mie, looked up. Mie sat.", "# Two", "A girl looked up.")
    assert described(story) == ["Mie", "the girl"]


def test_somebody_described_has_the_gender_and_age_of_the_noun(read: Read) -> None:
    people = read("The girl sat. The guard stood.").company.people
    assert [(p.name, p.likely_gender(), list(p.ages)) for p in people] == [
        ("the girl", "f", ["child"]),
        ("the guard", "x", ["adult"]),
    ]
