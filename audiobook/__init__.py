r"""Turns stories into full-cast audiobooks, offline, on a plain CPU.

The verbs of the command line, for Python:

>>> import audiobook
>>> story = audiobook.read_text('Chapter One\n\n"We sail at dawn," said Mara.\n\n"Why?" asked Ivo.')
>>> script = audiobook.script(story)
>>> [(line.speaker, script.text_of(line)) for line in script.segments if line.speaker]
[('Mara', '"We sail at dawn,"'), ('Ivo', '"Why?"')]

`audiobook.convert(path)` makes the files; `audiobook.pipeline` has the steps in between.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from audiobook.api import cast, chapter, convert, preview, read, read_text, script

__all__ = ["cast", "chapter", "convert", "preview", "read", "read_text", "script"]


def __getattr__(name: str) -> Any:
    # The verbs open every room of the house; worker processes need but one, and start in a blink without.
    if name in __all__:
        return getattr(import_module("audiobook.api"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
