"""utterances -> Clips.

Each engine is a file that keeps the contract of `contract.Engine`, and a line in the table below.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, cast

from audiobook.engines.contract import did_you_mean
from audiobook.errors import CastError

if TYPE_CHECKING:
    from audiobook.engines.contract import Engine

ENGINES = {
    "espeak": "audiobook.engines.espeak:Espeak",
    "system": "audiobook.engines.system:System",
    "tone": "audiobook.engines.tone:Tone",
}

__all__ = ["engine", "names"]


def names() -> tuple[str, ...]:
    """The engines there are, the usual one first."""
    return tuple(ENGINES)


@cache
def engine(name: str) -> Engine:
    """The engine called `name`; CastError if there is none."""
    if name not in ENGINES:
        hint = did_you_mean(name, ENGINES) or f"There are: {', '.join(ENGINES)}."
        raise CastError(f"There is no engine {name!r}.", hint=hint)
    module, _, kind = ENGINES[name].partition(":")
    return cast("Engine", getattr(import_module(module), kind)())
