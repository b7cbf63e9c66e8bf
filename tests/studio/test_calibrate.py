from pathlib import Path

import pytest

from audiobook.engines.tone import Tone
from audiobook.model import Take, Utterance, Voice
from audiobook.publish.mp3 import MP3
from audiobook.settings import Settings
from audiobook.studio.calibrate import Speed, calibrate
from audiobook.studio.pieces import Coding
from audiobook.studio.takes import key

MARA = Voice("mara", "tone", "man1")
SETTINGS = Settings()


def take(text: str) -> Take:
    utterances = (Utterance(text, MARA, 0),)
    return Take(key(utterances, maker=Tone()), "tone", utterances)


def mp3() -> Coding:
    return Coding(lambda path, call: MP3.codec.open(path, SETTINGS, call), b"")


def test_it_finds_a_speed_in_about_the_time_it_is_given() -> None:
    speed = calibrate((take(f"The rope parted {n}.") for n in range(10**9)), [mp3()], SETTINGS, seconds=0.3)

    assert speed is not None
    assert speed.speaking > 100
    assert speed.finishing > 100


def test_nothing_to_say_has_no_speed() -> None:
    assert calibrate([], [mp3()], SETTINGS, seconds=1) is None


def test_one_take_is_enough(tmp_path: Path) -> None:
    assert calibrate([take("The rope parted.")], [mp3()], SETTINGS, seconds=1) is not None


@pytest.mark.parametrize(
    ("speak", "finish", "jobs", "seconds"),
    [(0, 0, 1, 0), (1000, 0, 1, 10), (1000, 1000, 1, 15), (1000, 1000, 2, 7.5)],
)
def test_the_time_follows_from_the_speed(speak: int, finish: int, jobs: int, seconds: float) -> None:
    assert Speed(100, 200).seconds(to_speak=speak, to_finish=finish, jobs=jobs) == seconds
