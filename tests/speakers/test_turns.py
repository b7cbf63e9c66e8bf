from collections.abc import Callable
from dataclasses import replace

import pytest

from audiobook.model import Segmentation, Sheet
from audiobook.speakers.attribution import read_story
from audiobook.speakers.context import Context
from audiobook.speakers.turns import Turn, closing_mark, opening_mark

Read = Callable[..., Context]
Tell = Callable[..., Segmentation]

MEETING = "Mara shut the door. Ivo looked up."


def said(context: Context, turn: Turn) -> str:
    words = (context.words.text[at] for piece in turn.pieces for at in range(piece.first, piece.last))
    return " ".join(word for word in words if word[0].isalpha())


def beats(context: Context, turn: Turn) -> list[str]:
    found = (turn.before, turn.between, turn.after)
    return [context.words.text[beat.first] if beat is not None else "" for beat in found]


@pytest.mark.parametrize(
    ("line", "turns"),
    [
        ('"Sit."', ["Sit"]),
        ('"Sit," said Mara. "Please."', ["Sit Please"]),
        ('"Sit," said Mara. "Please," she added.', ["Sit Please"]),
        ('"Sit," said Mara. "No," said Ivo.', ["Sit", "No"]),
        ('"Sit," Mara said, and Ivo said, "No."', ["Sit", "No"]),
        ('"Sit," she said. "No," he said.', ["Sit", "No"]),
        ("Mara shrugged.", []),
    ],
)
def test_a_turn_is_what_one_speaker_says_in_a_paragraph(read: Read, line: str, turns: list[str]) -> None:
    story = read(MEETING, line)
    assert [said(story, turn) for turn in story.turns] == turns


def test_a_quotation_of_several_paragraphs_is_one_turn(tell: Tell) -> None:
    told = tell(MEETING, 'Mara sat. "It was late."', '"And cold," she said.', '"No."')
    quoted = [segment.quote for segment in told.segments if segment.quote >= 0]
    one = {quoted[1]: quoted[0]}
    segments = tuple(replace(s, quote=one.get(s.quote, s.quote)) for s in told.segments)
    story = read_story(replace(told, segments=segments), Sheet())
    assert [said(story, turn) for turn in story.turns] == ["It was late And cold", "No"]
    assert (story.turns[0].paragraph, story.turns[0].last_paragraph) == (1, 2)
    assert story.turns[0].tag is not None
    assert [turn.index for turn in story.turns] == [0, 1]


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ('Mara smiled. "Sit."', ["Mara", "", ""]),
        ('"Sit." Mara smiled. "Please."', ["", "Mara", ""]),
        ('"Sit." Mara smiled.', ["", "", "Mara"]),
        ('Mara smiled. She rose. "Sit."', ["She", "", ""]),
        ('"Sit." Mara smiled. Ivo sat.', ["", "", "Mara"]),
        ('The door shut. "Sit."', ["", "", ""]),
        ('Mara\'s hand shook. "Sit."', ["Mara's", "", ""]),
    ],
)
def test_beats_are_the_subjects_beside_a_quotation(read: Read, line: str, found: list[str]) -> None:
    story = read(MEETING, line)
    assert beats(story, story.turns[0]) == found


@pytest.mark.parametrize(
    ("line", "open_mark", "close_mark", "left_open"),
    [
        ('"Sit."', '"', ".", False),
        ('"Sit?"', '"', "?", False),
        ('"I only wanted—"', '"', "—", True),
        ('"I only wanted…"', '"', "…", True),
        ('"Sit" - "now"', '"', "now", False),
        ("<Sit!>", "<", ">", False),
    ],
)
def test_the_marks_of_what_is_said_are_known(
    read: Read, line: str, open_mark: str, close_mark: str, left_open: bool
) -> None:
    story = read(MEETING, line)
    turn = story.turns[0]
    assert opening_mark(story.words, turn) == open_mark
    assert closing_mark(story.words, turn) == close_mark
    assert turn.left_open == left_open


def test_who_is_only_named_is_told_from_who_is_addressed(read: Read) -> None:
    story = read(MEETING, '"Mara left, Ivo."')
    names = [story.company.people[who].name for who in (*story.turns[0].named, *story.turns[0].addressed)]
    assert names == ["Mara", "Ivo"]


def test_a_turn_knows_its_scene(read: Read) -> None:
    assert [turn.scene for turn in read(MEETING, '"Sit."', "", '"No."').turns] == [0, 1]
