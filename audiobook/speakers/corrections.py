"""What the user's casting sheet says about single lines."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from audiobook.model import Segmentation, Sheet

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
            if key in wanted:
                found[index] = wanted[key]
                break
    return found
