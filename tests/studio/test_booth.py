import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import Future
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from audiobook import engines
from audiobook.engines.tone import Tone
from audiobook.errors import CastError, EngineError
from audiobook.model import Clip, Take, Utterance, Voice
from audiobook.studio import booth as booth_module
from audiobook.studio import worker, worker_process
from audiobook.studio.booth import Booth
from audiobook.studio.crew import Cancelled
from audiobook.studio.store import Store
from audiobook.studio.takes import key
from audiobook.studio.worker import Answer, Task
from audiobook.studio.worker_process import Worker

VOICE = Voice("mara", "tone", "man1")


def take(text: str, voice: Voice = VOICE) -> Take:
    utterances = (Utterance(text, voice, 0),)
    return Take(key(utterances, maker=Tone()), voice.engine, utterances)


class DyingWorker(Worker):
    """Dies on its first takes, as many as `deaths` says."""

    deaths = 0

    def do(self, task: Task) -> Answer:
        if DyingWorker.deaths > 0:
            DyingWorker.deaths -= 1
            self.process.kill()
        return super().do(task)


def long_sleep() -> bytes:
    time.sleep(60)
    return b""


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


def settled(store: Store, count: int) -> bool:
    """Whether the store comes to hold so many takes, and then holds no more."""
    deadline = time.monotonic() + 30
    while sum(entry.is_raw for entry in store.entries()) < count and time.monotonic() < deadline:
        time.sleep(0.01)
    time.sleep(0.2)
    return sum(entry.is_raw for entry in store.entries()) == count


def test_takes_that_are_expected_are_spoken_ahead_but_not_too_many(store: Store) -> None:
    takes = [take(f"Sentence {number}.") for number in range(10)]
    with Booth(store, jobs=1) as booth:
        booth.expect(takes[:5])
        booth.expect(takes[5:])
        assert settled(store, 4)
        booth.clips(takes[0])
        assert settled(store, 5)
        booth.clips(takes[9])  # asked for out of turn
        assert settled(store, 6)


def test_takes_that_nobody_will_ask_for_make_room_for_others(store: Store) -> None:
    takes = [take(f"Sentence {number}.") for number in range(10)]
    with Booth(store, jobs=1) as booth:
        booth.expect(takes)
        booth.forget(takes[:3])
        assert settled(store, 7)


def test_takes_that_were_forgotten_before_their_turn_are_not_spoken_ahead(store: Store) -> None:
    failed = [take(f"Sentence {number}.") for number in range(20)]
    with Booth(store, jobs=1) as booth:
        booth.expect([*failed, take("The rope parted.")])
        booth.forget(failed)
        assert settled(store, 5)  # four that were in hand, and the one that somebody will ask for

        booth.clips(failed[9])  # another chapter has it too


def test_calls_wait_while_there_are_many_and_end_when_the_booth_closes(store: Store) -> None:
    asked: list[Future[bytes]] = []

    def ask(booth: Booth) -> None:
        asked.extend(booth.call(long_sleep) for _ in range(5))

    with Booth(store, jobs=1) as booth:
        asking = threading.Thread(target=ask, args=(booth,))
        asking.start()
        asking.join(0.5)
        in_hand = booth._crew._orders.qsize() + 1
    asking.join(30)

    assert in_hand == 2
    assert len(asked) == 5
    for each in asked:
        with pytest.raises(Cancelled):
            each.result(timeout=30)


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


class SleepingWorker(Worker):
    """Hangs on its first takes, as many as `naps` says: its process is stopped, as by a deadlock."""

    naps = 0

    def do(self, task: Task) -> Answer:
        if SleepingWorker.naps > 0:
            SleepingWorker.naps -= 1
            os.kill(self.process.pid, signal.SIGSTOP)
        return super().do(task)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows cannot stop a process")
