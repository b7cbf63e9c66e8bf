"""Engines of other packages: found, used, and kept from doing harm."""

import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path

import pytest

from audiobook import engines
from audiobook.engines import plugins
from audiobook.engines.contract_test import EngineContract
from audiobook.errors import AudiobookError, EngineError
from audiobook.model import Utterance, Voice

PARROT = """
    from audiobook.engines.tone import Tone
    from audiobook.engines.contract import Engine
    from audiobook.model import Clip
    from dataclasses import replace

    class Parrot(Tone):
        name = "parrot"

        def voices(self):
            return tuple(replace(voice, engine="parrot") for voice in super().voices())

    class Mute(Engine):
        name, version, remembers = "mute", "1", False
        def missing(self): return ""
        def voices(self): return ()
        def check(self, voice): pass
        def speak(self, utterances): return [b"" for _ in utterances]

    class Raising(Mute):
        def missing(self): raise KeyError("settings")
        def speak(self, utterances): raise ValueError("no such key")
"""
HELLO = [Utterance("Hello.", Voice("v", "any", "man1"), 0)]


@pytest.fixture(autouse=True)
def packages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A package with engines, installed as far as Python can tell."""
    points = {
        "parrot": "parrot_speech:Parrot",
        "mute": "parrot_speech:Mute",
        "raising": "parrot_speech:Raising",
        "broken": "parrot_speech_of_old:Parrot",
        "lost": "parrot_speech:Cockatoo",
        "espeak": "parrot_speech:Raising",
    }
    about = tmp_path / "parrot_speech-1.0.dist-info"
    about.mkdir()
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: parrot-speech\nVersion: 1.0\n")
    lines = [f"{name} = {where}\n" for name, where in points.items()]
    (about / "entry_points.txt").write_text("[audiobook.engines]\n" + "".join(lines))
    (tmp_path / "parrot_speech.py").write_text(textwrap.dedent(PARROT))
    monkeypatch.syspath_prepend(str(tmp_path))
    for known in (plugins.plugins, engines.engine):
        known.cache_clear()
    yield
    for known in (plugins.plugins, engines.engine):
        known.cache_clear()
    sys.modules.pop("parrot_speech", None)


class TestParrot(EngineContract):
    @pytest.fixture(autouse=True)
    def speaking(self, packages: None) -> None:
        self.engine = engines.engine("parrot")


def test_engines_of_other_packages_stand_behind_our_own() -> None:
    assert engines.names()[:4] == ("espeak", "system", "neural", "tone")
    assert set(engines.names()[4:]) >= {"parrot", "mute", "raising", "broken", "lost"}
    assert engines.is_engine("parrot")
    assert not engines.is_engine("cockatoo")


def test_a_package_cannot_take_the_place_of_our_own_engine() -> None:
    assert type(engines.engine("espeak")).__name__ == "Espeak"


@pytest.mark.parametrize("name", ["broken", "lost", "raising"])
def test_an_engine_that_cannot_be_used_is_missing_with_a_sentence(name: str) -> None:
    sentence = engines.engine(name).missing()
    assert sentence.startswith(f"The engine '{name}' of the package 'parrot-speech' fails: ")
    assert sentence.endswith(".")


@pytest.mark.parametrize(
    ("name", "told"),
    [("broken", "ModuleNotFoundError"), ("raising", "no such key"), ("mute", "something else")],
)
def test_whatever_it_does_wrong_is_an_engine_error_that_names_the_package(name: str, told: str) -> None:
    with pytest.raises(EngineError, match=told) as error:
        engines.engine(name).speak(HELLO)
    assert "parrot-speech" in error.value.message


def test_errors_of_ours_pass_as_they_are() -> None:
    with pytest.raises(AudiobookError, match="has no voice"):
        engines.engine("parrot").speak([Utterance("Hello.", Voice("v", "parrot", "nobody"), 0)])
