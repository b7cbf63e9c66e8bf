from collections.abc import Callable

import pytest

from audiobook.speakers.context import Context
from audiobook.speakers.sentences import Sentences

Read = Callable[..., Context]


def sentences(read: Read, *paragraphs: str) -> Sentences:
    context = read(*paragraphs)
    return Sentences(context.words, context.lexicon, context.company)


@pytest.mark.parametrize(
    ("text", "verb", "says"),
    [
        ("Mara said so.", "said", True),
        ("I say so.", "say", True),
        ("They say so.", "say", True),
        ("A say in this.", "say", False),
        ("He heard Mara mutter.", "mutter", True),
        ("There was a mutter.", "mutter", False),
        ("Mara smiled.", "smiled", False),
    ],
)
def test_a_verb_of_saying_is_no_noun(read: Read, text: str, verb: str, says: bool) -> None:
    read_as = sentences(read, text)
    assert read_as.verb_of_saying(read_as.words.low.index(verb), thought=False) == says


def test_a_verb_of_thinking_says_thoughts_alone(read: Read) -> None:
    read_as = sentences(read, "Mara wished it.")
    verbs = [read_as.verb_of_saying(1, thought=thought) for thought in (False, True)]
    assert verbs == [False, True]


@pytest.mark.parametrize(
    ("text", "closing"),
    [
        ('"Wait," she said.', ","),
        ('"Wait." She sat.', "."),
        ('"Wait?" she said.', "?"),
        ('"Wait—" she said.', ","),
        ('"Wait", she said.', ","),
    ],
)
def test_what_a_quotation_closes_with_is_known(read: Read, text: str, closing: str) -> None:
    read_as = sentences(read, text)
    after = read_as.words.paragraphs[0].pieces[1].first
    assert read_as.closing(after) == closing


@pytest.mark.parametrize(
    ("text", "first"),
    [("Slowly, Mara nodded.", "Mara"), ("And then Mara nodded.", "Mara"), ("— Mara nodded.", "Mara")],
)
def test_the_narration_begins_after_its_adverbs(read: Read, text: str, first: str) -> None:
    read_as = sentences(read, text)
    assert read_as.words.text[read_as.skip(0, len(read_as.words))] == first


def test_a_stop_after_a_title_ends_no_sentence(read: Read) -> None:
    read_as = sentences(read, "Mara met Dr. Ash there. She sat.")
    words = read_as.words
    end = read_as.sentence_end(0, len(words))
    assert words.low[end - 1] == "there"
    assert read_as.sentence_begin(0, end) == 0
    assert words.low[read_as.sentence_begin(0, len(words) - 1)] == "she"
