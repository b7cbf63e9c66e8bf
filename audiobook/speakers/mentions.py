"""Words -> mentions in order: the names, descriptions ("the guard") and pronouns that stand for people."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from audiobook.speakers.words import NARRATED, QUOTE_MARKS, is_word

if TYPE_CHECKING:
    from audiobook.speakers.lexicon import Lexicon, PersonNoun
    from audiobook.speakers.words import Words

NAME, NOUN, PRONOUN = 0, 1, 2

_MOST_WORDS_IN_A_DESCRIPTION = 5


@dataclass(slots=True)
class Mention:
    """Somebody mentioned: tokens [first, last), of which kind, and who it is where that is known.

    `gender` is "m", "f", "x", or for pronouns also "p" (several), "1" (I), "2" (you), "w" (we).
    `key` is a description's head, `modifiers` what narrows it, `determiner` what opens it.
    `who` is the index of a person, -1 while nobody knows.
    """

    first: int
    last: int
    kind: int
    gender: str
    paragraph: int
    where: int
    subject: bool
    possessive: bool
    who: int = -1
    key: str = ""
    modifiers: tuple[str, ...] = ()
    determiner: str = ""


def find_descriptions(
    words: Words, lexicon: Lexicon, heads: dict[str, PersonNoun], taken: set[int]
) -> list[Mention]:
    """Descriptions of people in the narration ("the old man", "his brother"); `taken` tokens are names."""
    mentions = []
    for index, paragraph in enumerate(words.paragraphs):
        for piece in paragraph.pieces:
            if not piece.spoken:
                for at in range(piece.first, piece.last):
                    if words.where[at] == NARRATED and _opens(words, lexicon, at):
                        mention = _description_at(words, lexicon, heads, taken, at, piece.last, index)
                        if mention:
                            mentions.append(mention)
    return mentions


def _opens(words: Words, lexicon: Lexicon, at: int) -> bool:
    owner = words.text[at] != words.base[at] and words.text[at][0].isupper()
    return words.low[at] in lexicon.grammar["determiner"] or (owner and words.low[at] not in lexicon.people)


def _description_at(
    words: Words,
    lexicon: Lexicon,
    heads: dict[str, PersonNoun],
    taken: set[int],
    at: int,
    end: int,
    paragraph: int,
) -> Mention | None:
    head = -1
    after = at + 1
    while after < min(end, at + 1 + _MOST_WORDS_IN_A_DESCRIPTION):
        low = words.low[after]
        if not is_word(low) or after in taken or (low in lexicon.closed and low not in heads):
            break
        if low in heads:
            head = after
        elif head >= 0:
            break
        if words.text[after] != words.base[after]:
            after += 1
            break
        after += 1
    if head < 0:
        return None
    noun = heads[words.low[head]]
    following = words.low[head + 1] if head + 1 < end else ""
    if noun.age == "unknown" and not _stands_alone(words, lexicon, head, following):
        return None
    owns = words.text[head] != words.base[head]
    if not owns and (
        following in heads
        or (
            following and is_word(following) and not _may_follow(lexicon, following) and head + 1 not in taken
        )
    ):
        return None
    return Mention(
        first=at,
        last=head + 1,
        kind=NOUN,
        gender=noun.gender,
        paragraph=paragraph,
        where=NARRATED,
        subject=False,
        possessive=owns,
        key=words.low[head],
        modifiers=tuple(words.low[at + 1 : head]),
        determiner=words.low[at] if words.text[at] == words.base[at] else "'s",
    )


def _stands_alone(words: Words, lexicon: Lexicon, head: int, following: str) -> bool:
    return words.low[head - 1] != "another" and (
        not following or not is_word(following) or _may_follow(lexicon, following)
    )


def _may_follow(lexicon: Lexicon, low: str) -> bool:
    return low in lexicon.closed or bool(lexicon.verb(low)) or low.endswith(("ed", "ly", "ing"))


def find_pronouns(words: Words, lexicon: Lexicon) -> list[Mention]:
    """The pronouns of the narration."""
    mentions = []
    for index, paragraph in enumerate(words.paragraphs):
        for at in range(paragraph.first, paragraph.last):
            if words.where[at] == NARRATED and words.low[at] in lexicon.pronouns:
                gender, case = lexicon.pronouns[words.low[at]]
                case = "p" if words.low[at] == "her" and _owns(words, at) else case
                mentions.append(
                    Mention(at, at + 1, PRONOUN, gender, index, NARRATED, case == "s", case == "p", key=case)
                )
    return mentions


def _owns(words: Words, at: int) -> bool:
    """Whether "her" stands before a noun: "her hand", not "at her."."""
    after = words.low[at + 1] if at + 1 < len(words) else "."
    return is_word(after) and after not in (
        "and",
        "to",
        "with",
        "in",
        "on",
        "at",
        "as",
        "for",
        "again",
        "that",
        "the",
        "a",
    )


def is_subject(words: Words, lexicon: Lexicon, mention: Mention) -> bool:
    """Whether a verb follows the mention and no preposition stands before it."""
    before = words.low[mention.first - 1] if mention.first else "."
    if mention.possessive or before in lexicon.grammar["preposition"]:
        return False
    at = mention.last
    for _ in range(3):
        if at >= len(words) or words.where[at] != NARRATED:
            return False
        low = words.low[at]
        if lexicon.verb(low) or low in lexicon.grammar["auxiliary"] or (low.endswith("ed") and len(low) > 4):
            return not low.endswith("ing")
        if low not in lexicon.grammar["adverb"] and not low.endswith("ly"):
            return False
        at += 1
    return False


def after_quote(words: Words, at: int) -> bool:
    """Whether the token before `at` closes a quotation."""
    return at > 0 and words.where[at - 1] != NARRATED and words.text[at - 1] in QUOTE_MARKS
