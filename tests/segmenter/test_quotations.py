import re
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audiobook.model import Block, BlockKind, Kind, Source, Story
from audiobook.segmenter.legend import NO_LEGEND, read_legend
from audiobook.segmenter.quotations import cut_story

Shorthand = Callable[..., list[str]]
Cut = Callable[..., list[list[tuple[Kind, str, int]]]]

TALK = (
    '"Where to?" asked Mara.\n\n"Out," he said. "Don\'t wait up."\n\n'
    "She looked at the door. He was gone, and the house was quiet, and she was glad of it.\n\n"
)
BRITISH = "'Where to?' asked Mara.\n\n'Out,' he said. 'Don't wait up.'\n\nShe looked at the door.\n\n"


@pytest.mark.parametrize(
    ("paragraph", "pieces"),
    [
        ('"Come in," she said.', ['dialogue: "Come in,"']),
        ("“Come in,” she said.", ["dialogue: “Come in,”"]),
        ('"Come," she said, "in."', ['dialogue: "Come,"', 'dialogue: "in."']),
        (
            '"If you think"--he stopped--"that I care."',
            ['dialogue: "If you think"', 'dialogue: "that I care."'],
        ),
        ('He said—"Never!"—and fell.', ['dialogue: "Never!"']),
        ('"You—" "Don\'t."', ['dialogue: "You—"', 'dialogue: "Don\'t."']),
        ("\"She told me 'no' twice,\" he said.", ["dialogue: \"She told me 'no' twice,\""]),
        ('"He called it "odd" again," she said.', ['dialogue: "He called it "odd" again,"']),
        ('"Yes" he said.', ['dialogue: "Yes"']),
        ('He said "no" and left.', ['dialogue: "no"']),
        ('"..."', ['dialogue: "..."']),
    ],
)
def test_what_is_said_is_cut_out(shorthand: Shorthand, paragraph: str, pieces: list[str]) -> None:
    assert shorthand(TALK + paragraph) == pieces


@pytest.mark.parametrize(
    ("paragraph", "pieces"),
    [
        ("'I said \"no\" to him,' she told them.", ["dialogue: 'I said \"no\" to him,'"]),
        ("'The boys' coats are wet,' she said.", ["dialogue: 'The boys' coats are wet,'"]),
        ("'Get 'em!' he yelled.", ["dialogue: 'Get 'em!'"]),
        ("'Tis a pity,' he said.", ["dialogue: 'Tis a pity,'"]),
        ("The dogs' bowls were empty, and she'd been workin' all day.", []),
    ],
)
def test_speech_between_single_marks_is_told_from_apostrophes(
    shorthand: Shorthand, paragraph: str, pieces: list[str]
) -> None:
    assert shorthand(BRITISH + paragraph) == pieces


def test_quote_left_open_closes_at_paragraph_end(cut: Cut) -> None:
    assert cut(TALK + '"I have no idea.\n\nHe went.')[-2] == [(Kind.DIALOGUE, '"I have no idea.', 3)]


def test_quote_left_open_ends_at_its_tag(shorthand: Shorthand) -> None:
    assert shorthand(TALK + '"No idea at all, he said, and rose.') == ['dialogue: "No idea at all,']


def test_quote_goes_on_where_the_next_paragraph_opens_with_a_mark(cut: Cut) -> None:
    blocks = cut('"It began in March.\n\n"Then it was April."\n\n"And?"')
    assert [[quote for _, _, quote in block] for block in blocks] == [[0], [0], [1]]


def test_quote_closed_in_the_next_paragraph_goes_on(cut: Cut) -> None:
    blocks = cut('"It began in March.\n\nThen it was April," she said.')
    assert blocks[1] == [(Kind.DIALOGUE, 'Then it was April,"', 0)]


def test_note_between_paragraphs_ends_a_quote(as_story: Callable[[str], Story]) -> None:
    story = as_story('"It began in March.\n\n(A note.)\n\n"Then it was April."')
    pieces = cut_story(story, (0, 2), legend=NO_LEGEND, language="en")
    assert [pieces[0][0].quote, pieces[2][0].quote] == [0, 1]


