import json
import re
from pathlib import Path

import pytest

from tests.cli.conftest import Run


def test_a_preview_is_a_short_file_of_the_chapter_asked_for(run: Run, story: Path) -> None:
    done = run("preview", story, "--engine", "tone", "--chapter", "2", "--seconds", "5", "-o", "try.mp3")

    assert done.status == 0
    assert done.out.strip() == "try.mp3"
    assert "Chapter 2: The Ferry" in done.err
    assert Path("try.mp3").stat().st_size > 1000


def test_a_preview_says_where_it_went_by_itself(run: Run, story: Path) -> None:
    done = run("preview", story, "--engine", "tone")

    assert Path(done.out.strip()).exists()


def test_a_screenplay_names_who_speaks(run: Run, story: Path) -> None:
    done = run("script", story)

    assert done.status == 0
    lines = [line.strip() for line in done.out.splitlines()]
    assert lines[lines.index('"Hold on!"') - 1] == "MARA"
    assert "=== Chapter 1: Low Water ===" in lines
    assert "Sorry for the wait" not in done.out


def test_a_screenplay_of_everything_shows_what_is_left_out_and_why(run: Run, story: Path) -> None:
    done = run("script", story, "--all")

    assert "Sorry for the wait" in done.out
    assert "[note:" in done.out


def test_the_script_as_json_covers_the_text(run: Run, story: Path) -> None:
    data = json.loads(run("script", story, "--json").out)

    assert data["text"] == story.read_text("utf-8")
    assert data["title"] == "The Ferry"
    assert [chapter["title"] for chapter in data["chapters"]] == [
        "Chapter 1: Low Water",
        "Chapter 2: The Ferry",
    ]
    assert {"start", "end", "kind", "speaker", "chapter", "confidence", "reason"} <= data["segments"][
        0
    ].keys()
    covered = "".join(data["text"][s["start"] : s["end"]] for s in data["segments"])
    assert "".join(covered.split()) == "".join(data["text"].split())
    assert {"Mara", "Ivo"} <= {character["name"] for character in data["characters"]}


UNSURE = """\
Mara, Ivo and Tam came in with the others, and all of them talked at once.

"Hello," said Mara.

"Nobody told us about the bridge at all, and now we are late."

The lamp went out.

"Who was that?"
"""


@pytest.fixture
def unsure(tmp_path: Path) -> Path:
    """A story with lines that anybody could have said."""
    path = tmp_path / "unsure.txt"
    path.write_text(UNSURE, encoding="utf-8")
    return path


def test_a_screenplay_marks_doubtful_lines_with_the_reason(run: Run, unsure: Path) -> None:
    labels = [
        line for line in run("script", unsure, "--confidence", "0.99").out.splitlines() if "?  [" in line
    ]
    assert labels
    assert all("% sure: " in label or "no guess: " in label for label in labels)
    assert "?  [" not in run("script", unsure, "--confidence", "0").out.replace("SOMEBODY?  [", "")


def test_the_script_as_json_says_what_is_doubtful(run: Run, unsure: Path) -> None:
    rows = json.loads(run("script", unsure, "--json", "--confidence", "0.99").out)["segments"]
    spoken = [row for row in rows if row["kind"] == "dialogue"]
    assert [row["doubtful"] for row in spoken] == [
        row["speaker"] is None or row["confidence"] < 0.99 for row in spoken
    ]
    assert all(row["reason"] for row in spoken)
    assert not any("doubtful" in row for row in rows if row["kind"] == "narration")


def test_doubtful_lines_come_out_ready_for_a_casting_sheet(run: Run, unsure: Path) -> None:
    done = run("script", unsure, "--doubtful", "--confidence", "1")
    Path("mine.yaml").write_text("corrections:\n" + done.out, "utf-8")

    assert "'corrections:'" in done.err
    assert run("voices", "check", "mine.yaml").status == 0
    rows = json.loads(run("script", unsure, "--json", "--cast", "mine.yaml").out)["segments"]
    assert {row["confidence"] for row in rows if row["kind"] == "dialogue"} == {1.0}


def test_a_line_is_found_by_its_words_ready_for_a_casting_sheet(run: Run, unsure: Path) -> None:
    done = run("script", unsure, "--find", "about the BRIDGE")
    assert done.out.startswith('  - {words: "Nobody told us about the bridge')
    assert "1 line with" in done.err


def test_the_casting_sheet_begins_with_what_is_in_doubt(run: Run, unsure: Path) -> None:
    done = run("cast", unsure, "--confidence", "1")
    assert "a neutral voice reads them" in done.err
    assert done.err.index("Nobody told us") < done.err.index("cast. Edit")
    assert "# - {words: " in Path("unsure.cast.yaml").read_text("utf-8")


