import ctypes
import platform
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from audiobook.heap import share_heap


def test_threads_go_on_to_have_memory() -> None:
    share_heap()
    with ThreadPoolExecutor(4) as pool:
        sums = list(pool.map(lambda size: int(np.ones(size).sum()), [1_000_000] * 8))
    assert sums == [1_000_000] * 8


def test_another_c_library_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(platform, "libc_ver", lambda: ("", ""))
    monkeypatch.setattr(ctypes, "CDLL", lambda _: pytest.fail("it was touched"))
    share_heap()
