"""What a casting sheet says of the characters, as attribution follows it."""

from __future__ import annotations

import pytest

from audiobook import pipeline
from audiobook.model import SPOKEN_BY_CHARACTERS, CastMember, Correction, Gender, Sheet

FINCHES = """\
Thomas Finch came in. Tom sat down.

"Hello," said Thomas Finch.

"Hello," said Tom.

"Bye," said Mrs. Hale. Mrs. Hale left.

"Bye," said Eliza.

Thomas Finch nodded.
"""

PUB = """\
I went in. I saw the bar. My feet hurt. I sat.

"Hello," I said.

"Hello, stranger," said Tom.

"Call me what you like," I said.
"""


def speakers(text: str, *members: CastMember) -> list[str | None]:
    script = pipeline.script(pipeline.read_text(text), Sheet(members=members))
    return [segment.speaker for segment in script.segments if segment.kind in SPOKEN_BY_CHARACTERS]


def test_an_alias_joins_two_characters() -> None:
    hale = CastMember("Eliza Hale", aliases=("Mrs. Hale", "Eliza"))
    assert speakers(FINCHES, hale) == ["Thomas Finch", "Thomas Finch", "Eliza Hale", "Eliza Hale"]


def test_two_entries_part_what_was_one_character() -> None:
    assert speakers(FINCHES)[:2] == ["Thomas Finch", "Thomas Finch"]
    parted = speakers(FINCHES, CastMember("Thomas Finch"), CastMember("Tom"))
    assert parted[:2] == ["Thomas Finch", "Tom"]


def test_a_new_name_with_the_old_one_as_alias_renames() -> None:
    assert speakers(FINCHES, CastMember("The Finch", aliases=("Thomas Finch",)))[0] == "The Finch"


@pytest.mark.parametrize(("name", "others"), [("Ysolde", "Tom"), ("Tom", "Tom")])
def test_the_narrator_of_the_sheet_is_the_i(name: str, others: str) -> None:
    assert speakers(PUB, CastMember(name, is_narrator=True)) == [name, others, name]


def test_a_single_i_is_enough_where_the_sheet_names_a_narrator() -> None:
    text = 'The door was open, as I found. Tom stood there.\n\n"Hello," I said.\n\n"Go," said Tom.\n'
    assert speakers(text, CastMember("Ysolde", is_narrator=True)) == ["Ysolde", "Tom"]


def test_whoever_is_no_narrator_is_not_the_i() -> None:
    script = pipeline.script(
        pipeline.read_text(PUB), Sheet(members=(CastMember("Tom", is_narrator=False, gender=Gender.MALE),))
    )
    assert {c.name: c.is_narrator for c in script.characters} == {"I": True, "Tom": False}


def test_many_corrections_that_fit_nothing_are_counted() -> None:
    lost = tuple(Correction(f"Word{number} word{number} word{number}", "Tom") for number in range(9))
    script = pipeline.script(pipeline.read_text(PUB), Sheet(corrections=lost))
    assert len(script.warnings) == 6
    assert script.warnings[-1].startswith("4 more")
