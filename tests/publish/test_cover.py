from io import BytesIO

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from audiobook.publish.cover import SIZE, can_write, drawn_cover

TITLE_ROOM = slice(50, 460)  # rows of pixels where a title stands
AUTHOR_ROOM = slice(880, 950)


def pixels(title: str, author: str) -> NDArray[np.int16]:
    with Image.open(BytesIO(drawn_cover(title, author).data)) as image:
        assert image.format == "PNG"
        return np.asarray(image.convert("L"), np.int16)


def edges(rows: NDArray[np.int16]) -> int:
    """Steps from dark to light along the rows: letters have many, a landscape few."""
    return int((np.abs(np.diff(rows, axis=1)) > 60).sum())


def test_a_cover_is_a_square_of_one_size() -> None:
    assert pixels("The Ferry", "Brine").shape == (SIZE, SIZE)


def test_the_same_book_gets_the_same_cover_and_another_another() -> None:
    assert drawn_cover("The Ferry", "Brine") == drawn_cover("The Ferry", "Brine")
    assert drawn_cover("The Ferry", "Brine") != drawn_cover("The Ferry", "Salt")


@pytest.mark.parametrize(
    "title",
    [
        "It",
        "Der Größte Übermut: Ça ira",
        "Преступление и наказание",
        "Η Οδύσσεια",
        "Truyện Kiều",
        "The Fire \N{FIRE} Within",
        "e\N{COMBINING ACUTE ACCENT}tude",
        "A Long Road " * 30,
        "Pneumonoultramicroscopicsilicovolcanoconiosis" * 2,
    ],
)
def test_title_and_author_are_written_within_their_margins(title: str) -> None:
    cover = pixels(title, "A. Quill")
    assert edges(cover[TITLE_ROOM]) > 100
    assert edges(cover[AUTHOR_ROOM]) > 100
    assert edges(cover[TITLE_ROOM, :70]) == edges(cover[TITLE_ROOM, -70:]) == 0


@pytest.mark.parametrize("title", ["第三章", "قصة الملح", "מלח", "塩 and Salt", "", "\N{FIRE}"])
def test_what_the_font_cannot_write_is_left_out_whole(title: str) -> None:
    cover = pixels(title, "A. Quill")
    assert edges(cover[TITLE_ROOM]) == 0
    assert edges(cover[AUTHOR_ROOM]) > 100


@pytest.mark.parametrize(
    ("text", "can"), [("The Ferry 2: Ночь!", True), ("Ωmega — “x”", True), ("第", False), ("سلام", False)]
)
def test_what_can_be_written_is_known_without_drawing(text: str, can: bool) -> None:
    assert can_write(text) is can
