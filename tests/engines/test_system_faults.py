"""Each fault of pyttsx3, as it was met: injected into its place, and survived.

A stand-in for pyttsx3 lies before the real one; our own child process drives it. `FAULT` says what it
does wrong, and `RUNS` counts the processes, so that a fault may pass or stay.
"""

import os
import sys
import textwrap
from pathlib import Path

import pytest

from audiobook.audio import median_pitch_hz
from audiobook.engines import system, system_child
from audiobook.engines.system import LONGEST, PIECE, System
from audiobook.errors import EngineError
from audiobook.model import Utterance, Voice

WORDS = "The ferry left the quay a little before nine, and nobody waved."
RATE_HZ = 22050
VOICE, OTHER = Voice("anna", "system", "anna"), Voice("bert", "system", "bert")
HZ = {"anna": 220, "bert": 110}

STAND_IN = """
    import os, signal, sys, threading, time, wave
    from array import array
    from math import pi, sin
    from pathlib import Path

    FAULT = os.environ["FAULT"]
    RUNS = Path(os.environ["RUNS"])
    RUN = len(RUNS.read_text()) if RUNS.exists() else 0
    RUNS.write_text("x" * (RUN + 1))
    print("pyttsx3 stands in, and talks too much")

    class Voice:
        def __init__(self, name):
            self.id = self.name = name
            self.languages, self.gender, self.age = ["en"], "Female", None

    class Engine:
        def __init__(self):
            self.busy = True
            self.properties = {"voice": "anna", "rate": 200, "pitch": 50}
            self.queue, self.order, self.sets, self.spoken = [], None, 0, 0

        def getProperty(self, name):
            return [Voice("anna"), Voice("bert")] if name == "voices" else self.properties[name]

        def setProperty(self, name, value):
            self.queue.append((name, value))
            self.work()

        def work(self):
            while self.queue and not self.busy:
                name, value = self.queue.pop(0)
                self.sets += 1
                lost = FAULT == f"loses the {name}" or (FAULT == "loses settings at first" and self.sets < 7)
                if not lost:
                    self.properties[name] = value

        def say(self, text):
            raise SystemExit("say after save_to_file overwrites the file")

        def save_to_file(self, text, path):
            assert text, "pyttsx3 asserts on empty text"
            assert isinstance(path, str), "pyttsx3 cannot write to a Path"
            if self.order and FAULT != "never mind":
                raise SystemExit("of two files only the last is written")
            self.order = (text, path)

        def runAndWait(self):
            self.busy = False
            self.work()
            order, self.order = self.order, None
            if order:
                self.spoken += 1
                self.speak(*order)

        def speak(self, text, path):
            first_process, first = RUN == 0, self.spoken == 1
            if FAULT == "dies" and first_process or FAULT == "always dies":
                os.kill(os.getpid(), signal.SIGKILL)
            if FAULT == "exits" and first_process:
                os._exit(0)
            if FAULT == "hangs at the second run" and self.spoken == 2 and first_process:
                time.sleep(60)
            if FAULT == "always hangs":
                time.sleep(60)
            if FAULT == "raises" and first_process:
                raise RuntimeError("run loop already started")
            if FAULT == "is mute for long texts" and len(text) > 1000:
                text = ""
            if FAULT == "writes nothing" and first_process:
                return
            if FAULT == "writes no frames" and first_process or FAULT == "always writes no frames":
                text = ""
            if FAULT == "is done too early" and first:
                threading.Timer(0.4, self.write, (text, path)).start()
                return
            if FAULT == "swallows a path it cannot write" and first_process:
                while True:
                    time.sleep(1)
            self.write(text, path, head=200 if FAULT == "cuts a file short" and first_process else None)

        def write(self, text, path, head=None):
            rate = self.properties["rate"]
            hz = {"anna": 220, "bert": 110}[self.properties["voice"]]
            length = int(len(text) / (0.0966 * rate) * 22050)
            period = 22050 // hz
            one = array("h", [int(6000 * sin(2 * pi * at / period)) for at in range(period)])
            with wave.open(path, "wb") as file:
                file.setnchannels(1); file.setsampwidth(2); file.setframerate(22050)
                file.writeframes((one * (length // period + 1))[:length].tobytes())
            if head:
                content = Path(path).read_bytes()
                Path(path).write_bytes(content[:head])
            print("Audio saved to", path)

    def init():
        if FAULT == "does not start" and RUN == 0:
            raise RuntimeError("could not initialize espeak")
        if FAULT == "never starts":
            raise RuntimeError("could not initialize espeak")
        if FAULT == "ends the process at the start" and RUN == 0:
            os._exit(1)
        return Engine()
"""


