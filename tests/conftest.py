"""What every test has: a cache of its own, and no voices of the user who runs it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

# A busy machine is no fault. At home the random input is new each time; in CI it is the same, so that a
# change is never blamed for what it did not do.
settings.register_profile("home", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "home")


@pytest.fixture(autouse=True)
def own_folders(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep the cache, the voices and the words of a test apart from the machine's."""
    folder = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("AUDIOBOOK_CACHE", str(folder / "cache"))
    monkeypatch.setenv("AUDIOBOOK_VOICES", str(folder / "voices"))
    monkeypatch.setenv("AUDIOBOOK_MODELS", str(folder / "models"))
    monkeypatch.setenv("AUDIOBOOK_LEXICON", str(folder / "lexicon.yaml"))
    return folder
