"""Words -> where somebody is named, and what speaks for each name being a person's."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from audiobook.speakers.address import is_address
from audiobook.speakers.name_words import name_words, stem
from audiobook.speakers.words import NARRATED, QUOTED, is_word

if TYPE_CHECKING:
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
    accepted = name_words(words, lexicon) | extra
    mentions = []
    free = 0  # the token after the last name
    for at in words.capitals():
        mention = _name_at(words, lexicon, accepted, at) if at >= free else None
        if mention:
            mentions.append(mention)
            free = mention.last
    return mentions


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
        after = _after_particles(words, lexicon, at + 1)
        return words.text[after][0].isupper() and words.low[after] in accepted
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


def _after_particles(words: Words, lexicon: Lexicon, at: int) -> int:
    """Where the name goes on after its particles, the last token at most: at "Berg" in "van der Berg"."""
    while at + 1 < len(words) and words.text[at] in lexicon.particles:
        at += 1
    return at


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
    core = mention.form.core
    named_place = len(core) > 1 and core[-1] in lexicon.places and not mention.form.title
    evidence.placed += named_place or before in _PLACE_BEFORE or after in lexicon.places
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
