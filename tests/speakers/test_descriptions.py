from collections.abc import Callable

import pytest

from audiobook.speakers.context import Context
from audiobook.speakers.descriptions import find_descriptions, spoken_heads
from audiobook.speakers.lexicon import lexicon
from audiobook.speakers.words import Words

Read = Callable[..., Context]
WordsOf = Callable[..., Words]


def descriptions(words: Words) -> list[str]:
    heads = lexicon().people | spoken_heads(words, lexicon())
    found = find_descriptions(words, lexicon(), heads, set())
    return [" ".join(words.text[mention.first : mention.last]) for mention in found]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The guard nodded.", ["The guard"]),
        ("The tall old guard nodded.", ["The tall old guard"]),
        ("He called his brother.", ["his brother"]),
        ("He met Mara's brother there.", ["Mara's brother"]),
        ("The guard's hat fell.", ["The guard's"]),
        ("Another man followed a woman.", ["Another man", "a woman"]),
        ("The guard house was empty.", []),  # no guard
        ("The house was empty.", []),
        ("It was a long, cold road for the captain.", ["the captain"]),
        ('"The guard left."', []),  # only talked of
        ('"Sit," said the kettle.', ["the kettle"]),  # whatever speaks
        ('"Sit," the small kettle said.', ["the small kettle"]),
        ("The kettle boiled.", []),
    ],
)
def test_nouns_for_people_describe_somebody(words_of: WordsOf, text: str, found: list[str]) -> None:
    assert descriptions(words_of(text)) == found


@pytest.mark.parametrize(
    ("text", "heads"),
    [
        ('"Sit," said the kettle.', {"kettle"}),
        ('"Sit," said the old copper kettle loudly.', {"kettle"}),
        ('"Sit," the kettle said.', {"kettle"}),
        ('"Sit," said the guard.', set()),  # known anyway
        ("The kettle said nothing.", set()),  # beside no quotation
        ('"Sit," said the Kettle.', set()),
    ],
)
def test_what_a_tag_lets_speak_is_somebody(words_of: WordsOf, text: str, heads: set[str]) -> None:
    assert set(spoken_heads(words_of(text), lexicon())) == heads


def meant(context: Context) -> list[tuple[str, str]]:
    """Each description of the story, and whom it means."""
    words, people = context.words, context.company.people
    return [
        (" ".join(words.low[m.first : m.last]), people[m.who].name)
        for m in context.company.mentions
        if m.determiner and m.key in lexicon().people
    ]


@pytest.mark.parametrize(
    ("text", "described", "name"),
    [
        ("Ivo stopped. The girl, Mie, looked up.", "the girl", "Mie"),
        ("The boy Perrin ran.", "the boy", "Perrin"),
        ("Mara, a guard with a limp, opened the gate.", "a guard", "Mara"),
        ("Mara was a guard.", "a guard", "Mara"),
        ("Mara, the guard, opened the gate.", "the guard", "Mara"),
    ],
)
def test_a_description_beside_a_name_is_the_same_person(
    read: Read, text: str, described: str, name: str
) -> None:
    assert (described, name) in meant(read(text))


def test_a_woman_is_not_the_man_beside_her(read: Read) -> None:
    assert ("the woman", "the woman") in meant(read("Mr. Voss, the woman, and Mara met. Mr. Voss nodded."))
