"""What the styles of a document say of a paragraph or a run of words; styles build on one another."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from audiobook.model import BlockKind, MarkKind
from audiobook.readers.builder import PARAGRAPH, Shape

_LONGEST_CHAIN = 20
# "heading 1", "Heading_20_2"
_HEADING = re.compile(r"heading[ _]*(?:20_)?(\d)\b")
_SHAPES = {
    "title": Shape(BlockKind.HEADING, 1),
    "subtitle": Shape(BlockKind.HEADING, 6),
    "quote": Shape(BlockKind.LETTER),
    "intense quote": Shape(BlockKind.LETTER),
    "block text": Shape(BlockKind.LETTER),
    "quotations": Shape(BlockKind.LETTER),
    "preformatted text": Shape(BlockKind.LETTER),
    "verse": Shape(BlockKind.VERSE),
    "poem": Shape(BlockKind.VERSE),
}
_CONTENTS = Shape(BlockKind.METADATA, reason="list of contents")


@dataclass(frozen=True, slots=True)
class Look:
    """Marks that are switched on (True) or off (False), whether words are hidden, what a paragraph is."""

    marks: Mapping[MarkKind, bool] = field(default_factory=dict)
    hidden: bool | None = None
    shape: Shape | None = None

    def over(self, below: Look) -> Look:
        """The look, laid over another one."""
        return Look(
            marks={**below.marks, **self.marks},
            hidden=below.hidden if self.hidden is None else self.hidden,
            shape=self.shape or below.shape,
        )

    @property
    def kinds(self) -> tuple[MarkKind, ...]:
        """The marks that are on, in a fixed order."""
        return tuple(kind for kind in MarkKind if self.marks.get(kind))


@dataclass(frozen=True, slots=True)
class Style:
    """A named style: its own look, and the name of the style it builds on."""

    look: Look
    parent: str = ""


class Styles:
    """The styles of a document by name."""

    def __init__(self, styles: Mapping[str, Style]) -> None:
        self._styles = styles
        self._looks: dict[str, Look] = {}

    def look(self, name: str) -> Look:
        """The look of the style called `name`, with all it builds on; a plain one if there is none."""
        if name not in self._looks:
            self._looks[name] = self._resolved(name)
        return self._looks[name]

    def _resolved(self, name: str) -> Look:
        look = Look()
        for _ in range(_LONGEST_CHAIN):
            style = self._styles.get(name)
            if style is None:  # built into the program that wrote it
                return look.over(Look(shape=shape_of(name)))
            look = look.over(style.look)
            name = style.parent
        return look


def shape_of(name: str, outline: int | None = None) -> Shape | None:
    """What paragraphs in the style called `name` are, None if it says nothing; `outline` counts from 1."""
    small = name.casefold().strip()
    heading = _HEADING.search(small)
    if heading:
        return Shape(BlockKind.HEADING, int(heading[1]))
    if small.startswith(("toc ", "contents ")):
        return _CONTENTS
    if outline:
        return Shape(BlockKind.HEADING, outline)
    return _SHAPES.get(small.replace("_20_", " "))


def marked_off(look: Look) -> Look:
    """`look` for a heading: all of it is bold or in italics, which then says nothing."""
    return replace(look, marks={}) if look.shape and look.shape.kind is BlockKind.HEADING else look


def shape_or_paragraph(look: Look) -> Shape:
    """What a paragraph of that look is."""
    return look.shape or PARAGRAPH
