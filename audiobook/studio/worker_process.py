"""A worker as the booth sees it: a process that does one task at a time, or dies, or hangs."""

from __future__ import annotations

import threading

from audiobook import engines
from audiobook.studio.spawn import started
from audiobook.studio.store import Store
from audiobook.studio.worker import Answer, Task, Work, receive, send

_PATIENCE_S = 300.0  # with a call, which takes a second where nothing else is done


class Worker:
    """One process that does one task at a time."""

    def __init__(self, store: Store) -> None:
        self.is_hung = False
        self._started = started(store.folder)
        self.process = self._started.process

    def do(self, task: Task) -> Answer:
        """What the worker answers to a task; EOFError if the process died or hung."""
        watchdog = threading.Timer(patience_s(task), self._give_up)
        watchdog.daemon = True
        watchdog.start()
        try:
            return self._ask(task)
        except OSError as err:
            raise EOFError from err
        finally:
            watchdog.cancel()

    def _give_up(self) -> None:
        self.is_hung = True
        self.process.kill()

    def _ask(self, task: Task) -> Answer:
        assert self.process.stdin  # noqa: S101 - opened above
        assert self.process.stdout  # noqa: S101
        send(self.process.stdin, task)
        answer: Answer = receive(self.process.stdout)
        return answer

    def end(self) -> str:
        """End the process, whatever it is doing; gives how it ended, and its last words if there were any."""
        words = self._started.end()
        how = "it did not answer in time" if self.is_hung else f"status {self.process.returncode}"
        return f"{how}: {words}" if words else how


def patience_s(task: Task) -> float:
    """How long a worker may be busy with a task before it counts as hung; with a take, by its engine."""
    if isinstance(task, Work):
        return _PATIENCE_S
    characters = sum(len(utterance.text) for utterance in task.utterances)
    return engines.engine(task.engine).patience(characters)
