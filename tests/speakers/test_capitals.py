from collections.abc import Callable

from audiobook.model import SPOKEN_BY_CHARACTERS, Segmentation
from audiobook.speakers import attribute

Tell = Callable[..., Segmentation]

LOWER = (
    'it is late. the rain has not stopped. "you came," says ottoline.',
    'the kettle is on. "i said i would," says bram.',
    '"sit down," ottoline says. she looks tired.',
    "bram sits. he does not take his coat off. nobody asks him to. the clock ticks.",
    "there is a letter on the table. it is for him. it has been there since june.",
    '"is that mine?" bram asks. he knows it is. the clock ticks. the rain goes on. so do they.',
    "she nods. she waits. he reads it. he folds it. he puts it away.",
)


def spoken(segmentation: Segmentation) -> list[str | None]:
    script = attribute(segmentation)
    return [segment.speaker for segment in script.segments if segment.kind in SPOKEN_BY_CHARACTERS]


def test_names_are_found_in_a_story_without_capitals(tell: Tell) -> None:
    assert spoken(tell(*LOWER)) == ["Ottoline", "Bram", "Ottoline", "Bram"]


def test_a_story_with_capitals_keeps_its_small_words(tell: Tell) -> None:
    story = [". ".join(sentence.capitalize() for sentence in line.split(". ")) for line in LOWER]
    names = {character.name for character in attribute(tell(*story)).characters}
    assert "Kettle" not in names
