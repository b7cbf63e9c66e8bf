from collections.abc import Callable

import pytest

from audiobook.model import Kind
from audiobook.segmenter.delimiters import DELIMITERS, delimited_stretches
from audiobook.segmenter.legend import Legend

Shorthand = Callable[..., list[str]]


@pytest.mark.parametrize(
    ("style", "text"),
    [
        ("//", "//Where are you?//"),
        ("/", "/Where are you?/"),
        ("::", "::Where are you?::"),
        (":", ":Where are you?:"),
        ("<<", "<<Where are you?>>"),
        ("<", "<Where are you?>"),
        ("~", "~Where are you?~"),
        ("[", "[Where are you?]"),
        ("{", "{Where are you?}"),
        ("«", "«Où es-tu ?»"),
        ("»", "»Wo bist du?«"),
        ("‹", "‹Où es-tu ?›"),
        ("「", "「どこ?」"),
        ("『", "『どこ?』"),
        ("CAPS", "HERE IT COMES. WHERE IS YOUR HAT?"),
    ],
)
def test_each_delimiter_holds_a_stretch(style: str, text: str) -> None:
    line = f"She waited. {text} He came."
    found = delimited_stretches(line, 0, len(line), (style,))
    assert [line[stretch.start : stretch.end] for stretch in found] == [text]


def test_every_delimiter_is_tried_above() -> None:
    assert len(DELIMITERS) == 15


@pytest.mark.parametrize(
    "text", ["and/or, here/there", "at 11:42, or 12:30", "1 < 2 > 0", "a ~ b ~ c", "USA. NASA"]
)
def test_signs_of_other_trades_hold_nothing(text: str) -> None:
    assert delimited_stretches(text, 0, len(text), ("/", ":", "<", "~")) == []


@pytest.mark.parametrize(
    ("opening", "closing"), [("//", "//"), ("::", "::"), ("<", ">"), ("~", "~"), (":", ":")]
)
def test_delimiters_need_no_legend_where_they_hold_sentences(
    shorthand: Shorthand, opening: str, closing: str
) -> None:
    first, second = f"{opening}Where are you?{closing}", f"{opening}Here,{closing}"
    assert shorthand(f'"Hm," he said.\n\n{first} she sent.\n\n{second} he answered.') == [
        f"telepathy: {second}"
    ]


def test_capitals_speak_where_a_legend_says_so(shorthand: Shorthand) -> None:
    legend = Legend((("CAPS", Kind.TELEPATHY),))
    assert shorthand("YES, it rumbled. WHO ELSE?", legend=legend) == [
        "telepathy: YES,",
        "telepathy: WHO ELSE?",
    ]


def test_capitals_speak_where_tags_say_so(shorthand: Shorthand) -> None:
    story = "SKIP TO THE END, said the god.\n\nI KNOW, it rumbled.\n\nNASA was a word she knew.\n\n"
    assert shorthand(story + "I SPENT IT.") == ["telepathy: I SPENT IT."]
    assert shorthand("The END, she said.\n\nI SPENT IT.") == []
