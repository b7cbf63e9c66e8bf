"""The folder that espeak-ng finds its data in."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from audiobook.engines import espeak_home
from audiobook.engines.espeak_library import library_path
from audiobook.errors import EngineError


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """A library with a language and a variant, far down in folders."""
    folder = tmp_path / ("deep" * 20) / ("deeper" * 20)
    (folder / "espeak-ng-data" / "lang" / "gmw").mkdir(parents=True)
    (folder / "espeak-ng-data" / "lang" / "gmw" / "en-US").write_text("language en-us")
    (folder / "espeak-ng-data" / "voices" / "!v").mkdir(parents=True)
    (folder / "espeak-ng-data" / "voices" / "!v" / "f3").write_text("language variant")
    (folder / "espeak-ng-data" / "phontab").write_text("table")
    (folder / "libespeak-ng.so").write_text("code")
    return folder / "libespeak-ng.so"


@pytest.fixture(autouse=True)
def cache_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    folder = tmp_path / "cache"
    monkeypatch.setattr("platformdirs.user_cache_path", lambda *_: folder)
    espeak_home.home.cache_clear()
    yield folder
    espeak_home.home.cache_clear()


def test_the_home_holds_the_data_under_short_names(library: Path, cache_folder: Path) -> None:
    home = espeak_home.home(library)
    assert home.parent == cache_folder
    assert (home / "phontab").read_text() == "table"
    assert (home / "lang" / "en-us").read_text() == "language en-us"
    assert (home / "voices" / "!v" / "f3").read_text() == "language variant"


def test_the_home_holds_our_variants(library: Path) -> None:
    home = espeak_home.home(library)
    for name, content in espeak_home.own_variants().items():
        assert (home / "voices" / "!v" / name).read_bytes() == content


def test_no_variant_of_ours_hides_one_of_espeak_ng() -> None:
    theirs = {path.name for path in (library_path().parent / "espeak-ng-data" / "voices" / "!v").iterdir()}
    assert not theirs & set(espeak_home.own_variants())


def test_the_home_is_made_once(library: Path, cache_folder: Path) -> None:
    first = espeak_home.home(library)
    espeak_home.home.cache_clear()
    assert espeak_home.home(library) == first
    assert list(cache_folder.iterdir()) == [first]


def test_another_library_has_another_home(library: Path) -> None:
    first = espeak_home.home(library)
    library.write_text("newer code")
    espeak_home.home.cache_clear()
    assert espeak_home.home(library) != first


def test_where_links_are_not_allowed_files_are_copied(library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_args: object, **_options: object) -> None:
        raise OSError("a required privilege is not held by the client")

    monkeypatch.setattr(Path, "symlink_to", refuse)
    home = espeak_home.home(library)
    assert not (home / "phontab").is_symlink()
    assert (home / "phontab").read_text() == "table"


def test_without_a_cache_folder_the_home_is_temporary(
    library: Path, cache_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache_folder.write_text("a file in the way")
    monkeypatch.setattr("tempfile.gettempdir", lambda: str(tmp_path / "t"))
    assert espeak_home.home(library).parent == tmp_path / "t"


def test_where_no_folder_can_be_made_it_says_so(
    library: Path, cache_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache_folder.write_text("a file in the way")
    monkeypatch.setattr("tempfile.gettempdir", lambda: str(cache_folder))
    with pytest.raises(EngineError) as error:
        espeak_home.home(library)
    assert str(cache_folder) in error.value.hint


def test_a_draft_that_comes_second_is_thrown_away(library: Path, cache_folder: Path) -> None:
    home = espeak_home.home(library)
    draft = cache_folder / "draft"
    draft.mkdir()
    (draft / "half").write_text("made")
    espeak_home._rename(draft, home)
    assert list(cache_folder.iterdir()) == [home]
