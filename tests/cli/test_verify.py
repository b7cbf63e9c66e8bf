"""`verify` catches whatever can happen to a finished audiobook."""

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from audiobook.publish import encoder_for
from tests.cli.conftest import Run
from tests.publish.conftest import bound, heard

FIRST = "01 - Chapter 1 - Low Water.mp3"
SECOND = "02 - Chapter 2 - The Ferry.mp3"


@pytest.fixture
def folder(run: Run, story: Path) -> Path:
    """A finished audiobook."""
    run("convert", story, "--engine", "espeak")
    return Path("output/The Ferry")


def rewrite_sound(path: Path, change: Callable[[Any], Any]) -> None:
    bound(encoder_for(path), path, change(heard(path)))


def edit_manifest(folder: Path, change: Callable[[dict[str, Any]], None]) -> None:
    path = folder / "manifest.json"
    data = json.loads(path.read_text("utf-8"))
    change(data)
    path.write_text(json.dumps(data), "utf-8")


def forgive_hashes(folder: Path) -> None:
    """Make the manifest agree with the files' bytes, as a forger would."""

    def change(data: dict[str, Any]) -> None:
        for file in data["files"]:
            file["sha256"] = hashlib.sha256((folder / file["name"]).read_bytes()).hexdigest()

    edit_manifest(folder, change)


def test_a_whole_audiobook_is_proven(run: Run, folder: Path) -> None:
    done = run("verify", folder)

    assert done.status == 0
    assert done.out.startswith("Nothing is lost:")


def test_a_deleted_second_is_found(run: Run, folder: Path) -> None:
    rewrite_sound(folder / FIRST, lambda samples: np.delete(samples, slice(22050, 44100)))

    done = run("verify", folder)

    assert done.status == 6
    assert f"{FIRST}: is 1.000 s shorter than it was made" in done.out
    assert f"{FIRST}: is not the file that was made" in done.out


def test_swapped_chapters_are_found(run: Run, folder: Path) -> None:
    first, second = (folder / FIRST).read_bytes(), (folder / SECOND).read_bytes()
    (folder / FIRST).write_bytes(second)
    (folder / SECOND).write_bytes(first)

    done = run("verify", folder)

    assert done.status == 6
    assert f"{FIRST}: is not the file that was made" in done.out
    assert f"{SECOND}: is not the file that was made" in done.out


def test_chapters_swapped_in_the_manifest_too_are_found(run: Run, folder: Path) -> None:
    edit_manifest(folder, lambda data: data["files"].reverse())

    done = run("verify", folder)

    assert done.status == 6
    assert "not in the order of the chapters" in done.out


def test_a_segment_removed_from_the_manifest_is_found_with_its_words(run: Run, folder: Path) -> None:
    def change(data: dict[str, Any]) -> None:
        data["segments"] = [s for s in data["segments"] if s["speaker"] != "Mara"]

    edit_manifest(folder, change)

    done = run("verify", folder)

    assert done.status == 6
    assert "Hold on!" in done.out
    assert "is in no segment" in done.out


def test_a_segment_that_stands_twice_is_found(run: Run, folder: Path) -> None:
    edit_manifest(folder, lambda data: data["segments"].append(dict(data["segments"][-1], skipped="twice")))

    assert "stands in two segments" in run("verify", folder).out


def test_a_silent_segment_without_a_reason_is_found(run: Run, folder: Path) -> None:
    def change(data: dict[str, Any]) -> None:
        for segment in data["segments"]:
            segment["skipped"] = None

    edit_manifest(folder, change)

    assert "is silent without a reason" in run("verify", folder).out


def test_an_edited_story_is_found(run: Run, folder: Path, story: Path) -> None:
    story.write_text(story.read_text("utf-8").replace("Hold on", "Let go"), "utf-8")

    done = run("verify", folder)

    assert done.status == 6
    assert "ferry.txt: has changed since it was converted" in done.out


