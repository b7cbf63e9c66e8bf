"""Blocks of a plain text -> the same blocks with the furniture of their source set apart.

A dialect is a function that knows one kind of file by sure signs: it labels what is not story and
gives the metadata, or gives None and labels nothing. The first that knows the file reads it.
"""

from __future__ import annotations

from collections.abc import Callable

from audiobook.model import Block, Metadata
from audiobook.readers.text_ao3 import read_download, read_page
from audiobook.readers.text_fanficfare import read_fanficfare
from audiobook.readers.text_fanfiction import read_fanfiction
from audiobook.readers.text_gutenberg import read_gutenberg
from audiobook.readers.text_plain import read_plain
from audiobook.readers.text_view import Reading, View

_DIALECTS: tuple[tuple[str, Callable[[View], Metadata | None]], ...] = (
    ("Gutenberg", read_gutenberg),
    ("FanFicFare", read_fanficfare),
    ("AO3", read_page),
    ("AO3", read_download),
    ("FanFiction.net", read_fanfiction),
    ("", read_plain),
)


def read_dialect(text: str, blocks: tuple[Block, ...]) -> Reading:
    """The blocks as the first dialect that recognizes them understands them."""
    for producer, dialect in _DIALECTS:
        view = View(text, blocks)
        metadata = dialect(view)
        if metadata is not None:
            return Reading(view.labelled(), metadata, producer)
    return Reading(blocks)
