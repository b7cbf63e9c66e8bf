"""A process that does tasks, above all speaks takes: standard input brings them, standard output the answers.

A message is a pickle and the arrays in it, each with its length in four bytes. A worker that crashes, hangs
or ends takes nothing with it but the task in hand; when its parent is gone, it finishes that task and ends.
"""

from __future__ import annotations

import os
import pickle
import re
import signal
import struct
import sys
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from audiobook import engines
from audiobook.errors import AudiobookError, EngineError
from audiobook.model import Clip, Take, Utterance
from audiobook.studio.store import Store

_COUNT, _LENGTH = struct.Struct("<B"), struct.Struct("<I")
_AUDIBLE = 100  # of 32,768, some -50 dBFS: the loudest sample of any speech is far above
_ATTEMPTS = 3  # at words for which an engine gives no sound

# Of a lone dingbat or a letter of a far script, silence is no fault; of these it is: "12", "No."
_KNOWN = re.compile(r"[A-Za-z0-9]")


@dataclass(frozen=True, slots=True)
class Work:
    """A function of a module and what it is given: hard work that is better done on a core of its own."""

    function: Callable[..., bytes]
    given: tuple[Any, ...]


Task = Take | Work

Answer = int | bytes | AudiobookError | str
"""How large a take is that was spoken, 0 if another run has kept it; what a call gives; a failure of ours,
or a traceback."""


def send(stream: IO[bytes], message: object) -> None:
    """Write one message."""
    arrays: list[pickle.PickleBuffer] = []
    data = memoryview(pickle.dumps(message, protocol=5, buffer_callback=arrays.append))
    stream.write(_COUNT.pack(len(arrays)))
    for part in (data, *(array.raw() for array in arrays)):
        stream.write(_LENGTH.pack(part.nbytes))
        stream.write(part)
    stream.flush()


def receive(stream: IO[bytes]) -> Any:
    """Read one message; EOFError if the other side is gone."""
    (count,) = _COUNT.unpack(_read(stream, _COUNT.size))
    data, *arrays = [_read(stream, _LENGTH.unpack(_read(stream, _LENGTH.size))[0]) for _ in range(count + 1)]
    return pickle.loads(data, buffers=arrays)  # noqa: S301 - our own process at the other end of a pipe


def _read(stream: IO[bytes], size: int) -> bytes:
    data = stream.read(size)
    if len(data) < size:
        raise EOFError
    return data


def main() -> None:
    """Do tasks, until standard input ends; takes are spoken into the store named by the first argument."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group; the parent decides
    answers = _private_stdout()
    store = Store(Path(sys.argv[1]))
    while True:
        try:
            task = receive(sys.stdin.buffer)
        except EOFError:
            return
        send(answers, _answer(task, store))


def _private_stdout() -> IO[bytes]:
    """The pipe to the parent; whatever a library prints goes to standard error instead."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return answers


def _answer(task: Task, store: Store) -> Answer:
    try:
        return task.function(*task.given) if isinstance(task, Work) else speak(task, store)
    except AudiobookError as err:
        return err
    except Exception:  # the border of a process: the parent raises it again
        return traceback.format_exc()


def speak(take: Take, store: Store) -> int:
    """Speak one take and keep it; gives its bytes, 0 if another run has done so since it was ordered."""
    if store.has_take(take.key):
        return 0
    return store.put_take(take.key, _audible(take))


def _audible(take: Take) -> tuple[Clip, ...]:
    """The clips of a take; an engine that says nothing for words is asked again, then it has failed."""
    for _ in range(_ATTEMPTS):
        clips = clips_of(take)
        if len(clips) != len(take.utterances):
            raise EngineError(
                f"The engine {take.engine!r} gave {len(clips)} clips for {len(take.utterances)}."
            )
        pairs = zip(take.utterances, clips, strict=True)
        silent = [utterance for utterance, clip in pairs if _is_lost(utterance, clip)]
        if not silent:
            return clips
    words, voice = silent[0].text[:60], silent[0].voice.voice
    raise EngineError(
        f"The engine {take.engine!r} says nothing for {words!r} in its voice {voice!r}.",
        hint="Give the line another voice, or its words a pronunciation, in the casting sheet.",
    )


def clips_of(take: Take) -> tuple[Clip, ...]:
    """The clips of a take, spoken in this process."""
    engine = engines.engine(take.engine)
    if engine.remembers:
        return tuple(engine.speak(take.utterances))
    return tuple(clip for utterance in take.utterances for clip in engine.speak((utterance,)))


def _is_lost(utterance: Utterance, clip: Clip) -> bool:
    """Whether there are words, and no sound for them."""
    return int(clip.samples.max(initial=0)) < _AUDIBLE and bool(_KNOWN.search(utterance.text))


if __name__ == "__main__":
    main()
