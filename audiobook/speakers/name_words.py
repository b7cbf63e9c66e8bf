"""Words with a capital -> which of them are somebody's name, by how the story uses them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from audiobook.speakers.words import NARRATED, QUOTED, is_word

if TYPE_CHECKING:
    from audiobook.speakers.lexicon import Lexicon
    from audiobook.speakers.words import Words


_BEFORE_NOUNS = frozenset({"the", "a", "an", "this", "these"})


@dataclass(eq=False)
class _Counts:
    middle: Counter[str] = field(default_factory=Counter)
    first: Counter[str] = field(default_factory=Counter)
    lower: Counter[str] = field(default_factory=Counter)
    person: Counter[str] = field(default_factory=Counter)
    article: Counter[str] = field(default_factory=Counter)
    said: Counter[str] = field(default_factory=Counter)


def _count_capitals(words: Words, lexicon: Lexicon) -> _Counts:
    counts = _Counts()
    low_of = dict(zip(words.text, words.low, strict=True))
    for text, count in Counter(words.text).items():
        if is_word(text) and not text[0].isupper():
            counts.lower[stem(low_of[text], lexicon)] += count
    for at in words.capitals():
        text, low = words.text[at], stem(words.low[at], lexicon)
        if is_word(text) and (len(text) == 1 or not words.base[at].isupper() or low in lexicon.given):
            (counts.first if words.initial[at] else counts.middle)[low] += 1
            counts.article[low] += at > 0 and words.low[at - 1] in _BEFORE_NOUNS
            counts.person[low] += _acts(words, lexicon, at)
            counts.said[low] += _speaks(words, lexicon, at)
    return counts


def _acts(words: Words, lexicon: Lexicon, at: int) -> bool:
    after = words.low[at + 1] if at + 1 < len(words) else ""
    before = words.low[at - 1] if at else ""
    finite = lexicon.verb(after)
    return bool(finite and not after.endswith("ing")) or (
        lexicon.says(before) and words.where[at] == NARRATED
    )


def _speaks(words: Words, lexicon: Lexicon, at: int) -> bool:
    """Whether a tag right after a quotation names the word, no article before it: "said Mum", "Grey said"."""
    if words.where[at] != NARRATED or at < 2 or words.text[at] != words.base[at]:
        return False
    after = words.low[at + 1] if at + 1 < len(words) else ""
    if words.where[at - 1] == QUOTED:
        return not words.initial[at] and lexicon.says(after) and after not in lexicon.infinitives
    return lexicon.says(words.low[at - 1]) and words.where[at - 2] == QUOTED


def name_words(words: Words, lexicon: Lexicon) -> set[str]:
    """The words, lower case, that are names in this story."""
    counts = _count_capitals(words, lexicon)
    accepted = set()
    for low in counts.middle.keys() | counts.first.keys():
        if len(low) > 1 and _is_name(low, counts, lexicon):
            accepted.add(low)
    return accepted


def _is_name(low: str, counts: _Counts, lexicon: Lexicon) -> bool:
    middle, lower, given = counts.middle[low], counts.lower[low], low in lexicon.given
    speaks = counts.said[low] > 0 and counts.article[low] * 2 <= middle
    if _contracted(low, lexicon):
        return False
    if low in lexicon.not_names and not ((given and counts.person[low] and middle > lower) or speaks):
        return False
    if low in lexicon.titles or low in lexicon.people or low in lexicon.honorifics:
        return (given and middle > lower) or speaks
    if counts.article[low] * 2 > middle + counts.first[low]:
        return False
    if middle:
        return middle > lower or (given and middle * 3 > lower)
    return not lower and (given or counts.person[low] > 0)


def _contracted(low: str, lexicon: Lexicon) -> bool:
    """Whether a word is a pronoun with its verb: "I've", "They'd"."""
    head, mark, _ = low.partition("'")
    return bool(mark) and (head in lexicon.pronouns or low in lexicon.not_names)


def stem(low: str, lexicon: Lexicon) -> str:
    """A name word without its honorific: "yuki-san" is "yuki"."""
    if "-" not in low:
        return low
    head, _, tail = low.rpartition("-")
    return head if tail in lexicon.honorifics and head else low
