"""A booth of worker processes that speak takes side by side into a store."""

from __future__ import annotations

import os
import queue
import sys
import threading
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from types import TracebackType
from typing import Self

from audiobook.errors import AudiobookError, EngineError
from audiobook.model import Clip, Take
from audiobook.studio.spawn import cores
from audiobook.studio.store import Store
from audiobook.studio.worker import Answer
from audiobook.studio.worker_process import Worker

_ATTEMPTS = 3
_PRUNE_EVERY_BYTES = 200_000_000  # of takes spoken


class Cancelled(Exception):  # noqa: N818 - a wish, not an error
    """The booth was closed before the take was spoken."""


@dataclass(frozen=True)
class _Order:
    take: Take
    done: Future[None]


class Booth:
    """Worker processes that speak takes into `store`; each is spoken once, however often it is ordered.

    A worker that crashes, or hangs beyond the patience of its engine, is replaced and its take spoken again,
    three times at most. `spoken` and `kept` count the takes spoken here and those the store had.
    """

    def __init__(self, store: Store, *, jobs: int = 0, start: Callable[[Store], Worker] = Worker) -> None:
        self.store = store
        self.jobs = jobs or cores()
        self._start_worker = start
        self.spoken = 0
        self.kept = 0
        self._orders: queue.SimpleQueue[_Order | None] = queue.SimpleQueue()
        self._promised: dict[str, Future[None]] = {}
        self._fresh: set[str] = set()  # takes that were spoken here, and need no check when they are read
        self._unpruned_bytes = 0
        self._lock = threading.Lock()
        self._closed = False
        self._threads: list[threading.Thread] = []
        self._workers: set[Worker] = set()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def order(self, take: Take) -> Future[None]:
        """Have a take spoken; the future ends when the store has it, or says why it cannot."""
        with self._lock:
            if take.key in self._promised:
                return self._promised[take.key]
            done = self._promised[take.key] = Future()
            if self._closed:
                done.set_exception(Cancelled())
            elif self.store.has_take(take.key):
                self.kept += 1
                done.set_result(None)
            else:
                self._orders.put(_Order(take, done))
                self._hire()
        return done

    @property
    def is_closed(self) -> bool:
        """Whether nothing more will be spoken here."""
        return self._closed

    def clips(self, take: Take) -> tuple[Clip, ...]:
        """The clips of a take that was ordered, when they are there; EngineError if it cannot be spoken."""
        self._promised[take.key].result()
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

    def close(self) -> None:
        """End all workers at once; what is not spoken by then is cancelled."""
        with self._lock:
            self._closed = True
            for worker in self._workers:
                worker.process.kill()
            for _ in self._threads:
                self._orders.put(None)
        for thread in self._threads:
            thread.join()
        with self._lock:
            promised = list(self._promised.values())
        for done in promised:
            if not done.done():
                done.set_exception(Cancelled())

    def _hire(self) -> None:
        if len(self._threads) < self.jobs:
            thread = threading.Thread(target=self._serve, daemon=True)
            self._threads.append(thread)
            thread.start()

    def _serve(self) -> None:
        """Hand orders to one worker, and to its successor when it dies."""
        worker: Worker | None = None
        while (order := self._orders.get()) is not None and not self._closed:
            worker = self._serve_one(order, worker)
        if worker:
            self._dismiss(worker)

    def _serve_one(self, order: _Order, worker: Worker | None) -> Worker | None:
        """Settle an order, whatever happens; gives the worker that goes on to the next."""
        for attempt in range(1, _ATTEMPTS + 1):
            try:
                worker = worker or self._start()
                self._settle(order, worker.speak(order.take))
            except EOFError:
                how = self._dismiss(worker)
                worker = None
                if self._closed or attempt == _ATTEMPTS:
                    order.done.set_exception(Cancelled() if self._closed else _crash(order.take, how))
                    break
            except Exception as err:  # an order that is never settled would be waited for for ever
                order.done.set_exception(err)
                break
            else:
                break
        return worker

    def _settle(self, order: _Order, answer: Answer) -> None:
        if isinstance(answer, str):
            order.done.set_exception(_fault(answer))
        elif isinstance(answer, AudiobookError):
            order.done.set_exception(answer)
        else:
            self._accept(order.take, answer)
            order.done.set_result(None)
            self._prune_now_and_then()

    def _accept(self, take: Take, size: int) -> None:
        """Count a take of so many bytes; of none, if another run has kept it since it was ordered."""
        with self._lock:
            self.spoken += size > 0
            self.kept += size == 0
            self._unpruned_bytes += size
            if size:
                self._fresh.add(take.key)

    def _prune_now_and_then(self) -> None:
        """Keep the store within its bound while a long book is spoken."""
        with self._lock:
            due = self._unpruned_bytes > _PRUNE_EVERY_BYTES
            if due:
                self._unpruned_bytes = 0
        if due:
            self.store.prune()

    def _start(self) -> Worker:
        with self._lock:
            worker = self._start_worker(self.store)
            self._workers.add(worker)
            if self._closed:
                worker.process.kill()
        return worker

    def _dismiss(self, worker: Worker | None) -> str:
        """End a worker and tell how it ended."""
        if worker is None:
            return "it did not start"
        with self._lock:
            self._workers.discard(worker)
        return worker.end()


def _fault(traceback: str) -> EngineError:
    """A fault of ours in a worker costs the chapter, not the run; AUDIOBOOK_DEBUG shows all of it."""
    if os.environ.get("AUDIOBOOK_DEBUG"):
        sys.stderr.write(traceback)
    last = traceback.strip().splitlines()[-1]
    return EngineError(
        f"This is a fault of audiobook itself: {last}.",
        hint="Set AUDIOBOOK_DEBUG=1 to see where, and report it.",
    )


def _crash(take: Take, how: str) -> EngineError:
    words = take.utterances[0].text[:40]
    return EngineError(
        f"The engine {take.engine!r} failed {_ATTEMPTS} times ({how}) at the passage that begins {words!r}.",
        hint="Everything else is kept. Try again, or another --engine.",
    )
