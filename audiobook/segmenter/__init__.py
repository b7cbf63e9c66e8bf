"""Story -> Segmentation: chapters, and what every range of the text is.

Structure first, words second: what the source marks is taken as it is; then rows of signs, headings,
cards; then the author's notes, weighed sign by sign; what is left is story, and is cut into
narration, speech, thoughts and documents. Nothing is dropped: every block lies in its segments.
"""

from __future__ import annotations

from audiobook.model import Segmentation, Story
from audiobook.segmenter.assembly import assemble
from audiobook.segmenter.customs import customs_of
from audiobook.segmenter.language import detect
from audiobook.segmenter.structure import find_structure

__all__ = ["detect", "segment"]


def segment(story: Story) -> Segmentation:
    """`story` cut into chapters and segments."""
    rules = customs_of(story.metadata.language or detect(story.text))
    return assemble(story, find_structure(story, rules), rules)
