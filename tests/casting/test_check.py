from pathlib import Path

import pytest

from audiobook.casting import check_file
from audiobook.errors import CastError

VOICES = """
voices:
  rowan: {engine: tone, voice: a, gender: m}
  ivy: {engine: tone, voice: b, gender: f}
  kit: {engine: tone, voice: c, gender: m, age: child}
  robin: {engine: tone, voice: d}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a voice set "troupe.yaml"."""
    (tmp_path / "troupe.yaml").write_text(VOICES)
    return tmp_path


def test_a_voice_set_is_summed_up(folder: Path) -> None:
    assert check_file(folder / "troupe.yaml") == (
        "troupe.yaml is a voice set with 4 voices: 1 male, 1 female, 1 for either, 1 for children."
    )


def test_a_set_that_only_extends_another_is_a_voice_set(folder: Path) -> None:
    (folder / "mine.yaml").write_text("extends: ./troupe.yaml\n")
    assert "voice set with 4 voices" in check_file(folder / "mine.yaml")


def test_a_casting_sheet_is_summed_up(folder: Path) -> None:
    sheet = folder / "story.cast.yaml"
    sheet.write_text(
        "voices: troupe.yaml\ncharacters: {Mara: {voice: ivy}}\ncorrections: [{words: a}, {words: b}]\n"
    )
    assert check_file(sheet) == "story.cast.yaml is a casting sheet with 1 character and 2 corrected lines."


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "characters: {Mara: {voice: ivi}}",
            "line 2: No voice is called 'ivi', which is to speak for 'Mara'",
        ),
        ("roles: {note: rowam}", "line 2: No voice is called 'rowam', which is to speak for 'note'"),
    ],
)
def test_the_voices_of_a_sheet_are_looked_up_in_its_set(folder: Path, text: str, message: str) -> None:
    sheet = folder / "story.cast.yaml"
    sheet.write_text(f"voices: troupe.yaml\n{text}\n")
    with pytest.raises(CastError, match=message):
        check_file(sheet)


def test_what_is_neither_is_told_as_a_casting_sheet(tmp_path: Path) -> None:
    file = tmp_path / "list.yaml"
    file.write_text("- a\n")
    with pytest.raises(CastError, match=r"list\.yaml, line 1: 'list\.yaml' must hold"):
        check_file(file)
