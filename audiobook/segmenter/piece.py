"""A piece of a block of story: a range of one kind."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from audiobook.model import Kind


@dataclass(frozen=True, slots=True)
class Piece:
    """A range of one block, of one kind: text[start:end] of the story.

    `quote` numbers the quotation: pieces of speech that are one utterance continued over
    paragraphs share a number, all else in quotation marks has its own, -1 is no quotation.
    `confidence` (0 to 1) and `reason` belong to the kind.
    """

    start: int
    end: int
    kind: Kind
    quote: int = -1
    confidence: float = 1.0
    reason: str = ""
