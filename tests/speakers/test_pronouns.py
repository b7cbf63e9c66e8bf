from collections.abc import Callable

import pytest

from audiobook.speakers.context import Context
from audiobook.speakers.lexicon import lexicon
from audiobook.speakers.mentions import PRONOUN
from audiobook.speakers.pronouns import find_pronouns
from audiobook.speakers.words import Words

Read = Callable[..., Context]
WordsOf = Callable[..., Words]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("She saw him.", [("she", "f", "s"), ("him", "m", "o")]),
        ("He'd gone.", [("he'd", "m", "s")]),
        ("Her hand shook.", [("her", "f", "p")]),
        ("They told her and left.", [("they", "p", "s"), ("her", "f", "o")]),
        ("They told her.", [("they", "p", "s"), ("her", "f", "o")]),
        ("The other nodded.", [("the", "x", "s")]),
        ("The latter, too.", [("the", "x", "s")]),
        ("The other man nodded.", []),
        ('"She saw him."', []),
    ],
)
def test_the_pronouns_of_the_narration_are_found(
    words_of: WordsOf, text: str, found: list[tuple[str, str, str]]
) -> None:
    words = words_of(text)
    pronouns = find_pronouns(words, lexicon())
    assert [(words.low[m.first], m.gender, m.key) for m in pronouns] == found


def meant(context: Context) -> list[str]:
    """Whom each pronoun of a story means, in order; "" for nobody known."""
    company = context.company
    who = [mention.who for mention in company.mentions if mention.kind == PRONOUN]
    return [company.people[index].name if index >= 0 else "" for index in who]


@pytest.mark.parametrize(
    ("paragraphs", "people"),
    [
        (["Mara met Ivo. She smiled at him. He nodded."], ["Mara", "Ivo", "Ivo"]),
        (["Mara nodded. Ana nodded. She left."], ["Ana"]),
        (["Mara took Ana's hat. She left."], ["Mara"]),  # the subject before the owner
        (["Mara and Ivo talked. Ivo sat. The other nodded."], ["Mara"]),
        (["Mara sat.", "", "She left."], [""]),  # another scene
        (["He left."], [""]),
    ],
)
def test_a_pronoun_means_the_likeliest_before_it(
    read: Read, paragraphs: list[str], people: list[str]
) -> None:
    assert meant(read(*paragraphs)) == people
