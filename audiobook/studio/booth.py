"""A booth of worker processes that speak takes side by side into a store."""

from __future__ import annotations

import contextlib
import os
import queue
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from audiobook.errors import AudiobookError, EngineError
from audiobook.model import Take
from audiobook.studio.store import Store
from audiobook.studio.worker import receive, send

_ATTEMPTS = 3
# The package is found where it lies, and nothing in the user's current folder can take its place.
_PACKAGE_HOME = str(Path(__file__).parents[2])
_START = f"import sys; sys.path.append({_PACKAGE_HOME!r}); from audiobook.studio.worker import main; main()"
# A take may last this long before its worker counts as hung: a neural engine on a slow machine needs
# most of it, espeak-ng a thousandth.
_PATIENCE_S = 60.0
_PATIENCE_PER_CHAR_S = 0.25


# None when a take is spoken, else the failure: one of ours, or a traceback.
Outcome = AudiobookError | str | None


class Cancelled(Exception):  # noqa: N818 - a wish, not an error
    """The booth was closed before the take was spoken."""


class Worker:
    """One process that speaks one take at a time."""

    def __init__(self, store: Store) -> None:
        self._said = tempfile.TemporaryFile()  # noqa: SIM115 - open as long as the process, which may say much
        try:
            self.process = subprocess.Popen(  # noqa: S603 - our own module
                [sys.executable, "-P", "-c", _START, str(store.folder)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=self._said,
            )
        except OSError as err:  # no process to be had: as good as one that died at once
            self._said.close()
            raise EOFError from err

    def speak(self, take: Take) -> Outcome:
        """None when the store has the take, else what failed; EOFError if the process died or hung."""
        patience = _PATIENCE_S + _PATIENCE_PER_CHAR_S * sum(len(u.text) for u in take.utterances)
        watchdog = threading.Timer(patience, self.process.kill)
        watchdog.daemon = True
        watchdog.start()
        try:
            return self._ask(take)
        except OSError as err:
            raise EOFError from err
        finally:
            watchdog.cancel()

    def _ask(self, take: Take) -> Outcome:
        assert self.process.stdin  # noqa: S101 - opened above
        assert self.process.stdout  # noqa: S101
        send(self.process.stdin, take)
        outcome: Outcome = receive(self.process.stdout)
        return outcome

    def end(self) -> str:
        """End the process, whatever it is doing; gives how it ended, and its last words if there were any."""
        died = self.process.poll() is not None
        self.process.kill()
        with contextlib.suppress(OSError):
            self.process.communicate()
        self._said.seek(0)
        words = self._said.read()[-2000:].decode("utf-8", "replace").strip().splitlines()
        self._said.close()
        how = f"status {self.process.returncode}" if died else "it did not answer"
        return f"{how}: {words[-1]}" if words else how


@dataclass(frozen=True)
class _Order:
    take: Take
    done: Future[None]


class Booth:
    """Worker processes that speak takes into `store`; each is spoken once, however often it is ordered.

    A worker that crashes, or hangs past a generous time, is replaced and its take spoken again,
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

    def again(self, take: Take) -> Future[None]:
        """Order a take anew that the store could not give back."""
        with self._lock:
            self._promised.pop(take.key, None)
        return self.order(take)

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

    def _settle(self, order: _Order, outcome: Outcome) -> None:
        if outcome is None:
            with self._lock:
                self.spoken += 1
            order.done.set_result(None)
        else:
            order.done.set_exception(outcome if isinstance(outcome, AudiobookError) else _fault(outcome))

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
        f"The engine {take.engine!r} died {_ATTEMPTS} times ({how}) in the passage that begins {words!r}.",
        hint="Everything else is kept. Try again, or another --engine.",
    )


def cores() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
