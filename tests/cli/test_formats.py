"""`convert --format --split --bitrate --cover`, as a user meets them."""

import json
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import av
import pytest

from audiobook.errors import EngineError
from audiobook.model import ChapterPlan
from audiobook.studio import render, stitch
from tests.cli.conftest import Run

mutagen: Any = import_module("mutagen")

ALL = "mp3,m4b,opus,flac,wav"
HOME = Path("output/The Ferry")


def manifest() -> Any:
    return json.loads((HOME / "manifest.json").read_text("utf-8"))


def state() -> dict[str, tuple[bytes, int]]:
    """Every file of the book, and when it was written."""
    return {path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in HOME.iterdir()}


def names() -> list[str]:
    return sorted(path.name for path in HOME.iterdir() if path.suffix != ".json")


def takes_spoken(said: str) -> int:
    match = re.search(r"(\d+) takes? spoken", said)
    return int(match[1]) if match else 0


def test_several_formats_come_from_one_reading(run: Run, story: Path) -> None:
    done = run("convert", story, "--format", ALL)

    assert done.status == 0
    assert takes_spoken(done.err) == 2
    assert names() == [
        *(f"01 - Chapter 1 - Low Water.{kind}" for kind in ("flac", "mp3", "opus", "wav")),
        *(f"02 - Chapter 2 - The Ferry.{kind}" for kind in ("flac", "mp3", "opus", "wav")),
        "The Ferry.m4b",
    ]
    assert [Path(line).name for line in done.out.splitlines()] == [f["name"] for f in manifest()["files"]]
    assert run("verify", HOME).status == 0


def test_formats_that_are_added_later_speak_nothing(run: Run, story: Path) -> None:
    run("convert", story, "--engine", "tone")
    before = state()

    done = run("convert", story, "--engine", "tone", "--format", "m4b")

    assert takes_spoken(done.err) == 0
    assert [Path(line).name for line in done.out.splitlines()] == ["The Ferry.m4b"]
    assert {name: state()[name] for name in before if name != "manifest.json"} == {
        name: what for name, what in before.items() if name != "manifest.json"
    }
    assert {file["format"] for file in manifest()["files"]} == {"mp3", "m4b"}
    assert run("verify", HOME).status == 0


@pytest.mark.parametrize("options", [("--format", ALL), ("--split", "1", "--format", "mp3,opus")])
def test_a_second_run_changes_nothing_in_any_format(run: Run, story: Path, options: tuple[str, ...]) -> None:
    run("convert", story, "--engine", "tone", *options)
    before = state()

    done = run("convert", story, "--engine", "tone", *options)

    assert "Nothing had changed" in done.err
    assert state() == before


