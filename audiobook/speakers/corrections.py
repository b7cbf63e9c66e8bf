"""What the user's casting sheet says about single lines."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from audiobook.model import SPOKEN_BY_CHARACTERS
from audiobook.speakers.company import Person

if TYPE_CHECKING:
    from audiobook.model import Segmentation, Sheet
    from audiobook.speakers.company import Company
    from audiobook.speakers.turns import Turn

# Whatever is neither a letter nor a digit: a line is known by its words alone, not by its marks.
_MARKS = re.compile(r"[\W_]+")


def normalized(words: str) -> str:
    """The words of a line without marks and capitals, for comparing lines."""
    return _MARKS.sub(" ", words).strip().casefold()


def corrected(segmentation: Segmentation, sheet: Sheet) -> dict[int, str | None]:
    """Segment index -> the speaker that the sheet gives it (None: nobody)."""
    wanted = {(normalized(fix.words), fix.chapter): fix.speaker for fix in sheet.corrections}
    if not wanted:
        return {}
    found = {}
    for index, segment in enumerate(segmentation.segments):
        words = normalized(segmentation.story.text[segment.start : segment.end])
        for key in ((words, segment.chapter + 1), (words, None)):
            if key in wanted and segment.kind in SPOKEN_BY_CHARACTERS:
                found[index] = wanted[key]
                break
    return found


def teach(company: Company, turns: list[Turn], speakers: dict[int, str | None]) -> None:
    """Lets the lines that the user has set speak for the lines around them."""
    known = {
        alias.lower(): person.index for person in company.people for alias in (person.name, *person.aliases)
    }
    for turn in turns:
        names = [speakers[piece.segment] for piece in turn.pieces if piece.segment in speakers]
        if names and names[0] is not None:
            if names[0].lower() not in known:
                known[names[0].lower()] = len(company.people)
                company.people.append(Person(len(company.people), names[0], named=True))
            turn.corrected = known[names[0].lower()]
