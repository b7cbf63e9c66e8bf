import threading

import numpy as np
import pytest

from audiobook.studio.aside import Aside

ONE = np.ones(1, np.int16)


def test_all_is_worked_off_in_order_in_a_thread_of_its_own() -> None:
    worked: list[int] = []
    threads: set[int] = set()

    def work(samples: np.ndarray) -> None:
        worked.append(int(samples[0]))
        threads.add(threading.get_ident())

    with Aside(work) as aside:
        for number in range(100):
            aside.write(ONE * number)

    assert worked == list(range(100))
    assert threads.isdisjoint({threading.get_ident()})


def test_what_goes_wrong_is_raised_to_whoever_hands_work_on() -> None:
    def fail(_: object) -> None:
        raise OSError("the disk is full")

    def make() -> None:
        with Aside(fail) as aside:
            for _ in range(1000):
                aside.write(ONE)

    with pytest.raises(OSError, match="full"):
        make()


def test_what_goes_wrong_last_is_raised_at_the_end() -> None:
    def fail(_: object) -> None:
        raise OSError("the disk is full")

    aside = Aside(fail)
    aside.write(ONE)

    with pytest.raises(OSError, match="full"):
        aside.__exit__(None, None, None)


def test_a_failure_of_the_maker_stays_what_it_was() -> None:
    worked: list[int] = []

    def make() -> None:
        raise KeyError("no such voice")

    with pytest.raises(KeyError, match="voice"), Aside(lambda _: worked.append(1)):
        make()
