"""The language of a story is told by its small words."""

from __future__ import annotations

import pytest

from audiobook.segmenter.language import detect

GERMAN = "Das Boot lag am Ufer, und der Regen fiel auf das Wasser. Er war nicht da. "


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("", "en"),
        ("Meanwhile", "en"),
        ("Dear Mara,\n\nTwo weeks later\n\nDear Mara,\n\nTwo weeks later", "en"),
        ("The boat lay on the bank, and the rain fell on the water. ", "en"),
        (GERMAN * 3, "de"),
        ("A/N: I am so sorry for the wait, it was one of those weeks! " * 8 + GERMAN * 60, "de"),
    ],
)
def test_a_story_is_in_the_language_of_its_body(text: str, language: str) -> None:
    assert detect(text) == language


def test_line_ends_do_not_matter() -> None:
    text = "\n\n".join(["Mara.", "Le bateau est sur la rive, et il pleut.", "Ivo.", "Two weeks."] * 9)

    assert detect(text) == detect(text.replace("\n", "\r\n"))
