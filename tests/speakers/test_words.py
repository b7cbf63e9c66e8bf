from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audiobook.model import Segmentation
from audiobook.speakers.lexicon import lexicon
from audiobook.speakers.words import NARRATED, QUOTED, Words, is_word, read_words, without_possessive

Tell = Callable[..., Segmentation]
WordsOf = Callable[..., Words]


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("Yuki-san's hat.", ["Yuki-san's", "hat", "."]),
        ("O'Hara grinned", ["O'Hara", "grinned"]),
        ("O’Hara’s hat", ["O’Hara’s", "hat"]),
        ("Then--no", ["Then", "-", "-", "no"]),
        ("It was *very* late", ["It", "was", "very", "late"]),
        ("It was _very_ late", ["It", "was", "very", "late"]),
        ("Room 12, floor 3", ["Room", "12", ",", "floor", "3"]),
        ("Éloïse rit.", ["Éloïse", "rit", "."]),
    ],
)
def test_a_word_keeps_its_apostrophes_and_hyphens(words_of: WordsOf, text: str, tokens: list[str]) -> None:
    assert words_of(text).text == tokens


@pytest.mark.parametrize(
    ("word", "base"),
    [("Mara's", "Mara"), ("Mara’s", "Mara"), ("MARA'S", "MARA"), ("James'", "James'"), ("Mara", "Mara")],
)
def test_a_possessive_ending_falls_away(word: str, base: str) -> None:
    assert without_possessive(word) == base


@pytest.mark.parametrize(
    ("text", "initials"),
    [
        ("Mara sat. Ivo stood.", ["Mara", "Ivo"]),
        ("Dr. Ash sat.", ["Dr"]),
        ("It was J. Voss. He sat.", ["It", "He"]),
        ('Mara sat. "Wait there." Ivo stood.', ["Mara", "Wait", "Ivo"]),
        ('"Wait," Mara said.', ["Wait"]),
        ('"Wait." Mara sat.', ["Wait", "Mara"]),
    ],
)
def test_the_first_word_of_each_sentence_is_known(words_of: WordsOf, text: str, initials: list[str]) -> None:
    words = words_of(text)
    assert [t for t, first in zip(words.text, words.initial, strict=True) if first and is_word(t)] == initials


def test_what_is_said_and_what_is_told_are_kept_apart(words_of: WordsOf) -> None:
    words = words_of('"Wait," said Mara.')
    assert {(text, where) for text, where in zip(words.text, words.where, strict=True) if is_word(text)} == {
        ("Wait", QUOTED),
        ("said", NARRATED),
        ("Mara", NARRATED),
    }


def test_scenes_begin_at_breaks_and_headings_and_sections_at_headings_and_cards(words_of: WordsOf) -> None:
    words = words_of("# One", "Mara sat.", "", "Ivo stood.", "# Two", "Tib ran.", "~ Ivo's POV", "Ivo fell.")
    assert [(p.scene, p.section, p.chapter) for p in words.paragraphs] == [
        (1, 1, 0),
        (2, 1, 0),
        (3, 2, 1),
        (4, 3, 1),
    ]
    assert words.cards[3] == ("Ivo's", "POV")
    assert words.markers == {3}


LINES = st.lists(st.text(min_size=1).map(str.strip).filter(bool), max_size=4)


@given(lines=LINES)
def test_every_token_stands_in_the_story_where_it_says(tell: Tell, lines: list[str]) -> None:
    segmentation = tell(*lines)
    words = read_words(segmentation, lexicon().abbreviated)
    text = segmentation.story.text
    assert all(text.startswith(token, at) for at, token in zip(words.start, words.text, strict=True))
    assert words.start == sorted(set(words.start))


@given(lines=LINES)
def test_paragraphs_hold_every_token_once_and_in_order(tell: Tell, lines: list[str]) -> None:
    words = read_words(tell(*lines), lexicon().abbreviated)
    held = [at for p in words.paragraphs for piece in p.pieces for at in range(piece.first, piece.last)]
    assert held == list(range(len(words)))
    for index, paragraph in enumerate(words.paragraphs):
        assert all(words.paragraph_of(at) == index for at in range(paragraph.first, paragraph.last))
