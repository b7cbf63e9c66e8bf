"""Subtitles of a finished audiobook: its words at their times, written, kept and removed with the sound."""

import html
import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run

HOME = Path("output/The Ferry")
FIRST, SECOND = "01 - Chapter 1 - Low Water", "02 - Chapter 2 - The Ferry"
# A cue of WebVTT: its times, and its words up to the blank line.
CUE = re.compile(r"(\d\d):(\d\d):(\d\d\.\d{3}) --> (\d\d):(\d\d):(\d\d\.\d{3})\n(.*)\n")


@pytest.fixture
def made(run: Run, story: Path) -> Path:
    """An audiobook with subtitles."""
    assert run("convert", story, "--engine", "tone", "--subtitles", "vtt").status == 0
    return HOME


def cues(path: Path) -> list[tuple[float, float, str]]:
    rows = CUE.findall(path.read_text("utf-8"))
    seconds = ([int(h) * 3600 + int(m) * 60 + float(s) for h, m, s in (row[:3], row[3:6])] for row in rows)
    words = (html.unescape(re.sub(r"</?[vi][^>]*>", "", row[6])) for row in rows)
    return [(start, end, text) for (start, end), text in zip(seconds, words, strict=True)]


def manifest() -> dict[str, Any]:
    data: dict[str, Any] = json.loads((HOME / "manifest.json").read_text("utf-8"))
    return data


def bare(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("split", ["chapter", "book", "1"])
@pytest.mark.parametrize("form", ["mp3", "m4b", "opus"])
def test_every_word_that_is_heard_is_shown_when_it_is(run: Run, story: Path, split: str, form: str) -> None:
    text = story.read_text("utf-8")
    run("convert", story, "--engine", "tone", "--subtitles", "vtt", "--split", split, "--format", form)

    for number, file in enumerate(manifest()["files"]):
        rows = [row for row in manifest()["segments"] if row["file"] == number]
        shown = cues(HOME / f"{Path(file['name']).stem}.vtt")
        starts = [start for start, _, _ in shown]
        assert bare("".join(words for *_, words in shown)) == bare(
            "".join(text[row["start"] : row["end"]] for row in sorted(rows, key=lambda row: row["from"]))
        )
        assert starts == sorted(set(starts))
        assert all(start < end <= file["samples"] / file["rate_hz"] for start, end, _ in shown)
        assert starts[0] == pytest.approx(min(row["from"] for row in rows) / file["rate_hz"], abs=0.002)
    assert run("verify", HOME).status == 0


def test_speakers_are_named_where_they_are_sure_and_thoughts_slanted(made: Path) -> None:
    text = (made / f"{FIRST}.vtt").read_text("utf-8")

    assert '<v Mara>"Hold on!"</v> shouted Mara.' in text
    assert "<i>'We will never reach the bank,'</i>" in text


def test_they_are_written_beside_sound_that_is_there_and_then_kept(run: Run, story: Path) -> None:
    run("convert", story, "--engine", "tone")
    later = run("convert", story, "--engine", "tone", "--subtitles", "srt,lrc")
    stamp = (HOME / f"{FIRST}.srt").stat().st_mtime_ns
    again = run("convert", story, "--engine", "tone", "--subtitles", "srt,lrc")
    without = run("convert", story, "--engine", "tone")

    assert "0 takes spoken" in later.err
    assert "2 files unchanged, 4 files of subtitles written" in later.err
    assert f"{HOME / FIRST}.srt" in later.out.splitlines()
    assert "Nothing had changed" in again.err
    assert "Nothing had changed" in without.err
    assert (HOME / f"{FIRST}.srt").stat().st_mtime_ns == stamp
    assert len(manifest()["files"][0]["subtitles"]) == 2


def test_they_go_with_their_sound_but_not_what_somebody_has_changed(
    run: Run, story: Path, made: Path
) -> None:
    (made / f"{SECOND}.vtt").write_text("WEBVTT\n\nmine\n")
    story.write_text(story.read_text("utf-8").replace("the boat", "the old boat").replace("dawn", "noon"))

    run("convert", story, "--engine", "tone")

    assert not (made / f"{FIRST}.vtt").exists()
    assert (made / f"{SECOND}.vtt").exists()
    assert "subtitles" not in manifest()["files"][0]


def test_only_those_of_a_changed_chapter_are_written_anew(run: Run, story: Path, made: Path) -> None:
    before = (made / f"{SECOND}.vtt").stat().st_mtime_ns
    story.write_text(story.read_text("utf-8").replace("the boat", "the old boat"))

    done = run("convert", story, "--engine", "tone", "--subtitles", "vtt")

    assert "1 file of subtitles written" in done.err
    assert "the old boat" in (made / f"{FIRST}.vtt").read_text("utf-8")
    assert (made / f"{SECOND}.vtt").stat().st_mtime_ns == before


def test_another_split_takes_the_old_ones_away(run: Run, story: Path, made: Path) -> None:
    run("convert", story, "--engine", "tone", "--split", "book", "--subtitles", "vtt")

    assert sorted(path.name for path in made.glob("*.vtt")) == ["The Ferry.vtt"]


def test_formats_of_one_name_have_subtitles_of_their_own(run: Run, story: Path) -> None:
    run("convert", story, "--engine", "tone", "--format", "mp3,flac", "--split", "book", "--subtitles", "vtt")

    assert sorted(path.name for path in HOME.glob("*.vtt")) == ["The Ferry.flac.vtt", "The Ferry.vtt"]
    assert run("verify", HOME).status == 0


def test_verify_misses_them_and_sees_a_change(run: Run, made: Path) -> None:
    (made / f"{FIRST}.vtt").unlink()
    (made / f"{SECOND}.vtt").write_text("WEBVTT\n")

    done = run("verify", made)

    assert done.status == 6
    assert f"{FIRST}.vtt: is missing" in done.out
    assert f"{SECOND}.vtt: is not the file that was made" in done.out


def test_lost_ones_come_back(run: Run, story: Path, made: Path) -> None:
    whole = (made / f"{FIRST}.vtt").read_bytes()
    (made / f"{FIRST}.vtt").unlink()

    run("convert", story, "--engine", "tone", "--subtitles", "vtt")

    assert (made / f"{FIRST}.vtt").read_bytes() == whole


def test_an_unknown_kind_is_told_before_anything_is_made(run: Run, story: Path) -> None:
    done = run("convert", story, "--engine", "tone", "--subtitles", "ass")

    assert done.status == 2
    assert "Choose among vtt, srt, lrc." in done.err
    assert not Path("output").exists()


def test_programs_are_told_of_them(run: Run, story: Path) -> None:
    done = run("convert", story, "--engine", "tone", "--subtitles", "vtt", "--json")

    told = json.loads(done.out.splitlines()[-1])
    assert told["subtitles"] == [f"{HOME / FIRST}.vtt", f"{HOME / SECOND}.vtt"]
    assert told["subtitles_written"] == 2
