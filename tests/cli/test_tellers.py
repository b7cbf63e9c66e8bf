"""What a conversion says while it works: bars on a terminal, lines of JSON to programs, or nothing."""

import json
import os
import subprocess
import sys
from contextlib import suppress
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run


def told(out: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in out.splitlines()]


def test_json_tells_of_progress_and_ends_with_everything(run: Run, story: Path) -> None:
    done = run("convert", story, "--engine", "tone", "--json")
    *steps, last = told(done.out)

    assert done.err == ""
    assert {step["event"] for step in steps} == {"progress"}
    assert [
        (step["chapter"], step["title"]) for step in steps if step["chapter_done"] == step["chapter_total"]
    ]
    assert steps[-1]["done"] == steps[-1]["total"]
    assert steps[-1]["seconds_left"] == 0
    assert all(one["done"] <= other["done"] for one, other in pairwise(steps))
    assert last["event"] == "made"
    assert [Path(path).suffix for path in last["files"]] == [".mp3", ".mp3"]
    assert (last["summary"]["chapters"], last["takes_spoken"], last["unchanged"]) == (
        2,
        last["takes_spoken"],
        False,
    )
    assert last["audio_s"] > 10


def test_json_of_a_second_run_is_one_line(run: Run, story: Path) -> None:
    run("convert", story, "--engine", "tone")
    (last,) = told(run("convert", story, "--engine", "tone", "--json").out)

    assert (last["event"], last["unchanged"], last["takes_spoken"]) == ("made", True, 0)


def test_json_of_a_dry_run_is_one_line_with_the_plan(run: Run, story: Path) -> None:
    (planned,) = told(run("convert", story, "--engine", "tone", "--dry-run", "--json").out)

    assert planned["event"] == "planned"
    assert planned["summary"]["chapters"] == 2
    assert planned["kept"] == 0
    assert not Path("output").exists()


def test_files_brought_back_are_told_from_those_unchanged(run: Run, story: Path) -> None:
    run("convert", story, "--engine", "tone")
    first, second = sorted(Path("output/The Ferry").glob("*.mp3"))
    second.unlink()
    repaired = run("convert", story, "--engine", "tone").err
    elsewhere = run("convert", story, "--engine", "tone", "-o", "other").err

    assert first.exists()
    assert ", 1 file unchanged, 1 file brought back." in repaired
    assert "from before, 2 files brought back." in elsewhere


def test_json_tells_of_a_failure_too(run: Run) -> None:
    failed = run("convert", "no such story.txt", "--json")
    (last,) = told(failed.out)

    assert (failed.status, last["event"], last["status"]) == (3, "failed", 3)
    assert last["message"]
    assert last["hint"]


def test_quiet_says_nothing_but_the_files(run: Run, story: Path) -> None:
    done = run("convert", story, "--engine", "tone", "--quiet")

    assert len(done.out.splitlines()) == 2
    assert done.err == ""


def test_quiet_still_says_what_fails(run: Run) -> None:
    assert "error" in run("convert", "no such story.txt", "--quiet").err


def test_quiet_json_is_refused(run: Run, story: Path) -> None:
    assert run("convert", story, "--quiet", "--json").status == 2


def test_no_bar_is_drawn_where_nobody_sees_it(run: Run, story: Path) -> None:
    assert "%" not in run("convert", story, "--engine", "tone").err


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such terminals")
def test_bars_are_drawn_on_a_terminal(story: Path, tmp_path: Path) -> None:
    import termios  # noqa: PLC0415 - Windows has none

    ours, theirs = os.openpty()
    termios.tcsetwinsize(ours, (24, 100))
    command = [sys.executable, "-m", "audiobook", "convert", str(story), "--engine", "tone"]
    with subprocess.Popen(
        [*command, "-o", str(tmp_path / "output")], stderr=theirs, stdout=subprocess.DEVNULL
    ) as working:
        os.close(theirs)
        said = _all_from(ours)

    assert working.returncode == 0
    assert b"Book" in said
    assert b"Chapter 1: Low Water" in said
    assert b"100 %" in said


def _all_from(terminal: int) -> bytes:
    """What is written to a terminal until its last writer has gone."""
    parts = []
    with os.fdopen(terminal, "rb", buffering=0) as reader, suppress(OSError):  # Linux ends it by an error
        while part := reader.read(4096):
            parts.append(part)
    return b"".join(parts)
