from collections.abc import Callable

import pytest

from audiobook.speakers.context import Context
from audiobook.speakers.links import LINK_COLUMNS, links

Read = Callable[..., Context]

MEETING = "Mara shut the door. Ivo looked up."


def link(context: Context, turn: int = 1) -> dict[str, float]:
    """What lies between a turn and the one before it, by the names of the columns."""
    return dict(zip(LINK_COLUMNS, links(context)[turn], strict=True))


@pytest.mark.parametrize(
    ("lines", "columns"),
    [
        (['"Sit?"', '"No."'], {"beside", "question", "short", "one"}),
        (['"Sit—"', '"No."'], {"beside", "left open", "short", "one"}),
        (['"Sit."', "It rained.", '"No."'], {"apart by one", "short", "one"}),
        (['"Sit."', "It rained.", "It poured.", '"No."'], {"apart by more", "short", "one"}),
        (['"Sit."', '"No," said Ivo.'], {"beside", "tagged", "short", "one"}),
        (['"Sit," said Mara.', '"No."'], {"beside", "previous tagged", "short", "one"}),
        (['"Sit."', '"No," he said.'], {"beside", "pronoun", "short", "one"}),
        (['"Sit," he said.', '"No," she said.'], {"beside", "pronoun", "genders differ", "short", "one"}),
        (['"Sit," he said.', '"No," he said.'], {"beside", "pronoun", "genders agree", "short", "one"}),
        (['"Sit, Ivo."', '"No."'], {"beside", "previous addresses", "short", "one"}),
        (['"Sit."', '"No, Mara."'], {"beside", "addresses", "one"}),
        (['"Sit." Mara smiled.', '"No."'], {"beside", "previous tail", "short", "one"}),
        (['"Sit."', 'Mara smiled. "No."'], {"beside", "head", "short", "one"}),
        (['"Sit."', "<No.>"], {"beside", "kind differs", "short", "one"}),
        (
            ['"Sit," said Mara. "No," said Ivo.'],
            {"same paragraph", "tagged", "previous tagged", "short", "one"},
        ),
    ],
)
def test_a_link_tells_what_lies_between_two_turns(read: Read, lines: list[str], columns: set[str]) -> None:
    found = link(read(MEETING, *lines))
    assert {name for name, value in found.items() if value} - {"previous long"} == columns


def test_nothing_links_scenes(read: Read) -> None:
    assert not any(link(read(MEETING, '"Sit."', "", '"No."')).values())
    assert not any(link(read(MEETING, '"Sit."'), 0).values())
