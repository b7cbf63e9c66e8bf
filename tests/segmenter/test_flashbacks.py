from collections.abc import Callable

from audiobook.model import Kind

Cut = Callable[..., list[list[tuple[Kind, str, int]]]]

TOLD = "He slept badly. It was cold, and he was alone, and he had been so for years.\n\n"


def test_a_passage_told_in_emphasis_is_narration(cut: Cut) -> None:
    blocks = cut(TOLD + '*He was five then. The sea was cold.*\n\n*"Come in," she called. He did not.*')
    assert blocks[1:] == [[], [(Kind.DIALOGUE, '"Come in,"', 0)]]


def test_thoughts_one_after_the_other_stay_thoughts(cut: Cut) -> None:
    blocks = cut(TOLD + "*Why now?*\n\n*I can't stay here.*")
    assert [block[0][0] for block in blocks[1:]] == [Kind.THOUGHT] * 2


def test_a_single_thought_about_the_past_stays_a_thought(cut: Cut) -> None:
    assert cut(TOLD + "*He was lying.*")[1][0][0] is Kind.THOUGHT
