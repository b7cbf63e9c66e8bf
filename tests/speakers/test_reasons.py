from collections.abc import Callable

import pytest

from audiobook.model import SPOKEN_BY_CHARACTERS, Segmentation
from audiobook.speakers import attribute

Tell = Callable[..., Segmentation]

MEETING = "Mara shut the door. Ivo looked up."


def reasons(segmentation: Segmentation) -> list[str]:
    return [s.reason for s in attribute(segmentation).segments if s.kind in SPOKEN_BY_CHARACTERS]


@pytest.mark.parametrize(
    ("paragraphs", "reason"),
    [
        ([MEETING, '"Sit," said Mara.'], "tag: said Mara"),
        ([MEETING, '"Sit," Mara said.'], "tag: Mara said"),
        ([MEETING, 'Mara said, "Sit."'], "tag: Mara said"),
        ([MEETING, '"Sit," muttered Dr. Ash.'], "tag: muttered Dr. Ash"),
        ([MEETING, '"Sit," came Mara\'s reply.'], "tag: Mara's reply"),
        ([MEETING, '"Sit," she said.'], "she: the only woman near"),
        ([MEETING, '"Sit," he said.'], "he: the only man near"),
        (["Mara and Ana met. Mara sat. Ana sat.", '"Sit," she said.'], "she: the likeliest woman near"),
        ([MEETING, '"Sit," said the guard.'], "tag: said the guard"),
        ([MEETING, 'Mara smiled. "Sit."'], "beside the words: Mara smiled"),
        ([MEETING, 'Dr. Ash sighed. "Sit."'], "beside the words: Dr. Ash sighed"),
        ([MEETING, '"Sit"—Mara raised a hand—"down."'], "beside the words: Mara raised"),
        (["It rained.", '"Sit."'], "nobody near seems to speak"),
    ],
)
def test_the_reason_is_what_a_reader_sees_on_the_page(tell: Tell, paragraphs: list[str], reason: str) -> None:
    assert reasons(tell(*paragraphs))[0] == reason


def test_an_exchange_gives_its_reasons(tell: Tell) -> None:
    told = [MEETING, '"Sit," said Mara.', '"No," said Ivo.', '"Why?"', '"Because, Mara."', '"Oh."']
    assert reasons(tell(*told))[2:] == [
        "Mara is answered by name",
        "speaks every second line here",
        "answers: Mara was just addressed",
    ]
