"""One voice is changed: what else is heard stays as it was."""

import json
import re
from pathlib import Path

import pytest

from tests.cli.conftest import Run

# Long enough for several takes: Mara speaks in the first chapter and the last.
CHAPTERS = {
    "One": '"We sail at dawn," said Mara.\n\n',
    "Two": '"The rope has parted," Jon said.\n\n',
    "Three": '"Then we swim," said Mara.\n\n',
}
NARRATION = "The boat swung out into the dark, and nobody on the quay could say why it did.\n\n"


@pytest.fixture
def long_story() -> Path:
    path = Path("long.txt")
    chapters = (f"Chapter {name}\n\n{line}{NARRATION * 3}" for name, line in CHAPTERS.items())
    path.write_text("Long\n\nby Brine\n\n" + "".join(chapters), "utf-8")
    return path


def _counts(told: str) -> tuple[int, int]:
    """Takes spoken and kept, as `convert` tells them."""
    found = re.search(r"([\d,]+) takes? spoken, ([\d,]+) kept", told)
    assert found, told
    return int(found[1].replace(",", "")), int(found[2].replace(",", ""))


def _takes(run: Run, story: Path, engine: str, sheet: str) -> tuple[int, int]:
    Path("long.cast.yaml").write_text(sheet, "utf-8")
    return _counts(run("convert", story, "--engine", engine, "--cast", "long.cast.yaml").err)


VOICES = {"espeak": ("freya", "hazel", "bram"), "tone": ("woman1", "woman2", "man3")}


@pytest.mark.parametrize(("engine", "spoken"), [("espeak", 2), ("tone", 2)])
def test_only_the_takes_of_a_changed_voice_are_spoken_again(
    run: Run, long_story: Path, engine: str, spoken: int
) -> None:
    one, other, jon = VOICES[engine]
    sheet = "characters: {{Mara: {{voice: {}}}, Jon: {{voice: {}}}}}\n"
    before, _ = _takes(run, long_story, engine, sheet.format(one, jon))

    again, _ = _takes(run, long_story, engine, sheet.format(other, jon))

    assert again == spoken < before


def test_a_louder_voice_is_not_spoken_again(run: Run, long_story: Path) -> None:
    _takes(run, long_story, "espeak", "characters: {Mara: {voice: freya}}\n")

    again, _ = _takes(
        run, long_story, "espeak", "characters: {Mara: {voice: freya, offsets: {gain_db: 2}}}\n"
    )

    assert again == 0


def test_a_new_pronunciation_is_spoken_where_it_stands(run: Run, long_story: Path) -> None:
    _takes(run, long_story, "espeak", "characters: {Mara: {voice: freya}}\n")
    manifest = Path("output/Long/manifest.json")
    before = {file["name"]: file["sha256"] for file in json.loads(manifest.read_text("utf-8"))["files"]}

    _takes(
        run,
        long_story,
        "espeak",
        "characters: {Mara: {voice: freya}}\npronunciations: [{written: rope, ipa: ɹoʊp}]\n",
    )

    after = {file["name"]: file["sha256"] for file in json.loads(manifest.read_text("utf-8"))["files"]}
    assert [name for name in before if before[name] != after[name]] == ["02 - Chapter Two.mp3"]
