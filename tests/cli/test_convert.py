import json
from pathlib import Path

import av
import mutagen
import pytest

from audiobook.cli.options import chapter_numbers
from audiobook.errors import UsageError
from tests.cli.conftest import Run


def seconds_of(path: Path) -> float:
    """The length of an audio file, decoded by a library that had no part in making it."""
    with av.open(path) as box:
        samples = sum(frame.samples for frame in box.decode(audio=0))
        return samples / box.streams.audio[0].rate


def test_a_story_becomes_a_tagged_file_a_chapter(run: Run, story: Path) -> None:
    done = run("convert", story, "--engine", "tone")

    folder = Path("output/The Ferry")
    assert done.status == 0
    assert done.out.splitlines() == [
        str(folder / "01 - Chapter 1 - Low Water.mp3"),
        str(folder / "02 - Chapter 2 - The Ferry.mp3"),
    ]
    tags = mutagen.File(folder / "02 - Chapter 2 - The Ferry.mp3", easy=True)
    assert tags["title"] == ["Chapter 2: The Ferry"]
    assert tags["album"] == ["The Ferry"]
    assert tags["artist"] == ["Brine"]
    assert tags["tracknumber"] == ["2"]


def test_the_files_are_as_long_as_the_manifest_says(run: Run, story: Path) -> None:
    run("convert", story, "--engine", "tone")

    folder = Path("output/The Ferry")
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    for file in manifest["files"]:
        assert seconds_of(folder / file["name"]) == pytest.approx(
            file["samples"] / file["rate_hz"], abs=0.001
        )


def test_the_manifest_accounts_for_every_character(run: Run, story: Path) -> None:
    run("convert", story, "--engine", "tone")

    manifest = json.loads(Path("output/The Ferry/manifest.json").read_text("utf-8"))
    text = story.read_text("utf-8")
    covered = {at for s in manifest["segments"] for at in range(s["start"], s["end"])}
    assert all(char.isspace() for at, char in enumerate(text) if at not in covered)
    assert all((s["file"] is None) == (s["skipped"] is not None) for s in manifest["segments"])


def test_a_second_run_changes_nothing(run: Run, story: Path) -> None:
    first = run("convert", story, "--engine", "tone")
    files = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in Path("output").rglob("*.*")}

    second = run("convert", story, "--engine", "tone")

    assert second.out == first.out
    assert "Nothing had changed" in second.err
    assert {p: (p.read_bytes(), p.stat().st_mtime_ns) for p in Path("output").rglob("*.*")} == files


