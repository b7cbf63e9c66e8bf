"""Descriptions of people in the narration: "the old man", "his brother", "the girl, Mie"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from audiobook.speakers.lexicon import PersonNoun
from audiobook.speakers.mentions import NOUN, Mention
from audiobook.speakers.words import NARRATED, QUOTED, is_word

if TYPE_CHECKING:
    from audiobook.speakers.company import Person
    from audiobook.speakers.lexicon import Lexicon
    from audiobook.speakers.words import Words

_LONGEST = 6  # words of a description
_APPOSED = frozenset({",", ".", "with", "of", "who", "whose", "from", "in"})  # "Mara, a guard with ..."


# ------------------------------------------------------------------ nouns that speak


def spoken_heads(words: Words, lexicon: Lexicon) -> dict[str, PersonNoun]:
    """Nouns that some tag lets speak and that no list knows: "said the kettle", "the kettle said"."""
    found: set[str] = set()
    for at in range(1, len(words) - 2):
        if words.where[at] == NARRATED and words.low[at] in ("the", "a", "an"):
            if words.where[at - 1] == QUOTED:
                found |= _head_before_verb(words, lexicon, at)
            elif words.where[at - 2] == QUOTED and lexicon.says(words.low[at - 1]):
                found |= _head_of(words, lexicon, at)
    return {head: PersonNoun("x", "adult") for head in sorted(found) if head not in lexicon.people}


def _head_before_verb(words: Words, lexicon: Lexicon, at: int) -> set[str]:
    found = {"voice"} if "voice" in words.low[at + 1 : at + 4] else set[str]()
    for verb in range(at + 2, min(at + 5, len(words))):
        low = words.low[verb]
        if lexicon.says(low) and not low.endswith("ing") and low not in lexicon.infinitives:
            head = words.low[verb - 1]
            return found | ({head} if is_word(head) and head not in lexicon.closed else set())
    return found


def _head_of(words: Words, lexicon: Lexicon, at: int) -> set[str]:
    head = ""
    for after in range(at + 1, min(at + _LONGEST, len(words))):
        low, text = words.low[after], words.text[after]
        if words.where[after] != NARRATED or not is_word(low) or low in lexicon.closed or text[0].isupper():
            break
        if head and (low.endswith("ly") or lexicon.verb(low)):
            break
        head = low
        if text != words.base[after]:
            break
    return {head} if head else set()


# ------------------------------------------------------------------ finding


def find_descriptions(
    words: Words, lexicon: Lexicon, heads: dict[str, PersonNoun], taken: set[int]
) -> list[Mention]:
    """Every description of a person in the narration; `taken` are the tokens of names."""
    mentions = []
    for index, paragraph in enumerate(words.paragraphs):
        for piece in paragraph.pieces:
            if piece.spoken or words.where[piece.first] != NARRATED:
                continue
            for at in range(piece.first, piece.last):
                if _opens(words, lexicon, at):
                    head = _head(words, lexicon, heads, taken, at, piece.last)
                    if head >= 0 and _ends(words, lexicon, heads, taken, head, piece.last):
                        mentions.append(_description(words, heads, at, head, index))
    return mentions


def _opens(words: Words, lexicon: Lexicon, at: int) -> bool:
    owner = words.text[at] != words.base[at] and words.text[at][0].isupper()
    return words.low[at] in lexicon.grammar["determiner"] or (owner and words.low[at] not in lexicon.people)


def _head(
    words: Words, lexicon: Lexicon, heads: dict[str, PersonNoun], taken: set[int], at: int, end: int
) -> int:
    head = -1
    for after in range(at + 1, min(end, at + _LONGEST)):
        low = words.low[after]
        if not is_word(low) or after in taken or (low in lexicon.closed and low not in heads):
            break
        if low in heads:
            head = after
        elif head >= 0:
            break
        if words.text[after] != words.base[after]:
            break
    return head


def _ends(
    words: Words, lexicon: Lexicon, heads: dict[str, PersonNoun], taken: set[int], head: int, end: int
) -> bool:
    """Whether the noun is not itself part of a longer one: "the guard said", not "the guard house"."""
    if words.text[head] != words.base[head]:
        return True
    after = words.low[head + 1] if head + 1 < end else "."
    free = (
        not is_word(after)
        or after in lexicon.closed
        or bool(lexicon.verb(after))
        or after.endswith(("ed", "ly", "ing"))
    )
    if heads[words.low[head]].age == "unknown":
        return free and words.low[head - 1] != "another"
    return after not in heads and (free or head + 1 in taken)


def _description(words: Words, heads: dict[str, PersonNoun], at: int, head: int, paragraph: int) -> Mention:
    return Mention(
        first=at,
        last=head + 1,
        kind=NOUN,
        gender=heads[words.low[head]].gender,
        paragraph=paragraph,
        where=NARRATED,
        possessive=words.text[head] != words.base[head],
        key=words.low[head],
        modifiers=tuple(words.low[at + 1 : head]),
        determiner=words.low[at] if words.text[at] == words.base[at] else "'s",
    )


# ------------------------------------------------------------------ beside a name


def link_to_names(words: Words, names: list[Mention], described: list[Mention], people: list[Person]) -> None:
    """Notes which descriptions stand beside a name: "the girl, Mie", "the boy Perrin", "Mara, the guard"."""
    starts = {mention.first: mention for mention in names if mention.where == NARRATED}
    ends = {
        mention.last: mention for mention in names if mention.where == NARRATED and not mention.possessive
    }
    for mention in described:
        strength, name = _beside(words, mention, starts, ends)
        if name is None or mention.possessive:
            continue
        person = people[name.who]
        if mention.gender in ("x", person.likely_gender()) or person.likely_gender() == "x":
            person.heads[mention.key] += strength
            mention.who = name.who


def _beside(
    words: Words, mention: Mention, starts: dict[int, Mention], ends: dict[int, Mention]
) -> tuple[int, Mention | None]:
    first, last = mention.first, mention.last
    before = words.low[first - 1] if first else ""
    after = words.text[last] if last < len(words) else ""
    if last in starts:
        return 3, starts[last]
    if after == "," and last + 1 in starts and _stops(words, starts[last + 1].last):
        return 2, starts[last + 1]
    if before == "," and first - 1 in ends and after.lower() in _APPOSED:
        return 2, ends[first - 1]
    if before in ("was", "is") and first - 1 in ends and mention.determiner in ("the", "a", "an"):
        return 1, ends[first - 1]
    return 0, None


def _stops(words: Words, at: int) -> bool:
    return at >= len(words) or words.text[at] in (",", ".", "!", "?")
