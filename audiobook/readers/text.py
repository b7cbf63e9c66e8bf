"""A plain text file -> Story.

The paragraphs are found by the rule the file itself follows, emphasis by its delimiters, and the
furniture of the places such files come from (text_dialects) is set apart with a reason.
"""

from __future__ import annotations

import hashlib

from audiobook.model import Block, Source, Story
from audiobook.readers.decode import decode
from audiobook.readers.raw import Raw
from audiobook.readers.text_dialects import read_dialect
from audiobook.readers.text_layout import Paragraph, paragraphs
from audiobook.readers.text_marks import Delimiter, delimiters, marks

_TEXT_SUFFIXES = (".txt", ".text")
_SAMPLE_BYTES = 4096


def score(raw: Raw) -> float:
    """How sure it is that `raw` is plain text, 0 to 1; any text is one if nobody claims more."""
    if raw.name.casefold().endswith(_TEXT_SUFFIXES):
        return 0.6
    sample = raw.data[:_SAMPLE_BYTES]
    return 0.05 if b"\0" in sample and not sample.startswith((b"\xff\xfe", b"\xfe\xff")) else 0.2


def read(raw: Raw) -> Story:
    """The story in a text file; raises StoryError if it holds no text."""
    decoded = decode(raw.data, name=raw.name)
    text = decoded.text
    used = delimiters(text)
    blocks = tuple(_block(text, paragraph, used) for paragraph in paragraphs(text))
    reading = read_dialect(text, blocks)
    return Story(
        text=text,
        blocks=reading.blocks,
        source=Source(raw.name, hashlib.sha256(raw.data).hexdigest(), "text"),
        metadata=reading.metadata,
        producer=reading.producer,
        warnings=decoded.warnings,
    )


def _block(text: str, paragraph: Paragraph, used: tuple[Delimiter, ...]) -> Block:
    start, end = paragraph.start, paragraph.end
    return Block(start, end, gap=paragraph.gap, marks=marks(text, start, end, used))
