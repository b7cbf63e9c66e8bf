"""Tags beside a stretch of text in marks: `"Why?" he asked`, `she thought, *No.*`, `he wrote, "Dear"`."""

from __future__ import annotations

import re
from dataclasses import dataclass
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
    WRITE = "write"
    NONE = ""


@dataclass(frozen=True, slots=True)
class Tags:
    """The tags before and behind a stretch; `sound` where the one behind may quote a noise."""

    before: Tag
    after: Tag
    sound: bool = False

    @property
    def either(self) -> Tag:
        """The one behind, else the one before."""
        return self.after or self.before


_REACH = 90
_FAR = 7  # words between a quotation and its verb, at most
_NEAR = 4  # the same for a verb of thinking, which is a noun as well
_SAID_ENDS = frozenset(",.!?…—–-")
TRAILING = " *_\"'’\r\n\t)]"
# Where the clause that holds a tag ends: the full stop of `he said. Then he went.`
_CLAUSE_END = re.compile(r"[.!?…](?=\s|$)|[\"“”:;(\[<]|\s'|[—–]|--")
# The same, looked for backwards from a quotation.
_CLAUSE_START = re.compile(r"[.!?…][\"'’)*_]*\s|[\"“”;)\]>]|[—–]|--")
_TOKEN = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")


def last_character(flat: str, stretch: Stretch) -> str:
    """The last character between the marks that is no mark itself, "" if there is none."""
    start, end = stretch.inner
    return flat[max(start, end - 20) : end].rstrip(TRAILING)[-1:]


def tags_of(flat: str, stretch: Stretch, block: Block, words: Words) -> Tags:
    """The tags before and behind a stretch of the paragraph."""
    last = last_character(flat, stretch)
    after, sound = _tag_after(flat, stretch.end, block.end, last, words)
    if sound and last not in _SAID_ENDS:
        after = Tag.NONE
    return Tags(_tag_before(flat, stretch.start, block.start, words), after, sound)


def _tag_after(flat: str, end: int, limit: int, last: str, words: Words) -> tuple[Tag, bool]:
    window = flat[end : min(limit, end + _REACH)]
    clause = _CLAUSE_END.split(window.lstrip(" ,—–-\r\n\t*_"), maxsplit=1)[0]
    if not clause or (last == "." and not clause[0].islower()):
        return Tag.NONE, False
    tokens = [token.lower().replace("’", "'") for token in _TOKEN.findall(clause)]
    for index, token in enumerate(tokens[:_FAR]):
        previous = tokens[index - 1] if index else ""
        following = tokens[index + 1] if index + 1 < len(tokens) else ""
        tag = _verb(token, previous, following, words)
        if tag is Tag.THINK and (index >= _NEAR or (last != "," and following in words.not_after_thought)):
            return Tag.NONE, False
        if tag is not Tag.NONE:
            return tag, token in words.sound
    return Tag.NONE, False


def _verb(token: str, previous: str, following: str, words: Words) -> Tag:
    """What a verb between its neighbors is the tag of."""
    if token in words.think or token in words.think_base:
        if previous in words.articles or (token in words.think_base and previous in words.auxiliaries):
            return Tag.NONE
        return Tag.SAY if following in words.aloud else Tag.THINK
    if token in words.write:
        return Tag.WRITE
    if token in words.say or token in words.say_base:
        if previous in words.auxiliaries or previous in words.articles:
            return Tag.NONE
        return Tag.THINK if following in words.reflexives else Tag.SAY
    return Tag.NONE


def _tag_before(flat: str, start: int, limit: int, words: Words) -> Tag:
    window = flat[max(limit, start - _REACH) : start].rstrip(" \t\r\n*_")
    joined = window.endswith((",", ":"))
    window = window.rstrip(",:")
    begin = max((match.end() for match in _CLAUSE_START.finditer(window)), default=0)
    tokens = [token.lower().replace("’", "'") for token in _TOKEN.findall(window, begin)]
    if not tokens or window[-1:] in ".!?":
        return Tag.NONE
    reach = _FAR if joined else 3
    for index in range(len(tokens) - 1, max(-1, len(tokens) - 1 - reach), -1):
        if not joined and tokens[index] in words.naming and tokens[index] != "said":
            return Tag.NONE
        previous = tokens[index - 1] if index else ""
        following = tokens[index + 1] if index + 1 < len(tokens) else ""
        tag = _verb(tokens[index], previous, following, words)
        if tag is Tag.THINK and following in words.not_after_thought and not joined:
            return Tag.NONE
        if tag is not Tag.NONE:
            return tag
    return Tag.NONE
