"""Subtitles in the forms that players read."""

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audiobook.errors import UsageError
from audiobook.publish.subtitles import SUBTITLES, About, Cue, Words, chosen_subtitles, readable, written

ABOUT = About("Low Water", "Brine", "The Ferry", 3_725_000)
CUES = (
    Cue(600, 2400, (Words("“Hold on,”", "Mara"), Words("she said."))),
    Cue(
        3_723_456, 3_724_900, (Words("a < b & c", "Ivo", is_thought=True), Words("—he thought", joined=True))
    ),
)
# The time at which a cue starts and ends: `00:00:00.600 --> 00:00:02.400`.
TIMES = re.compile(r"(\d\d):(\d\d):(\d\d)[.,](\d{3}) --> (\d\d):(\d\d):(\d\d)[.,](\d{3})")


def test_webvtt_names_the_speakers() -> None:
    assert written("vtt", CUES, ABOUT).decode() == (
        "WEBVTT\n\n"
        "00:00:00.600 --> 00:00:02.400\n<v Mara>“Hold on,”</v> she said.\n\n"
        "01:02:03.456 --> 01:02:04.900\n<v Ivo><i>a &lt; b &amp; c</i></v>—he thought\n"
    )


def test_subrip_numbers_its_cues() -> None:
    assert written("srt", CUES, ABOUT).decode() == (
        "1\n00:00:00,600 --> 00:00:02,400\n“Hold on,” she said.\n\n"
        "2\n01:02:03,456 --> 01:02:04,900\na < b & c—he thought\n\n"
    )


def test_lyrics_have_a_head_and_count_minutes() -> None:
    assert written("lrc", CUES, ABOUT).decode() == (
        "[ti:Low Water]\n[ar:Brine]\n[al:The Ferry]\n[length:62:05.00]\n"
        "[00:00.60]“Hold on,” she said.\n[62:03.45]a < b & c—he thought\n"
    )


@pytest.mark.parametrize("form", SUBTITLES)
def test_a_sound_without_words_has_subtitles_without_cues(form: str) -> None:
    assert b"-->" not in written(form, (), ABOUT)


def test_a_short_cue_is_shown_for_a_second_where_there_is_room() -> None:
    cues = [Cue(at, at + 100, (Words("Oh."),)) for at in (0, 300, 5000, 5900)]

    assert [cue.end_ms for cue in readable(cues, length_ms=6500)] == [300, 1300, 5900, 6500]


@given(
    st.lists(st.tuples(st.integers(0, 9_000), st.integers(0, 4_000)), max_size=30),
    st.sampled_from(["vtt", "srt"]),
)
def test_times_ascend_and_stay_within_the_sound(lengths: list[tuple[int, int]], form: str) -> None:
    cues, at = [], 0
    for pause, length in lengths:
        cues.append(Cue(at + pause, at + pause + length, (Words("word"),)))
        at += pause + length + 1
    found = TIMES.findall(written(form, cues, About("", "", "", at)).decode())
    times = [tuple(_ms(row[half : half + 4]) for half in (0, 4)) for row in found]

    assert len(times) == len(cues)
    assert all(start < end <= max(at, start + 1) for start, end in times)
    assert all(one[1] <= max(other[0], one[0] + 1) for one, other in pairwise(times))


def _ms(parts: tuple[str, ...]) -> int:
    hours, minutes, seconds, ms = map(int, parts)
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + ms


def test_a_form_is_chosen_once_and_an_unknown_one_is_told() -> None:
    assert chosen_subtitles(("srt", "vtt", "srt")) == ("vtt", "srt")
    with pytest.raises(UsageError, match="--subtitles ass is not known"):
        chosen_subtitles(("ass",))
