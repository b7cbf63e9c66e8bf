"""A worker as the booth sees it: a process that speaks one take at a time, or dies, or hangs."""

from __future__ import annotations

import threading

from audiobook import engines
from audiobook.model import Take
from audiobook.studio.spawn import started
from audiobook.studio.store import Store
from audiobook.studio.worker import Answer, receive, send


class Worker:
    """One process that speaks one take at a time."""

    def __init__(self, store: Store) -> None:
        self.is_hung = False
        self._started = started(store.folder)
        self.process = self._started.process

    def speak(self, take: Take) -> Answer:
        """What the worker answers to a take; EOFError if the process died or hung."""
        watchdog = threading.Timer(patience_s(take), self._give_up)
        watchdog.daemon = True
        watchdog.start()
        try:
            return self._ask(take)
        except OSError as err:
            raise EOFError from err
        finally:
            watchdog.cancel()

    def _give_up(self) -> None:
        self.is_hung = True
        self.process.kill()

    def _ask(self, take: Take) -> Answer:
        assert self.process.stdin  # noqa: S101 - opened above
        assert self.process.stdout  # noqa: S101
        send(self.process.stdin, take)
        answer: Answer = receive(self.process.stdout)
        return answer

    def end(self) -> str:
        """End the process, whatever it is doing; gives how it ended, and its last words if there were any."""
        died = self.process.poll() is not None and not self.is_hung
        words = self._started.end()
        how = f"status {self.process.returncode}" if died else "it did not answer in time"
        return f"{how}: {words}" if words else how


def patience_s(take: Take) -> float:
    """How long a worker may be busy with a take before it counts as hung, by its engine."""
    characters = sum(len(utterance.text) for utterance in take.utterances)
    return engines.engine(take.engine).patience(characters)