@pytest.fixture
def fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> str:
    """The fault that the stand-in has."""
    package = tmp_path / "pyttsx3"
    package.mkdir()
    (package / "__init__.py").write_text(textwrap.dedent(STAND_IN))
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(tmp_path), *sys.path]))
    monkeypatch.setenv("FAULT", request.param)
    monkeypatch.setenv("RUNS", str(tmp_path / "runs"))
    monkeypatch.setattr(system, "_installed", lambda: (VOICE, OTHER))
    monkeypatch.setattr(system, "UTTERANCE_LIMIT_S", 3.0)
    monkeypatch.setattr(system, "CHARACTER_LIMIT_S", 0.0)
    return str(request.param)


def take(*texts: str) -> list[Utterance]:
    voices = (VOICE, OTHER)
    return [Utterance(text, voices[index % 2], index) for index, text in enumerate(texts)]


PASSING = [
    "nothing at all",
    "dies",  # a segmentation fault
    "exits",  # the C library calls exit() without its data
    "ends the process at the start",
    "does not start",
    "raises",
    "hangs at the second run",  # macOS and Windows; a runAndWait that never returns
    "swallows a path it cannot write",
    "writes nothing",  # the file that was promised is lost
    "writes no frames",  # voices that alternate leave some files empty
    "is done too early",  # the first runAndWait returns before synthesis ends
    "cuts a file short",
    "loses settings at first",  # a rate that is lost, and a property that is stale when read
]


@pytest.mark.parametrize("fault", PASSING, indirect=True)
def test_a_fault_that_passes_is_not_heard(fault: str) -> None:
    clips = System().speak(take(WORDS, WORDS, WORDS))

    length = len(WORDS) / (0.0966 * VOICE.rate) * RATE_HZ
    for clip, voice in zip(clips, (VOICE, OTHER, VOICE), strict=True):
        assert len(clip.samples) == pytest.approx(length, rel=0.01), "another rate, or a part of it"
        assert median_pitch_hz(clip.samples, clip.rate_hz) == pytest.approx(HZ[voice.voice], rel=0.02)


@pytest.mark.parametrize(
    "fault",
    [
        "always dies",
        "always hangs",
        "always writes no frames",
        "never starts",
        "loses the rate",
        "loses the voice",
    ],
    indirect=True,
)
def test_a_fault_that_stays_is_one_sentence(fault: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if fault.startswith("loses") and not system_child.ON_LINUX:
        pytest.skip("elsewhere a property cannot be read back")
    monkeypatch.setattr(system, "UTTERANCE_LIMIT_S", 1.5)
    with pytest.raises(EngineError) as error:
        System().speak([Utterance(WORDS, OTHER, 0)])
    assert error.value.message.endswith(".")
    assert "Traceback" not in error.value.message


@pytest.mark.parametrize("fault", ["is mute for long texts"], indirect=True)
def test_a_long_text_is_spoken_in_pieces(fault: str) -> None:
    (short,), (long,) = (
        System().speak([Utterance(text, VOICE, 0)]) for text in (WORDS, " ".join([WORDS] * 40))
    )
    assert len(long.samples) == pytest.approx(40 * len(short.samples), rel=0.02)


@pytest.mark.parametrize("fault", ["nothing at all"], indirect=True)
def test_text_without_words_is_never_sent(fault: str) -> None:
    one, none, other = System().speak(take(WORDS, "* * *", ""))
    assert len(one.samples)
    assert not len(none.samples)
    assert not len(other.samples)


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        (f"{'word ' * 100}end. {'word ' * 100}", "end."),
        (f"{'word ' * 300}", "word"),
        ("x" * 3000, "x"),
        ('He said "no." Then he left.', "left."),
    ],
)
def test_pieces_end_where_a_voice_may_pause(text: str, ends: str) -> None:
    pieces = PIECE.findall(text)
    assert all(len(piece) <= LONGEST + 3 for piece in pieces)
    assert pieces[0].endswith(ends)
    assert "".join("".join(pieces).split()) == "".join(text.split())
