"""The parent's side of the process in which the system's voices speak."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from typing import TYPE_CHECKING, Any, Self

from audiobook.errors import EngineError

if TYPE_CHECKING:
    from collections.abc import Sequence

COMMAND = (sys.executable, "-m", "audiobook.engines.system_child")


class Child:
    """A process that answers requests, as a context; one that is silent for too long is ended."""

    def __init__(self, command: Sequence[str] = COMMAND) -> None:
        self._process = subprocess.Popen(  # noqa: S603 -- our own program
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            encoding="utf-8",
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._process.communicate()

    def ask(self, request: dict[str, Any], *, limit_s: float) -> dict[str, Any]:
        """The answer to a request; EngineError if there is none in time, or if it is a complaint."""
        late = threading.Timer(limit_s, self._process.kill)
        late.start()
        try:
            line = self._exchange(json.dumps(request))
        finally:
            late.cancel()
        if not line:
            raise EngineError(f"The system's speech crashed, or took over {limit_s:.0f} seconds.")
        answer: dict[str, Any] = json.loads(line)
        if "error" in answer:
            raise EngineError(f"The system's speech fails: {answer['error']}.")
        return answer

    def _exchange(self, line: str) -> str:
        """The line that comes back; "" if the process is gone."""
        if self._process.stdin is None or self._process.stdout is None:
            return ""
        try:
            self._process.stdin.write(line + "\n")
            self._process.stdin.flush()
            return self._process.stdout.readline()
        except OSError:
            return ""
