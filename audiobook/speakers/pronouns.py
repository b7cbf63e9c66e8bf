"""The pronouns of the narration, and the likeliest person before each."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from audiobook.speakers.mentions import NOUN, PRONOUN, Mention
from audiobook.speakers.words import NARRATED, is_word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from audiobook.speakers.company import Person
    from audiobook.speakers.lexicon import Lexicon
    from audiobook.speakers.words import Words

_REMEMBERED = 24  # mentions
_REACH = 15  # paragraphs


def find_pronouns(words: Words, lexicon: Lexicon) -> list[Mention]:
    """The pronouns of the narration, and what points like one: "the other", "the latter"."""
    mentions = []
    for index, paragraph in enumerate(words.paragraphs):
        for at in range(paragraph.first, paragraph.last):
            if words.where[at] == NARRATED:
                mention = _pronoun_at(words, lexicon, at, index)
                if mention is not None:
                    mentions.append(mention)
    return mentions


def _pronoun_at(words: Words, lexicon: Lexicon, at: int, paragraph: int) -> Mention | None:
    low = words.low[at]
    if low in lexicon.pronouns:
        gender, case = lexicon.pronouns[low]
        case = "p" if low == "her" and _owns(words, lexicon, at) else case
        return Mention(at, at + 1, PRONOUN, gender, paragraph, NARRATED, case == "s", case == "p", key=case)
    if low == "the" and at + 2 < len(words) and words.low[at + 1] in lexicon.grammar["pointer"]:
        after = words.low[at + 2]
        alone = (
            not is_word(after)
            or after in lexicon.closed
            or lexicon.verb(after)
            or after.endswith(("ed", "ly"))
        )
        if alone and words.text[at + 1] == words.base[at + 1]:
            return Mention(
                at, at + 2, PRONOUN, "x", paragraph, NARRATED, subject=True, key="s", determiner="the"
            )
    return None


def _owns(words: Words, lexicon: Lexicon, at: int) -> bool:
    """Whether "her" stands before a noun: "her hand", not "told her and"."""
    after = words.low[at + 1] if at + 1 < len(words) else "."
    return is_word(after) and after not in lexicon.grammar["after-object"]


def resolve_pronouns(words: Words, mentions: list[Mention], people: list[Person]) -> None:
    """Gives each "he", "she" and "the other" the likeliest person before it; wrong at times."""
    genders = [person.likely_gender() for person in people]
    recent: deque[Mention] = deque(maxlen=_REMEMBERED)  # of one scene
    scene = -1
    for mention in mentions:
        if mention.where != NARRATED:
            continue
        if words.paragraphs[mention.paragraph].scene != scene:
            scene = words.paragraphs[mention.paragraph].scene
            recent.clear()
        if mention.kind == PRONOUN and mention.gender in ("m", "f"):
            mention.who = _antecedent(mention, recent, genders)
        elif mention.kind == PRONOUN and mention.gender == "x":
            mention.who = _other_than_last(recent)
        if mention.who >= 0:
            recent.append(mention)


def _antecedent(mention: Mention, recent: Sequence[Mention], genders: list[str]) -> int:
    best, who = -1e9, -1
    for before in recent:
        gender = genders[before.who]
        if gender not in (mention.gender, "x"):
            continue
        distance = mention.paragraph - before.paragraph
        score = -0.1 * (mention.first - before.first) - 6.0 * distance
        score += 6.0 * before.subject - 4.0 * before.possessive - 5.0 * (gender == "x")
        score -= 8.0 * (before.kind == NOUN and before.gender == "x")
        if distance <= _REACH and score > best:
            best, who = score, before.who
    return who


def _other_than_last(recent: Sequence[Mention]) -> int:
    last = next(
        (before.who for before in reversed(recent) if before.subject), recent[-1].who if recent else -1
    )
    return next((before.who for before in reversed(recent) if before.who != last), -1)
