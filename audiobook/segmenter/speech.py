"""Stretches between quotation marks -> dialogue, thought, writing, or words that nobody says."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from audiobook.model import Kind
from audiobook.segmenter.sentences import WORD
from audiobook.segmenter.tags import Tag, is_shown, last_character

if TYPE_CHECKING:
    from audiobook.model import Block
    from audiobook.segmenter.quote_marks import Stretch
    from audiobook.segmenter.tags import Tags
    from audiobook.segmenter.words import Words

_BY_TAG = {Tag.THINK: Kind.THOUGHT, Tag.WRITE: Kind.WRITTEN, Tag.SIGN: Kind.TELEPATHY}
_SPOKEN_ENDS = frozenset(",.!?…—–-;:~。！？、")
_ALWAYS_SAID = ("「", "『")
_MANY_WORDS = 8
_LEADING = " *_\"'\r\n\t(["
_REACH = 90
_SHORT_REACH = 40
_NEAR = 12
_SPACE = " \t\r\n*_"
_STOPS = frozenset(".!?…\"'’”")
# Where a sentence ends inside a window of text: behind `He rose.` of `He rose. What he said was "No."`
_SENTENCE_END = re.compile(r"[.!?…][\"'’)*_]*\s")


def ends_as_speech(flat: str, stretch: Stretch) -> bool:
    """Whether the words between the marks end as a sentence or a clause of speech does."""
    start, end = stretch.inner
    return last_character(flat, stretch) in _SPOKEN_ENDS and any(map(str.isalpha, flat[start:end]))


def speech_kind(flat: str, stretch: Stretch, block: Block, words: Words, tags: Tags) -> Kind:
    """The kind of a stretch between this story's marks of speech."""
    if tags.after is Tag.NONE and _is_written(flat, stretch, block, words):
        return Kind.WRITTEN
    if tags.either is Tag.NONE and _is_written_on(flat, stretch, block, words):
        return Kind.WRITTEN
    if tags.after is Tag.SAY and is_shown(flat, stretch, block, words):
        return Kind.WRITTEN
    if is_only_quoted(flat, stretch, block, words, tags):
        return Kind.NARRATION
    return _BY_TAG.get(tags.either, Kind.DIALOGUE)


def other_kind(flat: str, stretch: Stretch, block: Block, words: Words, tags: Tags, *, thinks: bool) -> Kind:
    """The kind of a stretch between single marks in a story that speaks in double ones.

    `thinks` says that this story thinks in single marks.
    """
    if tags.either is Tag.NONE and (not ends_as_speech(flat, stretch) or _is_echo(flat, stretch, block)):
        return Kind.NARRATION
    if tags.after is Tag.NONE and _is_written(flat, stretch, block, words):
        return Kind.WRITTEN
    if is_only_quoted(flat, stretch, block, words, tags):
        return Kind.NARRATION
    if tags.either is Tag.SAY and not thinks:
        return Kind.DIALOGUE
    return _BY_TAG.get(tags.either, Kind.THOUGHT)


def _is_echo(flat: str, stretch: Stretch, block: Block) -> bool:
    """Whether the sentence runs on behind the words: `'Nobody there,' indeed.`."""
    rest = flat[stretch.end : block.end].lstrip()[:1]
    return last_character(flat, stretch) == "," and rest.islower()


def is_only_quoted(flat: str, stretch: Stretch, block: Block, words: Words, tags: Tags) -> bool:
    """Whether the words between the marks are mentioned rather than said.

    What stands in the middle of a sentence, with no tag on either side, is mentioned: `the so-called
    "experts." Then`; so is what does not end as speech does: `"Nakama" was out of print`.
    """
    if not stretch.opened or not stretch.closed or tags.after is not Tag.NONE:
        return False
    if stretch.start == block.start and (stretch.end == block.end or stretch.style in _ALWAYS_SAID):
        return False
    tokens = _tokens_before(flat, stretch, block)
    previous = flat[max(block.start, stretch.start - _NEAR) : stretch.start].rstrip(_LEADING)[-1:]
    if tags.before is not Tag.NONE or _is_reported(tokens, words):
        return False
    if previous.isalnum():
        return not _is_exclaimed(flat, stretch)
    if previous in {",", ";"} and _is_fragment(flat, stretch):
        return True
    if last_character(flat, stretch) in _SPOKEN_ENDS or _is_interrupted(flat, stretch, block):
        return False
    return not _is_long(flat, stretch)


def _is_long(flat: str, stretch: Stretch) -> bool:
    """Whether there is too much between the marks for a name or a title."""
    inner = flat[slice(*stretch.inner)]
    return inner.count(" ") >= _MANY_WORDS or _SENTENCE_END.search(inner) is not None


def _is_exclaimed(flat: str, stretch: Stretch) -> bool:
    """Whether a whole question or cry stands between the marks: `his challenge of "Who goes there?"`."""
    inner = flat[slice(*stretch.inner)].strip()
    return inner[:1].isupper() and last_character(flat, stretch) in {"!", "?"} and inner.count(" ") >= 2


def _is_fragment(flat: str, stretch: Stretch) -> bool:
    """Whether the words are a part of the sentence around them: `, "on account of his health."`."""
    first = flat[stretch.inner[0] : stretch.end].lstrip(_LEADING)[:1]
    return first.islower() and last_character(flat, stretch) in {",", ".", ";", ":"}


def _is_interrupted(flat: str, stretch: Stretch, block: Block) -> bool:
    """Whether narration breaks in on the words with dashes: `"If it does"--he rose--"we go."`."""
    return flat[stretch.end : min(stretch.end + 2, block.end)].lstrip()[:1] in {"—", "–", "-"}


def _is_reported(tokens: list[str], words: Words) -> bool:
    """Whether the sentence before leads up to words said: `what he muttered might have been "Well."`."""
    return (
        bool(tokens)
        and tokens[-1] in words.be
        and any(token in words.said_as for token in tokens)
        and any(token in words.said_what for token in tokens)
    )


def _is_written(flat: str, stretch: Stretch, block: Block, words: Words) -> bool:
    """Whether the sentence before tells of a thing that bears the words: `a sign that said "Closed"`."""
    tokens = _tokens_before(flat, stretch, block)
    if not tokens:
        return False
    if tokens[-1] in words.mention:
        return False
    if any(token in words.written for token in tokens[-3:]):
        return True
    return tokens[-1] in words.shows and any(token in words.signs for token in tokens[:-1])


def _is_written_on(flat: str, stretch: Stretch, block: Block, words: Words) -> bool:
    """Whether the words behind tell that they are written: `"To James" was engraved upon it.`."""
    window = flat[stretch.end : min(stretch.end + _SHORT_REACH, block.end)].lstrip()
    if not window[:1].islower():
        return False
    tokens = [token.lower() for token in WORD.findall(window)][:4]
    return any(a in words.be and b in words.written for a, b in pairwise(tokens))


def _tokens_before(flat: str, stretch: Stretch, block: Block) -> list[str]:
    """The words of the sentence before, as far as they stand in it."""
    window = flat[max(block.start, stretch.start - _REACH) : stretch.start].rstrip(_SPACE)
    if not window or window[-1] in _STOPS:
        return []
    begin = max((match.end() for match in _SENTENCE_END.finditer(window)), default=0)
    return [token.lower() for token in WORD.findall(window, begin)]
