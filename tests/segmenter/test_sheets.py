from collections.abc import Callable

import pytest

from audiobook.model import Kind

Cut = Callable[..., list[list[tuple[Kind, str, int]]]]


def kinds(cut: Cut, lines: list[str], gap: str = "\n") -> list[set[Kind]]:
    return [{kind for kind, _, _ in block} for block in cut(gap.join(lines))]


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_a_stat_sheet_is_the_systems_with_all_its_lines(cut: Cut, gap: str) -> None:
    sheet = [
        "**Name:** Devin Hale",
        "**HP:** 31/31",
        "**Luck:** -4",
        "**Skills:** Goose Sense, Spoon Mastery II",
    ]

    assert kinds(cut, ["He looked it up.", *sheet, "It did not help."], gap) == [
        set(),
        *[{Kind.SYSTEM}] * len(sheet),
        set(),
    ]


def test_a_form_is_written(cut: Cut) -> None:
    form = ["Date: 4 October", "Nature of opening: Hand", "Witnesses: One (1) clerk"]

    assert kinds(cut, [*form, "", "He put down the pen."]) == [*[{Kind.WRITTEN}] * 3, set()]


def test_a_message_goes_on_to_the_name_of_its_sender(cut: Cut) -> None:
    head = ["From: I. Vass", "To: Director Keller", "Subject: The box"]
    text = "\n".join(head) + "\n\nMa'am,\n\nIt has happened.\n\nVass\n\nHe read it over twice."

    assert [{kind for kind, _, _ in block} for block in cut(text)] == [*[{Kind.WRITTEN}] * 6, set()]


def test_a_message_without_a_signature_is_its_head_alone(cut: Cut) -> None:
    head = ["From: I. Vass", "To: Director Keller", "Subject: The box"]

    assert kinds(cut, [*head, "", "He read it over twice."])[3:] == [set()]


def test_quoted_lines_are_written(cut: Cut) -> None:
    assert kinds(cut, ["> WANTED", "> One (1) adventurer, own boots.", "", "Devin read it."]) == [
        {Kind.WRITTEN},
        {Kind.WRITTEN},
        set(),
    ]


@pytest.mark.parametrize(
    "lines",
    [
        ["There was one rule: no dogs.", "There was one dog: hers.", "There was one way out: up."],
        ["> one arrow alone", "He followed it."],
        ["Warning: wet paint", "He sat down."],
    ],
)
def test_sentences_with_colons_are_no_sheets(cut: Cut, lines: list[str]) -> None:
    assert kinds(cut, lines) == [set()] * len(lines)
