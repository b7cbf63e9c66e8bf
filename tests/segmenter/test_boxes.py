from collections.abc import Callable

import pytest

from audiobook.model import Kind

Cut = Callable[..., list[list[tuple[Kind, str, int]]]]


@pytest.mark.parametrize(
    "line",
    [
        "[You have gained a level!]",
        "【Quest complete】",
        "**[Skill: Mending]**",
        "[Skill: Mending] [Rank: 2]",
        "| Strength | 14 |",
    ],
)
def test_a_box_is_the_systems(cut: Cut, line: str) -> None:
    assert cut(f"She read it.\n\n{line}")[-1] == [(Kind.SYSTEM, line, -1)]


def test_stat_lines_count_where_two_stand_together(cut: Cut) -> None:
    assert [kind for block in cut("HP: 61/61\n\n**MP:** 40/88\n\nSTR - 9") for kind, _, _ in block] == [
        Kind.SYSTEM
    ] * 3
    assert cut("He was tired.\n\nTime: 11\n\nHe slept.")[1] == []


def test_brackets_in_a_sentence_are_no_box(cut: Cut) -> None:
    assert cut("He sighed [quietly] and went.") == [[]]


def test_brackets_with_tags_are_telepathy(cut: Cut) -> None:
    blocks = cut("[Where are you?] asked the ship.\n\n[Here,] it said.\n\n[Come home.]")
    assert [block[0][0] for block in blocks] == [Kind.TELEPATHY] * 3
