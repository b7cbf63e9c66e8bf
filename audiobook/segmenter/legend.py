"""Lines above a story -> what its marks mean."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from itertools import pairwise
from typing import TYPE_CHECKING

from audiobook.model import Kind, MarkKind
from audiobook.segmenter.quote_marks import straighten

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from audiobook.model import Story


@dataclass(frozen=True, slots=True)
class Legend:
    """What the author says the marks mean: pairs of a style of marks and a kind of text.

    A style is the opening mark as typed, quotation marks made straight: ``"``, ``'``, ``*``,
    ``**``, ``//``, ``<``; ``i`` and ``b`` are italics and bold of markup; ``"*`` is a quotation
    all in emphasis.
    """

    kinds: tuple[tuple[str, Kind], ...] = ()


NO_LEGEND = Legend()

_QUOTES = ('"', "'", "«", "「")
_CLOSERS = {"<": ">", "[": "]", "{": "}", "(": ")", "«": "»", "‹": "›", "「": "」", "『": "』"}
_EMPHASIS = ("*", "_", "i")
_STRONG = ("**", "__", "b")
# Text in marks, single or doubled: `::telepathy::`, `"Speech"`, `"**Demon speaking**"`.
_MARKED = re.compile(
    r"(?<!\w)(?P<open>[\"'*_/~:<\[{«‹「『]{1,3})(?P<words>[^\"*_/~<>\[\]{}«»‹›「」『』]*?[\w!?.)…])"
    r"(?P<close>[\"'’*_/~:>\]}»›」』]{1,3})(?!\w)"
)
# What parts the entries of a legend on one line: `talking = normal, 'thinking' = like this`.
_ENTRY = re.compile(r"[,;|•]\s+(?=[^,;|•]*(?:=|\s[-–—]\s|\bis\b|\bare\b|[\"'*_/~:<\[{]\w))")
# Where one sentence of a note ends and the next begins: between `CAPITALS are gods. <These> are foxes.`
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=\S)|\r?\n")
# Words that only show the mark: `Dragon speech is in <these>`.
_SAMPLE = re.compile(
    r"(?:(?:like\s+)?(?:this|these|that|those)(?:\s+ones?)?|(?:pointy|curly|square|slanted)\s+(?:ones?|brackets?|things?)"
    r"|(?:(?:single|double|curly|straight)\s+)?(?:quotes?|quotation\s+marks?|speech\s+marks?|italics|bold|brackets?|asterisks|slashes|tildes|colons)"
    r"|text|words?|blah(?:\W+blah)*|example|xxx*|abc|\.{3}|…)\W*",
    re.IGNORECASE,
)
# What joins a mark to its meaning: `=`, `-`, `is`.
_JOIN = re.compile(
    r"^\s*(?:=|:|[-–—]+>?|\b(?:is|are|means?|for|in|denotes?|indicates?)\b)|(?:=|:|[-–—]+>?|\b(?:is|are|in|like|with|by)\b)\s*$"
)
# Words that say what their own mark is: `**when the bus talks it looks like this**`.
_SELF = re.compile(r"\b(?:looks?|is|be|like)\s+(?:like\s+)?(?:this|so)\W*$", re.IGNORECASE)
# A label before the first entry: `Quick legend because you asked: CAPITALS are gods.`
_LABEL = re.compile(
    r"^[^:<>\[\]\"'*_/~]{0,80}\b(?:legend|key|guide|notes?|formats?|formatting|styles?|conventions|fyi|reminder|an|a/n|all)\b[^:<>\[\]\"'*_/~]{0,60}:\s+",
    re.IGNORECASE,
)
_MAX_LINE = 240
_MAX_WORDS = 12
_FEW_WORDS = 5


@lru_cache
def _meanings() -> tuple[tuple[Kind | None, re.Pattern[str]], ...]:
    path = files("audiobook.segmenter") / "data" / "speech" / "legend.json"
    table: Mapping[str, Sequence[str]] = json.loads(path.read_text(encoding="utf-8"))["meanings"]
    return tuple(
        (Kind(name) if name else None, re.compile(rf"\b(?:{'|'.join(stems)})", re.IGNORECASE))
        for name, stems in table.items()
    )


@lru_cache
def _named_styles() -> tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]:
    path = files("audiobook.segmenter") / "data" / "speech" / "legend.json"
    table: Mapping[str, Sequence[str]] = json.loads(path.read_text(encoding="utf-8"))["marks"]
    return tuple(
        (re.compile(rf"(?<!\w)(?:{name})(?!\w)", re.IGNORECASE), tuple(styles))
        for name, styles in table.items()
    )


def legend_line(story: Story, index: int) -> str:
    """The text of a block as `read_legend` wants it: emphasis of markup written with its marks."""
    block = story.blocks[index]
    cuts: dict[int, str] = {}
    for mark in block.marks:
        if mark.delimiter == 0 and mark.kind in (MarkKind.EMPHASIS, MarkKind.STRONG):
            sign = "**" if mark.kind is MarkKind.STRONG else "*"
            cuts[mark.start] = cuts.get(mark.start, "") + sign
            cuts[mark.end] = sign + cuts.get(mark.end, "")
    edges = sorted({block.start, *cuts, block.end})
    parts = [cuts.get(start, "") + story.text[start:end] for start, end in pairwise(edges)]
    return "".join([*parts, cuts.get(block.end, "")])


def read_legend(lines: Sequence[str]) -> Legend:
    """The legend that stands in `lines` (any lines above the story), NO_LEGEND if none does.

    A line counts where it is all in the mark it names (``'Thinking'``), or where it gives a mark
    and a meaning (``<text> = mind speech``, ``dragons talk in <these>``, ``italics are thoughts``).
    """
    found: dict[str, Kind] = {}
    for line in lines:
        if len(line) > _MAX_LINE * 4:
            continue
        for sentence in _SENTENCE.split(_LABEL.sub("", straighten(line))):
            for entry in _ENTRY.split(sentence):
                for style, kind in _read_entry(entry.strip(" \t•·-")):
                    found.setdefault(style, kind)
    return Legend(tuple(_with_kin(found).items())) if found else NO_LEGEND


def _read_entry(entry: str) -> Iterator[tuple[str, Kind]]:
    if not entry or len(entry) > _MAX_LINE:
        return
    marked = [(match, _style_of(match)) for match in _MARKED.finditer(entry)]
    marked = [(match, style) for match, style in marked if style]
    if not marked:
        yield from _by_name(entry)
    elif not _MARKED.sub("", entry).strip(" .!,:;=-–—>/|&+"):
        for match, style in marked:
            yield from _named(style, match.group("words"))
    else:
        yield from _explained(entry, *marked[0])


def _explained(entry: str, match: re.Match[str], style: str) -> Iterator[tuple[str, Kind]]:
    """A mark and its meaning side by side: `<these> are the dragons`, `'blah' = thinking`."""
    before, after, words = entry[: match.start()], entry[match.end() :], match.group("words")
    if _SELF.search(words):
        yield from _named(style, words)
        return
    meaning = f"{before} {after}"
    sample = bool(_SAMPLE.fullmatch(words))
    if sample and len(meaning.split()) <= _FEW_WORDS and (named := list(_named(style, meaning))):
        yield from named
        return
    if not (_JOIN.search(after) or _JOIN.search(before)):
        return
    if sample or "=" in meaning:
        named = list(_named(style, meaning)) or list(_named(style, words))
        if not named and sample:
            named = [(style, Kind.DIALOGUE if style in _QUOTES else Kind.TELEPATHY)]
        yield from named
    elif _SAMPLE.fullmatch(_JOIN.sub("", after).strip()):
        yield from _named(style, words)


def _named(style: str, words: str) -> Iterator[tuple[str, Kind]]:
    kind = _kind_named(words, style)
    if kind is not None:
        yield style, kind


def _by_name(entry: str) -> Iterator[tuple[str, Kind]]:
    """A mark called by its name: `italics are thoughts`, `CAPITALS are gods`."""
    if len(entry.split()) > _MAX_WORDS:
        return
    for name, styles in _named_styles():
        match = name.search(entry)
        if match and (_JOIN.search(entry[match.end() :]) or _JOIN.search(entry[: match.start()])):
            kind = _kind_named(name.sub(" ", entry), styles[0])
            if (
                kind is None
                and styles[0] in {"CAPS", "**"}
                and match.start() == 0
                and len(entry.split()) <= _FEW_WORDS
            ):
                kind = Kind.TELEPATHY
            if kind is not None:
                yield from ((style, kind) for style in styles)
            return


def _style_of(marked: re.Match[str]) -> str:
    opening, closing = marked.group("open"), marked.group("close").replace("’", "'")
    expected = "".join(_CLOSERS.get(mark, mark) for mark in reversed(opening))
    if expected != closing:
        return ""
    quote = opening.strip("*_")
    return quote + opening.strip("\"'") if quote and quote != opening and quote in _QUOTES else opening


def _kind_named(words: str, style: str) -> Kind | None:
    for kind, pattern in _meanings():
        if pattern.search(words):
            if kind is Kind.DIALOGUE and style[0] not in _QUOTES:
                return Kind.TELEPATHY
            return kind
    return None


def _with_kin(found: Mapping[str, Kind]) -> dict[str, Kind]:
    """What is said of one way to write italics holds for all of them, unless said otherwise."""
    kinds = dict(found)
    for family in (_EMPHASIS, _STRONG):
        said = [found[style] for style in family if style in found]
        for style in family:
            if said:
                kinds.setdefault(style, said[0])
    return kinds