@pytest.mark.parametrize("jobs", ["1", "3"])
def test_the_number_of_jobs_changes_no_byte(
    run: Run, story: Path, jobs: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    run("convert", story, "--engine", "espeak", "-o", "two", "--jobs", "2")
    monkeypatch.setenv("AUDIOBOOK_CACHE", str(tmp_path / "another cache"))
    run("convert", story, "--engine", "espeak", "-o", "other", "--jobs", jobs)

    for file in Path("two").rglob("*.mp3"):
        assert file.read_bytes() == Path("other", *file.parts[1:]).read_bytes()


def test_a_lost_file_comes_back_from_the_cache(run: Run, story: Path) -> None:
    run("convert", story, "--engine", "tone")
    lost = Path("output/The Ferry/01 - Chapter 1 - Low Water.mp3")
    sound = lost.read_bytes()
    lost.unlink()

    done = run("convert", story, "--engine", "tone")

    assert lost.read_bytes() == sound
    assert "0 takes spoken" in done.err
    assert lost.stat().st_mode == lost.with_name("manifest.json").stat().st_mode


def test_chapters_made_one_by_one_share_a_manifest(run: Run, story: Path) -> None:
    run("convert", story, "--engine", "tone", "--chapters", "2")
    run("convert", story, "--engine", "tone", "--chapters", "1")

    manifest = json.loads(Path("output/The Ferry/manifest.json").read_text("utf-8"))
    assert [part["chapter"] for file in manifest["files"] for part in file["chapters"]] == [0, 1]
    heard = {segment["file"] for segment in manifest["segments"]}
    assert heard == {None, 0, 1}


def test_a_file_whose_chapter_was_renamed_does_not_stay_behind(run: Run, story: Path) -> None:
    run("convert", story, "--engine", "tone")
    story.write_text(
        story.read_text("utf-8").replace("Chapter 2: The Ferry", "Chapter 2: The Crossing"), "utf-8"
    )

    run("convert", story, "--engine", "tone")

    names = sorted(path.name for path in Path("output/The Ferry").glob("*.mp3"))
    assert names == ["01 - Chapter 1 - Low Water.mp3", "02 - Chapter 2 - The Crossing.mp3"]


def test_notes_are_read_when_asked_for(run: Run, story: Path) -> None:
    skipped = run("convert", story, "--engine", "tone", "-o", "a")
    read = run("convert", story, "--engine", "tone", "-o", "b", "--notes", "read")

    assert "notes left out" in skipped.err
    assert "notes left out" not in read.err
    name = "The Ferry/02 - Chapter 2 - The Ferry.mp3"
    assert seconds_of(Path("b", name)) > seconds_of(Path("a", name)) + 1


def test_a_dry_run_shows_the_plan_and_writes_nothing(run: Run, story: Path) -> None:
    done = run("convert", story, "--dry-run")

    assert done.status == 0
    assert "Chapter 2: The Ferry" in done.out
    assert not Path("output").exists()


def test_stories_of_one_file_name_do_not_share_a_folder(run: Run, tmp_path: Path) -> None:
    for folder, words in (("a", "The rope parted."), ("b", "The boat was gone.")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "story.txt").write_text(words, "utf-8")
        run("convert", f"{folder}/story.txt", "--engine", "tone")

    assert sorted(path.name for path in Path("output").iterdir()) == ["story", "story (2)"]
    assert run("verify", "output/story").status == run("verify", "output/story (2)").status == 0


def test_a_changed_story_of_the_same_file_keeps_its_folder(run: Run, tmp_path: Path) -> None:
    for words in ("The rope parted.", "The rope held."):
        (tmp_path / "story.txt").write_text(words, "utf-8")
        run("convert", "story.txt", "--engine", "tone")

    assert [path.name for path in Path("output").iterdir()] == ["story"]


def test_a_damaged_note_in_the_cache_is_made_again(run: Run, story: Path, own_folders: Path) -> None:
    run("convert", story, "--engine", "tone")
    for note in own_folders.rglob("*.json"):
        note.write_bytes(b"")

    assert run("convert", story, "--engine", "tone").status == 0
    assert run("verify", "output/The Ferry").status == 0


def test_chapters_of_another_cast_are_not_told_as_this_ones(run: Run, story: Path) -> None:
    run("convert", story)
    Path("cast.yaml").write_text("characters:\n  Mara: {voice: mabel}\n", "utf-8")

    run("convert", story, "--cast", "cast.yaml", "--chapters", "2")

    manifest = json.loads(Path("output/The Ferry/manifest.json").read_text("utf-8"))
    assert [part["chapter"] for file in manifest["files"] for part in file["chapters"]] == [1]
    assert run("verify", "output/The Ferry").status == 0


def test_what_no_voice_can_say_is_passed_over_and_told(run: Run, tmp_path: Path) -> None:
    (tmp_path / "odd.txt").write_text("The rope parted.\n\n❶\n\nThe boat was gone.\n", "utf-8")

    assert run("convert", "odd.txt").status == 0
    assert run("verify", "output/odd").status == 0


def test_options_of_one_book_are_refused_for_several(run: Run, story: Path) -> None:
    done = run("convert", story, second(story), "--title", "Both")

    assert done.status == 2
    assert "--join" in done.err


def test_another_story_of_the_same_title_gets_a_folder_of_its_own(
    run: Run, story: Path, tmp_path: Path
) -> None:
    run("convert", story, "--engine", "tone")
    other = tmp_path / "other.txt"
    other.write_text(story.read_text("utf-8").replace("by Brine", "by Salt"), "utf-8")

    run("convert", other, "--engine", "tone")

    assert sorted(path.name for path in Path("output").iterdir()) == ["The Ferry", "The Ferry - Salt"]


def test_several_stories_become_several_books(run: Run, story: Path, tmp_path: Path) -> None:
    (tmp_path / "second.txt").write_text("The Bank\n\nby Salt\n\nThe boat was gone.\n", "utf-8")

    done = run("convert", story, "second.txt", "missing.txt", "--engine", "tone")

    assert done.status == 8
    assert "missing.txt" in done.err
    assert len(list(Path("output").iterdir())) == 2


def test_several_files_are_joined_as_one_book_in_natural_order(run: Run, tmp_path: Path) -> None:
    for number in (10, 2, 1):
        (tmp_path / f"ch{number}.txt").write_text(
            f"Chapter {number}\n\nThe rope parted {number} times.\n", "utf-8"
        )

    done = run("convert", "ch10.txt", "ch2.txt", "ch1.txt", "--join", "--title", "Ropes", "--engine", "tone")

    assert done.status == 0
    assert [Path(line).name for line in done.out.splitlines()] == [
        "01 - Chapter 1.mp3",
        "02 - Chapter 2.mp3",
        "03 - Chapter 10.mp3",
    ]
    assert run("verify", "output/Ropes").status == 0


@pytest.mark.parametrize(
    ("text", "numbers"), [("", ()), ("3", (3,)), ("1,3-5", (1, 3, 4, 5)), (" 5 - 6 , 5", (5, 6))]
)
def test_chapters_are_asked_for_by_number_and_range(text: str, numbers: tuple[int, ...]) -> None:
    assert chapter_numbers(text) == numbers


@pytest.mark.parametrize("text", ["x", "1-", "0", "5-3", "1;2", "-1"])
def test_chapters_that_make_no_sense_are_refused(text: str) -> None:
    with pytest.raises(UsageError):
        chapter_numbers(text)


def test_a_chime_is_heard_for_each_run_of_notes_and_the_audiobook_verifies(run: Run, story: Path) -> None:
    for notes in ("skip", "chime"):
        run("convert", story, "--engine", "tone", "-o", notes, "--notes", notes)
    (skipped,), (chimed,) = Path("skip").iterdir(), Path("chime").iterdir()
    ends = [_samples(folder) for folder in (skipped, chimed)]

    assert all(longer > shorter for shorter, longer in zip(*ends, strict=True))
    assert run("verify", chimed).status == 0


def _samples(folder: Path) -> list[int]:
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    return [file["samples"] for file in manifest["files"]]


def test_some_chapters_are_told_in_figures_of_their_own(run: Run, story: Path) -> None:
    whole = run("convert", story, "--engine", "tone", "--dry-run").err
    first = run("convert", story, "--engine", "tone", "--chapters", "1").err
    second = run("convert", story, "--engine", "tone", "--chapters", "2", "--confidence", "1").err

    assert "The Ferry by Brine: 2 chapters," in whole
    assert "Author's notes left out: 2 paragraphs" in whole
    assert "The Ferry by Brine: 1 of 2 chapters," in first
    assert "Author's notes left out: 1 paragraph " in first
    assert "Author's notes left out: 1 paragraph " in second
    assert "of 2 lines" in second


def second(story: Path, *, author: str = "by Brine") -> Path:
    """Another story of the same title."""
    path = story.with_name("other.txt")
    text = story.read_text("utf-8").replace("by Brine", author).replace("Mara", "Kess")
    path.write_text(text, "utf-8")
    return path


def test_a_book_that_finds_its_folder_taken_says_where_it_went(run: Run, story: Path) -> None:
    run("convert", story, "--engine", "tone")
    done = run("convert", second(story, author="by Salt"), "--engine", "tone")

    assert done.status == 0
    assert (
        "Note: output/The Ferry holds another book of this title, so this one is in 'The Ferry - Salt'."
        in done.err
    )


def test_stories_of_one_title_and_author_do_not_replace_each_other(run: Run, story: Path) -> None:
    done = run("convert", story, second(story), "--engine", "tone")

    assert done.status == 8
    assert "holds another story of this title and author" in done.err
    assert "1 of 2 books is not made" in done.err
    assert json.loads(Path("output/The Ferry/manifest.json").read_text())["source"]["name"] == story.name


def test_a_story_named_twice_is_made_once(run: Run, story: Path) -> None:
    assert run("convert", story, story, "--engine", "tone").out.count("01 - ") == 1
