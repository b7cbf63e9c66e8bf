from __future__ import annotations

import pytest

from audiobook.casting.doubts import doubtful_lines, lines_saying, most_at_stake, not_listed, spoken_lines
from audiobook.model import Kind
from tests.casting.conftest import ScriptMaker


def test_a_short_line_is_told_by_what_stands_before_it_and_a_long_one_by_itself(
    script_of: ScriptMaker,
) -> None:
    script = script_of([("Jon", "The whole of the road lies under water now."), ("Mara", "Yes.")])
    assert [line.after for line in spoken_lines(script)] == ["", "whole of the road lies under water now."]


def test_what_a_line_cannot_be_told_by_is_counted(script_of: ScriptMaker) -> None:
    script = script_of([(None, "a b c d e f g h Yes."), *[("Jon", "Yes.")] * 12])
    assert [line.nth for line in spoken_lines(script)][-3:] == [3, 4, 5]


def test_a_long_line_is_told_by_how_it_begins(script_of: ScriptMaker) -> None:
    (line,) = spoken_lines(script_of([("Jon", "word " * 60 + "end.")]))
    assert line.words == " ".join(["word"] * 24) + "…"
    assert line.chars == 60 * 5 + 4


@pytest.mark.parametrize(
    ("speaker", "confidence", "sure"),
    [("Jon", 0.41, "41% sure: by the table"), (None, 0.9, "no guess: by the table")],
)
def test_a_doubtful_line_says_how_sure_it_is_and_why(
    script_of: ScriptMaker, speaker: str | None, confidence: float, sure: str
) -> None:
    (line,) = doubtful_lines(script_of([(speaker, "Who goes there?")], confidence=confidence), 0.5)
    assert line.sure == sure
    assert line.entry.endswith(f"# {sure}")


def test_lines_are_sorted_by_what_checking_them_is_worth(script_of: ScriptMaker) -> None:
    script = script_of([("Jon", "No."), ("Mara", "The gate is open."), ("Jon", "Who is it that goes there?")])
    lengths = [line.chars for line in most_at_stake(spoken_lines(script))]
    assert lengths == sorted(lengths, reverse=True)


def test_lines_are_found_by_words_of_theirs(script_of: ScriptMaker) -> None:
    script = script_of([("Jon", "“Don't leave the GATE open!”"), ("Mara", "Why not?")])
    assert [line.speaker for line in lines_saying(script, "the gate… open")] == ["Jon"]


def test_thoughts_may_be_doubtful_and_narration_may_not(script_of: ScriptMaker) -> None:
    assert doubtful_lines(script_of([(None, "Hm.")], kind=Kind.THOUGHT), 0.5)
    assert not doubtful_lines(script_of([(None, "Hm.")], kind=Kind.NARRATION), 0.5)


def test_a_line_that_moved_to_another_chapter_is_listed_still(script_of: ScriptMaker) -> None:
    talk = [("Mara", "Did you lock the gate behind you when you left?"), ("Jon", "Yes.")]
    sheet = "\n".join(f"  # {line.entry}" for line in spoken_lines(script_of(talk))[1:])
    moved = spoken_lines(script_of([("Bo", "And so it began.")], talk))
    assert [line.speaker for line in not_listed(moved, sheet)] == ["Bo", "Mara"]
