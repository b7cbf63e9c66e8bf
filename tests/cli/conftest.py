"""Runs the command line inside the test, as a user would type it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from audiobook.cli import main

STORY = """\
The Ferry

by Brine

A/N: Sorry for the wait, everyone! Please review.

Chapter 1: Low Water

The rope parted, and the boat swung out into the dark.

"Hold on!" shouted Mara.

"To what?" Ivo asked. He looked at the water. 'We will never reach the bank,' he thought.

* * *

Morning came slowly.

"You are late," said the old ferryman.

Chapter 2: The Ferry

"We sail at dawn," said Mara.

Ivo nodded. "At dawn, then," he said.

A/N: Thanks for reading!
"""


@dataclass(frozen=True)
class Outcome:
    """How a command ended, and what it printed."""

    status: int
    out: str
    err: str


Run = Callable[..., Outcome]


@pytest.fixture
def story(tmp_path: Path) -> Path:
    """A short story with two chapters, notes, thoughts and a scene break."""
    path = tmp_path / "ferry.txt"
    path.write_text(STORY, encoding="utf-8")
    return path


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Run:
    """Run `audiobook ARGUMENTS...` in an empty folder."""
    monkeypatch.chdir(tmp_path)

    def call(*arguments: str | Path) -> Outcome:
        monkeypatch.setattr("sys.argv", ["audiobook", *map(str, arguments)])
        status = 0
        try:
            main()
        except SystemExit as end:
            status = int(end.code or 0)
        said = capsys.readouterr()
        return Outcome(status, said.out, said.err)

    return call
