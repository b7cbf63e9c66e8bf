"""Where new scenes begin."""

from __future__ import annotations

import pytest

from audiobook.model import Segmentation
from audiobook.readers.raw import Raw
from audiobook.readers.text import read
from audiobook.segmenter import segment

BEFORE = "The Mill\n\nThe miller counted the sacks.\n\nThere was one too many.\n\n"
AFTER = "\n\nIt moved.\n\nHe put down his pencil and went to fetch his wife."


def segmented(text: str) -> Segmentation:
    return segment(read(Raw("story.txt", text.encode())))


def openings(found: Segmentation) -> list[str]:
    return [found.story.text[start : start + 12].split("\n")[0] for start in found.scene_breaks]


@pytest.mark.parametrize("mark", ["* * *", "-----", "oOo", "LINEBREAK", "❧"])
def test_a_scene_begins_after_a_mark(mark: str) -> None:
    assert openings(segmented(f"{BEFORE}{mark}\n\nIn the morning it was gone.{AFTER}")) == ["In the morni"]


@pytest.mark.parametrize("card", ["Two weeks later", "(Flashback)", "Mara's POV", "3 November"])
def test_a_scene_begins_at_a_card(card: str) -> None:
    assert openings(segmented(f"{BEFORE}{card}\n\nThe sack was gone.{AFTER}")) == [card[:12]]


def test_a_mark_and_a_card_are_one_break() -> None:
    text = f"{BEFORE}***\n\n***\n\nTwo weeks later\n\nThe sack was gone.{AFTER}"
    assert openings(segmented(text)) == ["Two weeks la"]


def test_a_mark_at_either_end_of_a_chapter_says_nothing() -> None:
    chapters = ["Chapter 1", "The miller counted.", "It moved."], ["Chapter 2", "He ran.", "It ran."]
    text = "\n\n".join(f"{title}\n\n***\n\n{one}\n\n{two}\n\n***" for title, one, two in chapters)
    assert segmented(text).scene_breaks == ()


def test_a_wider_gap_is_a_break() -> None:
    assert openings(segmented(f"{BEFORE}\n\nIn the morning it was gone.{AFTER}")) == ["In the morni"]


def test_two_blank_lines_inside_an_exchange_are_a_lost_line() -> None:
    text = f'{BEFORE}"Is it yours?"\n\n\n"It was here before me, and it will be here when I am gone."{AFTER}'
    assert segmented(text).scene_breaks == ()


def test_where_lines_were_lost_a_gap_after_speech_needs_a_new_time_or_place() -> None:
    exchange = '"Is it yours?"\n\n\n"It was here before me."\n\n"Drop it, Mie."\n\n\n'
    assert (
        segmented(f"{BEFORE}{exchange}The miller stopped before the two of them.{AFTER}").scene_breaks == ()
    )
    assert openings(segmented(f"{BEFORE}{exchange}In the morning it was gone.{AFTER}")) == ["In the morni"]


def test_three_blank_lines_are_a_break_even_in_speech() -> None:
    text = f'{BEFORE}"Is it yours?"\n\n\n\n"You might have told me," said the wife an hour later.{AFTER}'
    assert openings(segmented(text)) == ['"You might h']
