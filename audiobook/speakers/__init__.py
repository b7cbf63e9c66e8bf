"""Segmentation -> Script: who says each line, and who the characters are.

    script = attribute(segmentation)
    script = attribute(segmentation, sheet)   # the user's casting sheet is honored

Every line of dialogue, telepathy and thought gets a speaker (a character's name, a description
such as "the guard", or None), a confidence from 0 to 1, and a reason in plain words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from audiobook.model import Sheet
from audiobook.speakers.attribution import attribute_speakers

if TYPE_CHECKING:
    from audiobook.model import Script, Segmentation

__all__ = ["attribute"]


def attribute(segmentation: Segmentation, sheet: Sheet | None = None) -> Script:
    """The script of a segmentation: its speech with speakers, and the characters who speak."""
    return attribute_speakers(segmentation, sheet or Sheet())
