"""Chapters, titles, contents lists, front matter; and what must always hold of a segmentation."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audiobook.model import Block, BlockKind, ChapterMark, Kind, Metadata, Segmentation, Source, Story
from audiobook.readers.raw import Raw
from audiobook.readers.text import read
from audiobook.segmenter import segment
from audiobook.segmenter.lexicon import lexicon_of
from audiobook.settings import NOTE_TOPICS

TEXT = (
    'The lamp was out again, and the stairs were wet.\n\n"Who is there?" said the keeper to the dark.\n\n' * 4
)


def segmented(text: str) -> Segmentation:
    return segment(read(Raw("story.txt", text.encode())))


def titles(text: str) -> list[str]:
    return [chapter.title for chapter in segmented(text).chapters]


def numbers(text: str) -> list[int | None]:
    return [chapter.number for chapter in segmented(text).chapters]


@pytest.mark.parametrize(
    ("headings", "found"),
    [
        (["Chapter 1", "Chapter 2", "Chapter 3"], [1, 2, 3]),
        (["CHAPTER ONE: The Lamp", "CHAPTER TWO: The Wick"], [1, 2]),
        (["I", "II", "III"], [1, 2, 3]),
        (["1.", "2."], [1, 2]),
        (["XII. The Table", "XIII. The Chair"], [12, 13]),
        (["One", "Two"], [1, 2]),
        (["Prologue", "Chapter 1", "Epilogue"], [None, 1, None]),
        (["part one", "part two (MY BIT)"], [1, 2]),
        (["CHAPTER 1", "chapter two - the wall!!!", "III."], [1, 2, 3]),
    ],
)
def test_headings_open_chapters(headings: list[str], found: list[int | None]) -> None:
    assert numbers("\n\n".join(f"{heading}\n\n{TEXT}" for heading in headings)) == found


@pytest.mark.parametrize(
    "card",
    [
        "The Sea Wall, Saltmarrow\nHalf past four, the shortest day of the year",
        "The top of the long and crooked ladder\nFive o'clock exactly",
        "14 March, 11:52 p.m.\nThe Great Hall",
    ],
)
@pytest.mark.parametrize("above", ["Chapter 1: The Wick\n\n", TEXT])
def test_place_and_time_on_lines_of_their_own_are_one_card(card: str, above: str) -> None:
    found = segmented(f"{above}{card}\n\n{TEXT}")
    lines = [found.story.text[each.start : each.end] for each in found.segments if each.kind is Kind.MARKER]
    told = "\n".join(lines)

    assert told == card


def test_a_story_without_headings_is_one_chapter() -> None:
    (chapter,) = segmented(TEXT).chapters
    assert (chapter.number, chapter.heading, chapter.title) == (None, None, "")


def test_the_title_of_a_story_is_no_chapter_of_its_own() -> None:
    assert titles(f"The Lamp\n\nby wick\n\nChapter 1: Rain\n\n{TEXT}\n\nChapter 2\n\n{TEXT}") == [
        "Chapter 1: Rain",
        "Chapter 2",
    ]


def test_a_title_on_the_line_below_belongs_to_its_number() -> None:
    assert titles(f"CHAPTER I\n\nTHE LAMP\n\n{TEXT}\n\nCHAPTER II\n\nThe Wick\n\n{TEXT}") == [
        "CHAPTER I: THE LAMP",
        "CHAPTER II: The Wick",
    ]


def test_a_part_and_its_first_chapter_open_together() -> None:
    assert titles(f"PART ONE\n\nChapter 1\n\n{TEXT}\n\nChapter 2\n\n{TEXT}") == [
        "PART ONE: Chapter 1",
        "Chapter 2",
    ]


def test_a_heading_that_the_site_echoes_is_one() -> None:
    assert titles(f"Chapter 3: The Lamp\n\nChapter 3\n\n{TEXT}") == ["Chapter 3: The Lamp"]


def test_a_contents_list_opens_no_chapters() -> None:
    found = segmented(
        f"Chapter 1: Rain\n\nChapter 2: Mud\n\nChapter 1: Rain\n\n{TEXT}\n\nChapter 2: Mud\n\n{TEXT}"
    )
    assert [chapter.number for chapter in found.chapters] == [1, 2]
    assert [each.topic for each in found.segments[:2]] == ["contents", "contents"]


def test_a_numbered_list_is_no_row_of_chapters() -> None:
    listed = "\n".join(["1. Bring a lamp", "2. Bring a wick", "3. Do not bring the dog"])
    assert len(segmented(f"The Lamp\n\n{TEXT}\n\n{listed}\n\n{TEXT}").chapters) == 1


def test_an_epilogue_in_a_story_without_chapters_is_a_card() -> None:
    found = segmented(f"The Lamp\n\n{TEXT}{TEXT}***\n\nEpilogue\n\n{TEXT}")
    assert len(found.chapters) == 1
    assert Kind.MARKER in {each.kind for each in found.segments}


def test_front_matter_belongs_to_the_first_chapter() -> None:
    found = segmented(f"The Lamp\n\nA/N: sorry for the wait!\n\nChapter 1\n\n{TEXT}\n\nChapter 2\n\n{TEXT}")
    assert [chapter.number for chapter in found.chapters] == [1, 2]
    assert found.chapters[0].start == 0


def test_story_before_the_first_heading_is_a_chapter_of_its_own() -> None:
    assert numbers(f"{TEXT}{TEXT}\n\nChapter 1\n\n{TEXT}\n\nChapter 2\n\n{TEXT}") == [None, 1, 2]


def test_an_epigraph_before_the_first_heading_is_not() -> None:
    assert numbers(
        f"The Lamp\n\nAll lamps go out in the end, my dear.\n\nChapter 1\n\n{TEXT}\n\nChapter 2\n\n{TEXT}"
    ) == [
        1,
        2,
    ]


def test_capitals_under_the_same_row_of_signs_as_a_preface_are_headings() -> None:
    text = f"AUTHOR'S PREFACE\n\n{TEXT}=====\n\nTHE LOG\n\n{TEXT}=====\n\nAUTHOR'S AFTERWORD\n\n{TEXT}"
    assert titles(text) == ["AUTHOR'S PREFACE", "THE LOG", "AUTHOR'S AFTERWORD"]


def test_marks_of_the_source_win_over_headings_in_the_text() -> None:
    text = "Chapter 1\n\nIt rained.\n\nChapter 2\n\nIt rained on."
    story = read(Raw("story.txt", text.encode()))
    marked = Story(text, story.blocks, story.source, chapter_marks=(ChapterMark(0, "All of It"),))
    (chapter,) = segment(marked).chapters
    assert (chapter.title, chapter.start, chapter.end) == ("All of It", 0, len(text))


def test_heading_blocks_of_the_source_open_chapters() -> None:
    text = "The Lamp\n\nIt rained.\n\nA Wick in Time\n\nIt rained on."
    rows = [(0, 8, True), (10, 20, False), (22, 36, True), (38, 51, False)]
    blocks = tuple(
        Block(start, end, BlockKind.HEADING if heading else BlockKind.PARAGRAPH)
        for start, end, heading in rows
    )
    found = segment(Story(text, blocks, Source("story.epub", "", "epub"), Metadata(title="Rain")))
    assert [chapter.title for chapter in found.chapters] == ["The Lamp", "A Wick in Time"]


@pytest.mark.parametrize(
    ("kind", "found"),
    [
        (BlockKind.NOTE, Kind.NOTE),
        (BlockKind.BREAK, Kind.SKIP),
        (BlockKind.CARD, Kind.MARKER),
        (BlockKind.NAVIGATION, Kind.NAVIGATION),
        (BlockKind.METADATA, Kind.NAVIGATION),
        (BlockKind.LETTER, Kind.WRITTEN),
        (BlockKind.VERSE, Kind.VERSE),
        (BlockKind.TABLE, Kind.SYSTEM),
    ],
)
def test_what_the_source_says_of_a_block_is_taken_as_it_is(kind: BlockKind, found: Kind) -> None:
    text = "It rained on the mill."
    story = Story(text, (Block(0, len(text), kind, reason="because"),), Source("story.epub", ""))
    assert {each.kind for each in segment(story).segments} == {found}


def test_a_block_of_nothing_that_can_be_seen_is_skipped() -> None:
    assert segmented("It rained.\n\n\u200b\n\nIt rained on.").segments[1].kind is Kind.SKIP


def check(found: Segmentation) -> None:
    """Segments join to the blocks, chapters hold every segment, scene breaks are starts of blocks."""
    blocks = found.story.blocks
    at = 0
    for index, block in enumerate(blocks):
        own = [each for each in found.segments if each.block == index]
        assert own[0].start == block.start
        assert own[-1].end == block.end
        assert all(one.end == two.start for one, two in pairwise(own))
        assert own[0].start >= at
        at = own[-1].end
    assert [chapter.index for chapter in found.chapters] == list(range(len(found.chapters)))
    assert all(one.end <= two.start for one, two in pairwise(found.chapters))
    for each in found.segments:
        chapter = found.chapters[each.chapter]
        assert chapter.start <= each.start
        assert each.end <= chapter.end
    assert set(found.scene_breaks) <= {block.start for block in blocks}


LINES = st.sampled_from(
    [
        "Chapter 1", "Chapter 2: The Ferry", "II", "3.", "Prologue", "The Ferry", "A/N: sorry!",
        "Disclaimer: not mine",
        "***", "oOo", "(Flashback)", "Two weeks later", "Mara's POV", "TBC", "Please review!", '"Talking"',
        "'Thinking'",
        '"Who is there?" said the keeper.', "It rained. (A/N: it did!) It rained on.",
        "(A/N: wait", "and so on)", "x",
        "Baka - idiot", "Dear Tom,", "P.S. Come home.", "…", "“Unclosed", "[Level up!]", "by wick",
        "Rating: K+", "\u200b",
    ]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(
    st.lists(LINES, min_size=1, max_size=14), st.lists(st.sampled_from(["\n", "\n\n", "\n\n\n"]), min_size=14)
)
def test_any_lines_give_segments_that_join_to_the_text(lines: list[str], gaps: list[str]) -> None:
    check(segmented("".join(line + gap for line, gap in zip(lines, gaps, strict=False))))


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet=st.characters(exclude_categories=("Cs", "Cc")), max_size=200))
def test_any_text_whatever_gives_segments_that_join_to_it(text: str) -> None:
    check(segmented("Once. " + text))


@pytest.mark.parametrize(
    "change", [lambda text: text.replace("\n", "\r\n"), lambda text: text.replace("'", "’")]
)
def test_newlines_and_curly_quotes_change_nothing(change) -> None:  # type: ignore[no-untyped-def]
    note, plea = "A/N: it's late, I'm sorry!", "Don't forget to review!"
    text = f"The Lamp\n\n{note}\n\nChapter 1\n\n{TEXT}***\n\n{TEXT}\n\n{plea}"
    plain, other = segmented(text), segmented(change(text))
    assert [(each.kind, each.topic) for each in other.segments] == [
        (each.kind, each.topic) for each in plain.segments
    ]
    assert len(other.scene_breaks) == len(plain.scene_breaks)
    assert [chapter.title for chapter in other.chapters] == [chapter.title for chapter in plain.chapters]


def test_notes_that_the_source_marks_say_what_they_are_about() -> None:
    rows = [
        ("Summary:", "summary"),
        ("Two keepers, one lamp.", "summary"),
        ("Notes:", "author"),
        ("Content note: a brief mention of drowning.", "warning"),
        ("Kudos and comments feed the cat.", "ask"),
    ]
    text = "\n".join(row for row, _ in rows)
    starts = [text.index(row) for row, _ in rows]
    blocks = tuple(
        Block(at, at + len(row), BlockKind.NOTE) for at, (row, _) in zip(starts, rows, strict=True)
    )

    found = segment(Story(text, blocks, Source("story.txt", "")))

    assert [each.topic for each in found.segments] == [topic for _, topic in rows]


def test_every_topic_of_the_data_is_one_that_casting_sheets_know() -> None:
    for language in ("en", "de", "fr", "es", "it", "pt"):
        lexicon = lexicon_of(language)
        assert {*lexicon.topics.values(), *lexicon.labels.values()} - {"aside"} <= set(NOTE_TOPICS)
