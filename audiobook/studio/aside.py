"""Work done aside, in a thread of its own: while one piece of sound is encoded, the next is made ready."""

from __future__ import annotations

from collections.abc import Callable
from queue import Queue
from threading import Thread
from types import TracebackType
from typing import Self

import numpy as np
from numpy.typing import NDArray

_WAITING = 16  # pieces of sound that may wait


class Aside:
    """Hands samples on to a thread that works them off in order; as a context, it ends when that is done.

    What goes wrong in the work is raised by the next call, or at the end of the block.
    """

    def __init__(self, work: Callable[[NDArray[np.int16]], None]) -> None:
        self._work = work
        self._failure: BaseException | None = None
        self._queue: Queue[NDArray[np.int16] | None] = Queue(_WAITING)
        self._thread = Thread(target=self._serve, daemon=True)
        self._thread.start()

    def write(self, samples: NDArray[np.int16]) -> None:
        """Have samples worked off; waits only when there is much to do already."""
        self._raise()
        self._queue.put(samples)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error:
            self._failure = self._failure or error  # what waits need not be worked off
        self._queue.put(None)
        self._thread.join()
        if not error:
            self._raise()

    def _serve(self) -> None:
        while (samples := self._queue.get()) is not None:
            if self._failure is None:
                try:
                    self._work(samples)
                except BaseException as err:
                    self._failure = err

    def _raise(self) -> None:
        if self._failure:
            raise self._failure
