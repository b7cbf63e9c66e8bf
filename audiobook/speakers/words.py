"""Segmentation -> paragraphs and words: the text as the rest of the room reads it."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from audiobook.model import SPOKEN_BY_CHARACTERS, Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

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
    """A block of the story: tokens [first, last), its pieces in order.

    A section is what stands between two headings or cards; `gap` counts the blank lines before.
    """

    first: int
    last: int
    scene: int
    section: int
    chapter: int
    gap: int
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class _Place:
    scene: int
    section: int
    gap: int


@dataclass(eq=False)
class Words:
    """The tokens of a story as parallel lists, and its paragraphs.

    `base` is the token without a possessive ending, `low` the base in lower case; `where` is
    NARRATED, QUOTED (said or thought) or SHOWN (letters, signs); `initial` marks the first word of
    a sentence or a quotation. `cards` holds the words over each section,
    `markers` the sections that a card opens and no heading.
    """

    text: list[str] = field(default_factory=list)
    base: list[str] = field(default_factory=list)
    low: list[str] = field(default_factory=list)
    start: list[int] = field(default_factory=list)
    where: list[int] = field(default_factory=list)
    initial: list[bool] = field(default_factory=list)
    paragraphs: list[Paragraph] = field(default_factory=list)
    cards: dict[int, tuple[str, ...]] = field(default_factory=dict)
    markers: set[int] = field(default_factory=set)
    _firsts: list[int] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.text)

    def capitals(self) -> list[int]:
        """The words that begin with a capital."""
        return [at for at, text in enumerate(self.text) if text[0].isupper()]

    def paragraph_of(self, token: int) -> int:
        """The index of the paragraph that holds `token`."""
        if len(self._firsts) != len(self.paragraphs):
            self._firsts = [paragraph.first for paragraph in self.paragraphs]
        return bisect_right(self._firsts, token) - 1


def without_possessive(word: str) -> str:
    """A word without its possessive ending: "Mara" for "Mara's"."""
    return _POSSESSIVE.sub("", word)


def is_word(text: str) -> bool:
    """Whether a token is a word and not a mark."""
    return text[0].isalpha()


def read_words(segmentation: Segmentation, abbreviations: frozenset[str] = frozenset()) -> Words:
    """The words and paragraphs of the story's own text; a stop after an abbreviation ends no sentence."""
    words = Words()
    text = segmentation.story.text
    breaks = set(segmentation.scene_breaks)
    scene = section = 0
    for index, members in _blocks(segmentation):
        block = segmentation.story.blocks[index]
        first = members[0][1]
        if first.kind in _DIVIDING:
            scene, section = scene + 1, section + 1
            if first.kind == Kind.MARKER:
                words.markers.add(section)
            words.cards[section] = tuple(_TOKEN.findall(text[block.start : block.end]))
        elif block.start in breaks:
            scene += 1
        story = [(place, segment) for place, segment in members if segment.kind in _STORY]
        if story:
            place = _Place(scene, section, block.gap)
            words.paragraphs.append(_paragraph(words, text, story, place, abbreviations))
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
    place: _Place,
    abbreviations: frozenset[str],
) -> Paragraph:
    first = len(words)
    pieces: list[Piece] = []
    told = any(segment.kind in SPOKEN_BY_CHARACTERS for _, segment in story)
    for index, segment in story:
        begin = len(words)
        _add_tokens(words, text, segment, abbreviations, told=told)
        if len(words) > begin:
            pieces.append(Piece(segment.kind, index, begin, len(words), segment.quote))
    return Paragraph(
        first, len(words), place.scene, place.section, story[0][1].chapter, place.gap, tuple(pieces)
    )


def _abbreviated(word: str, abbreviations: frozenset[str]) -> bool:
    """Whether a stop after the word is no end of a sentence: "Dr.", "J."."""
    return word in abbreviations or (len(word) == 1 and word != "i")


def _told_on(words: Words, segment: Segment) -> bool:
    """Whether narration goes on in the sentence of the quotation before it: "Wait," Mara said."""
    at = len(words) - 1
    while at >= 0 and words.text[at] in QUOTE_MARKS:
        at -= 1
    return segment.kind == Kind.NARRATION and at >= 0 and words.where[at] == QUOTED and words.text[at] == ","


def _add_tokens(
    words: Words, text: str, segment: Segment, abbreviations: frozenset[str], *, told: bool
) -> None:
    """Adds the tokens of a segment; a letter in whose paragraph somebody speaks tells like narration."""
    spoken = segment.kind in SPOKEN_BY_CHARACTERS
    where = QUOTED if spoken else NARRATED if told or segment.kind == Kind.NARRATION else SHOWN
    matches = list(_TOKEN.finditer(text, segment.start, segment.end))
    tokens = [match.group() for match in matches]
    bases = [without_possessive(token) if "'" in token or "’" in token else token for token in tokens]
    lows = [base.lower().replace("’", "'") for base in bases]
    words.initial += _initials(tokens, lows, abbreviations, initial=not _told_on(words, segment))
    words.text += tokens
    words.base += bases
    words.low += lows
    words.start += [match.start() for match in matches]
    words.where += [where] * len(tokens)


def _initials(
    tokens: list[str], lows: list[str], abbreviations: frozenset[str], *, initial: bool
) -> Iterator[bool]:
    """Whether each token is the first of a sentence; `initial` tells whether the first of all is."""
    before = ""
    for token, low in zip(tokens, lows, strict=True):
        yield initial
        if is_word(token):
            initial = False
        elif token in QUOTE_MARKS or (token in _SENTENCE_ENDS and not _abbreviated(before, abbreviations)):
            initial = True
        before = low
