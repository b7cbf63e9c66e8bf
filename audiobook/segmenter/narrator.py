"""Narration -> who tells the story and when: I, you or somebody else, in the past or the present."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from audiobook.model import Kind
from audiobook.segmenter.sentences import tokens_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from audiobook.segmenter.piece import Piece
    from audiobook.segmenter.words import Words

_SAMPLE_CHARS = 100_000
_NAMED_OFTEN = 2
_RARELY = 0.03  # the share of narrations in which a narrator of others may say I
# A capital in mid-sentence: `and Mara went`.
_NAME = re.compile(r"(?<=[a-z,;] )[A-Z][a-zß-ÿ]+\b")


@dataclass(frozen=True, slots=True)
class Narrator:
    """Who tells the story and when: `person` 1 to 3, in the past or not, and the names that fall.

    `firm` says that the narrator of a story about others never says I.
    """

    person: int = 3
    past: bool = True
    firm: bool = True
    names: frozenset[str] = frozenset()


def narrator_of(flat: str, cut: Iterable[Sequence[Piece]], words: Words) -> Narrator:
    """The narrator of a story, from the narration of its blocks as far as they are cut."""
    parts = list(_told(flat, cut))
    count: Counter[str] = Counter()
    with_first = 0
    for part in parts:
        tokens = tokens_of(part)
        count.update(tokens)
        with_first += not words.first.isdisjoint(tokens)
    first, second, third, past, present = (
        sum(count[word] for word in kind)
        for kind in (words.first, words.second, words.third, words.past, words.present)
    )
    names = Counter(name for part in parts for name in _NAME.findall(part))
    return Narrator(
        person=_person(first, second, third),
        past=past >= present,
        firm=with_first <= 1 + _RARELY * len(parts),
        names=frozenset(name for name, times in names.items() if times >= _NAMED_OFTEN),
    )


def _person(first: int, second: int, third: int) -> int:
    if second > third and second > first:
        return 2
    return 1 if first * 3 > third else 3


def _told(flat: str, cut: Iterable[Sequence[Piece]]) -> Iterator[str]:
    size = 0
    for pieces in cut:
        for piece in pieces:
            if piece.kind is Kind.NARRATION and size < _SAMPLE_CHARS:
                end = min(piece.end, piece.start + _SAMPLE_CHARS)
                size += end - piece.start
                yield flat[piece.start : end]


def tells_of_past(tokens: Sequence[str], words: Words) -> bool:
    """Whether somebody does something in the past: `he turned`, `they were`."""
    for index, token in enumerate(tokens):
        if token in words.third_subjects and index + 1 < len(tokens):
            verb = tokens[index + 1]
            if verb.endswith("ly") and index + 2 < len(tokens):
                verb = tokens[index + 2]
            if verb in words.past or verb in words.past_verbs or verb.endswith(words.past_endings):
                return True
    return False
