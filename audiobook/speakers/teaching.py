"""What the user has set about single lines, taught to the turns around them."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from audiobook.speakers.candidates import NOBODY
from audiobook.speakers.likeness import shortened

if TYPE_CHECKING:
    from audiobook.model import Segmentation, Sheet
    from audiobook.speakers.company import Company
    from audiobook.speakers.corrections import Corrected
    from audiobook.speakers.turns import Turn

_MOST_WARNINGS = 5
_CLOSE, _SURELY_MEANT = 0.6, 0.8  # difflib's bar for one slip in a short word, and in a longer one


def teach(company: Company, turns: list[Turn], fixes: Corrected, sheet: Sheet, told: Segmentation) -> None:
    """Lets the lines that the user has set speak for the lines around them, and for the rest of their turn.

    Fills `company.fixed` and adds to `company.warnings`.
    """
    company.warnings.extend(fixes.warnings[:_MOST_WARNINGS])
    if more := len(fixes.warnings[_MOST_WARNINGS:]):
        company.warnings.append(f"{more} more of its corrections fit no line of this story.")
    names = _Names(company, sheet)
    for index, speaker in sorted(fixes.speakers.items()):
        words = shortened(told.story.text[told.segments[index].start : told.segments[index].end])
        company.fixed[index] = NOBODY if speaker is None else names.person(speaker, words)
    for turn in turns:
        fixed = [company.fixed[piece.segment] for piece in turn.pieces if piece.segment in company.fixed]
        if fixed:
            turn.corrected = fixed[0]
            for piece in turn.pieces:
                company.fixed.setdefault(piece.segment, fixed[0])


class _Names:
    """Whom the names that users write stand for."""

    def __init__(self, company: Company, sheet: Sheet) -> None:
        self.company = company
        self.members = {
            name.lower(): member for member in sheet.members for name in (member.name, *member.aliases)
        }
        self.known: dict[str, int] = {}
        for person in company.people:
            self.known.setdefault(person.name.lower(), person.index)
        for person in company.people:
            for alias in sorted(person.aliases):
                self.known.setdefault(alias.lower(), person.index)
        for member in sheet.members:
            own = [self.known[n.lower()] for n in (member.name, *member.aliases) if n.lower() in self.known]
            for name in (member.name, *member.aliases) if own else ():
                self.known[name.lower()] = own[0]

    def person(self, name: str, words: str) -> int:
        """The person called `name`, who is to say `words`: one of the story, or somebody new."""
        if name.lower() not in self.known:
            self.known[name.lower()] = self._stranger(name, words)
        return self.known[name.lower()]

    def _stranger(self, name: str, words: str) -> int:
        """Somebody of whom the story has not heard: a slip of the pen, or a new person."""
        member = self.members.get(name.lower())
        if member is not None:
            return self.company.add(member.name, member.gender)
        told = f"The casting sheet gives {words!r} to {name!r}, and nobody in this story has that name"
        add = f"add {name!r} under 'characters:'."
        meant = get_close_matches(name.lower(), self.known, n=1, cutoff=_CLOSE)
        if not meant:
            self.company.warnings.append(f"{told}; if that is right, {add}")
            return self.company.add(name)
        who = self.known[meant[0]]
        surely = bool(get_close_matches(name.lower(), meant, cutoff=_SURELY_MEANT))
        meant_name = repr(self.company.people[who].name)
        told = f"{told}; did you mean {meant_name}? If not, {add}"
        self.company.warnings.append(f"{told} Until then {meant_name} says it." if surely else told)
        return who if surely else self.company.add(name)
