"""The memory that a process takes from the system."""

from __future__ import annotations

import ctypes
import platform

_ARENA_MAX = -8  # M_ARENA_MAX of glibc's malloc.h


def share_heap() -> None:
    """Have all threads from now on take memory from one heap, where the C library is glibc.

    It would give every thread a heap of its own, and hardly anything of one back to the system or to another:
    with samples that pass from thread to thread, twice what is needed.
    """
    if platform.libc_ver()[0] == "glibc":
        ctypes.CDLL(None).mallopt(_ARENA_MAX, 1)