def test_a_worker_that_hangs_is_replaced_and_its_take_spoken_again(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    SleepingWorker.naps = 1
    patience = iter([0.5, 60.0])
    monkeypatch.setattr(worker_process, "patience_s", lambda _: next(patience))
    with Booth(store, jobs=1, start=SleepingWorker) as booth:
        booth.order(take("The rope parted.")).result(timeout=60)

    assert booth.spoken == 1


@pytest.mark.skipif(sys.platform == "win32", reason="Windows cannot stop a process")
def test_a_take_on_which_every_worker_hangs_is_given_up_by_name(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    SleepingWorker.naps = 3
    monkeypatch.setattr(worker_process, "patience_s", lambda _: 0.2)
    with (
        Booth(store, jobs=1, start=SleepingWorker) as booth,
        pytest.raises(EngineError, match=r"3 times \(it did not answer in time.*The rope parted"),
    ):
        booth.order(take("The rope parted.")).result(timeout=60)


class MuteEngine(Tone):
    """Says nothing for its first words, as often as `muted` says."""

    muted = 0
    asked = 0

    def speak(self, utterances: Sequence[Utterance]) -> tuple[Clip, ...]:
        MuteEngine.asked += 1
        clips = super().speak(utterances)
        if MuteEngine.asked <= MuteEngine.muted:
            return tuple(Clip(np.zeros_like(clip.samples), clip.rate_hz) for clip in clips)
        return clips


@pytest.fixture
def mute(monkeypatch: pytest.MonkeyPatch) -> type[MuteEngine]:
    MuteEngine.muted = MuteEngine.asked = 0
    monkeypatch.setattr(engines, "engine", lambda _: MuteEngine())
    return MuteEngine


def test_an_engine_that_is_silent_once_is_asked_again(store: Store, mute: type[MuteEngine]) -> None:
    mute.muted = 1

    assert worker.speak(take("The rope parted."), store)

    clips = store.take(take("The rope parted.").key)
    assert clips is not None
    assert clips[0].samples.any()
    assert mute.asked == 2


def test_an_engine_that_stays_silent_has_failed_by_the_words(store: Store, mute: type[MuteEngine]) -> None:
    mute.muted = 99

    with pytest.raises(EngineError, match="says nothing for 'The rope parted"):
        worker.speak(take("The rope parted."), store)

    assert mute.asked == 3
    assert not store.has_take(take("The rope parted.").key)


def test_silence_for_what_has_no_words_is_no_fault(store: Store, mute: type[MuteEngine]) -> None:
    mute.muted = 99

    assert worker.speak(take("❦"), store)


def test_what_another_run_has_spoken_meanwhile_is_not_spoken_again(
    store: Store, mute: type[MuteEngine]
) -> None:
    worker.speak(take("The rope parted."), store)

    assert worker.speak(take("The rope parted."), store) == 0
    assert mute.asked == 1


def test_clips_are_the_same_from_this_run_and_from_an_earlier_one(store: Store) -> None:
    parted = take("The rope parted.")
    heard: list[NDArray[np.int16]] = []
    for _ in range(2):
        with Booth(store, jobs=1) as booth:
            heard += [clip.samples for clip in booth.clips(parted)]

    assert np.array_equal(heard[0], heard[1])


def test_a_take_that_was_damaged_on_the_disk_is_spoken_again(store: Store) -> None:
    parted = take("The rope parted.")
    worker.speak(parted, store)
    store.take_path(parted.key).write_bytes(b"damaged")

    with Booth(store, jobs=1) as booth:
        clips = booth.clips(parted)

    assert clips[0].samples.any()
    assert (booth.kept, booth.spoken) == (1, 1)
    assert store.take(parted.key) is not None


def test_the_store_is_kept_within_its_bound_while_a_long_book_is_spoken(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(booth_module, "_PRUNE_EVERY_BYTES", 100_000)
    small = replace(store, limit_bytes=1_000_000)
    with Booth(small, jobs=2) as booth:
        for number in range(40):
            long = take(f"Sentence {number}. " * 10)
            booth.clips(long)

    assert booth.spoken == 40
    assert sum(entry.size for entry in small.entries()) < 4_000_000  # of 12 MB that were spoken
