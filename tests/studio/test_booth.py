import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from audiobook.engines.tone import Tone
from audiobook.errors import CastError, EngineError
from audiobook.model import Take, Utterance, Voice
from audiobook.studio.booth import Booth, Cancelled, Outcome, Worker
from audiobook.studio.store import Store
from audiobook.studio.takes import key

VOICE = Voice("mara", "tone", "man1")


def take(text: str, voice: Voice = VOICE) -> Take:
    utterances = (Utterance(text, voice, 0),)
    return Take(key(utterances, maker=Tone()), voice.engine, utterances)


class DyingWorker(Worker):
    """Dies on its first takes, as many as `deaths` says."""

    deaths = 0

    def speak(self, take: Take) -> Outcome:
        if DyingWorker.deaths > 0:
            DyingWorker.deaths -= 1
            self.process.kill()
        return super().speak(take)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path)


@pytest.fixture
def booth(store: Store) -> Iterator[Booth]:
    with Booth(store, jobs=2) as open_booth:
        yield open_booth


def test_a_take_is_spoken_into_the_store(booth: Booth, store: Store) -> None:
    booth.order(take("The rope parted.")).result(timeout=30)

    assert store.has_take(take("The rope parted.").key)
    assert (booth.spoken, booth.kept) == (1, 0)


def test_a_take_is_never_spoken_twice(booth: Booth, store: Store) -> None:
    for _ in range(3):
        booth.order(take("The rope parted.")).result(timeout=30)
    with Booth(store, jobs=1) as later:
        later.order(take("The rope parted.")).result(timeout=30)

    assert booth.spoken == 1
    assert (later.spoken, later.kept) == (0, 1)


def test_an_error_of_the_engine_reaches_the_caller(booth: Booth) -> None:
    with pytest.raises(CastError, match="no such voice"):
        booth.order(take("Hello.", Voice("x", "tone", "no such voice"))).result(timeout=30)


def test_a_worker_that_dies_is_replaced_and_its_take_spoken_again(store: Store) -> None:
    DyingWorker.deaths = 2
    with Booth(store, jobs=1, start=DyingWorker) as booth:
        booth.order(take("The rope parted.")).result(timeout=60)

    assert booth.spoken == 1


def test_a_take_that_kills_every_worker_is_given_up_by_name_and_the_next_is_spoken(store: Store) -> None:
    DyingWorker.deaths = 3
    with Booth(store, jobs=1, start=DyingWorker) as booth:
        bad, good = booth.order(take("The rope parted.")), booth.order(take("The boat swung."))
        with pytest.raises(EngineError, match="The rope parted"):
            bad.result(timeout=60)
        good.result(timeout=60)

    assert booth.spoken == 1


def test_closing_cancels_what_is_not_spoken(store: Store) -> None:
    booth = Booth(store, jobs=1)
    waiting = [booth.order(take(f"Sentence {n}. " * 400)) for n in range(50)]

    booth.close()

    with pytest.raises(Cancelled):
        waiting[-1].result(timeout=30)
    with pytest.raises(Cancelled):
        booth.order(take("Too late.")).result(timeout=30)


def test_a_worker_ends_when_its_parent_is_gone(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "audiobook.studio.worker", str(tmp_path)]
    worker = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    worker.communicate(timeout=30)

    assert worker.returncode == 0
