from collections.abc import Callable

import pytest

from audiobook.speakers.lexicon import lexicon
from audiobook.speakers.name_words import name_words, stem
from audiobook.speakers.words import Words

WordsOf = Callable[..., Words]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Then Kessic laughed.", {"kessic"}),
        ("Kessic laughed.", {"kessic"}),  # first in its sentence, but acting
        ("Mara was there.", {"mara"}),  # a first name
        ("The Ferry was late. The Ferry sank.", set()),  # an article before it
        ("Lanterns burned. Then lanterns fell.", set()),  # written small elsewhere
        ("On Monday they left for France.", set()),
        ("The English rain fell.", set()),
        ("It was I. Then I've seen it, and They'd know.", set()),
        ("We waited for the Captain. Then Doctor came.", set()),
        ('"Quick," said Hope. The hope was small.', {"hope"}),  # a tag names her
        ('"Yes," said Mum.', {"mum"}),
        ("It was HUGE and LOUD.", set()),
        ("Chapter Two. The End.", set()),
        ("Yuki-san bowed.", {"yuki"}),
    ],
)
def test_capitals_that_are_names_are_told_from_others(words_of: WordsOf, text: str, names: set[str]) -> None:
    assert name_words(words_of(text), lexicon()) == names


@pytest.mark.parametrize(
    "word", ["I've", "They'd", "You're", "Don't", "Can't", "He'll", "It's", "That's", "What's", "Let's"]
)
def test_a_contraction_is_nobodys_name(words_of: WordsOf, word: str) -> None:
    assert not name_words(words_of(f"And {word} said. {word} nodded. Then {word} laughed."), lexicon())


@pytest.mark.parametrize(
    "word", ["Monday", "June", "France", "London", "German", "Christmas", "God", "Chapter", "Internet"]
)
def test_days_and_countries_do_not_act(words_of: WordsOf, word: str) -> None:
    found = name_words(words_of(f"They waited for {word} and more. It was {word} at last."), lexicon())
    assert not found


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("yuki-san", "yuki"),
        ("yuki-chan", "yuki"),
        ("anne-marie", "anne-marie"),
        ("-san", "-san"),
        ("mara", "mara"),
    ],
)
def test_an_honorific_is_no_part_of_a_name(word: str, name: str) -> None:
    assert stem(word, lexicon()) == name
