"""`audiobook voices install`, and a book that neural and other voices read together."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from audiobook.cli.progress import byte_bar
from audiobook.engines.models.folder import find
from tools.make_tiny_model import write_kokoro, write_voice

from .conftest import Outcome, Run

CAST = """
voices: {set}
roles: {{narrator: rowan}}
characters:
  Mara: {{voice: heart}}
  Ivo: {{voice: tin}}
  the old ferryman: {{voice: silas}}
"""
SET = """
extends: espeak
voices:
  heart: {engine: neural, voice: kokoro/af_heart, gender: f}
  tin: {engine: neural, voice: tiny/s1, gender: m}
"""


@pytest.fixture
def voice(tmp_path: Path) -> Path:
    return write_voice(tmp_path / "published", speakers=2)


def test_the_list_says_what_there_is_and_what_is_here(run: Run, voice: Path) -> None:
    run("voices", "install", str(voice))
    told = run("voices", "install")
    assert told.status == 0
    assert "kokoro" in told.out
    assert "CC BY 4.0" in told.out
    (own,) = [line for line in told.out.splitlines() if line.startswith("tiny")]
    assert "yes" in own


def test_a_model_on_the_disk_is_installed_and_heard(run: Run, voice: Path, tmp_path: Path) -> None:
    told = run("voices", "install", str(voice))
    assert (told.status, told.out) == (0, "tiny: 2 voices\n")
    assert "audiobook voices say tiny/s0" in told.err

    said = run(
        "voices", "say", "tiny/s0", "Good evening.", "--engine", "neural", "-o", str(tmp_path / "a.mp3")
    )

    assert said.status == 0
    assert (tmp_path / "a.mp3").stat().st_size > 1000


@pytest.mark.parametrize(
    ("name", "status", "told"),
    [
        ("kokro", 4, "Did you mean kokoro"),
        ("espeak", 2, "needs no model"),
        ("nothing.onnx", 2, "There is no file nothing.onnx"),
        ("en_GB-alan-medium", 7, "put them into"),
    ],
)
def test_what_cannot_be_installed_is_told_in_a_sentence(
    run: Run, monkeypatch: pytest.MonkeyPatch, name: str, status: int, told: str
) -> None:
    monkeypatch.setenv("HF_ENDPOINT", "http://127.0.0.1:9")
    failed = run("voices", "install", name)
    assert failed.status == status
    assert told in failed.err
    assert "Traceback" not in failed.err


@pytest.mark.parametrize(("name", "status", "told"), [("kokro", 4, "kokoro"), ("kokoro", 7, "library")])
def test_a_slip_in_a_name_is_told_before_a_missing_library(
    run: Run, monkeypatch: pytest.MonkeyPatch, name: str, status: int, told: str
) -> None:
    monkeypatch.setattr("audiobook.engines.neural_library.missing", lambda: "Install it.")
    failed = run("voices", "install", name)
    assert (failed.status, told in failed.err) == (status, True)


def test_before_a_download_it_says_what_will_come(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_ENDPOINT", "http://127.0.0.1:9")
    told = run("voices", "install", "kokoro-int8").err
    assert "142 MB, license: Apache-2.0" in told
    assert "http://127.0.0.1:9/csukuangfj" in told
    assert "sha256 77ef4f0513401d50" in told


def test_a_folder_that_is_no_model_leaves_nothing(run: Run, tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    failed = run("voices", "install", str(empty))
    assert failed.status == 5
    assert "no model" in failed.err
    assert find("empty") is None


def test_without_models_the_neural_engine_says_what_to_do(run: Run) -> None:
    failed = run("voices", "list", "--engine", "neural")
    assert failed.status == 7
    assert "audiobook voices install" in failed.err


def test_one_book_is_read_by_espeak_and_by_two_models_of_other_rates(
    run: Run, story: Path, voice: Path, tmp_path: Path
) -> None:
    run("voices", "install", str(voice), str(write_kokoro(tmp_path / "kokoro")))
    (tmp_path / "set.yaml").write_text(SET, "utf-8")
    (tmp_path / "cast.yaml").write_text(CAST.format(set="set.yaml"), "utf-8")
    output = tmp_path / "out"

    def convert() -> Outcome:
        return run("convert", story, "--cast", tmp_path / "cast.yaml", "-o", output)

    made, again = convert(), convert()

    assert made.status == again.status == 0
    assert "Nothing had changed" in again.err
    before = voices_of(output)
    assert {"heart", "tin", "rowan"} <= set(before)
    assert run("verify", output / "The Ferry").status == 0

    other = CAST.format(set="set.yaml").replace("tin}", "heart}")
    (tmp_path / "cast.yaml").write_text(other, "utf-8")
    told = convert().err
    changed = sum(one != another for one, another in zip(before, voices_of(output), strict=True))
    assert f"{changed} takes spoken" in told


def test_a_book_of_espeak_loads_nothing_that_others_need(story: Path, tmp_path: Path) -> None:
    program = (
        "import sys; from audiobook.cli.app import app;"
        f"app(['convert', {str(story)!r}, '-o', {str(tmp_path)!r}], standalone_mode=False);"
        "print(sorted({'soxr', 'sherpa_onnx', 'urllib.request', 'audiobook.engines.neural',"
        " 'audiobook.engines.plugins', 'audiobook.engines.models'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def voices_of(output: Path) -> list[str]:
    """The voice of every segment."""
    manifest = json.loads((output / "The Ferry" / "manifest.json").read_text("utf-8"))
    return [segment["voice"] for segment in manifest["segments"]]


def test_a_download_is_drawn_on_a_terminal_alone(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with byte_bar("kokoro") as tell:
        tell(1, 10)
    assert capsys.readouterr().err == ""

    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    with byte_bar("kokoro") as tell:
        tell(1_000_000, 0)
        tell(5_000_000, 10_000_000)
    assert "50%" in capsys.readouterr().err
