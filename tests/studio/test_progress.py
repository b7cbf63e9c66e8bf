from pathlib import Path

from audiobook.engines.tone import Tone
from audiobook.model import Chapter, ChapterPlan, Pause, Utterance, Voice
from audiobook.studio.progress import Step, Tally
from audiobook.studio.store import Store
from audiobook.studio.takes import takes
from audiobook.studio.worker import speak

MARA = Voice("mara", "tone", "man1")


def chapter(index: int, *texts: str) -> ChapterPlan:
    utterances = [[Utterance(text, MARA, number)] for number, text in enumerate(texts)]
    cut = tuple(takes(utterances, limit=10, makers={"tone": Tone()}))
    return ChapterPlan(
        Chapter(index, 0, 1, f"No. {index + 1}"), f"No. {index + 1}", cut, (Pause(0),) * len(cut), 0
    )


def test_every_character_is_counted_once(tmp_path: Path) -> None:
    steps: list[Step] = []
    tally = Tally(steps.append)
    one, two = chapter(0, "a" * 10, "b" * 20), chapter(1, "c" * 30)
    for plan in (one, two):
        tally.expect(plan, Store(tmp_path), is_finished=False)

    tally.add(one, 10)
    tally.add(two, 30)
    tally.add(one, 20)
    tally.finish(one)

    assert [(step.chapter, step.done) for step in steps] == [(1, 10), (2, 40), (1, 60)]
    assert {step.total for step in steps} == {60}
    assert (steps[-1].chapter_done, steps[-1].chapter_total) == (30, 30)


def test_what_is_finished_costs_nothing_and_what_is_kept_little(tmp_path: Path) -> None:
    steps: list[Step] = []
    store = Store(tmp_path)
    finished, kept, new = chapter(0, "a" * 10), chapter(1, "b" * 10), chapter(2, "c" * 10)
    speak(kept.takes[0], store)
    tally = Tally(steps.append)
    for plan in (finished, kept, new):
        tally.expect(plan, store, is_finished=plan is finished)

    for plan in (finished, kept, new):
        tally.finish(plan)

    left = [step.work_total - step.work_done for step in steps]
    assert left == [13, 10, 0]


def test_what_is_told_twice_by_one_chapter_is_not_done_twice(tmp_path: Path) -> None:
    steps: list[Step] = []
    tally = Tally(steps.append)
    plan = chapter(0, "a" * 10)
    tally.expect(plan, Store(tmp_path), is_finished=False)

    tally.finish(plan)
    tally.add(plan, 10)

    assert len(steps) == 1


def test_nobody_need_listen(tmp_path: Path) -> None:
    tally = Tally()
    tally.expect(chapter(0, "a"), Store(tmp_path), is_finished=False)
    tally.finish(chapter(0, "a"))
    tally.finish(chapter(1, "never expected"))
