"""Conversions killed at random moments; a few of them, for the benchmark of the same name kills dozens."""

import sys
from pathlib import Path

import pytest

from benchmarks.chaos import chaos
from tests.cli.test_crash import long_story

__all__ = ["long_story"]

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is a thing of POSIX")


def test_runs_killed_at_random_are_completed_to_the_same_bytes(long_story: Path, tmp_path: Path) -> None:
    found = chaos(long_story, tmp_path, kills=3, seed=1)

    assert found.is_same
    assert found.kills
    assert found.spoken_again == 0
    assert found.spoken_last <= found.takes - found.kept
