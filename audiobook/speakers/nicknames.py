"""Short forms and ways of saying a name: "Kess" for "Kessic", "Rossa" for "Ross"."""

from __future__ import annotations

import sys
from bisect import bisect_left
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from audiobook.speakers.groups import Groups
    from audiobook.speakers.lexicon import Lexicon
    from audiobook.speakers.names import Form

_VARIANT_SHARE, _HARDLY = 4, 0.15
_AFTER_ALL = chr(sys.maxunicode)  # a sign after those of every word


def join_nicknames(groups: Groups, lexicon: Lexicon) -> None:
    """Joins a short form with the only name it can be short for."""
    words = {
        form.core[0]: form for form in sorted(groups.found, key=lambda form: (groups.count[form], form.title))
    }
    ordered = sorted(words)
    for short in ordered:
        mine = groups.root(words[short])
        full = {
            groups.root(words[other])
            for other in _full_names(short, ordered, words, groups, lexicon)
            if _genders_fit(short, other, lexicon)
        } - {mine}
        if len(full) == 1:
            groups.join(mine, full.pop())


def _full_names(
    short: str, ordered: list[str], words: dict[str, Form], groups: Groups, lexicon: Lexicon
) -> Iterator[str]:
    """The names that may be said in short so, known ones and those of which it is the beginning or more."""
    known = lexicon.nicknames.get(short, frozenset())
    yield from (full for full in known if full in words and not _both_act(groups, words[short], words[full]))
    if _only_addressed(groups, words[short]):
        yield from (full for full in _alike(short, ordered, words) if full not in known)


def _alike(short: str, ordered: list[str], words: Container[str]) -> Iterator[str]:
    """The words that begin like a short form ("Kessic" like "Kess" and "Kessy"), or with which it begins."""
    stem = short[:-1].rstrip("i") if len(short) >= 4 and short[-1] in "ey" else ""
    beginning = stem if len(stem) >= 3 else short
    if len(beginning) >= 2:
        yield from ordered[bisect_left(ordered, beginning) : bisect_left(ordered, beginning + _AFTER_ALL)]
    yield from (short[:end] for end in range(4, len(short)) if short[:end] in words)


def _genders_fit(short: str, full: str, lexicon: Lexicon) -> bool:
    one, other = lexicon.given.get(short, "x"), lexicon.given.get(full, "x")
    return one == other or "x" in (one, other)


def join_variants(groups: Groups, lexicon: Lexicon) -> None:
    """Joins a name with the way that some say it: "Rossa" is what strangers make of "Ross".

    Both sound alike in their consonants, and hardly anything is done by the rarer of the two.
    """
    forms = sorted(groups.found, key=lambda form: (-groups.count[form], form.core, form.title))
    by_sound: dict[str, list[Form]] = {}  # of those before
    for form in (form for form in forms if len(form.core) == 1):
        word = form.core[0]
        same_sound = by_sound.setdefault(_consonants(word), [])
        if word not in lexicon.given and _only_mentioned(groups, form):
            alike = {
                groups.root(other)
                for other in same_sound
                if _VARIANT_SHARE * groups.count[form] <= groups.count[other] and other.core[0] != word
            }
            if len(alike) == 1:
                groups.join(form, alike.pop())
        same_sound.append(form)


def _only_mentioned(groups: Groups, form: Form) -> bool:
    seen = groups.found[form]
    return (seen.said + seen.acted) <= _HARDLY * groups.count[form] and groups.count[form] > 1


def _consonants(word: str) -> str:
    """The first letter and the consonants after it, doubled ones once: "rs" for "ross"."""
    kept = word[0] + "".join(letter for letter in word[1:] if letter not in "aeiouhy")
    return "".join(letter for at, letter in enumerate(kept) if at == 0 or letter != kept[at - 1])


def _both_act(groups: Groups, one: Form, other: Form) -> bool:
    def acts(form: Form) -> int:
        return sum(groups.found[member].said + groups.found[member].acted for member in groups.members(form))

    return min(acts(one), acts(other)) >= 3


def _only_addressed(groups: Groups, form: Form) -> bool:
    members = [groups.found[member] for member in groups.members(form)]
    narrated = sum(evidence.narrated for evidence in members)
    return narrated * 4 <= sum(evidence.quoted for evidence in members)
