"""Segmentation -> Script: who says each line, and who the characters are.

    script = attribute(segmentation)
    script = attribute(segmentation, sheet)   # the user's casting sheet is honored
    script = attribute(segmentation, sheet, past)   # what was decided before the story grew stays

Every line of dialogue, telepathy and thought gets a speaker (a character's name, a description
such as "the guard", or None), a confidence from 0 to 1, and a reason in plain words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from audiobook.model import Past, Sheet
from audiobook.speakers.attribution import attribute_speakers
from audiobook.speakers.past import paragraphs_of

if TYPE_CHECKING:
    from audiobook.model import Script, Segmentation

__all__ = ["attribute", "paragraphs_of"]


def attribute(segmentation: Segmentation, sheet: Sheet | None = None, past: Past | None = None) -> Script:
    """The script of a segmentation: its speech with speakers, and the characters who speak."""
    return attribute_speakers(segmentation, sheet or Sheet(), past or Past())
