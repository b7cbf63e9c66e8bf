import pytest

from audiobook.model import Block, Mark, MarkKind
from audiobook.segmenter.habits import Habits
from audiobook.segmenter.stretches import stretches_of
from audiobook.segmenter.words import words_of


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('"Go *now*," he said.', [('"', "")]),
        ("*Go now.* He went.", [("*", "")]),
        ('*"Go now," he said.*', [('"', "")]),
        ('"*Go now.*"', [('"', "*")]),
        ('*"Go now."*', [('"', "*")]),
        ('*Don\'t say "no" to him.*', [("*", "")]),
    ],
)
def test_only_the_outermost_marks_count(text: str, found: list[tuple[str, str]]) -> None:
    first, last = text.index("*"), text.rindex("*")
    block = Block(0, len(text), marks=(Mark(first, last + 1, MarkKind.EMPHASIS, 1),))
    stretches = stretches_of(text, block, Habits(), words_of("en"))
    assert [(stretch.style, stretch.dress) for stretch in stretches] == found


def test_emphasis_of_markup_has_a_style_of_its_own() -> None:
    block = Block(0, 7, marks=(Mark(0, 7, MarkKind.EMPHASIS), Mark(0, 3, MarkKind.UNDERLINE)))
    assert [stretch.style for stretch in stretches_of("Go now.", block, Habits(), words_of("en"))] == ["i"]
