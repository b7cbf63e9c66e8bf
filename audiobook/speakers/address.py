"""Whom the words of a quotation address: "Mara, wait.", "Yes, Captain."."""

from __future__ import annotations

from typing import TYPE_CHECKING

from audiobook.speakers.mentions import NOUN, Mention
from audiobook.speakers.words import QUOTED

if TYPE_CHECKING:
    from audiobook.speakers.lexicon import Lexicon
    from audiobook.speakers.resolver import Resolver
    from audiobook.speakers.words import Words

_STOPS = frozenset(".!?,…—–-;:\"”’'/<>[]~|")
_OPENINGS = frozenset(
    {
        "dear",
        "oh",
        "hey",
        "hi",
        "hello",
        "thanks",
        "yes",
        "no",
        "yo",
        "morning",
        "sorry",
        "but",
        "and",
        "ah",
        "well",
    }
)


def is_address(words: Words, first: int, last: int, *, possessive: bool = False) -> bool:
    """Whether the words [first, last) of a quotation stand by themselves, as an address does."""
    if words.where[first] != QUOTED or possessive:
        return False
    if first > 1 and words.text[first - 1] == "," and _of_a_place(words, first - 2):
        return False  # "13, Duncan Street, Houndsditch."
    ends = last >= len(words) or words.where[last] != QUOTED or words.text[last] in _STOPS
    before = words.text[first - 1] if first else ""
    starts = first == 0 or words.where[first - 1] != QUOTED or before in _STOPS or before in "“‘("
    return ends and (starts or words.low[first - 1] in _OPENINGS)


def _of_a_place(words: Words, at: int) -> bool:
    """Whether a word is a number, or has a capital inside a sentence and is not "I"."""
    if words.text[at][0].isdigit():
        return True
    return words.text[at][0].isupper() and not words.initial[at] and words.low[at] not in ("i", "i'm")


def find_role_addresses(words: Words, lexicon: Lexicon, taken: set[int]) -> list[Mention]:
    """Addresses by title, kinship or respect: "Captain", "Mum", "my lady", "sir"."""
    found = []
    for index, paragraph in enumerate(words.paragraphs):
        for piece in paragraph.pieces:
            if not piece.spoken:
                continue
            for at in range(piece.first, piece.last):
                low = words.low[at]
                if low not in lexicon.people and low not in lexicon.titles and low not in lexicon.kin:
                    continue
                first = (
                    at - 1 if at > piece.first and words.low[at - 1] in ("my", "dear", "young", "old") else at
                )
                if at not in taken and is_address(words, first, at + 1):
                    gender = (
                        lexicon.people[low].gender if low in lexicon.people else lexicon.titles.get(low, "x")
                    )
                    found.append(Mention(first, at + 1, NOUN, gender, index, QUOTED, key=low))
    return found


def resolve_role_addresses(addresses: list[Mention], resolver: Resolver) -> None:
    """Gives "Captain" the person whose title it is, where there is one."""
    for mention in addresses:
        mention.who = resolver.named_for(mention)
