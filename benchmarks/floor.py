"""The floor: what speech and encoding cost on all cores when nothing else is done.

    python -m benchmarks.floor PLAN.pickle INDEX COUNT

does one of COUNT shares of a plan, as soon as a line comes in, and prints what that took.
"""

from __future__ import annotations

import json
import pickle
import subprocess
import sys
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from audiobook.engines.espeak import VOLUME, sayable
from audiobook.engines.espeak_library import Image
from audiobook.engines.espeak_names import resolved
from audiobook.model import Plan, Take, Utterance
from audiobook.publish.lame import Lame, encoder
from audiobook.settings import Settings, cores


@dataclass(frozen=True)
class Floor:
    """Wall seconds of espeak-ng and LAME alone, spread over all cores, and the CPU seconds of each."""

    wall_s: float
    espeak_cpu_s: float
    lame_cpu_s: float

    @property
    def cpu_s(self) -> float:
        """CPU seconds of both."""
        return self.espeak_cpu_s + self.lame_cpu_s


def floor_of(plan: Plan) -> Floor:
    """Speak all utterances of a plan and encode what is heard, take by take on all cores at once.

    No resets, pauses, levels, tags or files; starting the processes does not count.
    """
    with TemporaryDirectory() as folder:
        path = Path(folder) / "takes.pickle"
        path.write_bytes(pickle.dumps([take for chapter in plan.chapters for take in chapter.takes]))
        shares = [_start(path, index, cores()) for index in range(cores())]
        for share in shares:
            assert share.stdout
            share.stdout.readline()  # it is ready
        began = time.perf_counter()
        for share in shares:
            assert share.stdin
            share.stdin.write("go\n")
            share.stdin.flush()
        told = [json.loads(share.communicate()[0].splitlines()[-1]) for share in shares]
        wall_s = max(ended for ended, _, _ in told) - began
    return Floor(wall_s, sum(espeak for _, espeak, _ in told), sum(lame for _, _, lame in told))


def _start(path: Path, index: int, count: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "benchmarks.floor", str(path), str(index), str(count)]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def _speak_and_encode(takes: Iterable[Take]) -> tuple[float, float]:
    espeak_cpu_s = lame_cpu_s = 0.0
    how = Settings()
    lame = encoder(Lame(how.rate_hz, how.mp3_vbr, how.mp3_quality, None))  # as the publisher sets it
    with Image() as image:
        for utterance in (u for take in takes for u in take.utterances):
            began = time.process_time()
            samples = _speak(image, utterance)
            spoken = time.process_time()
            lame.encode(samples)
            lame_cpu_s += time.process_time() - spoken
            espeak_cpu_s += spoken - began
    lame.flush()
    return espeak_cpu_s, lame_cpu_s


def _speak(image: Image, utterance: Utterance) -> bytes:
    voice = utterance.voice
    image.set_voice(resolved(voice.voice))
    image.set_parameters(rate=voice.rate, volume=VOLUME, pitch=voice.pitch, pitch_range=voice.pitch_range)
    return image.speak(sayable(utterance.text)).tobytes()


def main(path: str, index: str, count: str) -> None:
    """Do one share of a plan."""
    takes = pickle.loads(Path(path).read_bytes())[int(index) :: int(count)]
    print("ready", flush=True)
    sys.stdin.readline()
    spent = _speak_and_encode(takes)
    print(json.dumps([time.perf_counter(), *spent]))  # one clock for all processes


if __name__ == "__main__":
    main(*sys.argv[1:])