@pytest.mark.parametrize(
    ("kind", "expected"),
    [(BlockKind.LETTER, Kind.WRITTEN), (BlockKind.VERSE, Kind.VERSE), (BlockKind.TABLE, Kind.SYSTEM)],
)
def test_what_the_source_sets_apart_keeps_its_kind(kind: BlockKind, expected: Kind) -> None:
    text = "The goat is well."
    story = Story(text, (Block(0, len(text), kind),), Source("", ""))
    assert cut_story(story, (0,), legend=NO_LEGEND, language="en")[0][0].kind is expected


def test_legend_gives_marks_their_meaning(shorthand: Shorthand) -> None:
    legend = read_legend(['"Speech"', "'Thoughts'", "//Mind to mind//", "*The fox talking*"])
    assert shorthand(TALK + "'Where now?'", legend=legend) == ["thought: 'Where now?'"]
    assert shorthand(TALK + "//Here.//", legend=legend) == ["telepathy: //Here.//"]
    assert shorthand(TALK + "*Over here.*", legend=legend) == ["telepathy: *Over here.*"]


def test_marks_inside_a_word_are_no_marks(shorthand: Shorthand) -> None:
    assert shorthand(TALK + "He and/or she wrote a 6'2\" man's name: Ivo_the_second, at 11:42.") == []


def test_narration_between_two_quotations_may_be_white_space_only(as_story: Callable[[str], Story]) -> None:
    pieces = cut_story(as_story('"Yes." "No."'), (0,), legend=NO_LEGEND, language="en")[0]
    assert [piece.kind for piece in pieces] == [Kind.DIALOGUE, Kind.NARRATION, Kind.DIALOGUE]


@given(st.text(alphabet="ab A.,!?\"'“”‘’«»*_/:<>[]~—-\n", max_size=80))
def test_pieces_join_to_their_block_exactly(as_story: Callable[[str], Story], text: str) -> None:
    story = as_story(text)
    pieces = cut_story(story, range(len(story.blocks)), legend=NO_LEGEND, language="en")
    for index, block in enumerate(story.blocks):
        edges = [block.start, *(piece.end for piece in pieces[index])]
        assert [piece.start for piece in pieces[index]] == edges[:-1]
        assert edges[-1] == block.end
        assert all(piece.start < piece.end for piece in pieces[index])


_MANUSCRIPT = st.lists(
    st.sampled_from(
        [
            "He went. ",
            '"Yes," she said. ',
            '"No!" ',
            "'Why?' she thought. ",
            "the boys' coats ",
            "don't ",
            "*Run.* ",
            '"It\'s "odd" here," ',
            "\n\n",
            "\n",
            '"Open ',
            "'em ",
            "— ",
            'the so-called "expert" ',
            "Mara: hi\n",
            "[Level up!]\n",
            "Dear Ivo,\n",
        ]
    ),
    max_size=14,
).map("".join)


@given(_MANUSCRIPT)
def test_line_endings_change_no_cut(cut: Cut, text: str) -> None:
    assert cut(text) == cut(text.replace("\n", "\r\n"))


def _curl(text: str) -> str:
    text = re.sub(r'(?<![\w.,!?*])"', "“", text).replace('"', "”")
    return re.sub(r"(?<![\w.,!?*])'", "‘", text).replace("'", "’")


@given(_MANUSCRIPT)
def test_curly_marks_cut_as_straight_ones_do(cut: Cut, text: str) -> None:
    curly = [[(kind, len(words), quote) for kind, words, quote in block] for block in cut(_curl(text))]
    assert curly == [[(kind, len(words), quote) for kind, words, quote in block] for block in cut(text)]


@pytest.mark.parametrize("unit", ["word and more ", '"a ', "'a ", "<a ", "*a* ", '"', "Mara, you. "])
def test_a_long_paragraph_takes_linear_time(as_story: Callable[[str], Story], unit: str) -> None:
    story = as_story((unit * 20_000).strip()[:20_000])
    assert cut_story(story, (0,), legend=NO_LEGEND, language="en")[0]
