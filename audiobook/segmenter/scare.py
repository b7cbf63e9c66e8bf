"""Words in quotation marks that nobody says: scare quotes, titles, names of things, signs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from audiobook.segmenter.tags import Tag, tags_of

if TYPE_CHECKING:
    from audiobook.model import Block
    from audiobook.segmenter.quote_marks import Stretch
    from audiobook.segmenter.words import Words

_ENDS = ",.!?…—–-;:"
_TRAILING = " *_\"'’\r\n\t)]"
_LEADING = " *_\"'\r\n\t(["


def is_only_quoted(flat: str, stretch: Stretch, block: Block, words: Words) -> bool:
    """Whether the words between the marks are mentioned rather than said.

    What stands in the middle of a sentence, with no tag on either side, is mentioned: `the so-called
    "experts." Then`; so is what does not end as speech does: `"Nakama" was out of print`.
    """
    if not stretch.opened or not stretch.closed:
        return False
    before, after = tags_of(flat, stretch, block, words)
    if after is not Tag.NONE:
        return False
    start, end = stretch.inner
    inner = flat[start:end].strip(_TRAILING)
    if stretch.start == block.start and stretch.end == block.end:
        return False
    if before is not Tag.NONE:
        return False
    previous = flat[block.start : stretch.start].rstrip(_LEADING)[-1:]
    if previous and (previous.isalnum() or previous in ")]"):
        return True
    return bool(inner) and inner[-1] not in _ENDS
