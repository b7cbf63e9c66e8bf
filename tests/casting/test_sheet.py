from collections.abc import Callable
from pathlib import Path

import pytest

from audiobook.casting import load_sheet
from audiobook.model import (
    Age,
    CastMember,
    Correction,
    Gender,
    Offsets,
    Pronunciation,
    Role,
    Sheet,
    Sounds,
)

SheetFrom = Callable[[str], Sheet]

PAGE = Path(__file__).parents[2] / "docs" / "casting-sheet.md"


def test_a_character_is_read_with_all_that_is_said_of_them(sheet_from: SheetFrom) -> None:
    sheet = sheet_from(
        "characters:\n"
        "  Mara Venn:\n"
        "    aliases: [Mara, the captain]\n"
        "    gender: f\n    age: old\n    voice: ivy\n    narrator: yes\n"
        "    offsets: {rate: 5, pitch: -2, pitch_range: 10, gain_db: 1.5}\n"
    )
    assert sheet.members == (
        CastMember(
            "Mara Venn",
            ("Mara", "the captain"),
            Gender.FEMALE,
            Age.OLD,
            "ivy",
            Offsets(5, -2, 10, 1.5),
            is_narrator=True,
        ),
    )


@pytest.mark.parametrize("text", ["{}", "", "{voice: , aliases: , gender: ~, offsets: {}}", "{aliases: []}"])
def test_what_is_left_open_stays_open(sheet_from: SheetFrom, text: str) -> None:
    assert sheet_from(f"characters:\n  Mara: {text}\n").members == (CastMember("Mara"),)


def test_names_are_text_whatever_yaml_makes_of_them(sheet_from: SheetFrom) -> None:
    sheet = sheet_from("characters:\n  7: {aliases: 3.5}\n  No:\n  Null:\n  true:\nnot_characters: [0x1F]\n")
    assert [member.name for member in sheet.members] == ["7", "No", "Null", "true"]
    assert sheet.members[0].aliases == ("3.5",)
    assert sheet.not_characters == ("0x1F",)


def test_the_rest_of_a_sheet_is_read(sheet_from: SheetFrom) -> None:
    sheet = sheet_from(
        "title: 1984\nauthor: 'A: B'\nvoices: harbor\nnot_characters: Heavens\n"
        "roles: {note: ivy}\nmanners: {thought: {rate: -10}}\n"
        "notes: {author: end, replies: skip}\n"
        "corrections:\n- {words: Yes., speaker: Jon, chapter: 2}\n- words: No.\n"
        "pronunciations:\n- {written: Siobhan, said: shi vawn}\n"
        "- {written: SI, said: s i, case_sensitive: true}\n"
        "sounds: {gain_db: -6}\n"
    )
    assert sheet == Sheet(
        title="1984",
        author="A: B",
        voices="harbor",
        not_characters=("Heavens",),
        roles={Role.NOTE: "ivy"},
        manners={Role.THOUGHT: Offsets(rate_percent=-10)},
        notes={"author": "end", "replies": "skip"},
        corrections=(Correction("Yes.", "Jon", 2), Correction("No.", None)),
        pronunciations=(
            Pronunciation("Siobhan", "shi vawn"),
            Pronunciation("SI", "s i", case_sensitive=True),
        ),
        sounds=Sounds(gain_db=-6.0),
    )


@pytest.mark.parametrize("text", ["title:\n", "{}", "characters:\nroles:\nsounds: {intro: ''}\n"])
def test_a_sheet_that_says_nothing_is_the_empty_sheet(sheet_from: SheetFrom, text: str) -> None:
    assert sheet_from(text) == Sheet()


def test_paths_count_from_the_folder_of_the_sheet(tmp_path: Path) -> None:
    (tmp_path / "bell.wav").write_bytes(b"")
    (tmp_path / "mine.yaml").write_text("voices: {}\n")
    file = tmp_path / "story.cast.yaml"
    file.write_text(f"voices: mine.yaml\nsounds: {{chime: bell.wav, outro: {tmp_path / 'bell.wav'}}}\n")
    sheet = load_sheet(file)
    assert sheet.voices == str(tmp_path / "mine.yaml")
    assert sheet.sounds == Sounds(chime=str(tmp_path / "bell.wav"), outro=str(tmp_path / "bell.wav"))
