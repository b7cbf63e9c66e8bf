"""The places in the text that stand for people: names, descriptions ("the guard"), pronouns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from audiobook.speakers.words import NARRATED, is_word

if TYPE_CHECKING:
    from audiobook.speakers.lexicon import Lexicon
    from audiobook.speakers.words import Words

NAME, NOUN, PRONOUN = 0, 1, 2
_LONGEST_APPOSITION = 7  # words


@dataclass(slots=True)
class Mention:
    """Somebody mentioned: tokens [first, last), of which kind, and who it is where that is known.

    `gender` is "m", "f", "x", or for pronouns also "p" (several), "1" (I), "2" (you), "w" (we),
    "n" (it). `key` is a description's head, a name's title or a pronoun's case; `modifiers` what
    narrows a description, `determiner` what opens it. `who` is the index of a person, -1 while
    nobody knows. Made early and filled in step by step, so it is not frozen.
    """

    first: int
    last: int
    kind: int
    gender: str
    paragraph: int
    where: int
    subject: bool = False
    possessive: bool = False
    who: int = -1
    key: str = ""
    modifiers: tuple[str, ...] = ()
    determiner: str = ""


def is_subject(words: Words, lexicon: Lexicon, mention: Mention) -> bool:
    """Whether a verb follows the mention and no preposition stands before it."""
    before = words.low[mention.first - 1] if mention.first else "."
    if mention.possessive or before in lexicon.grammar["preposition"]:
        return False
    begin = _after_apposition(words, mention.last)
    for at in range(begin, min(begin + 3, len(words))):
        low = words.low[at]
        if words.where[at] != NARRATED:
            return False
        if lexicon.verb(low) or low in lexicon.grammar["auxiliary"] or (low.endswith("ed") and len(low) > 4):
            return not low.endswith("ing")
        if low not in lexicon.grammar["adverb"] and not low.endswith("ly"):
            return False
    return False


def _after_apposition(words: Words, at: int) -> int:
    """Where the sentence goes on after a name: behind both commas of "Mara, tired, sighed."."""
    if at < len(words) and words.text[at] == ",":
        for end in range(at + 2, min(at + _LONGEST_APPOSITION, len(words))):
            if words.where[end] != NARRATED or not is_word(words.text[end]):
                inside = words.text[at + 1 : end]
                small = all(text[0].islower() for text in inside)
                return end + 1 if words.text[end] == "," and small else at
    return at
