"""utterances -> Clips.

Each engine is a file that keeps the contract of `contract.Engine`, and a line in the table below. Engines
of other packages are found by `plugins`.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, cast

from audiobook.engines.contract import did_you_mean
from audiobook.errors import CastError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from importlib.metadata import EntryPoint

    from audiobook.engines.contract import Engine

ENGINES = {
    "espeak": "audiobook.engines.espeak:Espeak",
    "system": "audiobook.engines.system:System",
    "neural": "audiobook.engines.neural:Neural",
    "tone": "audiobook.engines.tone:Tone",
}

__all__ = ["engine", "is_engine", "names"]


def names() -> tuple[str, ...]:
    """The engines there are, the usual one first, those of other packages last."""
    return (*ENGINES, *(name for name in _plugins() if name not in ENGINES))


def is_engine(name: str) -> bool:
    """Whether there is an engine of that name."""
    return name in ENGINES or bool(name and name in _plugins())


@cache
def engine(name: str) -> Engine:
    """The engine called `name`; CastError if there is none."""
    if name in ENGINES:
        module, _, kind = ENGINES[name].partition(":")
        return cast("Engine", getattr(import_module(module), kind)())
    if name in _plugins():
        from audiobook.engines.plugins import engine_of  # noqa: PLC0415 - see below

        return engine_of(_plugins()[name])
    hint = did_you_mean(name, names()) or f"There are: {', '.join(names())}."
    raise CastError(f"There is no engine {name!r}.", hint=hint)


def _plugins() -> Mapping[str, EntryPoint]:
    """Engines of other packages; looking for them reads what all packages say of themselves."""
    from audiobook.engines.plugins import plugins  # noqa: PLC0415 - most runs never look

    return plugins()