def test_more_doubtful_lines_than_fit_are_counted(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "crowd.txt"
    path.write_text(UNSURE + "".join(f'\n"Number {n} of them is here too."\n' for n in range(20)), "utf-8")
    assert re.search(r"and \d+ more", run("cast", path, "--confidence", "1").err)


@pytest.mark.parametrize("bar", ["1.5", "-1", "nan"])
def test_a_bar_that_is_no_share_is_refused(run: Run, unsure: Path, bar: str) -> None:
    done = run("script", unsure, "--confidence", bar)
    assert done.status == 2
    assert "0 to 1" in done.err


def test_ways_to_show_a_script_that_exclude_each_other_are_refused(run: Run, unsure: Path) -> None:
    assert run("script", unsure, "--json", "--doubtful").status == 2


@pytest.mark.parametrize(("bar", "voices"), [("0", 2), ("1", 1)])
def test_the_bar_decides_what_the_neutral_voice_reads(run: Run, unsure: Path, bar: str, voices: int) -> None:
    run("convert", unsure, "--engine", "tone", "--confidence", bar, "-o", "out")
    rows = json.loads(Path("out/unsure/manifest.json").read_text("utf-8"))["segments"]
    heard = {row["voice"] for row in rows if row["kind"] == "dialogue"}
    assert len(heard) >= voices
    assert voices > 1 or len(heard) == 1


def test_chapters_are_listed_with_words_minutes_and_what_is_skipped(run: Run, story: Path) -> None:
    done = run("chapters", story)

    assert done.status == 0
    assert done.out.splitlines()[0].split() == ["chapter", "words", "time"]
    assert "1  Chapter 1: Low Water" in done.out
    assert "skipped: author's note" in done.out


def test_a_casting_sheet_written_edited_and_used_changes_the_voice(run: Run, story: Path) -> None:
    written = run("cast", story)
    sheet = Path(written.out.strip())
    assert sheet == Path("ferry.cast.yaml")
    assert "Mara" in sheet.read_text("utf-8")

    run("convert", story, "-o", "before")
    names = [line.split()[0] for line in run("voices", "list").out.splitlines()[1:]]
    sheet.write_text(f"characters:\n  Mara: {{voice: {names[-1]}}}\n", "utf-8")
    done = run("convert", story, "-o", "after", "--cast", sheet)

    assert done.status == 0
    manifest = json.loads(Path("after/The Ferry/manifest.json").read_text("utf-8"))
    assert {s["voice"] for s in manifest["segments"] if s["speaker"] == "Mara" and s["voice"]} == {names[-1]}


def test_a_casting_sheet_that_is_there_keeps_its_comments(run: Run, story: Path) -> None:
    Path("mine.yaml").write_text("# my comment\ncharacters:\n  Mara: {gender: f}\n", "utf-8")

    done = run("cast", story, "-o", "mine.yaml")

    assert done.status == 0
    text = Path("mine.yaml").read_text("utf-8")
    assert "# my comment" in text
    assert "Ivo" in text


def test_a_casting_sheet_can_be_printed(run: Run, story: Path) -> None:
    done = run("cast", story, "-o", "-")

    assert "characters:" in done.out
    assert not list(Path().glob("*.yaml"))


@pytest.mark.parametrize("arguments", [(), ("--engine", "tone"), ("--engine", "espeak")])
def test_voices_are_listed_with_gender_and_age(run: Run, arguments: tuple[str, ...]) -> None:
    done = run("voices", "list", *arguments)

    assert done.status == 0
    assert done.out.splitlines()[0].split()[:3] == ["voice", "gender", "age"]
    assert len(done.out.splitlines()) > 12


def test_a_right_voice_file_passes_and_a_wrong_one_is_told_to_the_line(run: Run) -> None:
    Path("good.yaml").write_text("name: good\nvoices:\n  mara: {engine: espeak, voice: en-us+f3}\n")
    Path("bad.yaml").write_text("name: bad\nvoices:\n  mara: {engine: espeak, voice: en-us+f3, pich: 3}\n")

    good, bad = run("voices", "check", "good.yaml"), run("voices", "check", "bad.yaml")

    assert good.status == 0
    assert bad.status == 4
    assert "line 3" in bad.err
    assert "pitch" in bad.err


def test_a_voice_says_a_sentence(run: Run) -> None:
    name = run("voices", "list").out.splitlines()[1].split()[0]

    done = run("voices", "say", name, "The rope parted.", "-o", "said.mp3")

    assert done.status == 0
    assert Path("said.mp3").stat().st_size > 1000


def test_a_voice_that_does_not_exist_is_told_with_a_guess(run: Run) -> None:
    name = run("voices", "list").out.splitlines()[1].split()[0]

    done = run("voices", "say", name[:-1] + "x", "The rope parted.")

    assert done.status == 4
    assert name in done.err


def test_the_doctor_tells_what_works(run: Run) -> None:
    done = run("doctor")

    assert done.status == 0
    assert "ok       engine espeak" in done.out


def test_the_doctor_says_why_the_cache_does_not_work(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("AUDIOBOOK_CACHE", str(tmp_path / "file" / "cache"))
    done = run("doctor")

    assert done.status == 0
    assert f"{tmp_path / 'file' / 'cache'} cannot be written. Set AUDIOBOOK_CACHE to" in done.out


def test_a_story_of_notes_alone_is_refused_with_the_way_to_hear_it(run: Run, tmp_path: Path) -> None:
    story = tmp_path / "note.txt"
    story.write_text("A/N: only a note. Please review!\n", encoding="utf-8")
    done = run("convert", str(story), "-o", str(tmp_path / "out"))

    assert done.status == 3
    assert "hint:  --notes read speaks them;" in done.err


@pytest.mark.parametrize("command", ["convert", "preview", "script", "cast", "doctor"])
def test_every_command_has_help(run: Run, command: str) -> None:
    done = run(command, "--help")

    assert done.status == 0
    assert "Usage:" in done.out


def test_the_version_is_told(run: Run) -> None:
    assert run("--version").out.startswith("audiobook ")
