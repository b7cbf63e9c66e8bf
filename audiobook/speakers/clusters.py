"""Forms of names -> people: "Captain Oduya", "Oduya" and "Kess" for "Kessic" brought together."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from audiobook.speakers.names import Form

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from audiobook.speakers.lexicon import Lexicon
    from audiobook.speakers.names import Evidence

_MARRIED = frozenset({"mrs", "missus", "madame", "mme", "frau"})

_VARIANT_SHARE, _HARDLY = 4, 0.15


def title_gender(form: Form, lexicon: Lexicon) -> str:
    """The gender that a form's title tells: "m", "f", or "x" for none."""
    return lexicon.titles.get(form.title, "x") if form.title else "x"


def cluster(
    found: Mapping[Form, Evidence], lexicon: Lexicon, given: Iterable[frozenset[str]] = ()
) -> list[tuple[Form, ...]]:
    """Groups of forms that name one person each; the most mentioned first.

    `given` are sets of names (lower case) that the user says belong together; names of two sets never do.
    """
    groups = _Groups(found)
    _join_given(groups, list(given))
    _join_same_core(groups, lexicon)
    _join_parts(groups, lexicon)
    for _ in range(2):  # a short form may be short for another: Con, Connie, Constance
        _join_nicknames(groups, lexicon)
    _join_variants(groups, lexicon)
    _join_titles(groups)
    return groups.result()


class _Groups:
    """Forms, each in one group; groups are known by their smallest member."""

    def __init__(self, found: Mapping[Form, Evidence]) -> None:
        self.found = found
        self.parent = {form: form for form in found}
        self.count = {form: evidence.narrated + evidence.quoted for form, evidence in found.items()}
        self.owner: dict[Form, int] = {}  # the root of a group -> which of the user's people it is

    def root(self, form: Form) -> Form:
        while self.parent[form] != form:
            form = self.parent[form]
        return form

    def join(self, one: Form, other: Form) -> None:
        first, second = sorted((self.root(one), self.root(other)), key=lambda form: (form.core, form.title))
        owners = {self.owner[root] for root in (first, second) if root in self.owner}
        if len(owners) > 1:  # the user says that they are two
            return
        self.parent[second] = first
        self.owner |= dict.fromkeys((first, second), owners.pop()) if owners else {}

    def members(self, form: Form) -> list[Form]:
        root = self.root(form)
        return [other for other in self.parent if self.root(other) == root]

    def result(self) -> list[tuple[Form, ...]]:
        groups: dict[Form, list[Form]] = {}
        for form in self.parent:
            groups.setdefault(self.root(form), []).append(form)
        ordered = (
            sorted(group, key=lambda form: (-self.count[form], form.core, form.title))
            for group in groups.values()
        )
        return sorted(
            map(tuple, ordered), key=lambda group: (-sum(self.count[form] for form in group), group[0].core)
        )


# ------------------------------------------------------------------ the same words under several titles


def _join_same_core(groups: _Groups, lexicon: Lexicon) -> None:
    by_core: dict[tuple[str, ...], list[Form]] = {}
    for form in groups.found:
        by_core.setdefault(form.core, []).append(form)
    for forms in by_core.values():
        kinds: dict[str, list[Form]] = {}
        for form in forms:
            kinds.setdefault(_kind(form, lexicon), []).append(form)
        for same in kinds.values():
            for form in same[1:]:
                groups.join(same[0], form)
        _join_plain(groups, kinds)


def _kind(form: Form, lexicon: Lexicon) -> str:
    """What tells two people of one name apart: Mr., Mrs. and Miss; every other title fits anybody."""
    gender = title_gender(form, lexicon)
    if gender == "f" and len(form.core) == 1 and form.core[0] not in lexicon.given:
        return "mrs" if form.title in _MARRIED else "miss"
    return gender


def _join_plain(groups: _Groups, kinds: dict[str, list[Form]]) -> None:
    plain = kinds.get("x")
    titled = {kind: forms for kind, forms in kinds.items() if kind != "x"}
    if not plain or not titled:
        return
    if len(titled) > 1 and "m" in titled:  # "Bennet" alone is rather the man of the house
        groups.join(plain[0], titled["m"][0])
    else:
        most = max(titled.values(), key=lambda forms: sum(groups.count[form] for form in forms))
        groups.join(plain[0], most[0])


# ------------------------------------------------------------------ a name and its parts


