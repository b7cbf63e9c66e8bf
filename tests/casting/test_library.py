from pathlib import Path

import pytest

from audiobook.casting import own_folder, voice_sets
from audiobook.casting.library import find_voice_set, shipped_folder
from audiobook.errors import CastError

VOICES = "voices:\n  ivy: {engine: tone, voice: a}\n"


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder for the user's own voice sets."""
    folder = tmp_path / "own"
    folder.mkdir()
    monkeypatch.setenv("AUDIOBOOK_VOICES", str(folder))
    return folder


def test_the_variable_names_the_users_own_folder(own: Path) -> None:
    assert own_folder() == own


def test_without_the_variable_the_users_own_folder_is_where_the_system_keeps_settings(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("AUDIOBOOK_VOICES", raising=False)
    assert own_folder().parts[-2:] == ("audiobook", "voices")


def test_the_shipped_folder_lies_inside_the_package_or_beside_it() -> None:
    assert shipped_folder().name == "voices"


def test_own_sets_are_listed_with_the_shipped_ones_in_order(own: Path) -> None:
    (own / "zebra.yaml").write_text(VOICES)
    (own / "aard.yml").write_text(VOICES)
    names = voice_sets()
    assert names == tuple(sorted(names))
    assert {"aard", "zebra"} <= set(names)


def test_a_folder_that_is_not_there_holds_nothing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("AUDIOBOOK_VOICES", str(tmp_path / "none"))
    assert isinstance(voice_sets(), tuple)


def test_the_users_own_set_wins_over_the_shipped_one(own: Path) -> None:
    (own / "espeak.yaml").write_text(VOICES)
    assert find_voice_set("espeak") == own / "espeak.yaml"


def test_a_path_is_taken_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / "my voices.yaml"
    file.write_text(VOICES)
    assert find_voice_set(str(file)) == file


def test_an_unknown_set_is_an_error_with_the_closest_name(own: Path) -> None:
    (own / "harbor.yaml").write_text(VOICES)
    with pytest.raises(CastError, match="no voice set 'harbour'") as caught:
        find_voice_set("harbour")
    assert caught.value.hint == "Did you mean 'harbor'?"


def test_an_unknown_path_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(CastError, match="no voice set"):
        find_voice_set(str(tmp_path / "no.yaml"))
