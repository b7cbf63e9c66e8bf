"""Bad input gets one sentence, a hint and its exit status, and leaves nothing half-written."""

import os
from pathlib import Path

import pytest

from tests.cli.conftest import Run

NOTES_ONLY = "A/N: Sorry, no chapter this week!\n\nDisclaimer: I own nothing.\n"


@pytest.mark.parametrize(
    ("name", "content", "status", "word"),
    [
        ("missing.txt", None, 3, "There is no file missing.txt."),
        ("chap*.txt", None, 3, "No file fits this pattern."),
        ("empty.txt", b"", 3, "empty"),
        ("blank.txt", b" \n\n \t\n", 3, ""),
        ("notes.txt", NOTES_ONLY.encode(), 3, "notes"),
        ("titled.txt", f"The Ferry\n\n{NOTES_ONLY}".encode(), 3, "notes"),
        ("chapter.txt", f"The Ferry\n\nChapter 1\n\n{NOTES_ONLY}".encode(), 3, "notes"),
        ("binary.bin", bytes(range(256)) * 40, 3, "binary.bin"),
    ],
)
def test_a_story_that_cannot_be_read_is_told_in_a_sentence(
    run: Run, tmp_path: Path, name: str, content: bytes | None, status: int, word: str
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)

    done = run("convert", name)

    assert done.status == status
    assert done.out == ""
    assert word in done.err
    assert done.err.startswith("error: ")
    assert "\nhint:  " in done.err
    assert "Traceback" not in done.err
    assert not list(tmp_path.rglob("*.mp3"))


@pytest.mark.parametrize("notes", ["skip", "chime"])
def test_notes_alone_are_no_audiobook(run: Run, tmp_path: Path, notes: str) -> None:
    (tmp_path / "notes.txt").write_text(f"The Ferry\n\n{NOTES_ONLY}")

    done = run("convert", "notes.txt", "--notes", notes)

    assert done.status == 3
    assert "only author's notes" in done.err


@pytest.mark.parametrize("notes", ["read", "end"])
def test_notes_alone_can_be_read(run: Run, tmp_path: Path, notes: str) -> None:
    (tmp_path / "notes.txt").write_text(f"The Ferry\n\n{NOTES_ONLY}")

    assert run("convert", "notes.txt", "--notes", notes, "--engine", "tone").status == 0


@pytest.mark.parametrize(
    ("arguments", "status", "word"),
    [
        (("--chapters", "9"), 2, "chapter 9"),
        (("--chapters", "x"), 2, "'x'"),
        (("--notes", "sing"), 2, "sing"),
        (("--engine", "espeek"), 4, "espeak"),
        (("--voices", "nosuch"), 4, "nosuch"),
        (("--cast", "nosuch.yaml"), 4, "nosuch.yaml"),
        (("--nosuch",), 2, "nosuch"),
    ],
)
def test_wishes_that_cannot_be_met_are_told_in_a_sentence(
    run: Run, story: Path, arguments: tuple[str, ...], status: int, word: str
) -> None:
    done = run("convert", story, *arguments)

    assert done.status == status
    assert word in done.err
    assert "Traceback" not in done.err
    assert not Path("output").exists()


def test_a_folder_without_stories_is_told(run: Run, tmp_path: Path) -> None:
    (tmp_path / "shelf").mkdir()

    done = run("convert", "shelf")

    assert done.status == 3
    assert "shelf" in done.err


def test_nuls_and_lone_surrogates_are_no_reason_to_fail(run: Run, tmp_path: Path) -> None:
    (tmp_path / "odd.txt").write_bytes(
        b"The rope\x00 parted. " + b"It was old. " * 200 + b"\xed\xa0\x80 It was old."
    )

    done = run("convert", "odd.txt", "--engine", "tone")

    assert done.status == 0


def test_a_wrong_key_in_a_casting_sheet_is_named_with_its_line(run: Run, story: Path, tmp_path: Path) -> None:
    (tmp_path / "cast.yaml").write_text("roles:\n  narator: rowan\n")

    done = run("convert", story, "--cast", "cast.yaml")

    assert done.status == 4
    assert "cast.yaml" in done.err
    assert "line 2" in done.err
    assert "narrator" in done.err


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is unwritable to the superuser")
def test_a_folder_that_cannot_be_written_is_told(run: Run, story: Path, tmp_path: Path) -> None:
    locked = tmp_path / "locked"
    locked.mkdir(mode=0o500)

    assert run("convert", story, "-o", locked).status == 6


def test_an_output_folder_that_is_a_file_is_told(run: Run, story: Path, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file")

    done = run("convert", story, "-o", "taken", "--engine", "tone")

    assert done.status == 6
    assert "taken" in done.err


def test_a_story_without_a_command_is_told_what_was_meant(run: Run, story: Path) -> None:
    done = run(story.name, "--notes", "end")

    assert done.status == 2
    assert "Did you mean: audiobook convert ferry.txt --notes end?" in done.err


def test_a_command_that_is_neither_known_nor_a_file_is_told(run: Run) -> None:
    assert run("convrt").status == 2


def test_help_shows_a_default_as_it_is_written(run: Run) -> None:
    assert "[default: 0.5]" in " ".join(run("convert", "--help").out.split())
