"""A second run that would change nothing is spared; whatever has changed is seen."""

import os
import shutil
import wave
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from audiobook.pipeline import prepare, receipts
from audiobook.settings import Settings
from tests.cli.conftest import Run, run, story

__all__ = ["run", "story"]

SHEET = """\
characters:
  Mara:
    voice: woman3
sounds:
  intro: bell.wav
"""


@pytest.fixture
def convert(run: Run, story: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], bool]:
    """Convert with a sheet, voices and a sound of one's own; tells whether the story was read again."""
    with wave.open(str(tmp_path / "bell.wav"), "wb") as file:
        file.setparams((1, 2, 22050, 0, "NONE", ""))
        file.writeframes(bytes(range(1, 251)) * 100)
    (tmp_path / "story.cast.yaml").write_text(SHEET)
    read: list[object] = []
    book = prepare.book

    def noticed(stories: Any, *more: Any, **folder: Any) -> prepare.Book:
        read.append(stories)
        return book(stories, *more, **folder)

    monkeypatch.setattr(prepare, "book", noticed)

    def again(*more: str) -> bool:
        read.clear()
        done = run("convert", story, "--engine", "tone", "--cast", "story.cast.yaml", *more)
        assert done.status == 0, done.err
        return bool(read)

    again()
    return again


def everything(folder: Path) -> dict[Path, tuple[int, int]]:
    found = [folder, *folder.rglob("*")]
    return {path: (path.stat().st_mtime_ns, path.stat().st_size) for path in found}


def test_a_second_run_reads_nothing_and_writes_nothing(
    convert: Callable[[], bool], tmp_path: Path, own_folders: Path
) -> None:
    before = everything(tmp_path) | everything(own_folders)

    assert not convert()
    assert everything(tmp_path) | everything(own_folders) == before


def test_it_says_the_same_as_the_run_that_did_the_work(run: Run, story: Path) -> None:
    first = run("convert", story, "--engine", "tone")
    second = run("convert", story, "--engine", "tone")

    assert second.out == first.out
    assert second.err.splitlines()[:-1] == first.err.splitlines()[:-1]
    assert second.err.splitlines()[-1] == "Nothing had changed; all files stay as they were."


def touched_up(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[-1] ^= 1
    path.write_bytes(data)


CHANGES: dict[str, Callable[[Path], object]] = {
    "a word of the story": lambda at: (at / "ferry.txt").write_text(
        (at / "ferry.txt").read_text("utf-8").replace("slowly", "quickly"), "utf-8"
    ),
    "a voice in the sheet": lambda at: (at / "story.cast.yaml").write_text(SHEET.replace("woman3", "woman4")),
    "a sound": lambda at: touched_up(at / "bell.wav"),
    "a file that was made": lambda at: touched_up(next(at.glob("output/*/01*.mp3"))),
    "a file that is gone": lambda at: next(at.glob("output/*/02*.mp3")).unlink(),
    "the manifest": lambda at: next(at.glob("output/*/manifest.json")).unlink(),
    "the folder": lambda at: shutil.rmtree(at / "output"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_has_changed_is_seen(convert: Callable[[], bool], tmp_path: Path, change: str) -> None:
    CHANGES[change](tmp_path)

    assert convert()
    assert len(list(tmp_path.glob("output/*/*.mp3"))) == 2
    assert not convert()


def test_other_wishes_are_another_errand(convert: Callable[..., bool]) -> None:
    assert convert("--notes", "read")
    assert convert("--title", "The Boat")
    assert not convert("--notes", "read")  # nothing of it was changed by the other title, in its own folder


def test_the_number_of_jobs_is_no_other_errand(convert: Callable[..., bool]) -> None:
    assert not convert("--jobs", "1")


def test_new_voices_of_the_user_are_seen(convert: Callable[[], bool], own_folders: Path) -> None:
    (own_folders / "voices").mkdir(exist_ok=True)
    (own_folders / "voices" / "mine.yaml").write_text("voices: []")

    assert convert()


def test_a_change_of_the_program_is_seen(
    convert: Callable[[], bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(receipts, "__version__", "99")

    assert convert()


def test_a_damaged_receipt_counts_for_nothing(convert: Callable[[], bool], own_folders: Path) -> None:
    (receipt,) = own_folders.glob("cache/receipts/*/*.json")
    for damaged in (b"", b"[]", b"{}", b'{"inputs": {}, "outputs": {}, "made": {}}'):
        receipt.write_bytes(damaged)
        assert convert()


def test_a_file_that_changes_while_it_is_read_gives_no_receipt(tmp_path: Path) -> None:
    path = tmp_path / "story.txt"
    path.write_text("One.")
    with receipts.reading() as noted:
        path.read_text()
        path.write_text("Two, while the first run goes on.")

    assert noted.inputs([]) is None


def test_files_that_are_read_are_noted_and_no_others(tmp_path: Path) -> None:
    read, written = tmp_path / "read.txt", tmp_path / "written.txt"
    read.write_text("One.")
    with receipts.reading() as noted:
        read.read_bytes()
        written.write_text("Two.")
        assert not (tmp_path / "missing.txt").exists()
    (tmp_path / "later.txt").write_text("Three.")

    assert list(noted.inputs([]) or {}) == [str(read)]


def test_nothing_can_stand_that_was_never_made(tmp_path: Path) -> None:
    errand = receipts.Errand((os.devnull,), tmp_path, None, Settings())

    assert receipts.standing(errand) is None


def test_a_title_too_long_for_a_path_is_no_file(run: Run, story: Path) -> None:
    assert run("convert", story, "--engine", "tone", "--title", "x" * 300).status == 0
