"""Short forms and ways of saying a name: "Kess" for "Kessic", "Rossa" for "Ross"."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from audiobook.speakers.groups import Groups
    from audiobook.speakers.lexicon import Lexicon
    from audiobook.speakers.names import Form

_VARIANT_SHARE, _HARDLY = 4, 0.15


def join_nicknames(groups: Groups, lexicon: Lexicon) -> None:
    """Joins a short form with the only name it can be short for."""
    words = {
        form.core[0]: form for form in sorted(groups.found, key=lambda form: (groups.count[form], form.title))
    }
    for short in sorted(words):
        full = [
            other
            for other in words
            if other != short
            and groups.root(words[other]) != groups.root(words[short])
            and _short_for(short, other, words, groups, lexicon)
        ]
        if len({groups.root(words[other]) for other in full}) == 1:
            groups.join(words[short], words[full[0]])


def _short_for(short: str, full: str, words: dict[str, Form], groups: Groups, lexicon: Lexicon) -> bool:
    one, other = lexicon.given.get(short, "x"), lexicon.given.get(full, "x")
    if one != other and "x" not in (one, other):
        return False
    if full in lexicon.nicknames.get(short, ()):
        return not _both_act(groups, words[short], words[full])
    begins = (full.startswith(short) and len(short) >= 2) or (short.startswith(full) and len(full) >= 4)
    begins = begins or (
        len(short) >= 4
        and short[:-1].rstrip("i") == full[: len(short[:-1].rstrip("i"))]
        and short[-1] in "ey"
        and len(short[:-1].rstrip("i")) >= 3
    )
    return begins and _only_addressed(groups, words[short])


def join_variants(groups: Groups, lexicon: Lexicon) -> None:
    """Joins a name with the way that some say it: "Rossa" is what strangers make of "Ross".

    Both sound alike in their consonants, and hardly anything is done by the rarer of the two.
    """
    forms = sorted(groups.found, key=lambda form: (-groups.count[form], form.core, form.title))
    singles = [form for form in forms if len(form.core) == 1]
    for at, rare in enumerate(singles):
        word = rare.core[0]
        if word not in lexicon.given and _only_mentioned(groups, rare):
            alike = [
                other
                for other in singles[:at]
                if _VARIANT_SHARE * groups.count[rare] <= groups.count[other]
                and other.core[0] != word
                and _consonants(other.core[0]) == _consonants(word)
            ]
            if len({groups.root(other) for other in alike}) == 1:
                groups.join(rare, alike[0])


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
