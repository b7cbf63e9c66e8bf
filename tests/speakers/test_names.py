from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audiobook.speakers.lexicon import lexicon
from audiobook.speakers.names import find_names, surface, weigh
from audiobook.speakers.words import Words

WordsOf = Callable[..., Words]


def names(words: Words) -> list[str]:
    return [surface(words, mention.first, mention.last) for mention in find_names(words, lexicon())]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It was late when Mara laughed and Ivo nodded.", ["Mara", "Ivo"]),
        ("Lieutenant Oduya nodded.", ["Lieutenant Oduya"]),
        ("Lt. Oduya nodded.", ["Lt. Oduya"]),
        ("Dr. Ash waited for Mr. Darcy.", ["Dr. Ash", "Mr. Darcy"]),
        ("Dr Ash waited for Mr Darcy.", ["Dr Ash", "Mr Darcy"]),
        ("Old Tom coughed.", ["Old Tom"]),
        ("Then Mara Voss laughed.", ["Mara Voss"]),
        ("Then Mara J. Voss laughed.", ["Mara J. Voss"]),
        ("Captain Oduya's hat fell.", ["Captain Oduya"]),
        ("Yuki-san bowed.", ["Yuki-san"]),
        ("Anne-Marie said no.", ["Anne-Marie"]),
        ("Then O'Hara grinned.", ["O'Hara"]),
        ("MARA! he shouted. Mara came.", ["Mara", "Mara"]),
        ("Then Ivo de Brandt nodded, and Brandt sat.", ["Ivo de Brandt", "Brandt"]),
        ("Then Ivo van der Berg nodded, and Berg sat.", ["Ivo van der Berg", "Berg"]),
        ("Mara nodded. Ivo nodded.", ["Mara", "Ivo"]),
        ("Then he met Mara. Ivo nodded.", ["Mara", "Ivo"]),  # a stop parts two names
        ('Then he met Mara. "Ivo!"', ["Mara", "Ivo"]),
    ],
)
def test_a_name_is_found_whole(words_of: WordsOf, text: str, found: list[str]) -> None:
    assert names(words_of(text)) == found


@pytest.mark.parametrize(
    "text",
    [
        "Lieutenant. Bring him.",
        '"Bring him, Lieutenant. Bring him now."',
        '"Captain. Look." He looked.',
        "On Monday they left.",
        "He waited, and I'm told They'd left.",
    ],
)
def test_what_is_no_name_is_not_found(words_of: WordsOf, text: str) -> None:
    assert names(words_of(text)) == []


def test_the_user_may_name_a_word(words_of: WordsOf) -> None:
    found = find_names(words_of("The Ferry was late."), lexicon(), frozenset({"ferry"}))
    assert [mention.form.core for mention in found] == [("ferry",)]


def test_owning_something_is_seen(words_of: WordsOf) -> None:
    found = find_names(words_of("Then Mara took Ivo's hat."), lexicon())
    assert [mention.possessive for mention in found] == [False, True]


def test_the_evidence_of_a_name_is_counted(words_of: WordsOf) -> None:
    words = words_of(
        '"Mara, wait," said Ivo. Then Mara laughed. They met near Mara Street.', '"No," said Mara.'
    )
    mentions = find_names(words, lexicon())
    mara = weigh(words, lexicon(), mentions)[mentions[0].form]
    assert (mara.addressed, mara.quoted, mara.said, mara.acted, mara.placed) == (1, 1, 1, 1, 1)


@given(text=st.text(st.sampled_from("AaMm.'’- \n!-sDr"), max_size=60).map(str.strip).filter(bool))
def test_names_follow_one_another_and_begin_with_a_capital(words_of: WordsOf, text: str) -> None:
    words = words_of(text)
    found = find_names(words, lexicon(), frozenset({"mam", "am", "ma"}))
    bounds = [at for mention in found for at in (mention.first, mention.last)]
    assert bounds == sorted(bounds)
    assert all(words.text[mention.first][0].isupper() and mention.form.core for mention in found)
