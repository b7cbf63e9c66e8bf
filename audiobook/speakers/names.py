"""Words -> the names in them: which capitals are somebody's name, and where each is named."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from audiobook.speakers.address import is_address
from audiobook.speakers.words import NARRATED, QUOTED, is_word

if TYPE_CHECKING:
    from audiobook.speakers.address import is_address
    from audiobook.speakers.lexicon import Lexicon
from audiobook.speakers.words import Words

_PLACE_BEFORE = frozenset(
    {"in", "at", "near", "from", "through", "toward", "towards", "across", "outside", "into", "off"}
)


@dataclass(frozen=True, slots=True)
class Form:
    """A name as it is written: its title ("captain", "" for none) and its own words, lower case."""

    title: str
    core: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NameMention:
    """A name in the text: tokens [first, last), and whether it owns something ("Mara's")."""

    first: int
    last: int
    form: Form
    possessive: bool


@dataclass(eq=False)
class Evidence:
    """What speaks for a word being a person's name, counted over the story."""

    said: int = 0
    acted: int = 0
    addressed: int = 0
    titled: int = 0
    placed: int = 0
    articled: int = 0
    quoted: int = 0
    narrated: int = 0
    surfaces: Counter[str] = field(default_factory=Counter)


def find_names(words: Words, lexicon: Lexicon, extra: frozenset[str] = frozenset()) -> list[NameMention]:
    """Every mention of a name, in order; words of `extra` are names whatever they look like."""
    accepted = _name_words(words, lexicon) | extra
    mentions = []
    at = 0
    while at < len(words):
        mention = _name_at(words, lexicon, accepted, at) if words.text[at][0].isupper() else None
        if mention:
            mentions.append(mention)
            at = mention.last
        else:
            at += 1
    return mentions


# ------------------------------------------------------------------ which words are names


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
    texts, lows, initials = words.text, words.low, words.initial
    for at, text in enumerate(texts):
        if not is_word(text):
            continue
        low = stem(lows[at], lexicon)
        if not text[0].isupper():
            counts.lower[low] += 1
        elif len(text) == 1 or not words.base[at].isupper() or low in lexicon.given:
            (counts.first if initials[at] else counts.middle)[low] += 1
            if at and lows[at - 1] in ("the", "a", "an", "this", "these"):
                counts.article[low] += 1
            if _acts(words, lexicon, at):
                counts.person[low] += 1
            if _speaks(words, lexicon, at):
                counts.said[low] += 1
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


def _name_words(words: Words, lexicon: Lexicon) -> set[str]:
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


# ------------------------------------------------------------------ where they are named


def _name_at(
    words: Words, lexicon: Lexicon, accepted: set[str] | frozenset[str], at: int
) -> NameMention | None:
    title, begin = _title_at(words, lexicon, at)
    core: list[str] = []
    end = begin
    while end < len(words) and _continues(words, lexicon, accepted, end, bool(core) or bool(title)):
        core.append(stem(words.low[end], lexicon))
        end += 1
        if words.base[end - 1] != words.text[end - 1]:
            break
        if len(core[-1]) == 1 and end < len(words) and words.text[end] == ".":
            end += 1
    while core and (core[-1] in lexicon.particles or len(core[-1]) == 1):
        core.pop()
        end -= 1
    if not core:
        return None
    first = at if title else begin
    return NameMention(first, end, Form(title, tuple(core)), words.base[end - 1] != words.text[end - 1])


def _title_at(words: Words, lexicon: Lexicon, at: int) -> tuple[str, int]:
    """The title that starts at a token and where the name after it begins; ("", at) if there is none."""
    low = words.low[at]
    known = low in lexicon.titles or low in lexicon.decorations
    after = at + 1
    if not known or words.text[at] != words.base[at] or after >= len(words):
        return "", at
    if words.text[after] == "." and low in lexicon.abbreviated and after + 1 < len(words):
        after += 1
    text = words.text[after]
    if text[0].isupper() and words.low[after] not in lexicon.not_names and _same_place(words, at, after):
        inner, begin = _title_at(words, lexicon, after)
        return (inner if inner and low in lexicon.decorations else low), (begin if inner else after)
    return "", at


def _same_place(words: Words, one: int, other: int) -> bool:
    return words.where[one] == words.where[other]


def _continues(
    words: Words, lexicon: Lexicon, accepted: set[str] | frozenset[str], at: int, inside: bool
) -> bool:
    text, low = words.text[at], words.low[at]
    if inside and low in lexicon.particles and at + 1 < len(words) and low != "of":
        return words.text[at + 1][0].isupper() and words.low[at + 1] in accepted
    if not text[0].isupper() or (inside and words.initial[at] and not words.initial[at - 1]):
        return False
    known = stem(low, lexicon)
    if inside and len(low) == 1 and low != "i":
        return True
    if known in accepted:
        return True
    before = words.text[at - 1] if at else ""
    if inside and low in lexicon.decorations and is_word(before or "."):
        return True  # a surname: "Brigham Young"
    after_title = inside and low not in lexicon.not_names and not words.base[at].isupper()
    return after_title and (before == "." or (known not in lexicon.people and is_word(before or ".")))


# ------------------------------------------------------------------ who is a person


def weigh(words: Words, lexicon: Lexicon, mentions: list[NameMention]) -> dict[Form, Evidence]:
    """The evidence for each form of a name being a person's."""
    found: dict[Form, Evidence] = {}
    for mention in mentions:
        evidence = found.setdefault(mention.form, Evidence())
        _weigh_one(words, lexicon, mention, evidence)
    return found


def _weigh_one(words: Words, lexicon: Lexicon, mention: NameMention, evidence: Evidence) -> None:
    before = words.low[mention.first - 1] if mention.first else ""
    after = words.low[mention.last] if mention.last < len(words) else ""
    narrated = words.where[mention.first] == NARRATED
    evidence.surfaces[surface(words, mention.first, mention.last)] += 1
    evidence.titled += bool(mention.form.title)
    evidence.articled += before in ("the", "a", "an")
    evidence.placed += before in _PLACE_BEFORE or after in lexicon.places
    if narrated:
        evidence.narrated += 1
        verb = lexicon.verb(after)
        evidence.said += ("say" in verb and not after.endswith("ing")) or lexicon.says(before)
        evidence.acted += bool(verb) and not after.endswith("ing")
    elif words.where[mention.first] == QUOTED:
        evidence.quoted += 1
        evidence.addressed += is_address(words, mention.first, mention.last, possessive=mention.possessive)


def surface(words: Words, first: int, last: int) -> str:
    """A name as it is written, without a possessive ending: "Mr. Darcy"; capitals only where it shouts."""
    out: list[str] = []
    for at in range(first, last):
        if words.text[at] == "." and out:
            out[-1] += "."
        else:
            word = words.base[at]
            out.append(word.capitalize() if len(word) > 2 and word.isupper() else word)
    return " ".join(out)
