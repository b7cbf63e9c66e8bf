from pathlib import Path

import pytest

from audiobook.casting import load_voices
from audiobook.casting.library import shipped_folder
from audiobook.errors import CastError
from audiobook.model import Age, Gender, Offsets, Role, Voice

BASE = """
voices:
  rowan: {engine: tone, voice: t1, rate: 165, pitch: 45, pitch_range: 60, gain_db: -1.5,
          gender: m, age: old, language: en-gb, tags: [narrator, warm]}
  ivy: {engine: tone, voice: t2}
roles: {narrator: rowan, note: ivy}
manners:
  thought: {rate: -6, pitch: -3, pitch_range: -20, gain_db: -1}
  verse: {rate: -10}
"""


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's own folder, with a set "base" in it."""
    monkeypatch.setenv("AUDIOBOOK_VOICES", str(tmp_path))
    (tmp_path / "base.yaml").write_text(BASE)
    return tmp_path


def test_a_voice_is_read_with_all_that_is_said_of_it(own: Path) -> None:
    assert load_voices("base").voice("rowan") == Voice(
        "rowan", "tone", "t1", 165, 45, 60, -1.5, Gender.MALE, Age.OLD, "en-gb", ("narrator", "warm")
    )


def test_what_is_not_said_of_a_voice_is_as_the_noun_has_it(own: Path) -> None:
    assert load_voices("base").voice("ivy") == Voice("ivy", "tone", "t2")


def test_roles_and_manners_are_read(own: Path) -> None:
    voices = load_voices("base")
    assert voices.roles == {Role.NARRATOR: "rowan", Role.NOTE: "ivy"}
    assert voices.manners == {
        Role.THOUGHT: Offsets(-6, -3, -20, -1.0),
        Role.VERSE: Offsets(rate_percent=-10),
    }


def test_the_name_of_a_set_finds_it_again(own: Path) -> None:
    assert load_voices("base").name == "base"
    path = str(own / "base.yaml")
    assert load_voices(path).name == path


def test_a_set_that_extends_another_changes_and_adds_voices(own: Path) -> None:
    (own / "mine.yaml").write_text(
        "extends: base\n"
        "voices:\n  oak: {engine: tone, voice: t3}\n  ivy: {pitch: 70}\n"
        "roles: {note: oak}\nmanners: {verse: {pitch: 2}}\n"
    )
    mine = load_voices("mine")
    assert [voice.name for voice in mine.voices] == ["rowan", "ivy", "oak"]
    assert mine.voice("ivy") == Voice("ivy", "tone", "t2", pitch=70)
    assert mine.roles == {Role.NARRATOR: "rowan", Role.NOTE: "oak"}
    assert mine.manners[Role.VERSE] == Offsets(pitch=2)
    assert mine.manners[Role.THOUGHT] == Offsets(-6, -3, -20, -1.0)


def test_a_set_is_extended_by_a_path_beside_it(tmp_path: Path) -> None:
    (tmp_path / "base.yaml").write_text(BASE)
    (tmp_path / "mine.yaml").write_text("extends: ./base.yaml\n")
    assert len(load_voices(str(tmp_path / "mine.yaml")).voices) == 2


def test_a_users_own_set_may_extend_the_shipped_one_of_its_name(own: Path) -> None:
    if not (shipped_folder() / "espeak.yaml").is_file():
        pytest.skip("no shipped voices")
    (own / "espeak.yaml").write_text("extends: espeak\nvoices:\n  oak: {engine: tone, voice: t3}\n")
    assert load_voices().voices[-1].name == "oak"
    assert len(load_voices().voices) > 1


@pytest.mark.parametrize(("first", "second"), [("one", "one"), ("two", "one")])
def test_sets_that_extend_each_other_are_an_error(own: Path, first: str, second: str) -> None:
    (own / "one.yaml").write_text(f"extends: {first}\n")
    (own / "two.yaml").write_text(f"extends: {second}\n")
    with pytest.raises(CastError, match="extends itself"):
        load_voices("one")


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("pitch: +5", {"pitch": 50}),
        ("pitch: -5", {"pitch": 40}),
        ("pitch: 5", {"pitch": 5}),
        ("pitch: -80", {"pitch": 0}),
        ("pitch_range: +80", {"pitch_range": 100}),
        ("rate: +10", {"rate": 175}),
        ("rate: -200", {"rate": 80}),
        ("gain_db: +2.5", {"gain_db": 1.0}),
        ("gain_db: -2.5", {"gain_db": -4.0}),
        ("gain_db: 2", {"gain_db": 2.0}),
        ("gender: f", {"gender": Gender.FEMALE}),
        ("tags: [deep]", {"tags": ("deep",)}),
        ("voice: t9", {"voice": "t9"}),
    ],
)
def test_a_voice_that_extends_another_differs_in_what_it_says(
    own: Path, written: str, expected: dict[str, object]
) -> None:
    (own / "mine.yaml").write_text(f"extends: base\nvoices:\n  oak: {{extends: rowan, {written}}}\n")
    oak, rowan = load_voices("mine").voice("oak"), load_voices("base").voice("rowan")
    assert oak is not None
    differing = {key for key in Voice.__dataclass_fields__ if getattr(oak, key) != getattr(rowan, key)}
    assert differing == {"name", *expected}
    assert {key: getattr(oak, key) for key in expected} == expected


def test_a_changed_voice_steps_from_what_it_was(own: Path) -> None:
    (own / "mine.yaml").write_text("extends: base\nvoices:\n  rowan: {pitch: +5}\n  oak: {extends: rowan}\n")
    mine = load_voices("mine")
    assert [voice.pitch for voice in mine.voices] == [50, 50, 50]


def test_a_changed_voice_may_say_that_it_extends_what_it_was(own: Path) -> None:
    (own / "mine.yaml").write_text("extends: base\nvoices:\n  rowan: {extends: rowan, pitch: +5}\n")
    assert load_voices("mine").voices[0].pitch == 50


def test_a_voice_may_extend_one_that_stands_below_it(own: Path) -> None:
    (own / "mine.yaml").write_text(
        "voices:\n  oak: {extends: elm, pitch: +1}\n  elm: {engine: tone, voice: t1}\n"
    )
    assert [(voice.name, voice.pitch) for voice in load_voices("mine").voices] == [("oak", 51), ("elm", 50)]


def test_every_shipped_set_loads() -> None:
    for file in sorted(shipped_folder().glob("*.yaml")):
        assert load_voices(str(file)).voices
