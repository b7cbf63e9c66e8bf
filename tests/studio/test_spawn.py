import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from audiobook.studio import spawn
from audiobook.studio.booth import Booth
from audiobook.studio.store import Store
from tests.studio.test_booth import take


def wait_until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 30
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def test_processes_started_ahead_are_those_that_speak(tmp_path: Path) -> None:
    with spawn.started_ahead(tmp_path, 1):
        ahead = {process.process.pid for process in spawn._ready}
        with Booth(Store(tmp_path), jobs=1) as booth:
            booth.order(take("The rope parted.")).result(timeout=30)
            hired = {worker.process.pid for worker in booth._crew._workers}

    assert hired == ahead
    assert spawn._ready == []


def test_one_is_started_at_once_and_the_others_by_and_by(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(spawn, "_APART_S", 0.05)
    with spawn.started_ahead(tmp_path, 3):
        assert len(spawn._ready) == 1
        wait_until(lambda: len(spawn._ready) == 3)


def test_who_cannot_wait_for_the_next_gets_it_at_once(tmp_path: Path) -> None:
    with spawn.started_ahead(tmp_path, 2):
        both = [spawn.started(tmp_path), spawn.started(tmp_path)]
        assert (spawn._ready, spawn._coming) == ([], [])
    for process in both:
        process.end()


def test_those_that_are_not_needed_are_ended(tmp_path: Path) -> None:
    with spawn.started_ahead(tmp_path, 1):
        (ready,) = spawn._ready

    assert ready.process.returncode is not None


def test_a_store_elsewhere_gets_a_process_of_its_own(tmp_path: Path) -> None:
    with spawn.started_ahead(tmp_path / "one", 1):
        other = spawn.started(tmp_path / "two")
        assert len(spawn._ready) == 1
        other.end()


def test_no_process_to_be_had_is_found_out_when_one_is_needed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", str(tmp_path / "no such program"))

    with spawn.started_ahead(tmp_path, 2):
        assert spawn._ready == []
    with pytest.raises(EOFError):
        spawn.started(tmp_path)


@pytest.mark.skipif(sys.platform != "linux", reason="Elsewhere pipes are as wide as they are")
def test_where_a_user_has_used_up_the_room_for_pipes_processes_start_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr("fcntl.fcntl", refused)
    with Booth(Store(tmp_path), jobs=1) as booth:
        booth.order(take("The rope parted.")).result(timeout=30)
