"""Calls that may be made elsewhere: hard work is handed to a `Call`, which knows where there is room."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from typing import Any

Call = Callable[..., "Future[bytes]"]
"""Has a function of a module called with what follows it, maybe on another core; gives what comes of it."""


def at_once(function: Callable[..., bytes], *given: Any) -> Future[bytes]:
    """Call a function here and now.

    >>> at_once(bytes.upper, b"now").result()
    b'NOW'
    """
    done: Future[bytes] = Future()
    done.set_result(function(*given))
    return done
