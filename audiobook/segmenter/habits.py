"""A whole story -> its habits: which marks are speech here, which thought, which telepathy."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from audiobook.model import Kind, MarkKind
from audiobook.segmenter.dashes import opens_with_dash
from audiobook.segmenter.delimiters import DELIMITERS, delimited_stretches
from audiobook.segmenter.quote_marks import double_stretches, gaps_between
from audiobook.segmenter.single_marks import single_stretches
from audiobook.segmenter.speech import ends_as_speech
from audiobook.segmenter.tags import Tag, tags_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from audiobook.model import Block, Mark
    from audiobook.segmenter.legend import Legend
    from audiobook.segmenter.quote_marks import Stretch
    from audiobook.segmenter.words import Words

# One end of a quotation between double marks: `"Where`, `going?"`.
_DOUBLE_END = re.compile(r"(?:(?<=[\s(—–-])|^)\"(?=[\w.…¡¿'’—–*_-])|[,.!?…—–-][*_]?\"(?=\W|$)")
# The opening of one between single marks: `'Where?` but not the apostrophe of `boys'`.
_SINGLE_OPEN = re.compile(r"(?:(?<=[\s(—–-])|^)'(?=[^\W\d_]|\.\.\.|…|\")")
# Its end: `going?'`.
_SINGLE_CLOSE = re.compile(r"[,.!?…—–-][*_]?['’](?=\W|$)")

_MADE_UP = ("//", "/", "::", ":", "<<", "<", "~", "{", "[")
_CORNERS = ("「", "『")
_QUOTES = ("«", "»", "‹", *_CORNERS)
_PLAIN = ('"', "'")
_OPENERS = frozenset("\"'«「")
_RARELY = 0.2  # the share of paragraphs that may open with double marks where speech has single ones
_ENOUGH = 2


@dataclass(frozen=True)
class Habits:
    """How one story marks its speech, its thoughts and its telepathy.

    `speech` is the style of quotation mark that speech stands in, `quotes` are all such styles.
    `kinds` gives the kind of every other style that means one; `delimiters` are the styles to look
    for besides quotation marks and emphasis. `dashes` says that paragraphs of speech open with a
    dash, `hyphens` that the dash is a mere hyphen.
    """

    speech: str = '"'
    quotes: frozenset[str] = frozenset('"')
    kinds: Mapping[str, Kind] = field(default_factory=dict)
    delimiters: tuple[str, ...] = ()
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
    speech = _speech_by(kinds) or _speech_style(flat, blocks)
    for style, kind in _evident_kinds(flat, blocks, words):
        kinds.setdefault(style, kind)
    if "CAPS" not in kinds and _gods_speak_in_capitals(flat, blocks, words):
        kinds["CAPS"] = Kind.TELEPATHY
    if speech == '"' and "'" not in kinds and _thinks_in_single_marks(flat, blocks, words):
        kinds["'"] = Kind.THOUGHT
    hyphens = words.dashes and _opens_with_hyphens(flat, blocks)
    return Habits(
        speech=speech,
        quotes=frozenset({speech, *(style for style in _QUOTES if kinds.get(style) is Kind.DIALOGUE)}),
        kinds=kinds,
        delimiters=tuple(style for style in DELIMITERS if style in kinds),
        dashes=hyphens or _opens_with_dashes(flat, blocks, words),
        hyphens=hyphens,
    )


def _speech_by(kinds: Mapping[str, Kind]) -> str:
    """The marks of speech as far as a legend tells, "" if it does not."""
    for style in _PLAIN:
        if kinds.get(style) is Kind.DIALOGUE:
            return style
    return '"' if "'" in kinds else ""


def _speech_style(flat: str, blocks: Sequence[Block]) -> str:
    """The marks that speech stands in: single ones only where hardly a paragraph opens with double ones."""
    double = single = 0
    for block in blocks:
        double += flat[block.start] == '"'
        single += flat[block.start] == "'" and _SINGLE_OPEN.match(flat, block.start, block.end) is not None
    if double or single:
        return "'" if double < _RARELY * single else '"'
    doubles, singles = _quotations(flat, blocks)
    return "'" if singles > doubles else '"'


def _quotations(flat: str, blocks: Sequence[Block]) -> tuple[int, int]:
    """How many quotations there seem to be between double and between single marks."""
    double = single_open = single_close = 0
    for block in blocks:
        double += len(_DOUBLE_END.findall(flat, block.start, block.end))
        single_open += len(_SINGLE_OPEN.findall(flat, block.start, block.end))
        single_close += len(_SINGLE_CLOSE.findall(flat, block.start, block.end))
    return double // 2, min(single_open, single_close)


def _thinks_in_single_marks(flat: str, blocks: Sequence[Block], words: Words) -> bool:
    """Whether single marks hold thoughts in a story that speaks in double ones, by their tags."""
    tags: Counter[Tag] = Counter()
    for block in blocks:
        if flat[block.start] == "'" or flat.find(" '", block.start, block.end) >= 0:
            for stretch in _single_quotations(flat, block, words):
                tags[tags_of(flat, stretch, block, words).either] += 1
    return 0 < tags[Tag.THINK] >= tags[Tag.SAY]


def _single_quotations(flat: str, block: Block, words: Words) -> Iterator[Stretch]:
    double = double_stretches(flat, block.start, block.end)
    for start, end in gaps_between(double, block.start, block.end):
        for stretch in single_stretches(flat, start, end, words, speech=False):
            if ends_as_speech(flat, stretch):
                yield stretch


def _opens_with_dashes(flat: str, blocks: Sequence[Block], words: Words) -> bool:
    """Whether paragraphs of speech open with dashes, as a rule of the language or far oftener than quoted."""
    dashed = sum(opens_with_dash(flat, block.start, block.end) for block in blocks)
    if words.dashes:
        return dashed >= _ENOUGH
    return dashed > _ENOUGH and dashed > 2 * sum(flat[block.start] in _OPENERS for block in blocks)


def _opens_with_hyphens(flat: str, blocks: Sequence[Block]) -> bool:
    """Whether hyphens stand where dashes should: oftener than quotation marks, and no dash besides."""
    firsts = Counter(flat[block.start] for block in blocks)
    quoted = sum(firsts[opener] for opener in _OPENERS)
    return firsts["-"] >= _ENOUGH and firsts["-"] > quoted and not firsts["—"] + firsts["–"]


def _evident_kinds(flat: str, blocks: Sequence[Block], words: Words) -> Iterator[tuple[str, Kind]]:
    """What marks other than plain quotation marks are for, as far as their words and tags tell."""
    quoted = sum(flat[block.start] == '"' for block in blocks)
    for style in (*_MADE_UP, *_QUOTES):
        if style[0] in flat:
            kind = _evident_kind(flat, blocks, style, quoted, words)
            if kind is not None:
                yield style, kind


def _gods_speak_in_capitals(flat: str, blocks: Sequence[Block], words: Words) -> bool:
    """Whether paragraphs open with speech in capitals and no marks: `SKIP TO THE END, said the god.`."""
    tagged = 0
    for block in blocks:
        if flat[block.start : block.start + 2].isupper():
            first = next(iter(delimited_stretches(flat, block.start, block.end, ("CAPS",))), None)
            if first is not None and first.start == block.start and first.end < block.end:
                tagged += tags_of(flat, first, block, words).after is Tag.SAY
    return tagged >= _ENOUGH


def _evident_kind(flat: str, blocks: Sequence[Block], style: str, quoted: int, words: Words) -> Kind | None:
    tags: Counter[Tag] = Counter()
    ended = 0
    for block in blocks:
        for stretch in delimited_stretches(flat, block.start, block.end, (style,)):
            ended += ends_as_speech(flat, stretch)
            tags[tags_of(flat, stretch, block, words).either] += 1
    total = tags.total()
    if total and (style in words.speech_marks or style in _CORNERS):
        return Kind.DIALOGUE
    if ended < _ENOUGH or 2 * ended < total or (style == "[" and total - tags[Tag.NONE] < _ENOUGH):
        return None
    if style in _QUOTES and total > quoted:
        return Kind.DIALOGUE
    return Kind.THOUGHT if 2 * tags[Tag.THINK] > total else Kind.TELEPATHY
