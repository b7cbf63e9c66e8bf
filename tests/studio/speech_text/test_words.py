from importlib.resources import files

import pytest

from audiobook.studio.speech_text.words import either, rows, table, words

TABLES = {
    "anywhere": 2,
    "before_names": 2,
    "after_names": 2,
    "before_numbers": 2,
    "units": 3,
    "currencies": 4,
}
TABLES |= {"fractions": 3, "decades": 2, "sounds": 2}


@pytest.mark.parametrize(("name", "cells"), TABLES.items())
def test_every_row_of_a_table_has_all_its_cells(name: str, cells: int) -> None:
    assert {len(row) for row in rows(f"en/{name}")} == {cells}
    assert all(cell for row in rows(f"en/{name}") for cell in row)


@pytest.mark.parametrize("name", TABLES)
def test_no_form_stands_twice_in_a_table(name: str) -> None:
    forms = [row[0] for row in rows(f"en/{name}")]
    assert len(set(forms)) == len(forms)


def test_every_list_can_be_read() -> None:
    names = [
        file.name.removesuffix(".txt") for file in files("audiobook.studio").joinpath("data/en").iterdir()
    ]
    assert all(words(f"en/{name}") for name in names)


def test_comments_are_no_entries() -> None:
    assert "#" not in words("en/openers")
    assert "$" in table("en/currencies")


def test_longest_form_is_tried_first() -> None:
    assert either(["a", "ab.", "abc"]) == r"ab\.|abc|a"
