from collections.abc import Callable

import pytest

from audiobook.model import CastMember, Sheet
from audiobook.speakers.context import Context
from audiobook.speakers.mentions import PRONOUN

Read = Callable[..., Context]


def names(context: Context) -> list[str]:
    return sorted(person.name for person in context.company.people)


def test_people_are_those_named_and_those_described(read: Read) -> None:
    assert names(read("Mara met the guard. Then Ivo laughed.")) == ["Ivo", "Mara", "the guard"]


def test_every_mention_belongs_to_its_person(read: Read) -> None:
    company = read("Mara met the guard. She sat, and Mara's hat fell.", '"Mara," said the guard.').company
    for person in company.people:
        assert all(mention.who == person.index for mention in person.mentions if mention.kind != PRONOUN)
    assert company.firsts == sorted(company.firsts)


def test_the_form_used_most_is_the_name(read: Read) -> None:
    assert names(read("Mara Voss sat. Then Mara rose. Mara left.")) == ["Mara"]


@pytest.mark.parametrize(
    "later", ["", "Voss sat. Voss rose. Voss ran. Voss wept. Voss slept. Voss woke. Voss ate."]
)
def test_a_name_stays_when_chapters_are_added(read: Read, later: str) -> None:
    first = "Mara Voss sat. Mara rose. Mara ran. Mara wept. Mara slept. Mara laughed."
    more = ["# Two", later] if later else []
    assert names(read("# One", first, *more)) == ["Mara"]


def test_who_is_hardly_named_may_yet_find_a_name(read: Read) -> None:
    story = read("# One", "Mara Voss sat.", "# Two", "Mara rose. Mara ran. Mara wept.")
    assert names(story) == ["Mara"]


def test_who_is_only_in_the_sheet_is_nobody_in_the_story(read: Read) -> None:
    assert names(read("Mara read it.", sheet=Sheet(members=(CastMember("Tib"),)))) == ["Mara"]


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Yuki-san bowed. Yuki smiled. Yuki-chan laughed.", [{"Yuki-san", "Yuki", "Yuki-chan"}]),
        ("Then Ivo van der Berg nodded. Ivo sat. Berg left.", [{"Ivo", "Ivo van der Berg", "Berg"}]),
        ("Mr. Voss nodded. Mrs. Voss sat.", [{"Mr. Voss"}, {"Mrs. Voss"}]),
        ("Captain Oduya nodded. Oduya sat.", [{"Captain Oduya", "Oduya"}]),
        ("Elizabeth Crane laughed. Liz nodded. Crane left.", [{"Elizabeth Crane", "Liz", "Crane"}]),
        ("Tom Voss nodded. Ana Voss sat. Tom left.", [{"Ana Voss"}, {"Tom Voss", "Tom"}]),
        (
            "Ross sat. Ross rose. Ross ran. Ross left. Ross ate. Ross slept. Ross woke. Ross wept. "
            '"Come, Rossa." "Wait, Rossa."',
            [{"Ross", "Rossa"}],
        ),
    ],
)
def test_the_names_of_one_person_are_known_for_one(read: Read, text: str, people: list[set[str]]) -> None:
    found = [set(person.aliases) for person in read(text).company.people if person.named]
    assert sorted(found, key=sorted) == sorted(people, key=sorted)
