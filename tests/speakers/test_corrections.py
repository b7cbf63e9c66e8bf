from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audiobook import pipeline
from audiobook.model import SPOKEN_BY_CHARACTERS, CastMember, Correction, Script, Sheet

STORY = """\
Chapter 1

Mara shut the door. Ivo looked up.

"You are late," said Ivo. "Sit."

"The bridge is out," Mara said.

"Since when?"

"Since noon."

"Did you lock it?" asked Ivo.

"Yes."

"And the gate?"

"Yes."

Chapter 2

Mara and Ivo walked on, and the rain came down on them.

"I don’t know who left the gate open," said Mara.

"Well?"

"There was once a man who had three sons, and the first of them went out to sea and never came home, so \
that the second had to mind the sheep."

"Yes."
"""

PROLOGUE = """\
Chapter 1

"Nobody was there yet," said the old ferryman.

"""


def _with_curly_quotes(text: str) -> str:
    parts = text.split('"')
    return "".join(part + ("“" if at % 2 == 0 else "”") for at, part in enumerate(parts[:-1])) + parts[-1]


EDITS: dict[str, Callable[[str], str]] = {
    "as it was": lambda text: text,
    "with other quotation marks": _with_curly_quotes,
    "with other apostrophes": lambda text: text.replace("’", "'"),
    "with a chapter put before": lambda text: (
        PROLOGUE + text.replace("Chapter 2", "Chapter 3").replace("Chapter 1", "Chapter 2")
    ),
    "with a mended typo": lambda text: text.replace("left the gate open", "left that gate open"),
    "with other narration": lambda text: text.replace("asked Ivo", "Ivo asked softly"),
    "wrapped otherwise": lambda text: text.replace("three sons, and", "three sons,\nand"),
    "with more at the end": lambda text: text + '\nChapter 3\n\n"Yes," said Mara. "Yes."\n',
}


def script(text: str, *fixes: Correction, members: tuple[CastMember, ...] = ()) -> Script:
    return pipeline.script(pipeline.read_text(text), Sheet(corrections=fixes, members=members))


def told(script: Script) -> list[str]:
    """The words of the lines that the sheet has set."""
    return [script.text_of(s).strip('"“”') for s in script.segments if s.reason == "set in the casting sheet"]


def said(script: Script, words: str) -> list[str | None]:
    """Who says these words, each time."""
    return [
        segment.speaker
        for segment in script.segments
        if segment.kind in SPOKEN_BY_CHARACTERS and script.text_of(segment).strip('"“”') == words
    ]


@pytest.mark.parametrize("edit", EDITS)
def test_a_line_is_found_by_its_words_after_an_edit(edit: str) -> None:
    written = script(EDITS[edit](STORY), Correction("I don't know who left the gate open", "Ivo", 2))
    (line,) = told(written)
    assert "gate open" in line
    assert not written.warnings


@pytest.mark.parametrize("edit", EDITS)
def test_a_long_line_is_found_by_how_it_begins_after_an_edit(edit: str) -> None:
    fix = Correction("There was once a man who had three sons, and the first…", "Mara", 2)
    line = told(script(EDITS[edit](STORY), fix))[0]
    assert line.startswith("There was once")


@pytest.mark.parametrize("edit", EDITS)
@pytest.mark.parametrize(
    ("place", "first", "second"),
    [
        (("And the gate?", ""), "Mara", "Ivo"),
        (("Did you lock it?", ""), "Ivo", "Mara"),
        (("", "And the gate?"), "Ivo", "Mara"),
        (("", "Mara and Ivo walked on"), "Mara", "Ivo"),
        (("Yes. And the gate?", "Mara and Ivo"), "Mara", "Ivo"),
    ],
)
def test_the_same_words_are_told_apart_by_what_stands_near(
    edit: str, place: tuple[str, str], first: str, second: str
) -> None:
    ours = Correction("Yes.", "Ivo", 1, *place)
    other = "Yes. And the gate?" if first == "Ivo" else "Did you lock it?"
    written = script(EDITS[edit](STORY), ours, Correction("Yes.", "Mara", 1, after=other))
    assert said(written, "Yes.")[:2] == [first, second]
    assert not written.warnings


def test_the_same_words_are_told_apart_by_counting() -> None:
    assert said(script(STORY, Correction("Yes.", "Ivo", 1, nth=2)), "Yes.")[:2] == ["Mara", "Ivo"]
    assert said(script(STORY, Correction("Yes.", "Ivo", 1, nth=1)), "Yes.")[0] == "Ivo"


