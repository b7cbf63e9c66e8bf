import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from audiobook.publish.stretches import Stretch, Stretches

SHORTEST, PAUSE = 20, 6

# Sound and silence by turns, each so many samples long.
streams = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 15)), max_size=12)


def stream(lengths: list[tuple[int, int]]) -> NDArray[np.int16]:
    parts = [np.repeat(np.array([7, 0], np.int16), pair) for pair in lengths]
    return np.concatenate([np.zeros(0, np.int16), *parts])


def cut(*parts: NDArray[np.int16]) -> list[Stretch]:
    stretches = Stretches(shortest=SHORTEST, pause=PAUSE, silence=lambda length: length % PAUSE)
    return [*(stretch for part in parts for stretch in stretches.add(part)), stretches.rest()]


def samples_of(stretch: Stretch) -> list[int]:
    return [int(sample) for piece in stretch.pieces for sample in piece]


@given(lengths=streams)
def test_stretches_and_the_silence_between_them_are_the_stream(lengths: list[tuple[int, int]]) -> None:
    heard = [
        sample for stretch in cut(stream(lengths)) for sample in samples_of(stretch) + [0] * stretch.silence
    ]
    assert heard == stream(lengths).tolist()


@given(lengths=streams, places=st.lists(st.integers(0, 300), max_size=6))
def test_they_do_not_depend_on_how_the_stream_comes_in(
    lengths: list[tuple[int, int]], places: list[int]
) -> None:
    whole = stream(lengths)
    in_parts = cut(*np.split(whole, sorted(min(place, len(whole)) for place in places)))
    assert list(map(samples_of, in_parts)) == list(map(samples_of, cut(whole)))


@given(lengths=streams)
def test_none_is_too_short_but_the_last(lengths: list[tuple[int, int]]) -> None:
    *ended, _ = cut(stream(lengths))
    assert all(stretch.length >= SHORTEST and stretch.silence == stretch.length % PAUSE for stretch in ended)


@pytest.mark.parametrize(
    ("lengths", "wanted"),
    [
        ([(25, 6), (5, 0)], [25, 10]),  # 25 % 6 of the zeros go with the first, the other 5 begin the second
        ([(25, 5), (5, 0)], [35]),  # the pause is too short
        ([(10, 30), (5, 0)], [20, 23]),  # a pause counts from where a stretch is long enough
        ([(25, 6)], [25, 5]),
        ([], [0]),
    ],
)
def test_a_stretch_ends_in_a_pause_that_is_long_enough(
    lengths: list[tuple[int, int]], wanted: list[int]
) -> None:
    assert [stretch.length for stretch in cut(stream(lengths))] == wanted
