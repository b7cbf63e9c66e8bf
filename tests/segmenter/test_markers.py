"""Cards of time, place, point of view and flashback."""

from __future__ import annotations

import pytest

from audiobook.model import Block, Source, Story
from audiobook.segmenter.customs import customs_of
from audiobook.segmenter.lines import lines_of
from audiobook.segmenter.markers import is_place, is_time, marker_of

ENGLISH = customs_of("en")


def card(row: str) -> str:
    (line,) = lines_of(Story(row, (Block(0, len(row)),), Source("story.txt", "")))
    return marker_of(line, ENGLISH)


@pytest.mark.parametrize(
    ("row", "what"),
    [
        ("(End Flashback)", "flashback"),
        ("~Flashback~", "flashback"),
        ("--- then ---", "flashback"),
        ("Meanwhile", "flashback"),
        ("Sable's POV", "point of view"),
        ("POV: Mara", "point of view"),
        ("Back to Winty's POV", "point of view"),
        ("-Tam-", "point of view"),
        ("~ Mara ~", "point of view"),
        ("Previously on Heronsong:", "recap"),
        ("Two weeks later", "time"),
        ("Forty minutes earlier", "time"),
        ("~ 10 years earlier ~", "time"),
        ("14 March, 11:52 p.m.", "time"),
        ("26th of June 1995", "time"),
        ("+31 hours", "time"),
        ("06:40", "time"),
        ("Day 3, 19:00 ship", "time"),
        ("Monday", "time"),
        ("Half past eleven", "time"),
        ("A quarter to five", "time"),
        ("The top of the ladder\nFive o'clock exactly", "time"),
        ("Five o'clock exactly", "time"),
    ],
)
def test_a_card_is_known_by_its_form(row: str, what: str) -> None:
    assert card(row) == what


@pytest.mark.parametrize(
    "row",
    [
        '"Flashback," she said.',
        "He had a flashback.",
        "-sigh-",
        "<Sefa.>",
        "Two weeks later she left.",
        "**ELEVEN YEARS AGO ON THURSDAY.**",
        "Now!",
        "Twelve",
        "Dear Night,",
        "Previously she had been a nun.",
        "It was Monday.",
        "Half past caring",
        "A quarter to Mara",
    ],
)
def test_sentences_and_speech_are_no_cards(row: str) -> None:
    assert card(row) == ""


@pytest.mark.parametrize(
    "row", ["Training Ground 3", "The King's Mere", "Hall of Embers, third night of the Thinning"]
)
def test_a_place_reads_like_a_title(row: str) -> None:
    assert is_place(row)


def test_a_sentence_is_no_place() -> None:
    assert not is_place("They stood in the hall.")


def test_every_word_of_a_time_must_tell_a_time() -> None:
    assert is_time("Three days before", ENGLISH)
    assert not is_time("Three ducks before", ENGLISH)
