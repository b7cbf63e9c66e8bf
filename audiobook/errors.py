"""Everything that can go wrong, as one tree.

    AudiobookError
    ├── UsageError        2   what was asked makes no sense
    ├── StoryError        3   the story cannot be read, or holds nothing to speak
    ├── CastError         4   a casting sheet, a voice profile or a sound is wrong
    ├── EngineError       5   an engine failed to speak
    ├── OutputError       6   a result cannot be written
    ├── MissingError      7   something is not installed
    └── PartialError      8   some chapters are done, others failed

The number is the exit status of the command line. 0 is success, 1 a fault of ours, 130 Ctrl-C.
A message says in one sentence what failed and where; `hint` says what to do about it.
"""

from __future__ import annotations


class AudiobookError(Exception):
    """A failure that the user can understand; `hint` tells what to do about it."""

    exit_status = 1

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __reduce__(self) -> tuple[object, ...]:  # errors travel from worker processes
        return (_rebuild, (type(self), self.message, self.hint))


def _rebuild(kind: type[AudiobookError], message: str, hint: str) -> AudiobookError:
    return kind(message, hint=hint)


class UsageError(AudiobookError):
    """What was asked makes no sense."""

    exit_status = 2


class StoryError(AudiobookError):
    """The story cannot be read, or holds nothing to speak."""

    exit_status = 3


class CastError(AudiobookError):
    """A casting sheet, a voice profile or a sound of the user's is wrong, or a voice does not exist."""

    exit_status = 4


class EngineError(AudiobookError):
    """An engine failed to speak."""

    exit_status = 5


class OutputError(AudiobookError):
    """A result cannot be written or read back."""

    exit_status = 6


class MissingError(AudiobookError):
    """Something that is needed is not installed."""

    exit_status = 7


class PartialError(AudiobookError):
    """Some chapters are done, others failed."""

    exit_status = 8
