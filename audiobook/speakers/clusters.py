"""Forms of names -> people: "Captain Oduya", "Oduya" and "Kess" for "Kessic" brought together."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from audiobook.speakers.groups import Groups
from audiobook.speakers.nicknames import join_nicknames, join_variants

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from audiobook.speakers.lexicon import Lexicon
    from audiobook.speakers.names import Evidence, Form

_MARRIED = frozenset({"mrs", "missus", "madame", "mme", "frau"})


def title_gender(form: Form, lexicon: Lexicon) -> str:
    """The gender that a form's title tells: "m", "f", or "x" for none."""
    return lexicon.titles.get(form.title, "x") if form.title else "x"


def cluster(
    found: Mapping[Form, Evidence], lexicon: Lexicon, given: Iterable[frozenset[str]] = ()
) -> list[tuple[Form, ...]]:
    """Groups of forms that name one person each; the most mentioned first.

    `given` are sets of names (lower case) that the user says belong together; names of two sets never do.
    """
    groups = Groups(found)
    _join_given(groups, list(given))
    _join_same_core(groups, lexicon)
    _join_parts(groups, lexicon)
    for _ in range(2):  # a short form may be short for another: Con, Connie, Constance
        join_nicknames(groups, lexicon)
    join_variants(groups, lexicon)
    _join_titles(groups)
    return groups.result()


# ------------------------------------------------------------------ the same words under several titles


def _join_same_core(groups: Groups, lexicon: Lexicon) -> None:
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


def _join_plain(groups: Groups, kinds: dict[str, list[Form]]) -> None:
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


def _join_parts(groups: Groups, lexicon: Lexicon) -> None:
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


def _one_per_group(groups: Groups, forms: list[Form]) -> list[Form]:
    seen: dict[Form, Form] = {}
    for form in sorted(forms, key=lambda form: (-groups.count[form], form.title)):
        seen.setdefault(groups.root(form), form)
    return list(seen.values())


def _owner(
    groups: Groups, form: Form, full: list[Form], singles: dict[str, list[Form]], lexicon: Lexicon
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


def _group_gender(groups: Groups, form: Form, lexicon: Lexicon) -> str:
    genders: Counter[str] = Counter()
    for member in groups.members(form):
        gender = title_gender(member, lexicon)
        if gender == "x" and len(member.core) > 1:
            gender = lexicon.given.get(member.core[0], "x")
        genders[gender] += groups.count[member]
    known = {gender: count for gender, count in genders.items() if gender != "x"}
    return max(sorted(known), key=lambda gender: known[gender]) if known else "x"


# ------------------------------------------------------------------ titles, and what the user says


def _join_titles(groups: Groups) -> None:
    """Joins a title used as a name with the only one who bears it: "Lola" with "Lola Pacita"."""
    for form in list(groups.found):
        if not form.title and len(form.core) == 1:
            bearers = {groups.root(other) for other in groups.found if other.title == form.core[0]}
            if len(bearers) == 1:
                groups.join(form, next(iter(bearers)))


def _join_given(groups: Groups, given: list[frozenset[str]]) -> None:
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
