"""A progress bar on standard error, where that is a terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

_CHARS_PER_MINUTE = 17 * 60


@contextmanager
def progress_bar() -> Iterator[Callable[[int, int], None] | None]:
    """A callback (characters done, characters in all) that draws; None where nobody would see it."""
    if not sys.stderr.isatty():
        yield None
        return
    from tqdm import tqdm  # noqa: PLC0415 - not needed in a pipe

    with tqdm(
        unit=" min",
        bar_format="{desc}{percentage:3.0f} %|{bar}| {n:.0f} of {total:.0f} min [{remaining} left]",
    ) as bar:

        def draw(done: int, total: int) -> None:
            bar.total = total / _CHARS_PER_MINUTE
            bar.n = done / _CHARS_PER_MINUTE
            bar.refresh()

        yield draw


@contextmanager
def byte_bar(what: str) -> Iterator[Callable[[int, int], None]]:
    """A callback (bytes there, bytes in all) that draws; it does nothing where nobody would see it."""
    if not sys.stderr.isatty():
        yield lambda _there, _total: None
        return
    from tqdm import tqdm  # noqa: PLC0415 - not needed in a pipe

    with tqdm(unit="B", unit_scale=True, desc=what) as bar:

        def draw(there: int, total: int) -> None:
            bar.total = total or None
            bar.n = there
            bar.refresh()

        yield draw
