"""A run that is killed leaves nothing half-written, and the next one goes on where it was."""

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

SENTENCES = "The rope parted, and the boat swung out into the dark. Nobody on the bank had seen it go. "
CHAPTERS = 3


@pytest.fixture
def long_story(tmp_path: Path) -> Path:
    """Three chapters of several takes each."""
    path = tmp_path / "long.txt"
    chapters = (
        f"Chapter {number}\n\n"
        + "\n\n".join(f"{SENTENCES * 5} It was night {number * line}." for line in range(9))
        for number in range(1, CHAPTERS + 1)
    )
    path.write_text("\n\n".join(chapters), "utf-8")
    return path


def convert(story: Path, output: Path, cache: Path, *wishes: str) -> subprocess.Popen[bytes]:
    command = [
        sys.executable,
        "-m",
        "audiobook",
        "convert",
        str(story),
        "-o",
        str(output),
        "--jobs",
        "2",
        *wishes,
    ]
    return subprocess.Popen(
        command,
        env=os.environ | {"AUDIOBOOK_CACHE": str(cache)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def takes_spoken(said: bytes) -> int:
    match = re.search(rb"(\d+) takes? spoken", said)
    return int(match[1]) if match else 0


def finished_takes(cache: Path) -> set[str]:
    return {path.name for path in cache.rglob("*.take")}


@pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is a thing of POSIX")
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT])
def test_a_killed_run_is_completed_by_the_next_to_the_same_bytes(
    tmp_path: Path, long_story: Path, how: signal.Signals
) -> None:
    undisturbed = convert(long_story, tmp_path / "a", tmp_path / "cache a")
    undisturbed.communicate()
    run = convert(long_story, tmp_path / "b", tmp_path / "cache b")
    while len(finished_takes(tmp_path / "cache b")) < 2 and run.poll() is None:
        time.sleep(0.01)
    run.send_signal(how)
    _, said = run.communicate()
    before = finished_takes(tmp_path / "cache b")

    again = convert(long_story, tmp_path / "b", tmp_path / "cache b")
    _, said_again = again.communicate()

    assert run.returncode == (130 if how is signal.SIGINT else -9)
    assert how is signal.SIGKILL or b"Stopped." in said
    assert again.returncode == 0
    assert contents(tmp_path / "a") == contents(tmp_path / "b")
    assert before <= finished_takes(tmp_path / "cache b") == finished_takes(tmp_path / "cache a")
    # The workers of a killed run may have finished the takes they had in hand.
    assert takes_spoken(said_again) <= len(finished_takes(tmp_path / "cache a")) - len(before)


def finished_pieces(cache: Path) -> set[str]:
    return {path.name for path in cache.rglob("*.piece")}


@pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is a thing of POSIX")
@pytest.mark.parametrize("form", ["m4b", "flac"])
def test_a_book_in_one_file_is_completed_after_a_kill_to_the_same_bytes(tmp_path: Path, form: str) -> None:
    story = tmp_path / "short.txt"
    story.write_text("\n\n".join(f"Chapter {number}\n\n{SENTENCES * 8}" for number in range(1, 7)), "utf-8")
    wishes = ("--format", form, "--split", "book", "--engine", "tone")
    convert(story, tmp_path / "a", tmp_path / "cache a", *wishes).communicate()
    run = convert(story, tmp_path / "b", tmp_path / "cache b", *wishes)
    while not finished_pieces(tmp_path / "cache b") and run.poll() is None:
        time.sleep(0.005)
    run.kill()
    run.communicate()
    before = finished_pieces(tmp_path / "cache b")

    again = convert(story, tmp_path / "b", tmp_path / "cache b", *wishes)
    again.communicate()

    assert run.returncode == -signal.SIGKILL
    assert again.returncode == 0
    assert before
    assert contents(tmp_path / "a") == contents(tmp_path / "b")
    assert before <= finished_pieces(tmp_path / "cache b") == finished_pieces(tmp_path / "cache a")
