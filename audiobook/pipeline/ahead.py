"""The processes that will speak, started before there is anything to say."""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import TYPE_CHECKING

from audiobook.pipeline.cellar import cache_folder
from audiobook.studio.spawn import started_ahead

if TYPE_CHECKING:
    from audiobook.settings import Settings


def workers_ahead(settings: Settings) -> AbstractContextManager[None]:
    """A block in which workers load while a story is read; those that are not needed end with it."""
    return started_ahead(cache_folder(), settings.workers)
