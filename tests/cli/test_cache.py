import os
from pathlib import Path

import pytest

from tests.cli.conftest import Run


@pytest.fixture
def kept(own_folders: Path, run: Run, story: Path) -> Path:
    """A cache with what a conversion left in it."""
    run("convert", story, "--engine", "tone")
    return own_folders / "cache"


def files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_show_tells_what_is_kept_and_where(kept: Path, run: Run) -> None:
    shown = run("cache", "show")

    assert "takes as spoken" in shown.out
    assert "finished chapters" in shown.out
    assert "today" in shown.out
    assert str(kept) in shown.err
    assert "at most 2.0 GB" in shown.err


def test_show_of_an_empty_cache_tells_nothing_is_kept(run: Run) -> None:
    shown = run("cache", "show")

    assert shown.status == 0
    assert shown.out.splitlines()[-1].split() == ["all", "0", "0", "KB"]


def test_clear_asks_and_without_anybody_to_ask_refuses(kept: Path, run: Run) -> None:
    before = files(kept)

    refused = run("cache", "clear")

    assert refused.status == 2
    assert "--yes" in refused.err
    assert files(kept) == before


def test_clear_throws_away_what_is_kept_but_no_audiobook(kept: Path, run: Run, tmp_path: Path) -> None:
    cleared = run("cache", "clear", "--yes")

    assert "thrown away" in cleared.err
    assert files(kept) == []
    assert list(tmp_path.glob("output/*/*.mp3"))


def test_clear_of_what_is_old_leaves_the_rest(kept: Path, run: Run) -> None:
    old, *others = sorted(files(kept))
    os.utime(old, (1, 1))

    cleared = run("cache", "clear", "--older-than", "30", "--yes")

    assert cleared.err.startswith("1 file thrown away")
    assert sorted(files(kept)) == others


def test_nothing_but_its_own_is_thrown_away(kept: Path, run: Run) -> None:
    foreign = kept / "letter.txt"
    foreign.write_text("mine")

    run("cache", "clear", "--yes")

    assert files(kept) == [foreign]


def test_the_bound_is_set_by_a_variable(kept: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AUDIOBOOK_CACHE_SIZE", "500 MB")

    assert "at most 500 MB" in run("cache", "show").err


def test_a_bound_that_is_no_size_is_said(run: Run, story: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AUDIOBOOK_CACHE_SIZE", "plenty")

    refused = run("convert", story, "--engine", "tone")

    assert refused.status == 2
    assert "AUDIOBOOK_CACHE_SIZE is 'plenty'" in refused.err


def test_a_small_bound_is_kept(
    run: Run, story: Path, own_folders: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AUDIOBOOK_CACHE_SIZE", "200 KB")

    assert run("convert", story, "--engine", "tone").status == 0
    assert sum(path.stat().st_size for path in files(own_folders / "cache")) <= 200_000


@pytest.mark.parametrize(
    ("place", "told"),
    [("taken", "{0}: which is a file."), ("taken/below/it", "{0}: {1} is a file.")],
)
@pytest.mark.parametrize("command", ["convert", "preview"])
def test_a_cache_that_cannot_be_a_folder_is_told_before_anything_is_made(
    run: Run,
    story: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    place: str,
    told: str,
    command: str,
) -> None:
    taken = tmp_path / "taken"
    taken.write_text("mine")
    monkeypatch.setenv("AUDIOBOOK_CACHE", str(tmp_path / place))

    refused = run(command, story, "--engine", "tone")

    assert refused.status == 6
    assert f"cannot be kept in {told.format(tmp_path / place, taken)}" in refused.err
    assert "Let AUDIOBOOK_CACHE name a folder." in refused.err
    assert not Path("output").exists()


def test_a_cache_whose_folder_cannot_be_made_is_told_without_a_word_of_space(
    run: Run, story: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(self: Path, *arguments: object, **options: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setenv("AUDIOBOOK_CACHE", "/locked/cache")
    made = Path.mkdir
    monkeypatch.setattr(
        Path,
        "mkdir",
        lambda self, *a, **k: refuse(self) if str(self).startswith("/locked") else made(self, *a, **k),
    )

    refused = run("convert", story, "--engine", "tone", "-j", "1")

    assert refused.status == 6
    assert "The cache /locked/cache cannot be written: permission denied." in refused.err
    assert "Set AUDIOBOOK_CACHE to a folder of yours" in refused.err


def test_a_cache_may_be_named_from_home_or_from_here(
    run: Run, story: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    for name, place in (("~/kept", "home/kept"), ("kept/here", "kept/here")):
        monkeypatch.setenv("AUDIOBOOK_CACHE", name)

        assert run("convert", story, "--engine", "tone").status == 0
        assert (tmp_path / place / "takes").is_dir()
        assert "Nothing had changed" in run("convert", story, "--engine", "tone").err
