"""Labels and values -> metadata."""

from __future__ import annotations

import pytest

from audiobook.model import Metadata
from audiobook.readers.facts import filled, metadata_from, series_of


@pytest.mark.parametrize(
    ("text", "series"),
    [
        ("Part 2 of Harbor Lights", ("Harbor Lights", "2")),
        ("Part 7 of Harbor Lights, Part 1 of Fog", ("Harbor Lights", "7")),
        ("Harbor Lights #2", ("Harbor Lights", "2")),
        ("Harbor Lights [2.5]", ("Harbor Lights", "2.5")),
        ("Harbor Lights, book 2", ("Harbor Lights", "2")),
        ("Harbor Lights", ("Harbor Lights", "")),
        ("Area 51", ("Area 51", "")),
    ],
)
def test_a_series_and_the_number_in_it(text: str, series: tuple[str, str]) -> None:
    assert series_of(text) == series


def test_labels_in_several_words_and_numbers_are_understood() -> None:
    metadata = metadata_from(
        {
            "fandoms": ["Harbor", " Fog "],
            "additional tags": ["sea"],
            "characters": ["Ana", "sea"],
            "language": ["English"],
            "status": [""],
            "unknown": ["x"],
        }
    )

    assert metadata == Metadata(fandoms=("Harbor", "Fog"), tags=("sea", "Ana"), language="en")


def test_what_is_known_already_stays() -> None:
    known = filled(Metadata(title="A", tags=("x",)), Metadata(title="B", author="C", tags=("y", "x")))

    assert known == Metadata(title="A", author="C", tags=("x", "y"))
