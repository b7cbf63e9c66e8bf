"""What every reader starts from: the name of a source and its bytes."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Raw:
    """A source before it is understood: the name it was given by and its bytes, whole."""

    name: str
    data: bytes
