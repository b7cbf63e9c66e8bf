"""A disk that is full or read-only, for results or the cache: a sentence, status 6, nothing half-written."""

import errno
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Run

REASONS = {
    errno.ENOSPC: "the disk is full",
    errno.EROFS: "the disk is read-only",
    errno.EDQUOT: "the disk quota is used up",
}


@pytest.mark.parametrize("number", REASONS)
def test_a_result_that_cannot_be_written_is_told_and_the_next_run_completes_it(
    run: Run, story: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", failing(number))
        failed = run("convert", story, "--engine", "tone")
    left = [path.name for path in Path("output").rglob("*") if path.is_file()]
    again = run("convert", story, "--engine", "tone")

    assert failed.status == 6
    assert REASONS[number] in failed.err
    assert "Traceback" not in failed.err
    assert left == []
    assert again.status == 0
    assert len(list(Path("output").rglob("*.mp3"))) == 2


def failing(number: int) -> Callable[[int], None]:
    def fail(_: int) -> None:
        raise OSError(number, os.strerror(number))

    return fail


def test_a_cache_that_cannot_be_written_is_told_and_the_next_run_completes(
    run: Run, story: Path, own_folders: Path
) -> None:
    in_the_way = own_folders / "cache" / "takes"
    in_the_way.parent.mkdir()
    in_the_way.write_text("a file where a folder should be")
    failed = run("convert", story, "--engine", "tone")
    in_the_way.unlink()
    again = run("convert", story, "--engine", "tone")

    assert failed.status == 6
    assert f"The cache {in_the_way.parent} cannot be written: its folder is a file." in failed.err
    assert "AUDIOBOOK_CACHE" in failed.err
    assert again.status == 0
