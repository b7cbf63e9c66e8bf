import errno
import os
import stat
import sys
from pathlib import Path

import pytest

from audiobook.atomic import WholeFile, output_errors, remove_leftovers, written_whole
from audiobook.errors import OutputError


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_file_is_there_when_the_block_ends(tmp_path: Path) -> None:
    with written_whole(tmp_path / "a.txt") as file:
        file.write(b"whole")
        assert not (tmp_path / "a.txt").exists()
    assert (tmp_path / "a.txt").read_bytes() == b"whole"
    assert names(tmp_path) == ["a.txt"]


def test_old_file_stays_until_the_new_one_is_whole(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"old")
    whole = WholeFile(tmp_path / "a.txt")
    whole.file.write(b"half")
    assert (tmp_path / "a.txt").read_bytes() == b"old"
    whole.discard()
    assert (tmp_path / "a.txt").read_bytes() == b"old"
    assert names(tmp_path) == ["a.txt"]


def test_exception_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), written_whole(tmp_path / "a.txt"):
        raise ZeroDivisionError
    assert names(tmp_path) == []


def test_two_writers_of_one_file_do_not_meet(tmp_path: Path) -> None:
    first, second = WholeFile(tmp_path / "a.txt"), WholeFile(tmp_path / "a.txt")
    first.file.write(b"first")
    second.file.write(b"second")
    second.commit()
    first.commit()
    assert (tmp_path / "a.txt").read_bytes() == b"first"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such permissions")
def test_file_has_the_permissions_of_any_other_file(tmp_path: Path) -> None:
    (tmp_path / "plain").touch()
    with written_whole(tmp_path / "a.txt") as file:
        file.write(b"x")
    assert stat.S_IMODE((tmp_path / "a.txt").stat().st_mode) == stat.S_IMODE(
        (tmp_path / "plain").stat().st_mode
    )


def test_leftovers_of_dead_runs_go_and_those_of_living_ones_stay(tmp_path: Path) -> None:
    (tmp_path / ".audiobook-1-0.part").write_bytes(b"dead")
    (tmp_path / "notes.part").write_bytes(b"somebody's own")
    living = WholeFile(tmp_path / "a.txt")
    assert remove_leftovers(tmp_path) == 1
    living.commit()
    assert names(tmp_path) == ["a.txt", "notes.part"]


def test_name_of_a_dead_run_is_not_taken_again(tmp_path: Path) -> None:
    with WholeFile(tmp_path / "a.txt"):
        last = int(next(tmp_path.iterdir()).name.split("-")[2].removesuffix(".part"))
    (tmp_path / f".audiobook-{os.getpid()}-{last + 1}.part").touch()
    with written_whole(tmp_path / "b.txt") as file:
        file.write(b"b")
    assert (tmp_path / "b.txt").read_bytes() == b"b"


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOSPC, "the disk is full"),
        (errno.EROFS, "the disk is read-only"),
        (errno.EACCES, "permission denied"),
        (errno.EIO, "Input/output error"),
    ],
)
def test_failures_of_the_disk_are_said_in_words(number: int, words: str) -> None:
    with pytest.raises(OutputError) as caught, output_errors(Path("a.mp3")):
        raise OSError(number, os.strerror(number))
    assert caught.value.message == f"Cannot write a.mp3: {words}."
    assert caught.value.hint


def test_missing_folder_is_said(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="its folder does not exist"):
        WholeFile(tmp_path / "none" / "a.txt")


def test_folder_in_the_way_is_said_and_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.txt").mkdir()
    with pytest.raises(OutputError, match="folder of that name"), written_whole(tmp_path / "a.txt") as file:
        file.write(b"x")
    assert names(tmp_path) == ["a.txt"]
