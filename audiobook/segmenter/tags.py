"""Tags beside a stretch of text in marks: `"Why?" he asked`, `she thought, *No.*`, `he wrote, "Dear"`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from audiobook.segmenter.sentences import WORD

if TYPE_CHECKING:
    from audiobook.model import Block
    from audiobook.segmenter.quote_marks import Stretch
    from audiobook.segmenter.words import Words


class Tag(StrEnum):
    """What the words beside a stretch say it is."""

    SAY = "say"
    THINK = "think"
    WRITE = "write"
    SIGN = "sign"
    NONE = ""


@dataclass(frozen=True, slots=True)
class Tags:
    """The tags before and behind a stretch; `sound` where the one behind may belong to a noise.

    `inverted` says that the verb behind comes first, which is no way to tell of a noise: `came the answer`.
    `directed` says that a thought is sent to somebody: `she thought at him`.
    """

    before: Tag
    after: Tag
    sound: bool = False
    inverted: bool = False
    directed: bool = False

    @property
    def either(self) -> Tag:
        """The one behind, else the one before."""
        return self.after or self.before


_REACH = 90
_FAR = 7  # words between a quotation and its verb, at most
_CLOSE = 3  # the same where no comma stands between
_NEAR = 4  # the same for a verb of thinking, which is a noun as well
_SAID_ENDS = frozenset(",.!?…—–-")
_STOPS = frozenset('.!?…"”')
TRAILING = " *_\"'’\r\n\t)]"
# Where the clause that holds a tag ends: the full stop of `he said. Then he went.`
_CLAUSE_END = re.compile(r"[.!?…][\"'’)\]*_]*(?=\s|$)|[\"“”:;(\[<]|\s'|[—–]|--")
# The same, looked for backwards from a quotation.
_CLAUSE_START = re.compile(r"[.!?…][\"'’)*_]*\s|[\"“”;)\]>]|[—–]|--")


def last_character(flat: str, stretch: Stretch) -> str:
    """The last character between the marks that is no mark itself, "" if there is none."""
    start, end = stretch.inner
    return flat[max(start, end - 20) : end].rstrip(TRAILING)[-1:]


def tags_of(flat: str, stretch: Stretch, block: Block, words: Words) -> Tags:
    """The tags before and behind a stretch of the paragraph."""
    last = last_character(flat, stretch)
    before = _tag_before(flat, stretch.start, block.start, words)
    tokens = _clause_behind(flat, stretch.end, block.end, last)
    index, after = _verb_behind(tokens, last, words)
    sound = after is not Tag.NONE and tokens[index] in words.sound
    if sound and last not in _SAID_ENDS:
        return Tags(before, Tag.NONE)
    directed = after is Tag.THINK and not words.sent.isdisjoint(tokens[index + 1 : index + 2])
    return Tags(before, after, sound, inverted=index == 0, directed=directed)


def _clause_behind(flat: str, end: int, limit: int, last: str) -> list[str]:
    """The words behind a quotation that may be its tag."""
    if end == limit:
        return []
    window = flat[end : min(limit, end + _REACH)].lstrip(" ,—–-\r\n\t*_")
    clause = _CLAUSE_END.split(window, maxsplit=1)[0]
    if not clause or (last == "." and not clause[0].islower()):
        return []
    return _words(clause)


def _words(text: str) -> list[str]:
    return [token.lower().replace("’", "'") for token in WORD.findall(text)]


def is_shown(flat: str, stretch: Stretch, block: Block, words: Words) -> bool:
    """Whether the tag behind names a thing that bears the words: `"Closed," read the sign.`."""
    tokens = _clause_behind(flat, stretch.end, block.end, last_character(flat, stretch))[:_FAR]
    if not tokens or tokens[0] not in words.shows:
        return False
    return not words.signs.isdisjoint(tokens[1:3])


def _verb_behind(tokens: list[str], last: str, words: Words) -> tuple[int, Tag]:
    """The first verb of saying, thinking or writing that is near enough, and what it tells."""
    if not tokens or tokens[0] in words.likening:
        return -1, Tag.NONE
    for index in range(min(len(tokens), _FAR if last in _SAID_ENDS else _NEAR)):
        if index == 0 and tokens[0] in words.say_base:
            continue
        tag = _tag_at(tokens, index, words)
        if tag is Tag.THINK and (index >= _NEAR or (last != "," and _is_about(tokens, index, words))):
            return -1, Tag.NONE
        if tag is not Tag.NONE:
            return index, tag
    return -1, Tag.NONE


def _is_about(tokens: list[str], index: int, words: Words) -> bool:
    """Whether a thought is told of, not told: `she thought of`, `he wondered about`."""
    return index + 1 < len(tokens) and tokens[index + 1] in words.not_after_thought


def _tag_at(tokens: list[str], index: int, words: Words) -> Tag:
    """What the word at `index` is the tag of, between its neighbors."""
    token = tokens[index]
    previous = tokens[index - 1] if index else ""
    following = tokens[index + 1] if index + 1 < len(tokens) else ""
    if token in words.write:
        return Tag.WRITE
    if token in words.thinking:
        return Tag.THINK
    if token in words.signing:
        return Tag.SIGN
    thinks, base = token in words.think or token in words.think_base, token in words.think_base
    head = token.partition("-")[0]  # "dit-il"
    says = token in words.say or head in words.say or token in words.say_base
    if not (thinks or says) or previous in words.articles:
        return Tag.NONE
    if (previous in words.auxiliaries and (says or base)) or previous in words.be:
        return Tag.NONE
    if thinks:
        return Tag.SAY if following in words.aloud else Tag.THINK
    return Tag.THINK if following in words.reflexives else Tag.SAY


def _tag_before(flat: str, start: int, limit: int, words: Words) -> Tag:
    window = flat[max(limit, start - _REACH) : start].rstrip(" \t\r\n*_")
    if not window or window[-1] in _STOPS:
        return Tag.NONE
    joined = window[-1] in ",:"
    window = window.rstrip(",:")
    begin = max((match.end() for match in _CLAUSE_START.finditer(window)), default=0)
    return _verb_before(_words(window[begin:]), words, joined=joined)


def _verb_before(tokens: list[str], words: Words, *, joined: bool) -> Tag:
    """What the last verb of saying, thinking or writing tells; `joined` to the words by a comma or colon."""
    reach = _FAR if joined else _CLOSE
    for index in range(len(tokens) - 1, max(-1, len(tokens) - 1 - reach), -1):
        last = index == len(tokens) - 1
        if tokens[index] in words.saying and (joined or last) and not _is_noun(tokens, index, words):
            return Tag.SAY
        tag = _tag_at(tokens, index, words)
        if not joined and _joins_nothing(tokens, index, tag, words):
            return Tag.NONE
        if tag is not Tag.NONE:
            compares = not words.comparing.isdisjoint(tokens[max(0, index - 2) : index])
            return Tag.NONE if compares else tag
    return Tag.NONE


def _is_noun(tokens: list[str], index: int, words: Words) -> bool:
    return index > 0 and tokens[index - 1] in words.articles


def _joins_nothing(tokens: list[str], index: int, tag: Tag, words: Words) -> bool:
    """Whether no speech can follow without a comma: `he called it "X"`, `they say he is "X"`."""
    if tokens[index] in words.naming or tokens[index] in words.be:
        return True
    return tag is Tag.THINK and _is_about(tokens, index, words)
