import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from audiobook.publish.folder_lock import LOCK_NAME, Holder, alone_in

HOLD = """
import sys, time
from pathlib import Path
from audiobook.publish.folder_lock import alone_in
with alone_in(Path(sys.argv[1]), waiting=print):
    print("in", flush=True)
    sys.stdin.read()
"""


def nobody(holder: Holder) -> None:
    pytest.fail(f"{holder} is in the way")


@pytest.fixture
def holder(tmp_path: Path) -> subprocess.Popen[bytes]:
    """Another process that works in the folder until its input ends."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert process.stdout
    assert process.stdout.readline() == b"in\n"
    return process


def test_a_folder_nobody_works_in_is_entered_at_once_and_left_as_it_was(tmp_path: Path) -> None:
    with alone_in(tmp_path, waiting=nobody):
        assert (tmp_path / LOCK_NAME).exists()

    assert list(tmp_path.iterdir()) == []


def test_the_second_waits_and_hears_for_whom(tmp_path: Path, holder: subprocess.Popen[bytes]) -> None:
    heard: list[Holder] = []

    def leave(found: Holder) -> None:
        heard.append(found)
        threading.Timer(0.3, holder.communicate).start()

    began = time.monotonic()
    with alone_in(tmp_path, waiting=leave):
        waited = time.monotonic() - began

    assert waited > 0.2
    assert [found.pid for found in heard] == [str(holder.pid)]
    assert heard[0].since.startswith("20")
    assert list(tmp_path.iterdir()) == []
    holder.wait()


@pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is a thing of POSIX")
def test_what_a_killed_run_left_is_no_hindrance(tmp_path: Path, holder: subprocess.Popen[bytes]) -> None:
    holder.send_signal(signal.SIGKILL)
    holder.communicate()
    assert (tmp_path / LOCK_NAME).exists()

    with alone_in(tmp_path, waiting=nobody):
        assert (tmp_path / LOCK_NAME).read_text().startswith(str(os.getpid()))

    assert list(tmp_path.iterdir()) == []


def test_many_at_once_are_never_inside_together(tmp_path: Path) -> None:
    inside = most = entered = 0

    def enter() -> None:
        nonlocal inside, most, entered
        for _ in range(5):
            with alone_in(tmp_path, waiting=lambda _: None):
                inside += 1
                most = max(most, inside)
                entered += 1
                time.sleep(0.001)
                inside -= 1

    threads = [threading.Thread(target=enter) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert (most, entered) == (1, 20)


def test_a_folder_without_locks_is_entered_as_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError(38, "no locks on this disk")

    monkeypatch.setattr("audiobook.publish.folder_lock._lock", refuse)

    with alone_in(tmp_path, waiting=nobody):
        pass
