from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audiobook.speakers.context import Context
from audiobook.speakers.styles import Styles, style_of

Read = Callable[..., Context]

signs = st.tuples(st.floats(0, 1), st.floats(0, 1))


def style(read: Read, line: str) -> tuple[float, ...]:
    context = read(line)
    return style_of(context.words, context.turns[0])


@pytest.mark.parametrize(
    ("line", "at", "more_than"),
    [
        ('"SIT DOWN"', 0, '"Sit down"'),
        ('"sit down"', 1, '"Sit down"'),
        ("\"I'm sure he's not.\"", 2, '"I am sure he is not."'),
        ('"Sit!"', 4, '"Sit."'),
        ('"Sit?"', 5, '"Sit."'),
        ('"Sit…"', 6, '"Sit."'),
        ('"Sit—"', 7, '"Sit."'),
        ('"Sit down there and wait for me."', 8, '"Sit."'),
        ('"Extraordinary."', 9, '"No."'),
    ],
)
def test_a_sign_of_style_is_seen(read: Read, line: str, at: int, more_than: str) -> None:
    assert style(read, line)[at] > style(read, more_than)[at]


def test_a_line_is_like_the_one_who_speaks_so() -> None:
    loud, soft = (1.0, 0.0), (0.0, 1.0)
    styles = Styles([loud, loud, loud, soft, soft, soft, loud], [0, 0, 0, 1, 1, 1, -1])
    assert styles.likeness(6, 0) > 0 > styles.likeness(6, 1)


def test_one_line_makes_no_style() -> None:
    assert Styles([(1.0,), (1.0,), (0.0,)], [0, -1, -1]).likeness(1, 0) == 0.0


def test_a_line_does_not_speak_for_itself() -> None:
    styles = Styles([(1.0,), (0.0,), (0.0,), (0.0,)], [0, 0, 0, 1])
    assert styles.likeness(0, 0) < 0


@given(lines=st.lists(st.tuples(signs, st.integers(-1, 2)), min_size=1, max_size=8), who=st.integers(0, 3))
def test_likeness_has_bounds(lines: list[tuple[tuple[float, float], int]], who: int) -> None:
    styles = Styles([style for style, _ in lines], [speaker for _, speaker in lines])
    assert all(-4.0 <= styles.likeness(at, who) <= 4.0 for at in range(len(lines)))
