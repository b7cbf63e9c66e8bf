"""Standard Ebooks: every part of a book says what it is."""

from __future__ import annotations

from lxml import etree

from audiobook.model import BlockKind
from audiobook.readers.builder import Shape
from audiobook.readers.labels import Labels, metadata, note, select
from audiobook.readers.package import Package
from audiobook.readers.site import Site


def _is_book(package: Package) -> bool:
    return any("standardebooks.org" in identifier for identifier in package.texts("identifier"))


def _thoughts(root: etree._Element) -> Labels:
    """No labels; quotation elements, which hold thoughts there, become the italics they are shown in."""
    for each in select(root, "q"):
        each.tag = "i"
    return {each: Shape(BlockKind.HEADING, 2) for each in select(root, "hgroup")}


STANDARD_EBOOKS = Site(
    name="Standard Ebooks",
    is_book=_is_book,
    rules=(
        metadata("body.epub-frontmatter, body.epub-backmatter", "outside the story"),
        note(".epub-endnotes", "endnotes"),
    ),
    labels=_thoughts,
)
