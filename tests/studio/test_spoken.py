from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audiobook.model import Pronunciation
from audiobook.studio.spoken import say

CASES = Path(__file__).with_name("spoken_cases.txt")


def cases() -> list[tuple[str, str]]:
    """Every case of the file; "\\x07", "\\t" and "\\n" stand for what no line of text can hold."""
    lines = CASES.read_text(encoding="utf-8").splitlines()
    pairs = (line.split(" =>", 1) for line in lines if " =>" in line and not line.startswith("# "))
    signs = {"\\x07": "\x07", "\\t": "\t", "\\n": "\n"}
    return [(_with(shown, signs), said.strip()) for shown, said in pairs]


def _with(shown: str, signs: dict[str, str]) -> str:
    for written, sign in signs.items():
        shown = shown.replace(written, sign)
    return shown


@pytest.mark.parametrize(("shown", "said"), cases())
def test_shown_text_is_said(shown: str, said: str) -> None:
    assert say(shown) == said
