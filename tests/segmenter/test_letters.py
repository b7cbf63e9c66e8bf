from collections.abc import Callable

import pytest

from audiobook.model import Kind

Cut = Callable[..., list[list[tuple[Kind, str, int]]]]


def written(cut: Cut, text: str, language: str = "en") -> list[bool]:
    return [bool(block) and block[0][0] is Kind.WRITTEN for block in cut(text, language=language)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Dear Mara,\n\nAll is well.\n\nYours,\n\nIvo\n\nP.S. Bring salt.\n\nShe wept.",
            [True] * 5 + [False],
        ),
        (
            "Dear E.,\n\nWash the bucket.\n\nYours in service,\nT. Amory\n\nI left it there.",
            [True] * 4 + [False],
        ),
        ("My dearest Ivo - I waited.\n\nLove, Mara\n\nHe wept.", [True, True, False]),
        ("To whom it may concern:\n\nThe seal is fed.\n\nYours faithfully,\nH. Crewe", [True] * 4),
        ("*Dear Mara,*\n\n*All is well.*\n\n*Ivo, in haste*\n\nShe wept.", [True, True, True, False]),
    ],
)
def test_a_letter_runs_from_its_greeting_to_its_signature(cut: Cut, text: str, expected: list[bool]) -> None:
    assert written(cut, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Dear God, she was tired.\n\nShe slept.\n\nLove, Ivo",
        "Dear Mara,\n\nThe letter broke off there.",
        "Dear was the word for it. It was hers.\n\nYours truly went home.",
    ],
)
def test_what_has_no_greeting_or_no_close_is_no_letter(cut: Cut, text: str) -> None:
    assert not any(written(cut, text))


def test_quotations_in_a_letter_are_said(cut: Cut) -> None:
    letter = cut('Dear Mara,\n\n"Come home," you said.\n\nYours, Ivo')
    assert letter[1] == [(Kind.DIALOGUE, '"Come home,"', 0), (Kind.WRITTEN, " you said.", -1)]


def test_a_letter_in_another_language_is_found(cut: Cut) -> None:
    assert written(cut, "Liebe Mara,\n\nes geht uns gut.\n\nDein Ivo", "de") == [True] * 3