def test_two_corrections_never_mean_the_same_line() -> None:
    text = STORY.replace('"Did you lock it?" asked Ivo.\n\n', "")
    fixes = [
        Correction("Yes.", name, 1, after=f"And the gate{mark}")
        for name, mark in (("Ivo", "?"), ("Mara", "!"))
    ]
    written = script(text, *fixes)
    assert len(told(written)) == 1
    assert len(written.warnings) == 1


def test_without_a_place_all_lines_of_the_chapter_are_meant() -> None:
    assert said(script(STORY, Correction("Yes.", "Ivo", 1)), "Yes.")[:2] == ["Ivo", "Ivo"]


def test_a_line_that_became_another_is_found_by_its_place() -> None:
    text = STORY.replace('"Yes."\n\n"And', '"Yeah."\n\n"And')
    fix = Correction("Yes.", "Ivo", 1, after="Did you lock it?", before="And the gate?")
    assert told(script(text, fix)) == ["Yeah."]


def test_a_speech_in_two_quotations_is_one_line() -> None:
    written = script(STORY, Correction("You are late, sit.", "Mara"))
    assert told(written) == ["You are late,", "Sit."]
    assert {written.text_of(s): s.speaker for s in written.segments}['"Sit."'] == "Mara"


def test_one_quotation_of_a_speech_stands_for_the_whole_speech() -> None:
    assert told(script(STORY, Correction("Sit.", "Mara"))) == ["You are late,", "Sit."]


def test_the_lines_around_learn_from_a_correction() -> None:
    plain = script(STORY)
    taught = script(
        STORY, Correction("Well?", "Mara", 2), Correction("I don't know who left the gate open", None)
    )
    opening = next(s for s in plain.segments if plain.text_of(s).startswith('"There was once'))
    changed = next(s for s in taught.segments if taught.text_of(s).startswith('"There was once'))
    assert (opening.speaker, changed.speaker) == ("Mara", "Ivo")


def test_a_line_may_be_given_to_nobody() -> None:
    assert said(script(STORY, Correction("Since noon.", None)), "Since noon.") == [None]


@pytest.mark.parametrize(
    ("words", "nearest"),
    [
        ("Since noon, I believe", "the nearest line is 'Since noon.' in chapter 1"),
        ("Xyzzy", "no line is like it"),
    ],
)
def test_a_correction_that_fits_no_line_is_told_in_a_sentence(words: str, nearest: str) -> None:
    (warning,) = script(STORY, Correction(words, "Ivo", 1)).warnings
    assert warning.startswith(f"The casting sheet corrects {words!r} in chapter 1, which nobody says")
    assert nearest in warning


def test_a_short_line_elsewhere_is_not_taken_for_it() -> None:
    fix = Correction("Yes.", "Ivo", 1, after="Have you ever been to the islands?")
    written = script(STORY, fix)
    assert told(written) == []
    assert len(written.warnings) == 1


def test_an_alias_and_other_capitals_name_the_same_speaker() -> None:
    rook = CastMember("Captain Rook", aliases=("Mara",))
    assert said(script(STORY, Correction("Since when?", "mara"), members=(rook,)), "Since when?") == [
        "Captain Rook"
    ]


def test_a_slip_in_a_speaker_is_told_and_understood() -> None:
    written = script(STORY, Correction("Since when?", "Maraa"))
    assert said(written, "Since when?") == ["Mara"]
    assert "did you mean 'Mara'? If not, add 'Maraa'" in written.warnings[0]
    assert "Until then 'Mara' says it." in written.warnings[0]


def test_a_name_that_is_only_somewhat_like_another_is_not_said_to_be_theirs() -> None:
    written = script(STORY, Correction("Since when?", "Marta-Lou"))
    assert said(written, "Since when?") == ["Marta-Lou"]
    assert "Until then" not in written.warnings[0]


def test_a_name_that_is_like_no_other_is_somebody_new_and_told() -> None:
    written = script(STORY, Correction("Since when?", "Gandalf"))
    assert said(written, "Since when?") == ["Gandalf"]
    assert "add 'Gandalf' under 'characters:'" in written.warnings[0]


def test_whoever_the_sheet_lists_may_be_new_without_a_word() -> None:
    written = script(STORY, Correction("Since when?", "Maraa"), members=(CastMember("Maraa"),))
    assert said(written, "Since when?") == ["Maraa"]
    assert not written.warnings


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=30), st.integers(0, 4) | st.none(), st.text(max_size=30))
def test_whatever_a_correction_says_every_line_keeps_its_place(
    words: str, chapter: int | None, after: str
) -> None:
    fix = Correction(words, "Ivo", chapter, after=after)
    written = script(STORY, fix)
    assert len(written.segments) == len(script(STORY).segments)
    assert bool(told(written)) is not bool(written.warnings)
