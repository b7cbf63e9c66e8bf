import pytest

from audiobook.speakers.company import Company, Person
from audiobook.speakers.mentions import NAME, Mention


@pytest.mark.parametrize(
    ("man", "woman", "likely", "sure"),
    [
        (0.0, 0.0, "x", False),
        (0.9, 0.0, "x", False),
        (1.0, 0.0, "m", False),
        (0.0, 3.0, "f", True),
        (3.0, 2.0, "x", False),  # hardly more for one than for the other
        (2.0, 4.0, "f", False),
        (9.0, 2.0, "m", True),
    ],
)
def test_a_gender_must_clearly_outweigh_the_other(man: float, woman: float, likely: str, sure: bool) -> None:
    person = Person(0, "Rook", named=True, gender={"m": man, "f": woman})
    assert (person.likely_gender(), person.surely_gendered()) == (likely, sure)


def mention(first: int, who: int) -> Mention:
    return Mention(first, first + 1, NAME, "x", 0, 0, who=who)


def company() -> Company:
    mentions = [mention(at, at % 2) for at in range(0, 12, 3)]
    people = [Person(0, "Tib", named=True), Person(1, "the child", named=False)]
    for person in people:
        person.aliases[person.name] = 2
        person.mentions = [m for m in mentions if m.who == person.index]
    return Company(people, mentions, [m.first for m in mentions])


def test_joined_people_have_their_mentions_and_names_together_in_order() -> None:
    both = company()
    both.join(1, 0)
    assert [m.first for m in both.people[0].mentions] == [0, 3, 6, 9]
    assert both.people[0].aliases == {"Tib": 2, "the child": 2}
    assert not both.people[1].mentions


def test_some_mentions_may_join_alone() -> None:
    both = company()
    both.join(1, 0, only=lambda m: m.first > 3)
    assert [m.who for m in both.mentions] == [0, 1, 0, 0]


def test_the_mentions_of_a_stretch_are_found() -> None:
    assert [m.first for m in company().between(3, 9)] == [3, 6]
