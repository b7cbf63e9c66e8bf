"""A process that speaks takes: reads them from standard input, answers on standard output.

A message is its length in four bytes and a pickle. A worker that crashes, hangs or ends takes nothing
with it but the take in hand; when its parent is gone, it finishes that take and ends.
"""

from __future__ import annotations

import os
import pickle
import signal
import struct
import sys
import traceback
from pathlib import Path
from typing import IO, Any

from audiobook import engines
from audiobook.errors import AudiobookError
from audiobook.model import Take
from audiobook.studio.store import Store

_LENGTH = struct.Struct("<I")


def send(stream: IO[bytes], message: object) -> None:
    """Write one message."""
    data = pickle.dumps(message)
    stream.write(_LENGTH.pack(len(data)) + data)
    stream.flush()


def receive(stream: IO[bytes]) -> Any:
    """Read one message; EOFError if the other side is gone."""
    data = stream.read(_LENGTH.size)
    if len(data) < _LENGTH.size:
        raise EOFError
    body = stream.read(_LENGTH.unpack(data)[0])
    if len(body) < _LENGTH.unpack(data)[0]:
        raise EOFError
    return pickle.loads(body)  # noqa: S301 - our own process at the other end of a pipe


def main() -> None:
    """Speak takes into the store named by the first argument, until standard input ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group; the parent decides
    answers = _private_stdout()
    store = Store(Path(sys.argv[1]))
    while True:
        try:
            take = receive(sys.stdin.buffer)
        except EOFError:
            return
        send(answers, _outcome(take, store))


def _private_stdout() -> IO[bytes]:
    """The pipe to the parent; whatever a library prints goes to standard error instead."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return answers


def _outcome(take: Take, store: Store) -> AudiobookError | str | None:
    """None for success, the failure itself if it is one of ours, else its traceback."""
    try:
        speak(take, store)
    except AudiobookError as err:
        return err
    except Exception:  # the border of a process: the parent raises it again
        return traceback.format_exc()
    return None


def speak(take: Take, store: Store) -> None:
    """Speak one take and keep it."""
    engine = engines.engine(take.engine)
    if engine.remembers:
        clips = tuple(engine.speak(take.utterances))
    else:
        clips = tuple(clip for utterance in take.utterances for clip in engine.speak((utterance,)))
    store.put_take(take.key, clips)


if __name__ == "__main__":
    main()
