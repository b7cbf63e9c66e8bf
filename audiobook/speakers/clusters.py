"""Forms of names -> people: "Captain Oduya", "Oduya" and "Kess" for "Kessic" brought together."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from audiobook.speakers.groups import Groups
from audiobook.speakers.nicknames import join_nicknames, join_variants

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

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
    by_surname = _by(full, lambda form: form.core[-1:])
    for longer in full:
        for shorter in by_surname[longer.core[-1]]:
            if len(shorter.core) < len(longer.core) and set(shorter.core) < set(longer.core):
                groups.join(longer, shorter)
    by_word = _by(full, lambda form: form.core)
    singles = _by(groups.found, lambda form: form.core if len(form.core) == 1 else ())
    for word in sorted(singles):
        for form in _one_per_group(groups, singles[word]):
            owner = _owner(groups, form, by_word.get(word, []), singles, lexicon)
            if owner:
                groups.join(form, owner)


def _by(forms: Iterable[Form], words: Callable[[Form], Iterable[str]]) -> dict[str, list[Form]]:
    """The forms, in their order, by some of the words in each."""
    found: dict[str, list[Form]] = {}
    for form in forms:
        for word in dict.fromkeys(words(form)):
            found.setdefault(word, []).append(form)
    return found


def _one_per_group(groups: Groups, forms: list[Form]) -> list[Form]:
    seen: dict[Form, Form] = {}
    for form in sorted(forms, key=lambda form: (-groups.count[form], form.title)):
        seen.setdefault(groups.root(form), form)
    return list(seen.values())


def _owner(
    groups: Groups, form: Form, full: list[Form], singles: dict[str, list[Form]], lexicon: Lexicon
) -> Form | None:
    """The name, of the full ones with the word in them, that a single name is most likely short for."""
    word = form.core[0]
    gender = _group_gender(groups, form, lexicon)
    genders = {other: _group_gender(groups, other, lexicon) for other in full}
    fitting = [other for other in full if gender == genders[other] or "x" in (gender, genders[other])]
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
    titled = _by(groups.found, lambda form: (form.title,))
    for form in list(groups.found):
        if not form.title and len(form.core) == 1:
            bearers = {groups.root(other) for other in titled.get(form.core[0], ())}
            if len(bearers) == 1:
                groups.join(form, next(iter(bearers)))


def _join_given(groups: Groups, given: list[frozenset[str]]) -> None:
    """Joins the forms that the user says name one person; a name with its title goes before one without."""
    owners: dict[str, int] = {}
    for at, together in enumerate(given):
        for name in together:
            owners.setdefault(name.replace(".", ""), at)
    first_of: dict[int, Form] = {}
    for form in groups.found:
        names = (" ".join((form.title, *form.core)).strip(), " ".join(form.core))
        owner = next((owners[name] for name in names if name in owners), None)
        if owner is not None:
            groups.owner[form] = owner
    for form, owner in list(groups.owner.items()):
        groups.join(first_of.setdefault(owner, form), form)
