"""What every test has: a cache of its own, and no voices of the user who runs it."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def own_folders(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep the cache and the user's voices of a test apart from the machine's."""
    folder = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("AUDIOBOOK_CACHE", str(folder / "cache"))
    monkeypatch.setenv("AUDIOBOOK_VOICES", str(folder / "voices"))
    return folder
