import json
from pathlib import Path

from audiobook.cli.present import duration
from tests.cli.conftest import Run


def test_it_tells_what_is_heard_and_who_speaks(run: Run, story: Path) -> None:
    seen = run("plan", story, "--engine", "tone")

    assert seen.status == 0
    rows = {line.split()[0]: line.split()[1:] for line in seen.out.splitlines() if line.strip()}
    assert rows["narration"][0] == "9"
    assert rows["Mara"][:2] == ["2", "6"]
    assert "words, about" in seen.out
    assert "Nothing of it is kept from before" in seen.out


def test_it_writes_no_audiobook_and_keeps_nothing(run: Run, story: Path, own_folders: Path) -> None:
    run("plan", story, "--engine", "tone")

    assert not Path("output").exists()
    assert not list(own_folders.glob("cache/*/*/*"))


def test_it_knows_what_is_kept(run: Run, story: Path) -> None:
    run("convert", story, "--engine", "tone", "--chapters", "1")
    half = json.loads(run("plan", story, "--engine", "tone", "--json").out)
    run("convert", story, "--engine", "tone")
    whole = json.loads(run("plan", story, "--engine", "tone", "--json").out)

    assert 0 < half["kept"] < 1
    assert (whole["kept"], whole["work_s"]) == (1, 0)
    assert half["work_s"] > 0


def test_of_a_finished_book_nothing_is_left(run: Run, story: Path) -> None:
    run("convert", story, "--engine", "tone")

    assert "All of it is kept from before.\n" in run("plan", story, "--engine", "tone").out


def test_a_finished_book_in_another_format_is_spoken_but_not_made(run: Run, story: Path) -> None:
    run("convert", story, "--engine", "tone")
    told = run("plan", story, "--engine", "tone", "--format", "flac").out

    assert "All that is said is kept from before; the rest takes about" in told


def test_it_counts_doubtful_lines_as_the_casting_sheet_does(run: Run, tmp_path: Path) -> None:
    (tmp_path / "doubt.txt").write_text(
        'The hall was dark.\n\n"Who," said a voice, "is there?"\n\n"Nobody."\n\n"Go away," someone said.\n',
        "utf-8",
    )
    planned = run("plan", "doubt.txt", "--confidence", "1", "--engine", "tone")
    cast = run("cast", "doubt.txt", "--confidence", "1")

    assert "reads 3 of 3 lines" in planned.err
    assert "in doubt in 3 of 3 lines" in cast.err


def test_json_holds_all_there_is(run: Run, story: Path) -> None:
    seen = json.loads(run("plan", story, "--engine", "tone", "--json").out)

    assert seen["words"] == sum(role["words"] for role in seen["roles"])
    assert {part["name"] for part in seen["characters"]} >= {"Mara", "Ivo"}
    assert all(part["voice"] for part in seen["characters"])
    assert seen["summary"]["chapters"] == 2
    assert seen["audio_s"] > 10
    assert seen["work_s"] > 0


def test_the_plan_of_some_chapters_is_of_these(run: Run, story: Path) -> None:
    whole = json.loads(run("plan", story, "--engine", "tone", "--json").out)
    some = json.loads(run("plan", story, "--engine", "tone", "--json", "--chapters", "2").out)

    assert some["words"] < whole["words"]
    assert some["summary"]["chapters"] == 1
    assert duration(some["audio_s"]) != duration(whole["audio_s"])
