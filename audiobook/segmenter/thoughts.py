"""Stretches of emphasis and of made-up marks -> thought, telepathy, or only stress."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from audiobook.model import Kind
from audiobook.segmenter.sentences import WORD
from audiobook.segmenter.tags import Tag, Tags, is_shown, last_character, tags_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from audiobook.model import Block
    from audiobook.segmenter.quote_marks import Stretch
    from audiobook.segmenter.words import Words

_ENDS = ".!?…—–-"
_SPACE = " \t\r\n"
_CLAUSE_ENDS = frozenset(_ENDS + ",;:")
_NEAR = 12
_OFTEN = 2
_BY_TAG = {
    Tag.SAY: Kind.TELEPATHY,
    Tag.SIGN: Kind.TELEPATHY,
    Tag.THINK: Kind.THOUGHT,
    Tag.WRITE: Kind.WRITTEN,
}
_STRONG = ("**", "__", "b")
# The name under a note: `*Wash the bucket. — Edie*`.
_SIGNED = re.compile(r"[.!?][ \t]*[—–][ \t]?[^\W\d_a-zß-ÿ][^\W\d_]{0,12}\.?$")
# A capital that opens a sentence, perhaps behind dots or a dash: `...Oh, no`.
_CAPITAL = re.compile(r"[.…—–\-\s\"'*_]*[^\W\d_a-zß-ÿ]")


def is_whole_sentence(flat: str, stretch: Stretch, block: Block, words: Words) -> bool:
    """Whether a whole sentence stands in the marks, not a stressed word, a title or a sound.

    `*Don't you dare.*` is one; `the *Daily Prophet*`, `*she* did it` and `*Click.*` are none.
    """
    start, end = stretch.inner
    inner = flat[start:end].strip(_SPACE + "*_\"'")
    tokens = [token.lower() for token in WORD.findall(inner)]
    if not tokens or words.noises.issuperset(tokens) or len(tokens) > 2 * len(set(tokens)):
        return False
    alone = stretch.start == block.start and stretch.end == block.end
    ends = inner[-1] in _ENDS or (inner[-1] in ",:;" and stretch.end < block.end)
    if len(tokens) < 2 and not alone:
        return False
    outside = flat[stretch.end : min(stretch.end + 1, block.end)]
    ends = ends or (outside in {".", "!", "?"} and len(tokens) >= 3)
    return ends and _begins(flat, stretch, block, inner)


def _begins(flat: str, stretch: Stretch, block: Block, inner: str) -> bool:
    previous = flat[max(block.start, stretch.start - _NEAR) : stretch.start].rstrip(_SPACE + "*_")[-1:]
    if not previous or previous in ".!?…\"'’)":
        return _CAPITAL.match(inner) is not None or inner[0] in ".…—–-"
    return previous in ":,;—–-" and _CAPITAL.match(inner) is not None


def emphasis_kinds(
    flat: str, found: Iterable[tuple[Stretch, Block]], words: Words, known: Mapping[str, Kind]
) -> dict[str, Kind]:
    """What each style of emphasis is for in this story, told by the tags beside its whole sentences."""
    tags: dict[str, Counter[Tag]] = {}
    for stretch, block in found:
        if stretch.dress:
            tags.setdefault(stretch.style + stretch.dress, Counter())[
                tags_of(flat, stretch, block, words).either
            ] += 1
            continue
        style = emphasis_style(flat, stretch)
        tag = emphasis_tag(
            tags_of(flat, stretch, block, words),
            whole=is_whole_sentence(flat, stretch, block, words),
            ended=_is_ended(flat, stretch, block),
        )
        if tag is not None and not is_shown(flat, stretch, block, words):
            tags.setdefault(style, Counter())[tag] += 1
    kinds = dict(known)
    for style, count in tags.items():
        if style not in kinds and style.rstrip("^") not in kinds:
            kinds[style] = _kind_by_tags(style, count)
    return kinds


def _kind_by_tags(style: str, count: Counter[Tag]) -> Kind:
    if style[0] in "\"'":
        thinks = count[Tag.THINK] >= _OFTEN and count[Tag.THINK] >= count[Tag.SAY]
        return Kind.THOUGHT if thinks else Kind.DIALOGUE
    if count[Tag.SAY] > count[Tag.THINK] and count[Tag.SAY] >= 2:
        return Kind.TELEPATHY
    if count[Tag.THINK]:
        return Kind.THOUGHT
    if style.rstrip("^") in _STRONG or style.endswith("^"):
        return Kind.TELEPATHY if count[Tag.SAY] else Kind.NARRATION
    return Kind.THOUGHT


def emphasis_style(flat: str, stretch: Stretch) -> str:
    """The style of a stretch of emphasis, with "^" where it is all in capitals: `*YOU ARE LATE.*`."""
    start, end = stretch.inner
    inner = flat[start:end]
    return stretch.style + "^" if inner.isupper() and len(WORD.findall(inner)) > 1 else stretch.style


def emphasis_kind(
    flat: str, stretch: Stretch, block: Block, words: Words, kinds: Mapping[str, Kind], *, continued: bool
) -> Kind:
    """The kind of one stretch of emphasis."""
    style = emphasis_style(flat, stretch)
    kind = kinds.get(style) or kinds.get(style.rstrip("^")) or Kind.NARRATION
    tags = tags_of(flat, stretch, block, words)
    ended = _is_ended(flat, stretch, block)
    whole = is_whole_sentence(flat, stretch, block, words) or (
        ended and (continued or tags.before is Tag.THINK)
    )
    if _SIGNED.search(flat, stretch.start, stretch.inner[1]):
        return Kind.WRITTEN
    tag = emphasis_tag(tags, whole=whole, ended=ended)
    if tag is None:
        return Kind.NARRATION
    if tag is Tag.SAY and is_shown(flat, stretch, block, words):
        return Kind.WRITTEN
    if tag is Tag.THINK and kind is Kind.TELEPATHY and not tags.directed:
        return Kind.THOUGHT
    if kind in (Kind.TELEPATHY, Kind.DIALOGUE, Kind.WRITTEN) and tag is not Tag.WRITE:
        return kind
    return _BY_TAG.get(tag, kind)


def _is_ended(flat: str, stretch: Stretch, block: Block) -> bool:
    """Whether a stop stands at the end of the words, inside the marks or behind them."""
    behind = flat[stretch.end : min(stretch.end + 1, block.end)]
    return last_character(flat, stretch) in _CLAUSE_ENDS or behind in {",", ";", "."}


def emphasis_tag(tags: Tags, *, whole: bool, ended: bool) -> Tag | None:
    """The tag that counts for a stretch of emphasis; None where it is stress, a title or a noise."""
    if tags.after is not Tag.NONE and ended and not tags.sound:
        return tags.after
    if tags.sound and tags.inverted and ended:
        return Tag.NONE
    if tags.before is Tag.WRITE or whole:
        return tags.before
    return None