def _join_parts(groups: _Groups, lexicon: Lexicon) -> None:
    full = [form for form in groups.found if len(form.core) > 1]
    full.sort(key=lambda form: (-groups.count[form], len(form.core), form.core, form.title))
    for longer in full:
        for shorter in full:
            if shorter.core != longer.core and _within(shorter.core, longer.core):
                groups.join(longer, shorter)
    singles: dict[str, list[Form]] = {}
    for form in groups.found:
        if len(form.core) == 1:
            singles.setdefault(form.core[0], []).append(form)
    for word in sorted(singles):
        for form in _one_per_group(groups, singles[word]):
            owner = _owner(groups, form, full, singles, lexicon)
            if owner:
                groups.join(form, owner)


def _within(shorter: tuple[str, ...], longer: tuple[str, ...]) -> bool:
    return len(shorter) < len(longer) and shorter[-1] == longer[-1] and set(shorter) < set(longer)


def _one_per_group(groups: _Groups, forms: list[Form]) -> list[Form]:
    seen: dict[Form, Form] = {}
    for form in sorted(forms, key=lambda form: (-groups.count[form], form.title)):
        seen.setdefault(groups.root(form), form)
    return list(seen.values())


def _owner(
    groups: _Groups, form: Form, full: list[Form], singles: dict[str, list[Form]], lexicon: Lexicon
) -> Form | None:
    """The full name that a single name is most likely short for."""
    word = form.core[0]
    gender = _group_gender(groups, form, lexicon)
    fitting = [
        other
        for other in full
        if word in other.core
        and "x"
        in (both := {gender, _group_gender(groups, other, lexicon)}) | ({"x"} if len(both) == 1 else set())
    ]
    if not fitting:
        return None

    def rank(other: Form) -> tuple[float, float]:
        rivals = [part for part in other.core if part != word]
        called_else = sum(groups.count[single] for part in rivals for single in singles.get(part, []))
        leading = other.core[0] == word
        return (0.0 if leading else called_else / (1 + groups.count[other]), -groups.count[other])

    firsts = {groups.root(other) for other in fitting}
    if len(firsts) == 1:
        return fitting[0]
    return min(fitting, key=rank)


def _group_gender(groups: _Groups, form: Form, lexicon: Lexicon) -> str:
    genders: Counter[str] = Counter()
    for member in groups.members(form):
        gender = title_gender(member, lexicon)
        if gender == "x" and len(member.core) > 1:
            gender = lexicon.given.get(member.core[0], "x")
        genders[gender] += groups.count[member]
    known = {gender: count for gender, count in genders.items() if gender != "x"}
    return max(sorted(known), key=lambda gender: known[gender]) if known else "x"


# ------------------------------------------------------------------ short forms


def _join_nicknames(groups: _Groups, lexicon: Lexicon) -> None:
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


def _short_for(short: str, full: str, words: dict[str, Form], groups: _Groups, lexicon: Lexicon) -> bool:
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


def _join_variants(groups: _Groups, lexicon: Lexicon) -> None:
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


def _only_mentioned(groups: _Groups, form: Form) -> bool:
    seen = groups.found[form]
    return (seen.said + seen.acted) <= _HARDLY * groups.count[form] and groups.count[form] > 1


def _consonants(word: str) -> str:
    """The first letter and the consonants after it, doubled ones once: "rs" for "ross"."""
    kept = word[0] + "".join(letter for letter in word[1:] if letter not in "aeiouhy")
    return "".join(letter for at, letter in enumerate(kept) if at == 0 or letter != kept[at - 1])


def _both_act(groups: _Groups, one: Form, other: Form) -> bool:
    def acts(form: Form) -> int:
        return sum(groups.found[member].said + groups.found[member].acted for member in groups.members(form))

    return min(acts(one), acts(other)) >= 3


def _only_addressed(groups: _Groups, form: Form) -> bool:
    members = [groups.found[member] for member in groups.members(form)]
    narrated = sum(evidence.narrated for evidence in members)
    return narrated * 4 <= sum(evidence.quoted for evidence in members)


def _join_titles(groups: _Groups) -> None:
    """Joins a title used as a name with the only one who bears it: "Lola" with "Lola Pacita"."""
    for form in list(groups.found):
        if not form.title and len(form.core) == 1:
            bearers = {groups.root(other) for other in groups.found if other.title == form.core[0]}
            if len(bearers) == 1:
                groups.join(form, next(iter(bearers)))


def _join_given(groups: _Groups, given: list[frozenset[str]]) -> None:
    """Joins the forms that the user says name one person; a name with its title goes before one without."""
    sets = [frozenset(name.replace(".", "") for name in together) for together in given]
    for form in groups.found:
        names = (" ".join((form.title, *form.core)).strip(), " ".join(form.core))
        owner = next((at for name in names for at, names_of in enumerate(sets) if name in names_of), None)
        if owner is not None:
            groups.owner[form] = owner
    for at in range(len(sets)):
        mine = [form for form in groups.found if groups.owner.get(form) == at]
        for form in mine[1:]:
            groups.join(mine[0], form)
