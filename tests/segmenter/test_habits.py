from collections.abc import Callable

import pytest

from audiobook.model import Story
from audiobook.segmenter.habits import read_habits
from audiobook.segmenter.legend import NO_LEGEND, read_legend
from audiobook.segmenter.quote_marks import straighten
from audiobook.segmenter.words import words_of

AsStory = Callable[[str], Story]


@pytest.mark.parametrize(
    ("text", "speech"),
    [
        ('"Yes," he said.', '"'),
        ("‘Yes,’ he said.\n\n‘No,’ she said.", "'"),
        ("'Why?' she thought.\n\n'Why?'\n\n\"Yes,\" he said.", '"'),
        ("He said, 'Yes.' She said, 'No.'", "'"),
        ("The boys' coats were wet.", '"'),
        ('\'Twas late.\n\n"Yes," he said.', '"'),
    ],
)
def test_the_story_as_a_whole_decides_which_marks_are_speech(
    as_story: AsStory, text: str, speech: str
) -> None:
    flat = straighten(text)
    habits = read_habits(flat, as_story(flat).blocks, legend=NO_LEGEND, words=words_of("en"))
    assert habits.speech == speech


def test_the_legend_goes_before_what_the_story_shows(as_story: AsStory) -> None:
    text = "'Why?'\n\n'Why not?'"
    habits = read_habits(
        text, as_story(text).blocks, legend=read_legend(["'Thoughts'"]), words=words_of("en")
    )
    assert habits.speech == '"'


@pytest.mark.parametrize(
    ("language", "text", "pieces"),
    [
        (
            "fr",
            "« Où vas-tu ? »\n\n« Dehors, dit-il, ne m'attends pas. »",
            ["« Dehors,", "ne m'attends pas. »"],
        ),
        ("de", "»Wohin?«, fragte sie.\n\n»Raus«, sagte er.", ["»Raus«"]),
        ("de", "„Wohin?“, fragte sie.\n\n„Raus“, sagte er.", ["„Raus“"]),
        ("it", "«Dove?» chiese.\n\n«Fuori» disse lui.", ["«Fuori»"]),
        ("es", "«¿Dónde?», dijo.\n\nEl «experto» se fue.", []),
        ("ja", "「どこ?」と言った。\n\n「外」彼は言った。", ["「外」"]),
    ],
)
def test_languages_have_marks_of_their_own(
    shorthand: Callable[..., list[str]], language: str, text: str, pieces: list[str]
) -> None:
    assert shorthand(text, language=language) == [f"dialogue: {words}" for words in pieces]
