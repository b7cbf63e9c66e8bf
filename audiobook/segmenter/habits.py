"""A whole story -> its habits: which marks are speech here, which thought, which telepathy."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from audiobook.model import Kind, MarkKind
from audiobook.segmenter.dashes import opens_with_dash
from audiobook.segmenter.delimiters import DELIMITERS, delimited_stretches
from audiobook.segmenter.quote_marks import double_stretches, gaps_between, single_stretches
from audiobook.segmenter.speech import ends_as_speech
from audiobook.segmenter.tags import Tag, tags_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from audiobook.model import Block, Mark
    from audiobook.segmenter.legend import Legend
    from audiobook.segmenter.quote_marks import Stretch
    from audiobook.segmenter.words import Words

# A quotation between double marks that ends as a sentence ends: `"Where?"`.
_DOUBLE_SPEECH = re.compile(r"(?:(?<=[\s(—–-])|^)\"(?=[\w.…¡¿'’—–*_-])|[,.!?…—–-][*_]?\"(?=\W|$)")
# The opening of one between single marks: `'Where?` but not the apostrophe of `boys'`.
_SINGLE_OPEN = re.compile(r"(?:(?<=[\s(—–-])|^)'(?=[^\W\d_]|\.\.\.|…|\")")
# Its end: `where?'`.
_SINGLE_CLOSE = re.compile(r"[,.!?…—–-][*_]?['’](?=\W|$)")


_ALWAYS_SPEECH = ("「", "『")
_RARELY = 0.2
_QUOTES = ("«", "»", "「", "『", "‹")


@dataclass(frozen=True)
class Habits:
    """How one story marks its speech, its thoughts and its telepathy.

    `speech` is the style of quotation mark that speech stands in. `kinds` gives the kind of every
    other style that means one; `delimiters` are the made-up marks that this story uses.
    """

    speech: str = '"'
    kinds: Mapping[str, Kind] = field(default_factory=dict)
    delimiters: tuple[str, ...] = ()
    quotes: frozenset[str] = frozenset('"')
    dashes: bool = False
    hyphens: bool = False


def style_of(mark: Mark, text: str) -> str:
    """The style of an emphasis mark: its delimiter as it stands in the text, or "i" and "b"."""
    if mark.delimiter:
        return text[mark.start : mark.start + mark.delimiter]
    return "b" if mark.kind is MarkKind.STRONG else "i"


def read_habits(flat: str, blocks: Sequence[Block], *, legend: Legend, words: Words) -> Habits:
    """The habits of the paragraphs `blocks`; what the legend says goes before what they show."""
    kinds = dict(legend.kinds)
    speech = next((style for style, kind in legend.kinds if kind is Kind.DIALOGUE and style in "\"'"), "")
    speech = speech or _speech_style(flat, blocks)
    for style, kind in _evident_delimiters(flat, blocks, words).items():
        kinds.setdefault(style, kind)
    if "'" not in kinds and speech == '"':
        kinds.update(_single_marks(flat, blocks, words))
    delimiters = tuple(style for style in DELIMITERS if style in kinds)
    quotes = {style for style in ("«", "»", "「", "『", "‹") if kinds.get(style) is Kind.DIALOGUE}
    dashes, hyphens = _dashes(flat, blocks, words)
    return Habits(speech, kinds, delimiters, frozenset({speech, *quotes}), dashes, hyphens)


def _speech_style(flat: str, blocks: Sequence[Block]) -> str:
    """The marks that speech stands in: single ones only where hardly a paragraph opens with double ones."""
    double = single = 0
    for block in blocks:
        double += flat[block.start] == '"'
        single += flat[block.start] == "'" and _SINGLE_OPEN.match(flat, block.start, block.end) is not None
    if double or single:
        return "'" if double < _RARELY * single else '"'
    doubles, singles = _pairs(flat, blocks)
    return "'" if singles > doubles else '"'


def _pairs(flat: str, blocks: Sequence[Block]) -> tuple[int, int]:
    """How many quotations there seem to be between double and between single marks."""
    double = single_open = single_close = 0
    for block in blocks:
        start, end = block.start, block.end
        if flat.find('"', start, end) >= 0:
            double += len(_DOUBLE_SPEECH.findall(flat, start, end))
        if flat.find("'", start, end) >= 0:
            single_open += len(_SINGLE_OPEN.findall(flat, start, end))
            single_close += len(_SINGLE_CLOSE.findall(flat, start, end))
    return double // 2, min(single_open, single_close)


def _single_marks(flat: str, blocks: Sequence[Block], words: Words) -> dict[str, Kind]:
    """What single marks are for in a story that speaks in double ones: thought, if tags say so."""
    tags: Counter[Tag] = Counter()
    for block in blocks:
        if flat.find(" '", block.start, block.end) < 0 and flat[block.start] != "'":
            continue
        double = double_stretches(flat, block.start, block.end)
        for start, end in gaps_between(double, block.start, block.end):
            for stretch in single_stretches(flat, start, end, words, speech=False):
                if ends_as_speech(flat, stretch):
                    tags[tags_of(flat, stretch, block, words).either] += 1
    return {"'": Kind.THOUGHT} if tags[Tag.THINK] and tags[Tag.THINK] >= tags[Tag.SAY] else {}


def _dashes(flat: str, blocks: Sequence[Block], words: Words) -> tuple[bool, bool]:
    """Whether this story opens its speech with dashes, and whether with mere hyphens."""
    least = 2 if words.dashes else 3
    quoted = sum(flat[block.start] in "\"'«「" for block in blocks)
    dashed = sum(opens_with_dash(flat, block.start, block.end) for block in blocks)
    hyphened = sum(flat[block.start] == "-" for block in blocks)
    dashes = dashed >= least and (words.dashes or dashed > 2 * quoted)
    hyphens = hyphened >= least and dashed == 0 and words.dashes and hyphened > quoted
    return dashes or hyphens, hyphens


def _evident_delimiters(flat: str, blocks: Sequence[Block], words: Words) -> dict[str, Kind]:
    evident: dict[str, Kind] = {}
    quoted = sum(flat[block.start] == '"' for block in blocks)
    for style in ("//", "/", "::", ":", "<<", "<", "~", "{", "[", "«", "»", "‹", "「", "『"):
        if flat.find(style[0]) < 0:
            continue
        tags: Counter[Tag] = Counter()
        spoken = total = 0
        for block in blocks:
            for stretch in delimited_stretches(flat, block.start, block.end, (style,)):
                total += 1
                spoken += ends_as_speech(flat, stretch)
                tags[tags_of(flat, stretch, block, words).either] += 1
        if style == "[" and tags[Tag.SAY] + tags[Tag.THINK] < 2:
            continue
        if total and (style in words.speech_marks or style in _ALWAYS_SPEECH):
            evident[style] = Kind.DIALOGUE
        elif spoken >= 2 and 2 * spoken >= total:
            evident[style] = Kind.THOUGHT if 2 * tags[Tag.THINK] > total else Kind.TELEPATHY
            if style in _QUOTES and total > quoted:
                evident[style] = Kind.DIALOGUE
    return evident
