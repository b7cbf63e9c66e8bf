"""Notes in brackets inside the story."""

from __future__ import annotations

import time

import pytest

from audiobook.model import Kind, Segmentation
from audiobook.readers.raw import Raw
from audiobook.readers.text import read
from audiobook.segmenter import segment
from audiobook.segmenter.inline import closes_note, closing, opens_note


def segmented(text: str) -> Segmentation:
    return segment(read(Raw("story.txt", text.encode())))


def parts(paragraph: str) -> list[tuple[Kind, str]]:
    story = "It rained on the mill.\n\nThe miller slept.\n\nThe sacks did not.\n\n"
    found = segmented(f"{story}{paragraph}\n\n{story}")
    return [
        (each.kind, found.story.text[each.start : each.end]) for each in found.segments if each.block == 3
    ]


@pytest.mark.parametrize(
    "note",
    [
        "(A/N: it did!)",
        "[AN: it (really) did]",
        "{Author's note: it did}",
        "(author’s note - it did)",
        "(T/N: rain)",
    ],
)
def test_a_labelled_note_is_cut_out_of_its_paragraph(note: str) -> None:
    assert parts(f"It rained. {note} It rained on.") == [
        (Kind.NARRATION, "It rained. "),
        (Kind.NOTE, note),
        (Kind.NARRATION, " It rained on."),
    ]


@pytest.mark.parametrize(
    "aside", ["(It really did.)", "[Level up!]", "(an axe, that is)", "(A/N: never closed"]
)
def test_other_brackets_stay_in_the_story(aside: str) -> None:
    assert Kind.NOTE not in {kind for kind, _ in parts(f"It rained. {aside} It rained on.")}


def test_a_note_inside_speech_splits_it() -> None:
    cut = parts('"Stop (A/N: sorry!) at once," he said.')
    assert "".join(words for _, words in cut) == '"Stop (A/N: sorry!) at once," he said.'
    assert (Kind.NOTE, "(A/N: sorry!)") in cut


def test_a_note_in_brackets_goes_on_over_paragraphs() -> None:
    story = "It rained on the mill.\n\nThe miller slept.\n\nThe sacks did not.\n\n"
    found = segmented(f"{story}(A/N: you will see\n\nwhy this matters.)\n\n{story}")
    assert [each.kind for each in found.segments if each.block in (3, 4)] == [Kind.NOTE, Kind.NOTE]
    assert found.segments[-1].kind is Kind.NARRATION


def test_brackets_are_matched_in_nests() -> None:
    assert closing("(a (b) c) d", 0) == 9
    assert closing("(a [b c", 0) == -1
    assert opens_note("(A/N: wait")
    assert not opens_note("(A/N: wait)")
    assert closes_note("and so on)")
    assert not closes_note("(and so on)")


def test_many_brackets_that_never_close_take_no_time() -> None:
    start = time.process_time()
    parts("It rained (A/N: and " * 5000)
    assert time.process_time() - start < 10
