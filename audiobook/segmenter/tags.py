"""Tags of speech and thought beside a stretch: `"Why?" he asked`, `she thought, "No."`."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from audiobook.model import Block
    from audiobook.segmenter.quote_marks import Stretch
    from audiobook.segmenter.words import Words


class Tag(StrEnum):
    """What the words beside a stretch say it is."""

    SAY = "say"
    THINK = "think"
    NONE = ""


_REACH = 90
# Where the sentence that holds the tag ends: the full stop of `he said. Then he went.`
_SENTENCE_END = re.compile(r"[.!?…](?=\s|$)|[\"“”:;(]|\s'|[—–]")


def tag_after(text: str, end: int, limit: int, last: str, words: Words) -> Tag:
    """The tag behind a stretch that ends at `end`; `last` is the last character between its marks."""
    window = text[end : min(limit, end + _REACH)]
    clause = _SENTENCE_END.split(window, maxsplit=1)[0]
    stripped = clause.lstrip(" ,—–-\r\n\t*_")
    if not stripped or (last == "." and not stripped[0].islower()):
        return Tag.NONE
    return _kind_of(words.tag_after.match(stripped), last, words)


def _kind_of(match: re.Match[str] | None, last: str, words: Words) -> Tag:
    if match is None:
        return Tag.NONE
    if match.group("self"):
        return Tag.THINK
    if match.group("think"):
        return Tag.NONE if match.group("of") and last != "," else Tag.THINK
    return Tag.SAY


def tag_before(text: str, start: int, limit: int, words: Words) -> Tag:
    """The tag in front of a stretch that starts at `start`."""
    window = text[max(limit, start - _REACH) : start]
    match = words.tag_before.search(window)
    if match is None:
        return Tag.NONE
    return Tag.THINK if match.group("think") or match.group("self") else Tag.SAY


def tags_of(flat: str, stretch: Stretch, block: Block, words: Words) -> tuple[Tag, Tag]:
    """The tags before and behind a stretch."""
    start, end = stretch.inner
    last = flat[start:end].rstrip(" *_\"'’\r\n")[-1:]
    return (
        tag_before(flat, stretch.start, block.start, words),
        tag_after(flat, stretch.end, block.end, last, words),
    )


def tag_of(flat: str, stretch: Stretch, block: Block, words: Words) -> Tag:
    """The tag on either side of a stretch, the one behind it first."""
    before, after = tags_of(flat, stretch, block, words)
    return after or before