def test_the_number_of_jobs_changes_no_byte_of_any_format(
    run: Run, story: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for jobs in ("1", "3"):
        monkeypatch.setenv("AUDIOBOOK_CACHE", str(tmp_path / f"cache {jobs}"))
        run("convert", story, "--engine", "tone", "--format", ALL, "--jobs", jobs, "-o", jobs)

    one, three = (
        {path.name: path.read_bytes() for path in Path(jobs, "The Ferry").iterdir()} for jobs in ("1", "3")
    )
    assert one == three


@pytest.mark.parametrize("kind", ALL.split(","))
def test_a_lost_or_damaged_file_comes_back_from_the_cache(run: Run, story: Path, kind: str) -> None:
    run("convert", story, "--engine", "tone", "--format", kind)
    path = next(path for path in sorted(HOME.iterdir()) if path.suffix == f".{kind}")
    whole = path.read_bytes()
    for damage in (b"", None):
        path.unlink()
        if damage is not None:
            path.write_bytes(damage)

        done = run("convert", story, "--engine", "tone", "--format", kind)

        assert takes_spoken(done.err) == 0
        assert path.read_bytes() == whole


def test_a_changed_chapter_costs_no_other_chapter_of_the_book(
    run: Run, story: Path, own_folders: Path
) -> None:
    run("convert", story, "--engine", "tone", "--format", "m4b")
    before = set(own_folders.rglob("*.piece"))
    story.write_text(story.read_text("utf-8").replace("We sail at dawn", "We sail at noon"), "utf-8")

    done = run("convert", story, "--engine", "tone", "--format", "m4b")

    assert takes_spoken(done.err) == 1
    assert len(set(own_folders.rglob("*.piece")) - before) == 1
    assert run("verify", HOME).status == 0


def test_a_changed_title_encodes_nothing(run: Run, story: Path, own_folders: Path) -> None:
    run("convert", story, "--engine", "tone", "--format", "m4b,opus", "--title", "One", "-o", "a")
    before = {path: path.stat().st_mtime_ns for path in own_folders.rglob("*.piece")}

    run("convert", story, "--engine", "tone", "--format", "m4b,opus", "--title", "Two", "-o", "b")

    assert {path: path.stat().st_mtime_ns for path in own_folders.rglob("*.piece")} == before
    assert mutagen.File("b/Two/Two.m4b").tags["\xa9nam"] == ["Two"]


def test_pieces_that_are_damaged_are_made_again(run: Run, story: Path, own_folders: Path) -> None:
    run("convert", story, "--engine", "tone", "--format", "m4b")
    whole = (HOME / "The Ferry.m4b").read_bytes()
    (HOME / "The Ferry.m4b").unlink()
    for piece in own_folders.rglob("*.piece"):
        piece.write_bytes(piece.read_bytes()[:-9] + b"damaged!!")

    run("convert", story, "--engine", "tone", "--format", "m4b")

    assert (HOME / "The Ferry.m4b").read_bytes() == whole


def test_a_book_that_lacks_a_chapter_is_not_made_and_the_rest_is_kept(
    run: Run, story: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    spoken = stitch.perform

    def perform(chapter: ChapterPlan, *others: Any, **options: Any) -> Any:
        if chapter.chapter.index == 1:
            raise EngineError("It broke.")
        return spoken(chapter, *others, **options)

    monkeypatch.setattr(render, "perform", perform)
    failed = run("convert", story, "--format", "m4b")
    monkeypatch.setattr(render, "perform", spoken)
    done = run("convert", story, "--format", "m4b")

    assert failed.status == 8
    assert "Chapter 2: The Ferry could not be spoken" in failed.err
    assert "kept from before" in done.err
    assert names() == ["The Ferry.m4b"]


def test_one_file_for_the_book_replaces_its_chapters(run: Run, story: Path) -> None:
    run("convert", story, "--engine", "tone")
    run("convert", story, "--engine", "tone", "--split", "book")
    assert names() == ["The Ferry.mp3"]
    assert run("verify", HOME).status == 0

    run("convert", story, "--engine", "tone")
    assert names() == ["01 - Chapter 1 - Low Water.mp3", "02 - Chapter 2 - The Ferry.mp3"]
    assert run("verify", HOME).status == 0


def test_a_book_of_some_chapters_says_which(run: Run, story: Path) -> None:
    run("convert", story, "--engine", "tone", "--format", "m4b")
    run("convert", story, "--engine", "tone", "--format", "m4b", "--chapters", "2")

    assert names() == ["The Ferry (2).m4b", "The Ferry.m4b"]
    assert run("verify", HOME).status == 0


def test_a_file_that_somebody_has_touched_is_not_removed(run: Run, story: Path) -> None:
    run("convert", story, "--engine", "tone")
    mine = HOME / "01 - Chapter 1 - Low Water.mp3"
    mine.write_bytes(b"mine")

    run("convert", story, "--engine", "tone", "--split", "book")

    assert mine.read_bytes() == b"mine"


@pytest.fixture
def long_story(tmp_path: Path) -> Path:
    """A chapter of about four minutes with scene breaks, and two short ones."""

    def lines() -> Iterator[str]:
        yield "Chapter 1: The Long One"
        for number in range(1, 37):
            yield f"The rope parted, and the boat swung out into the dark for the time {number}. " * 2
            if number % 9 == 0 and number < 36:
                yield "* * *"
        yield "Chapter 2: Two\n\nThe boat was gone."
        yield "Chapter 3: Three\n\nNobody had seen it go."

    path = tmp_path / "long.txt"
    path.write_text("\n\n".join(lines()), "utf-8")
    return path


def test_a_book_is_split_by_minutes_at_chapters_and_scenes(run: Run, long_story: Path) -> None:
    done = run("convert", long_story, "--title", "The Ferry", "--split", "2", "--format", "mp3,m4b")

    assert done.status == 0
    files = [file for file in manifest()["files"] if file["format"] == "m4b"]
    assert len(files) > 1
    assert [file["name"] for file in files] == [f"0{n} - Part {n}.m4b" for n in range(1, len(files) + 1)]
    assert all(file["samples"] / file["rate_hz"] < 150 for file in files)
    assert run("verify", HOME).status == 0
    with av.open(str(HOME / files[-1]["name"]), "r") as box:
        titles = [chapter["metadata"]["title"] for chapter in box.chapters()]
    assert titles == ["Chapter 1: The Long One (continued)", "Chapter 2: Two", "Chapter 3: Three"]


def test_parts_hold_every_segment_once_and_in_order(run: Run, long_story: Path) -> None:
    run("convert", long_story, "--title", "The Ferry", "--split", "1", "--engine", "tone")

    heard = [row for row in manifest()["segments"] if row["file"] is not None]
    assert [row["file"] for row in heard] == sorted(row["file"] for row in heard)
    assert run("verify", HOME).status == 0


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--format", "ogg"), "--format ogg is not known"),
        (("--format", "wav", "--bitrate", "64"), "no bit rate"),
        (("--format", "mp3,m4b", "--bitrate", "8"), "m4b files cannot have 8 kbit/s"),
        (("--split", "scene"), "--split scene is not known"),
        (("--split", "0"), "--split 0 is not known"),
        (("--cover", "none.png"), "There is no cover none.png."),
        (("--cover", "folder"), "The cover folder cannot be read: it is a folder."),
        (("--cover", "ferry.txt"), "The cover ferry.txt is no whole PNG or JPEG picture."),
        (("--music", "none.mp3"), "There is no sound file none.mp3 (--music)."),
        (("--intro", "folder"), "folder is a folder, no sound file (--intro)."),
        (("--outro", "empty.wav"), "The sound empty.wav cannot be read"),
        (("--chime", "ferry.txt"), "The sound ferry.txt cannot be read"),
    ],
)
def test_what_makes_no_sense_is_told_before_anything_is_made(
    run: Run, story: Path, options: tuple[str, ...], words: str
) -> None:
    Path("folder").mkdir()
    Path("empty.wav").touch()

    for command in (("convert",), ("convert", "--dry-run")):
        done = run(*command, story, "--engine", "tone", *options)

        assert done.status in {2, 4}
        assert words in done.err
        assert "hint:" in done.err
        assert done.out == ""
        assert not Path("output").exists()


