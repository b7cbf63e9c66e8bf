"""Forms of names in groups that are joined step by step, until each group names one person."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from audiobook.speakers.names import Evidence, Form


class Groups:
    """Forms, each in one group; groups are known by their smallest member."""

    def __init__(self, found: Mapping[Form, Evidence]) -> None:
        self.found = found
        self.roots = {form: form for form in found}
        self.together = {form: [form] for form in found}  # the root of a group -> its members
        self.count = {form: evidence.narrated + evidence.quoted for form, evidence in found.items()}
        self.owner: dict[Form, int] = {}  # the root of a group -> which of the user's people it is

    def root(self, form: Form) -> Form:
        """The member that a form's group is known by."""
        return self.roots[form]

    def join(self, one: Form, other: Form) -> None:
        """Makes one group of the groups of two forms, unless the user says that they are two."""
        first, second = sorted((self.root(one), self.root(other)), key=lambda form: (form.core, form.title))
        owners = {self.owner[root] for root in (first, second) if root in self.owner}
        if first == second or len(owners) > 1:
            return
        joined = self.together.pop(second)
        self.together[first] += joined
        self.roots |= dict.fromkeys(joined, first)
        self.owner |= dict.fromkeys((first, second), owners.pop()) if owners else {}

    def members(self, form: Form) -> list[Form]:
        """The forms in the group of a form."""
        return self.together[self.root(form)]

    def result(self) -> list[tuple[Form, ...]]:
        """All groups, the most mentioned first; so their forms."""
        groups: dict[Form, list[Form]] = {}
        for form in self.found:
            groups.setdefault(self.root(form), []).append(form)
        ordered = (
            sorted(group, key=lambda form: (-self.count[form], form.core, form.title))
            for group in groups.values()
        )
        return sorted(
            map(tuple, ordered), key=lambda group: (-sum(self.count[form] for form in group), group[0].core)
        )
