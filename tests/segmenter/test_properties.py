"""What holds for every text there is."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audiobook.errors import StoryError
from audiobook.model import Kind, Segmentation
from audiobook.readers.raw import Raw
from audiobook.readers.text import read
from audiobook.segmenter import segment

_UNSEEN = " \t\r\n\ufeff" + "".join(filter(str.isspace, map(chr, range(0x3001))))
EXAMPLES = settings(max_examples=60, deadline=None)

_LINES = (
    "The rope parted, and the boat swung out into the dark.",
    '"Hold on!" shouted Mara.',
    '"To what?" Ivo asked. He looked at the water.',
    '"If it holds," said Mara, "we land by noon; if not--"',
    "'We will never reach the bank,' he thought.",
    "*This is not how it ends,* she told herself.",
    "Mara's boots weren't dry, and the twins' coats were worse.",
    "\"He called it 'the good rope', and I believed him.\"",
    '"I have sailed this river for thirty years,',
    'The sign said "Closed". He read it twice.',
    "Dear Mara,",
    "Yours, Ivo",
    "::Come home,:: said the voice in her head.",
    "[Level up! You are now level 4.]",
    "Two weeks later",
    "* * *",
    "x-X-x",
    "Chapter 2: The Ferry",
    "Mara's POV",
    "He was gone... or so they said.",
    "Good morning, readers of the river.",
    "'Tis nothing,' said the ferryman, 'but the '90s rope.'",
    "A/N: sorry for the wait, please review!",
    "(A/N: I know nothing about ropes.)",
)
# Plain story at either end: a note is told from the story it stands next to, not from a letter or a list.
_BEGINNING = (
    "Low water came before dawn, and with it the smell of mud and tar.",
    '"You are early," said the old ferryman. He did not look up from his knots.',
    "Ivo set his bag down on the planks and waited until the lamp was lit.",
)
_END = (
    '"Then we go," said Mara, and she pushed them off with the long pole.',
    "Behind them the lamp grew small, and the bank was gone.",
    "Nobody spoke until the bells of the other side rang six.",
)
# A line that greets readers may be a note or not, and its neighbors decide.
_STORY_LINES = tuple(line for line in _LINES if "A/N" not in line and "readers" not in line)

characters = st.one_of(
    st.sampled_from(
        "\0\ufeff\x01\x0b\x0c\x1b\x7f\x85\u2028\u200b\xa0\t \r\n\"'“”‘’*_~:/[](){}<>-—…aZ.7é\U0001f642"
    ),
    st.characters(exclude_categories=["Cs"]),
)
lines = st.one_of(st.sampled_from(_LINES), st.text(characters, max_size=60))
texts = st.one_of(
    st.text(characters, max_size=400),
    st.lists(st.tuples(lines, st.sampled_from(["\n", "\n\n", "\r\n", "\r\n\r\n", "\r", "\n\n\n", ""]))).map(
        lambda parts: "".join(line + end for line, end in parts)
    ),
    st.text("\"'“”‘’ \n", max_size=200),
)
paragraphs = st.lists(st.sampled_from(_STORY_LINES), min_size=1, max_size=14)


def segmented(text: str) -> Segmentation:
    return segment(read(Raw("story.txt", text.encode("utf-8"))))


def joins(found: Segmentation) -> bool:
    """Whether the segments hold all that can be seen of the text, in order, once."""
    text, at = found.story.text, 0
    for each in found.segments:
        if each.start < at or each.end <= each.start or text[at : each.start].strip(_UNSEEN):
            return False
        at = each.end
    return not text[at:].strip(_UNSEEN)


@EXAMPLES
@given(texts)
def test_segments_join_to_any_text_whatever(text: str) -> None:
    try:
        found = segmented(text)
    except StoryError:
        return  # nothing in it that could be read

    assert joins(found)
    for index, block in enumerate(found.story.blocks):
        own = [each for each in found.segments if each.block == index]
        assert (own[0].start, own[-1].end) == (block.start, block.end)
        assert all(one.end == other.start for one, other in pairwise(own))


@pytest.mark.parametrize(
    "text",
    [
        "The rope\0 parted. " + "It was old. " * 99,
        "\ufeff\ufeffThe rope parted.",
        "The rope\x0b\x0cparted.\x1c\x1d\x1e\x85It was old.\u2028So it goes.\u2029",
        "One.\r\nTwo.\rThree.\nFour.\r\r\n\n\rFive.",
        '"' * 3000,
        "'" * 3000,
        "“‘" * 1500,
        "\" ' " * 1500,
        '"He said ' * 2000,
        "(" * 3000,
        "*_" * 1500,
        "The rope parted and " * 10_000,
        '"Yes," he said. ' * 10_000,
        "x" * 200_000,
        "- " * 3000,
        "A/N: (" * 800,
    ],
    ids=lambda text: repr(text[:12]),
)
def test_odd_texts_join_and_take_no_time(text: str) -> None:
    assert joins(segmented(text))


def cut(found: Segmentation, text: str) -> list[tuple[int, int, Kind, int, str]]:
    """The segments of a part of the text: ranges and quotes as they count in it."""
    first = found.story.text.index(text)
    inside = [each for each in found.segments if first <= each.start < first + len(text)]
    quotes = {quote: number for number, quote in enumerate(dict.fromkeys(each.quote for each in inside))}
    return [(e.start - first, e.end - first, e.kind, quotes[e.quote], e.topic) for e in inside]


NOTES = (
    "A/N: Sorry for the wait, everyone!",
    "Author's Note: This one is short.",
    "Disclaimer: I own nothing.",
    "AN: Thank you for all the reviews!\n\nDisclaimer: I own nothing.",
)


@EXAMPLES
@given(paragraphs, st.sampled_from(NOTES), st.booleans())
def test_a_labelled_note_never_changes_the_segments_of_the_story(
    story: list[str], note: str, head: bool
) -> None:
    told = "\n\n".join([*_BEGINNING, *story, *_END])
    text = f"{note}\n\n{told}\n" if head else f"{told}\n\n{note}\n"

    assert cut(segmented(text), told) == cut(segmented(told + "\n"), told)


@EXAMPLES
@given(st.lists(st.sampled_from(_LINES), min_size=1, max_size=16))
def test_line_ends_of_windows_change_nothing(story: list[str]) -> None:
    plain = segmented("\n\n".join(story))
    other = segmented("\r\n\r\n".join(story))

    assert spoken(plain) == spoken(other)


@EXAMPLES
@given(st.lists(st.sampled_from(_LINES), min_size=1, max_size=16))
def test_curly_quotes_are_read_like_straight_ones(story: list[str]) -> None:
    plain = segmented("\n\n".join(story))
    curly = segmented("\n\n".join(map(curled, story)))

    assert [(e.start, e.end, e.kind, e.quote) for e in plain.segments] == [
        (e.start, e.end, e.kind, e.quote) for e in curly.segments
    ]


def curled(line: str) -> str:
    """`line` with marks as a word processor sets them."""
    made = ""
    for at, char in enumerate(line):
        ends = at + 1 == len(line) or line[at + 1].isspace()
        opens = not ends and (at == 0 or line[at - 1] in " (\"'-")
        made += {'"': "“" if opens else "”", "'": "‘" if opens else "’"}.get(char, char)
    return made


def spoken(found: Segmentation) -> list[tuple[str, Kind, int, str]]:
    return [
        (found.story.text[e.start : e.end].replace("\r\n", "\n"), e.kind, e.quote, e.topic)
        for e in found.segments
    ]
