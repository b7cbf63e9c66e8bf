from collections.abc import Callable

from audiobook.model import Block, Kind, Source, Story
from audiobook.segmenter.legend import NO_LEGEND
from audiobook.segmenter.quotations import cut_story

Cut = Callable[..., list[list[tuple[Kind, str, int]]]]

_LINES = "_Low the river, low the moon,_\n_Bring the ferry over soon._"


def test_lines_of_emphasis_are_verse(cut: Cut) -> None:
    assert [block[0][0] for block in cut(f"He opened the book.\n\n{_LINES}")[1:]] == [Kind.VERSE] * 2


def test_lines_that_somebody_sings_are_one_quotation(cut: Cut) -> None:
    blocks = cut(f"She began to sing.\n\n{_LINES}")
    assert [(block[0][0], block[0][2]) for block in blocks[1:]] == [(Kind.DIALOGUE, 0), (Kind.DIALOGUE, 0)]


def test_indented_lines_with_capitals_are_verse() -> None:
    text = "Low the river,\n    Low the moon,\n    Bring the ferry\n    Over soon."
    story = Story(text, (Block(0, len(text)),), Source("", ""))
    assert cut_story(story, (0,), legend=NO_LEGEND, language="en")[0][0].kind is Kind.VERSE


def test_lines_with_a_margin_are_verse(as_story: Callable[[str], Story]) -> None:
    text = 'He read.\n\n   "Low the river,\n    Low the moon."\n\nHe stopped.\n\nHe slept.\n\nHe woke.'
    story = as_story(text)
    pieces = cut_story(story, range(len(story.blocks)), legend=NO_LEGEND, language="en")
    assert [pieces[index][0].kind for index in (1, 2, 3)] == [Kind.VERSE, Kind.VERSE, Kind.NARRATION]


def test_paragraphs_that_all_have_a_margin_are_prose(as_story: Callable[[str], Story]) -> None:
    story = as_story("He read.\n  She slept.\n  He stopped.\n  He slept.")
    pieces = cut_story(story, range(4), legend=NO_LEGEND, language="en")
    assert {pieces[index][0].kind for index in range(4)} == {Kind.NARRATION}


def test_a_single_line_of_emphasis_is_no_verse(cut: Cut) -> None:
    assert cut("He read it.\n\n_Low the river_\n\nHe stopped.")[1] == []


def test_thoughts_line_by_line_are_no_verse_where_all_lines_stand_close(cut: Cut) -> None:
    blocks = cut("She ran.\nHe ran.\nThey fell.\n*I never scream.*\n*You did at the left.*\nHe laughed.")
    assert [block[0][0] for block in blocks[3:5]] == [Kind.THOUGHT] * 2
