from collections.abc import Callable

import pytest

from audiobook.speakers.aliases import likely_speakers, only_addressed
from audiobook.speakers.context import Context

Read = Callable[..., Context]

CALLED = [
    '"Wait, Frank," said Teague.',
    '"Why?" said Kessic.',
    '"Frank, come," said Teague.',
    '"No," said Kessic.',
]


def people(context: Context) -> dict[str, int]:
    """The people who are mentioned, and how often."""
    return {person.name: len(person.mentions) for person in context.company.people if person.mentions}


def test_a_name_only_called_out_is_whoever_answers_to_it(read: Read) -> None:
    story = read("Then Kessic sat. Teague nodded.", *CALLED)
    assert set(people(story)) == {"Kessic", "Teague"}
    assert "Frank" in next(p.aliases for p in story.company.people if p.name == "Kessic")


@pytest.mark.parametrize(
    "telling",
    [
        "Then Kessic sat. Teague nodded. Frank laughed.",  # he is there himself
        "Then Kessic sat. Teague nodded. Kessic took her coat. She sat. Kessic hung up her hat. She rose.",
    ],
)
def test_a_name_of_somebody_else_stays_their_own(read: Read, telling: str) -> None:
    assert "Frank" in people(read(telling, *CALLED))


def test_who_has_another_first_name_is_not_meant(read: Read) -> None:
    story = read("Then Peter sat. Teague nodded.", *(line.replace("Kessic", "Peter") for line in CALLED))
    assert "Frank" in people(story)


@pytest.mark.parametrize(
    ("paragraphs", "heard"),
    [
        (["Teague nodded.", '"Wait, Frank."'], {"Frank"}),
        (["Teague and Frank nodded.", '"Wait, Frank."'], set()),
        (["Teague nodded.", '"We met Frank there. I know that Frank left."'], set()),  # spoken of
    ],
)
def test_who_is_only_addressed_is_known(read: Read, paragraphs: list[str], heard: set[str]) -> None:
    context = read(*paragraphs)
    found = only_addressed(context.company, context.lexicon)
    assert {context.company.people[who].name for who in found} == heard


@pytest.mark.parametrize(
    ("line", "belief"),
    [
        ('"Sit," said Mara.', {0: 1.0}),
        ('Mara smiled. "Sit."', {0: 0.7}),
        ('"Sit." Mara smiled. "Please."', {0: 0.7}),
        ('"Sit." Mara smiled.', {0: 0.3}),
        ('She smiled. "Sit."', {}),
        ('"Sit."', {}),
    ],
)
def test_tags_and_beats_make_a_speaker_likely(read: Read, line: str, belief: dict[int, float]) -> None:
    assert likely_speakers(read("Mara sat.", line).turns) == [belief]
