"""Two runs at once: in one folder one after the other, in two folders side by side over one cache."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.test_crash import contents, long_story

__all__ = ["long_story"]


def started(story: Path, output: Path, cache: Path, *more: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "audiobook", "convert", str(story), "-o", str(output), *more],
        env=os.environ | {"AUDIOBOOK_CACHE": str(cache)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


@pytest.mark.parametrize("same_cache", [True, False])
def test_two_runs_into_one_folder_make_the_book_once_each_byte_right(
    tmp_path: Path, long_story: Path, same_cache: bool
) -> None:
    started(long_story, tmp_path / "alone", tmp_path / "cache 0").communicate()
    caches = [tmp_path / "cache 1", tmp_path / ("cache 1" if same_cache else "cache 2")]

    runs = [started(long_story, tmp_path / "both", cache) for cache in caches]
    said = [run.communicate()[1].decode() for run in runs]

    assert [run.returncode for run in runs] == [0, 0]
    assert contents(tmp_path / "both") == contents(tmp_path / "alone")
    assert sum("Another audiobook works in that folder (process" in words for words in said) == 1


def test_two_runs_into_two_folders_share_a_cache_unharmed(tmp_path: Path, long_story: Path) -> None:
    runs = [started(long_story, tmp_path / name, tmp_path / "cache", "--jobs", "1") for name in ("a", "b")]
    for run in runs:
        run.communicate()

    assert [run.returncode for run in runs] == [0, 0]
    assert contents(tmp_path / "a") == contents(tmp_path / "b")
