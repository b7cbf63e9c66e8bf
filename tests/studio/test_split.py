"""Parts of a chapter: cut between paragraphs only, of about the length asked for, with nothing lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audiobook import engines
from audiobook.model import Chapter, ChapterPlan, Pause, Utterance, Voice
from audiobook.settings import Settings
from audiobook.studio.plan import seconds_of
from audiobook.studio.split import parts_of, volumes_of
from audiobook.studio.takes import takes

SETTINGS = Settings()
MAKERS = {"espeak": engines.engine("espeak")}
VOICE = Voice("rowan", "espeak", "gmw/en")


def chapter(lengths: list[int], *, scenes: tuple[int, ...] = (), index: int = 0) -> ChapterPlan:
    """A chapter of paragraphs that long in characters; `scenes` open a new scene."""
    utterances = [Utterance("x" * max(1, length), VOICE, number) for number, length in enumerate(lengths)]
    pauses = tuple(
        Pause(600) if not number else Pause(500, chime=number in scenes, paragraph=True)
        for number in range(len(utterances))
    )
    cut = tuple(takes([[u] for u in utterances], limit=SETTINGS.take_chars, makers=MAKERS))
    return ChapterPlan(Chapter(index, 0, 1, "One"), "One", cut, pauses, 1500)


def texts(part: ChapterPlan) -> list[Utterance]:
    return [utterance for take in part.takes for utterance in take.utterances]


def cut(whole: ChapterPlan, *, limit: float) -> list[ChapterPlan]:
    return parts_of(whole, limit=limit, settings=SETTINGS, makers=MAKERS)


@given(st.lists(st.integers(1, 2000), min_size=1, max_size=60), st.integers(10, 400))
def test_parts_say_all_of_a_chapter_once(lengths: list[int], limit: int) -> None:
    whole = chapter(lengths)
    parts = cut(whole, limit=limit)
    assert [u for part in parts for u in texts(part)] == texts(whole)
    assert all(len(part.pauses) == len(texts(part)) for part in parts)


@given(st.lists(st.integers(1, 500), min_size=1, max_size=200), st.integers(120, 400))
def test_no_part_is_longer_than_asked_for(lengths: list[int], limit: int) -> None:
    around = (SETTINGS.pauses.head + SETTINGS.pauses.tail) / 1000
    assert all(seconds_of([part]) <= limit + around for part in cut(chapter(lengths), limit=limit))


def test_parts_begin_and_end_with_the_silence_of_a_file() -> None:
    parts = cut(chapter([1000] * 10), limit=200)
    assert len(parts) > 1
    assert {part.pauses[0].ms for part in parts} == {SETTINGS.pauses.head}
    assert {part.tail_ms for part in parts} == {1500}


def test_a_cut_falls_between_scenes_where_one_is_near() -> None:
    parts = cut(chapter([170] * 40, scenes=(17,)), limit=280)
    assert [len(texts(part)) for part in parts] == [17, 23]


def test_takes_that_no_cut_goes_through_keep_their_sound() -> None:
    whole = chapter([900] * 30)
    keys = {take.key for take in whole.takes}
    split = [take.key for part in cut(whole, limit=600) for take in part.takes]
    assert len(set(split) - keys) <= 2 * (len(cut(whole, limit=600)) - 1)


def test_a_chapter_without_a_place_to_cut_stays_whole() -> None:
    whole = chapter([20_000])
    assert cut(whole, limit=60) == [whole]


@pytest.mark.parametrize(
    ("seconds", "held"),
    [([50, 50, 50, 50], [2, 2]), ([50, 80, 50], [1, 1, 1]), ([10] * 5, [5]), ([119, 10], [1, 1])],
)
def test_a_file_holds_as_many_whole_chapters_as_fit(seconds: list[int], held: list[int]) -> None:
    chapters = [chapter([17 * s // 10] * 9, index=number) for number, s in enumerate(seconds)]
    made = volumes_of(chapters, minutes=2, settings=SETTINGS, makers=MAKERS)
    assert [len(volume) for volume in made] == held


def test_only_the_later_parts_are_called_continued() -> None:
    assert [part.title for part in cut(chapter([1000] * 10), limit=400)] == ["One", "One (continued)"]
