"""Author's notes: found where they are, and not where only the words are like them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audiobook.model import Kind, Segmentation
from audiobook.readers.raw import Raw
from audiobook.readers.text import read
from audiobook.segmenter import segment

OUTSIDE = frozenset({Kind.NOTE, Kind.NAVIGATION, Kind.SKIP})
LEAST_F1 = 0.97


@dataclass(frozen=True)
class Row:
    """A block of a test text: what it is ("N" note, "S" story, ...), its range, its words."""

    kind: str
    start: int
    end: int
    words: str


@dataclass(frozen=True)
class Case:
    """A test text and its blocks."""

    name: str
    text: str
    rows: tuple[Row, ...]


def load_cases() -> list[Case]:
    """The texts of notes_and_traps.txt."""
    whole = (Path(__file__).parent / "notes_and_traps.txt").read_text(encoding="utf-8")
    return [_case(part) for part in whole.split("\n== ")[1:]]


def _case(part: str) -> Case:
    name, *lines = [line for line in part.split("\n") if line]
    text, rows = "", []
    for line in lines:
        mark, words = line.split(" ", 1)
        text += "" if not text else "\n" if mark.endswith("+") else "\n\n"
        rows.append(Row(mark[0], len(text), len(text) + len(words), words))
        text += words
    return Case(name, text + "\n", tuple(rows))


CASES = load_cases()


def segmented(text: str) -> Segmentation:
    return segment(read(Raw("story.txt", text.encode())))


def kinds(found: Segmentation, row: Row) -> set[Kind]:
    return {each.kind for each in found.segments if each.start < row.end and each.end > row.start}


def test_there_are_as_many_traps_as_notes() -> None:
    traps = sum(case.name.startswith("trap") for case in CASES)
    assert len(CASES) >= 40
    assert abs(2 * traps - len(CASES)) <= 2


def test_notes_are_found_by_block() -> None:
    tally = {"right": 0, "wrong": 0, "missed": 0}
    for case in CASES:
        found = segmented(case.text)
        for row in case.rows:
            is_note = kinds(found, row) <= OUTSIDE
            if row.kind == "N":
                tally["right" if is_note else "missed"] += 1
            elif row.kind == "S" and kinds(found, row) & OUTSIDE:
                tally["wrong"] += 1
    f1 = 2 * tally["right"] / (2 * tally["right"] + tally["wrong"] + tally["missed"])
    assert f1 >= LEAST_F1, tally


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_no_paragraph_of_story_is_lost(case: Case) -> None:
    found = segmented(case.text)
    lost = [row.words for row in case.rows if row.kind == "S" and kinds(found, row) & OUTSIDE]
    assert lost == []


def test_every_note_has_a_topic_a_reason_and_a_confidence() -> None:
    for case in CASES:
        for each in segmented(case.text).segments:
            if each.kind is Kind.NOTE:
                assert each.topic
                assert each.reason
                assert 0 < each.confidence <= 1


STORY = "\n\n".join(row.words for row in CASES[6].rows if row.kind == "S")


@pytest.mark.parametrize(
    ("note", "topic"),
    [
        ("A/N: Sorry for the wait!", "author"),
        ("Disclaimer: I don't own any of this.", "disclaimer"),
        ("Warnings: a wound that has gone bad, needles.", "warning"),
        ("Summary: Two keepers and an egg.", "summary"),
        ("Glossary:\n\nBaka - idiot\n\nObi - belt", "glossary"),
        ("Recap: Dov has the ledger and Sal has Dov.", "recap"),
        ("Review replies:\n\ntealeaf: thank you!\n\nGuest: no, he isn't.", "replies"),
    ],
)
def test_a_label_gives_the_topic(note: str, topic: str) -> None:
    found = segmented(f"{note}\n\n***\n\n{STORY}")
    assert found.segments[0].kind is Kind.NOTE
    assert found.segments[0].topic == topic
    assert found.segments[0].confidence > 0.9


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(
        [
            "A/N: Sorry for the wait, exams ate me!",
            "Disclaimer: I own nothing but the lift.",
            "Author's Note: beta'd by Pim, all mistakes are mine. R&R!",
            "(A/N: this is the short one)",
        ]
    ),
    st.sampled_from(["head", "foot", "between"]),
)
def test_adding_a_note_never_changes_the_segments_of_the_story(note: str, place: str) -> None:
    title, *paragraphs = "The Third Floor", *STORY.split("\n\n")
    plain = [title, *paragraphs]
    at = {"head": 1, "foot": len(plain), "between": 4}[place]
    noted = [*plain[:at], note, *plain[at:]]
    before, after = segmented("\n\n".join(plain)), segmented("\n\n".join(noted))
    kept = [(each.kind, before.story.text[each.start : each.end]) for each in before.segments]
    still = [(each.kind, after.story.text[each.start : each.end]) for each in after.segments]
    assert [each for each in still if each[1] != note] == kept


@pytest.mark.parametrize("opening", ["TBC...", "~fin~", "THE END", "To be continued"])
def test_a_line_that_only_ends_the_story_is_set_apart(opening: str) -> None:
    last = segmented(f"{STORY}\n\n{opening}").segments[-1]
    assert (last.kind, last.topic) == (Kind.NOTE, "end mark")


def test_a_chapter_that_is_all_note_stays_one() -> None:
    note = "Chapter 2: Author's Note\n\nNo chapter this week. My cat is ill."
    text = f"Chapter 1\n\n{STORY}\n\n{note}\n\nChapter 3\n\n{STORY}"
    found = segmented(text)
    assert {each.kind for each in found.segments if each.chapter == 1} == {Kind.HEADING, Kind.NOTE}


def test_a_story_that_speaks_of_author_s_notes_keeps_them() -> None:
    middle = '"What is A/N?" asked Hugo.\n\n"It is short for author\'s note," she said.\n\n' * 3
    text = f"{STORY}\n\n{middle}A/N: Sorry for the wait, dear Hugo.\n\n{middle}{STORY}"
    assert Kind.NOTE not in {each.kind for each in segmented(text).segments}


LABELLED = "AN: thanks for reading"
WAIT = '"Wait," said Kess.'


@pytest.mark.parametrize(
    ("told", "below"),
    [
        ([WAIT], ["Rope - forty feet", "Pole - one", "Lamp - none"]),
        ([WAIT], ["1. Rope: forty feet", "2. Pole: one", "3. Lamp: none"]),
        ([WAIT], ["Please review!"]),
        ([WAIT, "Kess nodded at the fire and went to look for wood."], ["Please leave a review!"]),
        (["He held up the list that they had made before they left the shore."], ["Please review!"]),
    ],
)
def test_what_tells_the_story_between_two_notes_of_a_foot_stays_story(
    told: list[str], below: list[str]
) -> None:
    found = segmented("\n\n".join([STORY, LABELLED, *told, *below]))
    notes = [found.story.text[each.start : each.end] for each in found.segments if each.kind is Kind.NOTE]
    assert notes == [LABELLED, *below]


@pytest.mark.parametrize(
    "anecdote",
    ["He ate my notes last week.", "He had a bad week and he said he was sorry, so there."],
)
def test_what_an_author_tells_in_a_note_stays_with_it(anecdote: str) -> None:
    found = segmented("\n\n".join([STORY, f"{LABELLED}!", anecdote, "Please leave a review!"]))
    assert found.segments[-2].kind is Kind.NOTE
    assert found.story.text[found.segments[-2].start : found.segments[-2].end] == anecdote


@pytest.mark.parametrize("ask", ["Please review!", "Review please!", "R&R!", "Reviews please."])
def test_a_bare_ask_at_the_foot_is_no_thought_and_no_story(ask: str) -> None:
    text = f'"Row," Lena said.\n\nThe river was wide.\n\n{ask}\n'
    last = segmented(text).segments[-1]

    assert (text[last.start : last.end].strip(), last.kind) == (ask, Kind.NOTE)
