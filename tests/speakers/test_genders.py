from collections.abc import Callable

import pytest

from audiobook.model import CastMember, Gender, Sheet
from audiobook.speakers.context import Context

Read = Callable[..., Context]


def gender(context: Context, name: str) -> str:
    return next(person.likely_gender() for person in context.company.people if person.name == name)


@pytest.mark.parametrize(
    ("paragraphs", "found"),
    [
        (["Rook took off his coat. He hung it up."], "m"),
        (["Rook took off her coat. She hung it up."], "f"),
        (["Rook nodded."], "x"),
        (["Rook nodded to Mara. She smiled."], "x"),  # the pronoun may be Mara's
        (["Rook, the queen, nodded. Rook sat.", "The queen rose."], "f"),
        (["Rook said no. Mr. Rook sat."], "m"),
        (["Rook nodded. He sat. She rose."], "x"),  # both
    ],
)
def test_pronouns_titles_and_nouns_tell_a_gender(read: Read, paragraphs: list[str], found: str) -> None:
    assert gender(read(*paragraphs), "Rook") == found


def test_who_answers_in_an_exchange_is_whom_the_pronoun_means(read: Read) -> None:
    exchange = ['"Yes," said Rook.', '"No," said Ivo.', '"Why?" she said.', '"Because," said Ivo.']
    assert gender(read("Rook met Ivo.", *exchange), "Rook") == "f"


def test_an_answer_of_respect_tells_the_gender(read: Read) -> None:
    story = read("Rook met Ivo.", '"Sit," said Rook.', '"Yes, ma\'am," said Ivo.', '"Good," said Rook.')
    assert gender(story, "Rook") == "f"


def test_the_sheet_has_the_last_word(read: Read) -> None:
    sheet = Sheet(members=(CastMember("Rook", gender=Gender.FEMALE),))
    assert gender(read("Rook took off his coat. He hung it up.", sheet=sheet), "Rook") == "f"
