"""FanFicFare: the HTML and EPUB it writes, whatever site the story came from."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from audiobook.model import Metadata
from audiobook.readers.facts import filled, metadata_from
from audiobook.readers.labels import first, heading, metadata, note, select
from audiobook.readers.markup import text_of
from audiobook.readers.package import Package
from audiobook.readers.site import Heading, Site
from audiobook.readers.sites.royal_road import NOTES

_PAGES = "body[class^=fff_]:not(.fff_chapter)"
# "The Ferry by Mara Lind"
_TITLE = re.compile(r"(.+) by (.+)")
_TABLES = "table.full td > b, body.fff_titlepage b"


def _is_page(root: etree._Element) -> bool:
    return (
        first(root, "a[name='section0001']") is not None
        and first(root, "a[name=TOCTOP], table.full") is not None
    )


def _is_book(package: Package) -> bool:
    makers = (*package.texts("identifier"), *package.texts("contributor"))
    return any("fanficfare" in maker.casefold() for maker in makers)


def _metadata(root: etree._Element) -> Metadata:
    facts = {label: [value] for label, value in _rows(root)}
    facts["fandom"] = _items(facts.pop("category", []))
    for name in ("genre", "relationships", "characters", "warnings"):
        facts[name] = _items(facts.get(name, []))
    heading_line = first(root, "h1, body.fff_titlepage h3")
    named = _TITLE.fullmatch(text_of(heading_line)) if heading_line is not None else None
    own = Metadata(title=named[1] if named else "", author=named[2] if named else "")
    link = first(root, "h1 a[href], body.fff_titlepage h3 a[href]")
    url = link.get("href", "") if link is not None else ""
    return filled(filled(own, metadata_from(facts)), Metadata(url=url))


def _rows(root: etree._Element) -> Iterator[tuple[str, str]]:
    """Label and value of each row of the header: a table, or lines that begin with a bold label."""
    for label in select(root, _TABLES):
        key = text_of(label).casefold().rstrip(":")
        cell = label.getparent()
        following = cell.getnext() if cell is not None and cell.tag == "td" else None
        yield key, text_of(following) if following is not None else _line_after(label)


def _line_after(label: etree._Element) -> str:
    """The words after a label, up to the end of its line."""
    words = label.tail or ""
    for each in label.itersiblings():
        if each.tag in ("br", "b"):
            break
        words += text_of(each) + (each.tail or "")
    return " ".join(words.split())


def _items(values: list[str]) -> list[str]:
    return [item.strip() for value in values for item in value.split(",")]


def _chapters(root: etree._Element) -> Iterator[Heading]:
    for anchor in select(root, "a[name^=section]"):
        title = first(anchor, "h2")
        following = anchor.getnext()
        if title is None and following is not None and following.tag == "h2":
            title = following
        yield anchor, text_of(title) if title is not None else text_of(anchor)


FANFICFARE = Site(
    name="FanFicFare",
    is_page=_is_page,
    is_book=_is_book,
    rules=(
        metadata(_PAGES, "page before the story"),
        metadata("table.full, body > h1", "header of the work"),
        note(".fff_chapter_notes", "notes"),
        heading(".fff_chapter_title", 2),
        NOTES,
    ),
    metadata=_metadata,
    chapters=_chapters,
)
