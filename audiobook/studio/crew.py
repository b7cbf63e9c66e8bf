"""A crew of worker processes that do tasks side by side; what kills one of them is tried again."""

from __future__ import annotations

import itertools
import os
import queue
import sys
import threading
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import Any

from audiobook.errors import AudiobookError, EngineError
from audiobook.studio.store import Store
from audiobook.studio.worker import Answer, Task, Work
from audiobook.studio.worker_process import Worker

_ATTEMPTS = 3
_END, _CALL, _TAKE = range(3)  # what is done first: sound that is encoded needs no more room

Start = Callable[[Store], Worker]
Then = Callable[[Any], Any]


class Cancelled(Exception):  # noqa: N818 - a wish, not an error
    """The crew was dismissed before the task was done."""


@dataclass(frozen=True, order=True)
class _Order:
    rank: int
    number: int
    task: Task | None = field(default=None, compare=False)
    then: Then = field(default=lambda answer: answer, compare=False)
    done: Future[Any] = field(default_factory=Future, compare=False)


class Crew:
    """At most `jobs` worker processes for `store`, hired as tasks come in.

    A worker that crashes, or hangs beyond what is right for its task, is replaced and the task done again,
    three times at most.
    """

    def __init__(self, store: Store, *, jobs: int, start: Start = Worker) -> None:
        self.jobs = jobs
        self.is_closed = False
        self._store = store
        self._start_worker = start
        self._orders: queue.PriorityQueue[_Order] = queue.PriorityQueue()
        self._numbers = itertools.count()
        self._lock = threading.Lock()
        self._threads: list[threading.Thread] = []
        self._workers: set[Worker] = set()

    def do(self, task: Task, then: Then = lambda answer: answer) -> Future[Any]:
        """Have a task done; the future gives what `then` makes of the answer, or says why there is none."""
        rank = _CALL if isinstance(task, Work) else _TAKE
        order = _Order(rank, next(self._numbers), task, then)
        with self._lock:
            if self.is_closed:
                order.done.set_exception(Cancelled())
            else:
                self._orders.put(order)
                self._hire()
        return order.done

    def close(self) -> None:
        """End all workers at once; what is not done by then is cancelled."""
        with self._lock:
            self.is_closed = True
            for worker in self._workers:
                worker.process.kill()
            for _ in self._threads:
                self._orders.put(_Order(_END, next(self._numbers)))
        for thread in self._threads:
            thread.join()
        while not self._orders.empty():
            self._orders.get().done.set_exception(Cancelled())

    def _hire(self) -> None:
        if len(self._threads) < self.jobs:
            thread = threading.Thread(target=self._serve, daemon=True)
            self._threads.append(thread)
            thread.start()

    def _serve(self) -> None:
        """Hand orders to one worker, and to its successor when it dies."""
        worker: Worker | None = None
        while (order := self._orders.get()).task is not None:
            worker = self._serve_one(order, order.task, worker)
        if worker:
            self._dismiss(worker)

    def _serve_one(self, order: _Order, task: Task, worker: Worker | None) -> Worker | None:
        """Settle an order, whatever happens; gives the worker that goes on to the next."""
        for attempt in range(1, _ATTEMPTS + 1):
            try:
                worker = worker or self._start()
                order.done.set_result(order.then(_good(worker.do(task))))
            except EOFError:
                how = self._dismiss(worker)
                worker = None
                if self.is_closed or attempt == _ATTEMPTS:
                    order.done.set_exception(Cancelled() if self.is_closed else _crash(task, how))
                    break
            except Exception as err:  # an order that is never settled would be waited for for ever
                order.done.set_exception(err)
                break
            else:
                break
        return worker

    def _start(self) -> Worker:
        with self._lock:
            worker = self._start_worker(self._store)
            self._workers.add(worker)
            if self.is_closed:
                worker.process.kill()
        return worker

    def _dismiss(self, worker: Worker | None) -> str:
        """End a worker and tell how it ended."""
        if worker is None:
            return "it did not start"
        with self._lock:
            self._workers.discard(worker)
        return worker.end()


def _good(answer: Answer) -> int | bytes:
    """What a task gives, or the failure that came of it."""
    if isinstance(answer, str):
        raise _fault(answer)
    if isinstance(answer, AudiobookError):
        raise answer
    return answer


def _fault(traceback: str) -> EngineError:
    """A fault of ours in a worker costs the chapter, not the run; AUDIOBOOK_DEBUG shows all of it."""
    if os.environ.get("AUDIOBOOK_DEBUG"):
        sys.stderr.write(traceback)
    last = traceback.strip().splitlines()[-1]
    return EngineError(
        f"This is a fault of audiobook itself: {last}.",
        hint="Set AUDIOBOOK_DEBUG=1 to see where, and report it.",
    )


def _crash(task: Task, how: str) -> EngineError:
    if isinstance(task, Work):
        return EngineError(
            f"The sound could not be encoded: the process that does it failed {_ATTEMPTS} times ({how}).",
            hint="Everything else is kept. Try again, or another --format.",
        )
    words = task.utterances[0].text[:40]
    return EngineError(
        f"The engine {task.engine!r} failed {_ATTEMPTS} times ({how}) at the passage that begins {words!r}.",
        hint="Everything else is kept. Try again, or another --engine.",
    )
