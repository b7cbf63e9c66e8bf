import os
import threading
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from audiobook.errors import EngineError, OutputError
from audiobook.studio.crew import Cancelled, Crew
from audiobook.studio.store import Store
from audiobook.studio.worker import Answer, Task, Work
from audiobook.studio.worker_process import Worker
from tests.studio.test_booth import take


def as_bytes(*arrays: np.ndarray) -> bytes:
    return b"".join(array.tobytes() for array in arrays)


def ends() -> bytes:
    os._exit(7)


def fails(kind: type[Exception]) -> bytes:
    raise kind("It broke.", hint="Mend it.") if kind is OutputError else kind("It broke.")


@pytest.fixture
def crew(tmp_path: Path) -> Iterator[Crew]:
    one = Crew(Store(tmp_path), jobs=1)
    yield one
    one.close()


@pytest.mark.parametrize("count", [0, 1, 3])
def test_a_call_gets_its_arrays_as_they_are(crew: Crew, count: int) -> None:
    arrays = tuple(np.arange(100_000 * size, dtype=np.int16) for size in range(count))
    assert crew.do(Work(as_bytes, arrays)).result(timeout=30) == as_bytes(*arrays)


def test_what_comes_of_a_task_is_told_to_who_asked(crew: Crew) -> None:
    assert crew.do(Work(as_bytes, ()), then=len).result(timeout=30) == 0


def test_a_call_that_ends_its_process_is_given_up_and_the_next_is_made(crew: Crew) -> None:
    bad, good = crew.do(Work(ends, ())), crew.do(Work(as_bytes, (np.zeros(1, np.int16),)))
    with pytest.raises(EngineError, match=r"could not be encoded: .* failed 3 times \(status 7\)") as caught:
        bad.result(timeout=60)
    assert "another --format" in caught.value.hint
    assert good.result(timeout=60) == bytes(2)


def test_a_failure_of_ours_in_a_call_is_that_failure(crew: Crew) -> None:
    with pytest.raises(OutputError, match="It broke"):
        crew.do(Work(fails, (OutputError,))).result(timeout=30)


def test_any_other_is_a_fault_that_costs_the_chapter(crew: Crew) -> None:
    with pytest.raises(EngineError, match="a fault of audiobook itself: ValueError: It broke"):
        crew.do(Work(fails, (ValueError,))).result(timeout=30)


def test_calls_go_before_takes(tmp_path: Path) -> None:
    started, go_on, done = threading.Event(), threading.Event(), list[Task]()

    class NotingWorker(Worker):
        def do(self, task: Task) -> Answer:
            started.set()
            assert go_on.wait(30)
            done.append(task)
            return super().do(task)

    one, two, call = take("The rope parted."), take("The boat swung."), Work(as_bytes, ())
    crew = Crew(Store(tmp_path), jobs=1, start=NotingWorker)
    futures = [crew.do(one)]
    assert started.wait(30)
    futures += [crew.do(two), crew.do(call)]
    go_on.set()
    for future in futures:
        future.result(timeout=30)
    crew.close()
    assert done == [one, call, two]


def test_closing_cancels_what_is_not_done(tmp_path: Path) -> None:
    crew = Crew(Store(tmp_path), jobs=1)
    waiting = [crew.do(Work(as_bytes, (np.zeros(100_000, np.int16),))) for _ in range(200)]
    crew.close()
    with pytest.raises(Cancelled):
        waiting[-1].result(timeout=30)
    with pytest.raises(Cancelled):
        crew.do(Work(as_bytes, ())).result(timeout=30)
