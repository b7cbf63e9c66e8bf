"""The booth: takes are spoken into a store by a crew of worker processes, each once, some of them ahead."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from functools import partial
from types import TracebackType
from typing import Any, Self

from audiobook.errors import EngineError
from audiobook.model import Clip, Take
from audiobook.studio.crew import Crew, Start
from audiobook.studio.store import Store
from audiobook.studio.worker import Work
from audiobook.studio.worker_process import Worker

_AHEAD = 4  # takes for each worker that may lie ready, or be in hand, before they are asked for
_CALLS = 2  # for each worker that may be in hand or wait: enough that none is ever idle
_PRUNE_EVERY_BYTES = 200_000_000  # of takes spoken


class Booth:
    """Speaks takes into `store`; each is spoken once, however often it is ordered.

    `spoken` and `kept` count the takes spoken here and those the store had.
    """

    def __init__(self, store: Store, *, jobs: int, start: Start = Worker) -> None:
        self.store = store
        self.spoken = 0
        self.kept = 0
        self._crew = Crew(store, jobs=jobs, start=start)
        self._room = threading.Semaphore(_CALLS * self._crew.jobs)
        self._promised: dict[str, Future[None]] = {}
        self._expected: deque[Iterator[Take]] = deque()
        self._ahead: set[str] = set()  # takes that were ordered and not yet asked for
        self._unwanted: set[str] = set()  # takes that were forgotten before they were ordered
        self._fresh: set[str] = set()  # takes that were spoken here, and need no check when they are read
        self._unpruned_bytes = 0
        self._lock = threading.Lock()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def jobs(self) -> int:
        """How many workers there are at most."""
        return self._crew.jobs

    @property
    def is_closed(self) -> bool:
        """Whether nothing more will be spoken here."""
        return self._crew.is_closed

    def close(self) -> None:
        """End all workers at once; what is not spoken by then is cancelled."""
        self._crew.close()

    def call(self, function: Callable[..., bytes], *given: Any) -> Future[bytes]:
        """Have a function of a module called by a worker, with what is given; before any take is spoken.

        Waits while there are many calls already: what is given to them is large.
        """
        self._room.acquire()
        done: Future[bytes] = self._crew.do(Work(function, given))
        done.add_done_callback(lambda _: self._room.release())
        return done

    def expect(self, takes: Iterable[Take]) -> None:
        """Have takes spoken before they are asked for, in this order, a few at a time."""
        with self._lock:
            self._expected.append(iter(takes))
        self._order_ahead()

    def forget(self, takes: Iterable[Take]) -> None:
        """Count no longer on these being asked for; others are spoken ahead in their place."""
        with self._lock:
            keys = {take.key for take in takes}
            self._ahead -= keys
            self._unwanted |= keys - self._promised.keys()
        self._order_ahead()

    def _order_ahead(self) -> None:
        with self._lock:
            while self._expected and len(self._ahead) < _AHEAD * self.jobs:
                if (take := next(self._expected[0], None)) is None:
                    self._expected.popleft()
                elif take.key not in self._promised and take.key not in self._unwanted:
                    self._ahead.add(take.key)
                    self._order(take)

    def order(self, take: Take) -> Future[None]:
        """Have a take spoken; the future ends when the store has it, or says why it cannot."""
        with self._lock:
            return self._promised.get(take.key) or self._order(take)

    def _order(self, take: Take) -> Future[None]:
        if not self._crew.is_closed and self.store.has_take(take.key):
            self.kept += 1
            done: Future[None] = Future()
            done.set_result(None)
        else:
            done = self._crew.do(take, partial(self._accept, take))
        self._promised[take.key] = done
        return done

    def clips(self, take: Take) -> tuple[Clip, ...]:
        """The clips of a take, when they are there; EngineError if it cannot be spoken."""
        self.order(take).result()
        self.forget([take])
        clips = self._kept(take)
        if clips is None:  # damaged on the disk, and removed by the store
            with self._lock:
                self._promised.pop(take.key, None)
            self.order(take).result()
            clips = self._kept(take)
        if clips is None:
            raise EngineError("A passage that was just spoken is gone from the cache.", hint="Run again.")
        return clips

    def _kept(self, take: Take) -> tuple[Clip, ...] | None:
        return self.store.take(take.key, checked=take.key in self._fresh)

    def _accept(self, take: Take, size: int) -> None:
        """Count a take of so many bytes; of none, if another run has kept it since it was ordered."""
        with self._lock:
            self.spoken += size > 0
            self.kept += size == 0
            self._unpruned_bytes += size
            if size:
                self._fresh.add(take.key)
            due = self._unpruned_bytes > _PRUNE_EVERY_BYTES
            if due:
                self._unpruned_bytes = 0
        if due:
            self.store.prune()  # a long book is not to outgrow its bound