def test_a_silent_stretch_is_found_whatever_the_hashes_say(run: Run, folder: Path) -> None:
    def silence(samples: Any) -> Any:
        samples[: len(samples) // 2] = 0
        return samples

    rewrite_sound(folder / FIRST, silence)
    forgive_hashes(folder)

    done = run("verify", folder)

    assert done.status == 6
    assert "is silent" in done.out


def test_a_line_too_short_for_its_words_is_found(run: Run, folder: Path) -> None:
    def change(data: dict[str, Any]) -> None:
        row = max((s for s in data["segments"] if s["file"] is not None), key=lambda s: s["said"])
        row["to"] = row["from"] + (row["to"] - row["from"]) // 4

    edit_manifest(folder, change)

    assert "far too short for its words" in run("verify", folder).out


@pytest.mark.parametrize(("factor", "words"), [(0.2, "dBFS loud on the whole"), (4, "has peaks of")])
def test_what_the_audiobook_standard_would_refuse_is_told_but_no_loss(
    run: Run, story: Path, factor: float, words: str
) -> None:
    story.write_text(story.read_text("utf-8") + "\n\n" + "The rope parted in the dark. " * 20, "utf-8")
    run("convert", story, "--split", "book")
    folder = Path("output/The Ferry")
    assert "Note:" not in run("verify", folder).err
    rewrite_sound(
        folder / "The Ferry.mp3",
        lambda sound: (factor * sound.astype(float)).clip(-32768, 32767).astype(np.int16),
    )
    forgive_hashes(folder)

    done = run("verify", folder)

    assert done.status == 0
    assert words in done.err


def test_a_missing_file_is_found(run: Run, folder: Path) -> None:
    (folder / SECOND).unlink()

    assert f"{SECOND}: is missing" in run("verify", folder).out


def zeros(data: bytes) -> bytes:
    return bytes(len(data))


def half(data: bytes) -> bytes:
    return data[: len(data) // 2]


NO_SOUND = "holds no sound that can be played: it was replaced or damaged"


@pytest.mark.parametrize("form", ["mp3", "m4b", "opus", "flac", "wav"])
@pytest.mark.parametrize(
    ("change", "told"),
    [
        (zeros, "holds nothing but zeros"),
        (lambda _: b"", "is empty"),
        (lambda _: b"The rope parted.", NO_SOUND),
        (half, ""),  # where it breaks off, or that nothing can be played, as the format has it
    ],
    ids=["zeroed", "emptied", "text", "half"],
)
def test_a_file_that_cannot_be_played_is_told_in_plain_words(
    run: Run, story: Path, form: str, change: Callable[[bytes], bytes], told: str
) -> None:
    run("convert", story, "--engine", "tone", "--format", form, "--chapters", "1")
    (path,) = Path("output/The Ferry").glob(f"*.{form}")
    made = path.read_bytes()
    path.write_bytes(change(made))

    done = run("verify", path.parent)

    assert done.status == 6
    assert f"{path.name}: {told}" in done.out
    assert "Errno" not in done.out + done.err
    assert "hint:  Convert the story again" in done.err
    if not told:
        assert NO_SOUND in done.out or "segments are not heard" in done.out
    run("convert", story, "--engine", "tone", "--format", form, "--chapters", "1")
    assert path.read_bytes() == made


def test_one_damaged_file_hides_no_flaw_of_the_others(run: Run, folder: Path) -> None:
    (folder / FIRST).write_bytes(b"")
    (folder / SECOND).unlink()
    (folder / SECOND).mkdir()

    done = run("verify", folder)

    assert f"{FIRST}: is empty" in done.out
    assert f"{SECOND}: is a folder, no sound file" in done.out


def test_a_story_that_has_moved_can_be_named(run: Run, folder: Path, story: Path) -> None:
    story.rename("elsewhere.txt")

    told = run("verify", folder).out
    assert "not proven" in told
    assert "If it has moved, name it after the folder" in told
    assert run("verify", folder, "elsewhere.txt").status == 0


def test_a_folder_that_is_not_there_and_a_file_are_told(run: Run, tmp_path: Path) -> None:
    (tmp_path / "story.txt").touch()

    assert "There is no folder nowhere." in run("verify", "nowhere").err
    assert "story.txt is a file, no folder." in run("verify", "story.txt").err


@pytest.mark.parametrize("content", [None, "", "[]", "{}", '{"files": 3}'])
def test_a_folder_that_is_no_audiobook_is_told(run: Run, tmp_path: Path, content: str | None) -> None:
    (tmp_path / "shelf").mkdir()
    if content is not None:
        (tmp_path / "shelf/manifest.json").write_text(content)

    done = run("verify", "shelf")

    assert done.status == 6
    assert "hint:" in done.err


@pytest.mark.parametrize("content", ["[]", "{}", "3", "null", '{"files": [3], "segments": []}'])
def test_json_that_is_no_manifest_is_told_in_plain_words(run: Run, tmp_path: Path, content: str) -> None:
    (tmp_path / "manifest.json").write_text(content)

    assert "manifest.json is not a manifest of audiobook." in run("verify", tmp_path).err
