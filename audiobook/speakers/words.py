"""Segmentation -> paragraphs and words: the text as the rest of the room reads it."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from audiobook.model import SPOKEN_BY_CHARACTERS, Kind

if TYPE_CHECKING:
    from audiobook.model import Segment, Segmentation

_STORY = frozenset({Kind.NARRATION, Kind.WRITTEN, Kind.SYSTEM, Kind.VERSE}) | SPOKEN_BY_CHARACTERS
_DIVIDING = frozenset({Kind.HEADING, Kind.MARKER})

# A word with its inner apostrophes and hyphens, a number, or one mark; emphasis signs are no marks.
# "Yuki-san's" and "O'Hara" are one word each, "then--no" is two words and two marks.
_TOKEN = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|\d+|[^\w\s*]")

# The possessive ending of a word: "Mara's".
_POSSESSIVE = re.compile(r"['’]s$", re.IGNORECASE)

_SENTENCE_ENDS = frozenset(".!?…:")
QUOTE_MARKS = frozenset("\"'“”‘’«»‹›„‟`")

NARRATED, QUOTED, SHOWN = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a paragraph of one kind: tokens [first, last) of the words."""

    kind: Kind
    segment: int
    first: int
    last: int
    quote: int

    @property
    def spoken(self) -> bool:
        """Whether a character says or thinks it."""
        return self.kind in SPOKEN_BY_CHARACTERS


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A block of the story: tokens [first, last), its pieces in order, its scene and chapter."""

    first: int
    last: int
    scene: int
    chapter: int
    gap: int
    pieces: tuple[Piece, ...]


@dataclass(eq=False)
class Words:
    """The tokens of a story as parallel lists, and its paragraphs.

    `base` is the token without a possessive ending, `low` the base in lower case; `where` is
    NARRATED, QUOTED (said or thought) or SHOWN (letters, signs); `initial` marks the first word of
    a sentence or a quotation.
    """

    text: list[str] = field(default_factory=list)
    base: list[str] = field(default_factory=list)
    low: list[str] = field(default_factory=list)
    start: list[int] = field(default_factory=list)
    where: list[int] = field(default_factory=list)
    initial: list[bool] = field(default_factory=list)
    paragraphs: list[Paragraph] = field(default_factory=list)
    _firsts: list[int] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.text)

    def paragraph_of(self, token: int) -> int:
        """The index of the paragraph that holds `token`."""
        if len(self._firsts) != len(self.paragraphs):
            self._firsts = [paragraph.first for paragraph in self.paragraphs]
        return bisect_right(self._firsts, token) - 1


def is_word(text: str) -> bool:
    """Whether a token is a word and not a mark."""
    return text[0].isalpha()


def read_words(segmentation: Segmentation, titles: frozenset[str] = frozenset()) -> Words:
    """The words and paragraphs of the story's own text; a stop after one of `titles` ends no sentence."""
    words = Words()
    breaks = set(segmentation.scene_breaks)
    scene = 0
    chapter = 0
    for block, members in _blocks(segmentation):
        story = [(index, segment) for index, segment in members if segment.kind in _STORY]
        start = segmentation.story.blocks[block].start
        first = members[0][1]
        if start in breaks or first.kind in _DIVIDING or first.chapter != chapter:
            scene, chapter = scene + 1, first.chapter
        if story:
            gap = segmentation.story.blocks[block].gap
            words.paragraphs.append(_paragraph(words, segmentation.story.text, story, (scene, gap), titles))
    return words


def _blocks(segmentation: Segmentation) -> list[tuple[int, list[tuple[int, Segment]]]]:
    blocks: list[tuple[int, list[tuple[int, Segment]]]] = []
    for index, segment in enumerate(segmentation.segments):
        if not blocks or blocks[-1][0] != segment.block:
            blocks.append((segment.block, []))
        blocks[-1][1].append((index, segment))
    return blocks


def _paragraph(
    words: Words,
    text: str,
    story: list[tuple[int, Segment]],
    place: tuple[int, int],
    titles: frozenset[str],
) -> Paragraph:
    first = len(words)
    pieces: list[Piece] = []
    for index, segment in story:
        begin = len(words)
        _add_tokens(words, text, segment, titles)
        if len(words) > begin:
            pieces.append(Piece(segment.kind, index, begin, len(words), segment.quote))
    return Paragraph(first, len(words), place[0], story[0][1].chapter, place[1], tuple(pieces))


def _told_on(words: Words, segment: Segment) -> bool:
    """Whether narration goes on in the sentence of the quotation before it: "Wait," Mara said."""
    at = len(words) - 1
    while at >= 0 and words.text[at] in QUOTE_MARKS:
        at -= 1
    return segment.kind == Kind.NARRATION and at >= 0 and words.where[at] == QUOTED and words.text[at] == ","


def _add_tokens(words: Words, text: str, segment: Segment, titles: frozenset[str]) -> None:
    spoken = segment.kind in SPOKEN_BY_CHARACTERS
    where = QUOTED if spoken else NARRATED if segment.kind == Kind.NARRATION else SHOWN
    initial = not _told_on(words, segment)
    before = ""
    for match in _TOKEN.finditer(text, segment.start, segment.end):
        token = match.group()
        base = _POSSESSIVE.sub("", token) if "'" in token or "’" in token else token
        words.text.append(token)
        words.base.append(base)
        words.low.append(base.lower().replace("’", "'"))
        words.start.append(match.start())
        words.where.append(where)
        words.initial.append(initial)
        if is_word(token):
            initial = False
        elif token in QUOTE_MARKS or (token in _SENTENCE_ENDS and before not in titles):
            initial = True
        before = base.lower()
