from collections.abc import Callable

import pytest

from audiobook.speakers.context import Context
from audiobook.speakers.tellers import card_of_nobody

Read = Callable[..., Context]

TOLD = "I shut the door and sat down. My hands shook. I was cold, and my coat was wet."
TOLD_YOU = (
    "You shut the door. You sit down and your hands shake. You look at your coat. You wait. You breathe. "
    "You think of Mara, and you know what you want."
)


def tellers(context: Context) -> list[str]:
    """The teller of each section that has one, in order."""
    told = context.company.tellers
    return [context.company.people[told[section]].name for section in sorted(told)]


@pytest.mark.parametrize(
    ("paragraphs", "found"),
    [
        ([TOLD, "Mara laughed."], ["I"]),
        (["Mara shut the door and sat down."], []),
        (["Mara shut the door.", '"I know. I was there. I saw my coat."'], []),  # only a character says I
        ([TOLD_YOU, "Mara laughed."], ["you"]),
        (["My name is Rook. " + TOLD, "Rook nodded.", "Mara laughed."], ["Rook"]),
        (["My name's Rook. " + TOLD, "Rook nodded.", "Mara laughed."], ["Rook"]),
        (["They called me Rook. " + TOLD, '"Rook, wait."', "Mara laughed."], ["Rook"]),
        ([TOLD, "There was a boy called Joshua.", "Mara laughed."], ["I"]),
        ([TOLD, "Joshua laughed. Then Joshua sat."], ["I"]),  # who acts in the telling is not the teller
    ],
)
def test_the_telling_names_its_teller(read: Read, paragraphs: list[str], found: list[str]) -> None:
    assert tellers(read(*paragraphs)) == found


def test_whoever_is_addressed_beside_the_tellers_lines_tells(read: Read) -> None:
    lines = ['"Sit," I said.', '"Thanks, Rook," said Mara.', '"Wait," I said.', '"Why, Rook?" said Mara.']
    assert tellers(read(TOLD, "Mara laughed.", *lines)) == ["Rook"]


def test_whom_the_teller_addresses_does_not_tell(read: Read) -> None:
    lines = ['"Sit, Rook," I said.', '"No," said Mara.', '"Rook, please," I said.', '"No," said Mara.']
    assert tellers(read(TOLD, "Mara laughed.", *lines)) == ["I"]


@pytest.mark.parametrize("card", ["Rook's POV", "Rook", "- Rook -", "Rook’s Point of View", "POV: Rook"])
def test_a_card_names_the_teller_of_its_section(read: Read, card: str) -> None:
    story = read(f"~ {card}", TOLD, "~ Mara's POV", TOLD, "Mara met Rook. Rook sat.")
    assert tellers(story) == ["Rook", "Mara"]


def test_two_cards_make_two_tellers_and_each_says_their_own(read: Read) -> None:
    story = read(
        "~ Rook's POV",
        TOLD,
        '"No," I said.',
        "~ Mara's POV",
        TOLD,
        '"Yes," I said.',
        "Mara met Rook. Rook sat.",
    )
    speakers = [story.company.people[who].name for who in story.speakers]
    assert speakers == ["Rook", "Mara"]


def test_a_card_without_a_name_goes_on_with_the_teller_before(read: Read) -> None:
    story = read("~ Rook's POV", TOLD, "~ Three days later", TOLD, "Mara met Rook. Rook sat.")
    assert tellers(story) == ["Rook", "Rook"]


@pytest.mark.parametrize(
    ("card", "nobody"),
    [(("Normal", "POV"), True), (("3rd", "person"), True), (("Rook's", "POV"), False), ((), False)],
)
def test_some_cards_say_that_nobody_tells(card: tuple[str, ...], nobody: bool) -> None:
    assert card_of_nobody(card) == nobody


def test_under_a_card_of_nobody_nobody_tells(read: Read) -> None:
    assert tellers(read("~ Normal POV", TOLD, "Mara laughed.")) == []


def test_the_teller_is_marked_and_owns_every_i(read: Read) -> None:
    story = read(TOLD, "Mara laughed.")
    teller = story.company.people[story.company.tellers[0]]
    assert teller.is_narrator
    assert len(teller.mentions) == 4
