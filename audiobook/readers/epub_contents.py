"""The table of contents of an EPUB: its navigation document, its NCX -> titles and where they lead."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from lxml import etree

from audiobook.readers.labels import first
from audiobook.readers.markup import decode_markup, local_name, parse_xhtml, parse_xml, text_of
from audiobook.readers.package import Item, Package

_MOST_LINES = 10_000


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the table of contents: the file and anchor it leads to, and how deep it is nested."""

    title: str
    path: str
    anchor: str
    depth: int


def contents_of(package: Package) -> tuple[Line, ...]:
    """The lines of the table of contents that lead into the book, in its order; the longer of two."""
    tables = [tuple(islice(lines, _MOST_LINES)) for lines in (_navigation(package), _ncx(package))]
    return max(tables, key=len)


def _navigation(package: Package) -> Iterator[Line]:
    item = package.contents
    if item is None or item.path not in package.archive:
        return
    root = parse_xhtml(decode_markup(package.archive.read(item.path)).text, item.path)
    table = first(root, "nav.epub-toc, nav[role=doc-toc]")
    table = first(root, "nav") if table is None else table
    if table is not None:
        yield from _lines(package, item, _links(table))


def _links(table: etree._Element) -> Iterator[tuple[str, str, int]]:
    depth = 0
    for event, element in etree.iterwalk(table, events=("start", "end")):
        if element.tag in ("ol", "ul"):
            depth += 1 if event == "start" else -1
        elif element.tag == "a" and event == "start":
            yield text_of(element), element.get("href", ""), depth


def _ncx(package: Package) -> Iterator[Line]:
    item = package.ncx
    if item is None or item.path not in package.archive:
        return
    root = parse_xml(package.archive.read(item.path), item.path)
    yield from _lines(package, item, _points(root))


def _points(root: etree._Element) -> Iterator[tuple[str, str, int]]:
    depth = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if local_name(element) != "navPoint":
            continue
        if event == "start":
            yield _label(element), _source(element), depth
        depth += 1 if event == "start" else -1


def _label(point: etree._Element) -> str:
    labels = (child for child in point if local_name(child) == "navLabel")
    return text_of(next(labels, etree.Element("none")))


def _source(point: etree._Element) -> str:
    return next((child.get("src", "") for child in point if local_name(child) == "content"), "")


def _lines(package: Package, item: Item, links: Iterable[tuple[str, str, int]]) -> Iterator[Line]:
    pages = {place.item.path for place in package.places}
    for title, href, depth in links:
        path, anchor = package.resolve(href, base=item.path)
        if title and path in pages:
            yield Line(title, path, anchor, depth)
