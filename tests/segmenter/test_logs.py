from collections.abc import Callable

import pytest

from audiobook.model import Kind

Cut = Callable[..., list[list[tuple[Kind, str, int]]]]


@pytest.mark.parametrize(
    "lines",
    [
        ["mara: where r u", "ivo: home", "mara: liar"],
        ["**Mara:** where are you", "**Ivo:** home"],
        ["**mara_k**: hi", "**ivo**: hi"],
        ["[Party] Wick: run", "[Party] Mara: no", "[Party] Wick: RUN"],
        ["<mara> hi", '<ivo> "hi" yourself'],
        ["[Mara 11:42]: where are you", "[Ivo 11:43]: home"],
        ["Mara added Ivo", "Mara: welcome", "Ivo: hello"],
    ],
)
def test_lines_of_a_chat_are_written(cut: Cut, lines: list[str]) -> None:
    assert [block[0][:2] for block in cut("\n".join(lines))] == [(Kind.WRITTEN, line) for line in lines]


def test_a_single_line_from_somebody_who_chats_elsewhere_is_written(cut: Cut) -> None:
    text = "Mara: hi\nIvo: hi\n\nShe waited.\n\nIt buzzed.\n\nIt lit up.\n\nAt last.\n\nIvo: bye"
    assert cut(text)[-1] == [(Kind.WRITTEN, "Ivo: bye", -1)]


def test_lines_of_a_play_are_said(cut: Cut) -> None:
    blocks = cut("MARA: Where were you?\n\nIVO: Out.\n\n(A knock.)\n\nMARA: Out where?")
    assert [block[0][1] for block in blocks if block] == ["Where were you?", "Out.", "Out where?"]
    assert {block[0][0] for block in blocks if block} == {Kind.DIALOGUE}


@pytest.mark.parametrize(
    "text",
    [
        "Warning: the floor was wet.\n\nHe fell.",
        "There was one rule: no dogs.\n\nShe had a dog.",
        'She said: "No."\n\nHe said: "Yes."',
    ],
)
def test_a_colon_makes_no_log(cut: Cut, text: str) -> None:
    assert all(kind is Kind.DIALOGUE for block in cut(text) for kind, _, _ in block)


def test_narration_between_the_lines_of_a_chat_stays_narration(cut: Cut) -> None:
    blocks = cut('Mara: hi\nShe waited for an answer.\n"Come on," she said.\nIvo: hi\nMara: at last')
    assert [[kind for kind, _, _ in block] for block in blocks[1:3]] == [[], [Kind.DIALOGUE]]