def test_a_cover_is_drawn_or_taken_from_a_file(run: Run, story: Path) -> None:
    run("convert", story, "--engine", "tone", "--format", "m4b")
    (drawn,) = mutagen.File(HOME / "The Ferry.m4b").tags["covr"]
    Path("mine.png").write_bytes(bytes(drawn))

    run("convert", story, "--engine", "tone", "--format", "m4b", "--title", "Low", "--cover", "mine.png")
    run("convert", story, "--engine", "tone", "--format", "m4b", "--title", "Low", "-o", "drawn")

    assert mutagen.File("output/Low/Low.m4b").tags["covr"] == [drawn]
    assert mutagen.File("drawn/Low/Low.m4b").tags["covr"] != [drawn]


def test_a_title_that_no_drawn_cover_can_bear_is_told(run: Run, story: Path) -> None:
    done = run("convert", story, "--engine", "tone", "--title", "第三章")

    assert "the drawn cover is without title" in done.err


def test_the_tool_says_how_long_the_book_is_once_for_all_formats(run: Run, story: Path) -> None:
    one = run("convert", story, "--engine", "tone", "-o", "a").err.splitlines()[0]
    all_of_them = run("convert", story, "--engine", "tone", "--format", ALL, "-o", "b").err.splitlines()[0]

    assert one == all_of_them
