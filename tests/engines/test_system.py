"""The system's voices: whatever pyttsx3 does wrong, the user gets speech or one sentence."""

import json
import sys
import textwrap
from pathlib import Path

import pytest

from audiobook.engines import system, system_talk
from audiobook.engines.system import (
    COMMAND_BRACKETS,
    COMMAND_CHARACTER,
    OUT_OF_THE_ORDINARY,
    System,
    harmless,
    plausible_s,
)
from audiobook.engines.system_talk import Child
from audiobook.errors import EngineError
from audiobook.model import Age, Gender, Utterance, Voice

WORDS = "The ferry left the quay a little before nine, and nobody waved."
VOICE = Voice("v", "system", "somebody")

# A child that behaves as it is told: a list of deeds, of which every process takes the next ones.
ACTOR = """
import json, pathlib, struct, sys, time, wave
plan = pathlib.Path(sys.argv[1])
for line in sys.stdin:
    request = json.loads(line)
    deeds = json.loads(plan.read_text())
    deed, rest = deeds[0], deeds[1:]
    plan.write_text(json.dumps(rest or ["speak"]))
    seconds = {"speak": 4, "short": 0.1, "long": 60, "empty": 0}.get(deed)
    if deed == "crash":
        sys.exit(3)
    if deed == "hang":
        time.sleep(60)
    if seconds is not None:
        with wave.open(request["say"]["path"], "wb") as file:
            file.setnchannels(1); file.setsampwidth(2); file.setframerate(16000)
            file.writeframes(struct.pack("<h", 3000) * int(16000 * seconds))
    print(json.dumps({"error": "ValueError: no"} if deed == "refuse" else {}), flush=True)
"""


@pytest.fixture
def deeds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file of deeds that the actor follows in place of pyttsx3."""
    plan = tmp_path / "deeds.json"
    command = (sys.executable, "-c", ACTOR, str(plan))
    monkeypatch.setattr(system, "Child", lambda: Child(command))
    monkeypatch.setattr(system, "_installed", lambda: (VOICE,))
    return plan


def take(count: int) -> list[Utterance]:
    return [Utterance(WORDS, VOICE, index) for index in range(count)]


@pytest.mark.parametrize("fault", ["crash", "short", "long", "empty", "nothing", "refuse"])
def test_one_fault_is_spoken_over_by_another_process(deeds: Path, fault: str) -> None:
    deeds.write_text(json.dumps(["speak", fault, "speak", "speak"]))
    clips = System().speak(take(3))
    assert [len(clip.samples) for clip in clips] == [4 * System.rate_hz] * 3


def test_who_hangs_is_not_waited_for(deeds: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system, "UTTERANCE_LIMIT_S", 3.0)
    monkeypatch.setattr(system, "CHARACTER_LIMIT_S", 0.0)
    deeds.write_text(json.dumps(["hang"]))
    (clip,) = System().speak(take(1))
    assert len(clip.samples) == 4 * System.rate_hz


@pytest.mark.parametrize("fault", ["crash", "nothing"])
def test_a_fault_that_stays_is_an_error_that_quotes_the_words(deeds: Path, fault: str) -> None:
    deeds.write_text(json.dumps([fault] * 9))
    with pytest.raises(EngineError):
        System().speak(take(1))


def test_text_without_words_does_not_reach_the_system(deeds: Path) -> None:
    deeds.write_text(json.dumps(["crash"] * 9))
    (clip,) = System().speak([Utterance("* * *", VOICE, 0)])
    assert not len(clip.samples)


def test_what_the_child_prints_beside_its_answers_is_not_heard() -> None:
    noisy = textwrap.dedent("""
        import os, sys
        answers = os.fdopen(os.dup(1), "w")
        os.dup2(2, 1)
        for line in sys.stdin:
            print("Audio saved to somewhere", flush=True)
            answers.write("{}\\n")
            answers.flush()
    """)
    with Child((sys.executable, "-c", noisy)) as child:
        assert child.ask({}, limit_s=20) == {}
        assert child.ask({}, limit_s=20) == {}


def test_a_child_that_cannot_start_is_an_engine_error() -> None:
    with Child((sys.executable, "-c", "raise SystemExit(1)")) as child, pytest.raises(EngineError):
        child.ask({}, limit_s=20)


def test_it_speaks_through_its_own_child() -> None:
    assert system_talk.COMMAND[1:] == ("-m", "audiobook.engines.system_child")


@pytest.mark.parametrize(
    ("line", "left"),
    [
        ("<rate speed='9'>fast", " rate speed='9' fast"),
        ("one \x07 two", "one   two"),
        ("half \ud83d face", "half   face"),
        ("salt & pepper", "salt & pepper"),
    ],
)
def test_markup_and_control_characters_are_taken_out(line: str, left: str) -> None:
    assert COMMAND_CHARACTER.sub(" ", line) == left
    assert harmless(line) == left


@pytest.mark.parametrize(("line", "left"), [("[[slnc 500]] now", " slnc 500  now"), ("[sic]", "[sic]")])
def test_commands_in_double_brackets_are_taken_apart(line: str, left: str) -> None:
    assert COMMAND_BRACKETS.sub(" ", line) == left
    assert harmless(line) == left


@pytest.mark.parametrize(
    ("line", "odd"),
    [
        ("It was “late” — she said so…", False),
        ("naïve café", False),
        ("In 1984", True),
        ("https://example.org/story", True),
        ("猫", True),
        ("Aaaaaaaaaaaaaaaaaaaaaaaargh!", True),
    ],
)
def test_length_is_judged_for_plain_words_only(line: str, odd: bool) -> None:
    assert bool(OUT_OF_THE_ORDINARY.search(line)) == odd


@pytest.mark.parametrize(("rate", "seconds"), [(120, 5.5), (175, 3.7), (300, 2.2)])
def test_the_usual_length_is_plausible_and_silence_or_a_minute_is_not(rate: int, seconds: float) -> None:
    least, most = plausible_s(WORDS, rate=rate)
    assert least < seconds < most
    assert least > 0
    assert most < 60


@pytest.mark.parametrize(
    ("told", "gender"),
    [
        ("VoiceGenderFemale", Gender.FEMALE),
        ("VoiceGenderNeuter", Gender.UNKNOWN),
        ("Male", Gender.MALE),
        ("female", Gender.FEMALE),
        (None, Gender.UNKNOWN),
    ],
)
def test_genders_are_understood_as_systems_write_them(told: str | None, gender: Gender) -> None:
    assert system._gender(told) is gender


@pytest.mark.parametrize(
    ("told", "age"), [("Senior", Age.OLD), ("Child", Age.CHILD), (35, Age.ADULT), (None, Age.ADULT)]
)
def test_ages_are_understood_as_systems_write_them(told: object, age: Age) -> None:
    assert system._age(told) is age
