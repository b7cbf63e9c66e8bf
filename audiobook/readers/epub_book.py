"""The pages of an EPUB in reading order, and who made it -> Story."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from lxml import etree

from audiobook.model import Metadata, Story
from audiobook.readers.archive import Archive
from audiobook.readers.assemble import Findings, assemble
from audiobook.readers.builder import Builder, Draft
from audiobook.readers.contents import Entry, is_furniture
from audiobook.readers.doubt import doubtful_places
from audiobook.readers.epub_contents import Line, contents_of
from audiobook.readers.epub_lock import refuse_locked
from audiobook.readers.epub_metadata import metadata_of
from audiobook.readers.facts import filled
from audiobook.readers.labels import METADATA_PAGE, OUT_OF_ORDER, Labels, labels_by, select
from audiobook.readers.markup import decode_markup, parse_xhtml
from audiobook.readers.package import Package, Place, open_package
from audiobook.readers.raw import Raw
from audiobook.readers.site import Site
from audiobook.readers.sites import site_of_book
from audiobook.readers.sites.generic import COMMON_RULES
from audiobook.readers.styles import Styles, sheets_in, styles_of
from audiobook.readers.walk import Page, walk

_FRONT = frozenset(
    {"cover", "title-page", "titlepage", "toc", "copyright-page", "index", "colophon", "loi", "lot"}
)
_UNDONE = "Most of {} was hidden by its style, so all of it is kept."
_REPAIRED = "{} of the book's files held wrongly decoded characters; these are repaired, or stand as �."
_PAGES_WITH_METADATA = 6


def read_book(raw: Raw) -> Story:
    """The story in an EPUB; raises StoryError if it is damaged, locked or no book."""
    archive = Archive(raw)
    refuse_locked(archive)
    package = open_package(archive)
    book = _Book(package, site_of_book(package), contents_of(package), metadata_of(package))
    draft = book.read()
    hidden = doubtful_places(draft)
    if hidden:
        draft = book.read(shown=hidden)
    findings = Findings(
        kind="epub",
        metadata=book.metadata,
        contents=tuple(book.entries(draft)),
        producer=book.site.name,
        warnings=(*_missing(package), *book.repairs(), *(_UNDONE.format(place) for place in sorted(hidden))),
    )
    return assemble(raw, draft, findings)


@dataclass(slots=True)
class _Book:
    """A book that is being read; its metadata grow with what its first pages say."""

    package: Package
    site: Site
    lines: Sequence[Line]
    metadata: Metadata
    sheets: dict[str, str] = field(default_factory=dict)
    damaged: set[str] = field(default_factory=set)

    def read(self, *, shown: frozenset[str] = frozenset()) -> Draft:
        """All pages in order; on those of `shown` nothing counts as hidden."""
        builder = Builder()
        for index, place in enumerate(self.package.places):
            path = place.item.path
            builder.place = path
            builder.inline.anchor(_name(path))
            root = self._tree(path)
            if self.site.name and index < _PAGES_WITH_METADATA:
                self.metadata = filled(self.metadata, self.site.metadata(root))
            walk(self._page(place, root, shows_hidden=path in shown), builder)
        return self.site.finish(builder.finish())

    def entries(self, draft: Draft) -> Iterator[Entry]:
        """The table of contents, by where its lines lead in the text."""
        for line in self.lines:
            start = draft.anchors.get(_name(line.path, line.anchor), draft.anchors.get(_name(line.path)))
            if start is not None:
                yield Entry(start, line.title, line.depth)

    def repairs(self) -> tuple[str, ...]:
        """A sentence on the pages that were not decoded as they stand, if there are any."""
        return (_REPAIRED.format(len(self.damaged)),) if self.damaged else ()

    def _tree(self, path: str) -> etree._Element:
        decoded = decode_markup(self.package.archive.read(path))
        if decoded.warnings:
            self.damaged.add(path)
        return parse_xhtml(decoded.text, f"{path} in {self.package.archive.name}")

    def _page(self, place: Place, root: etree._Element, *, shows_hidden: bool) -> Page:
        path = place.item.path
        labels = labels_by((*COMMON_RULES, *self.site.rules), root) | self.site.labels(root)
        return Page(
            root,
            labels=self._whole_page(place, root) | labels,
            styles=self._styles(root, path),
            anchors=_anchors(root, path, {line.anchor for line in self.lines if line.path == path}),
            language=self.metadata.language,
            shows_hidden=shows_hidden,
        )

    def _whole_page(self, place: Place, root: etree._Element) -> Labels:
        """A label on the body of a page that is no part of the story."""
        body = next(root.iter("body"), None)
        if body is None:
            return {}
        if self._is_front(place):
            return {body: METADATA_PAGE}
        return {} if place.is_linear else {body: OUT_OF_ORDER}

    def _is_front(self, place: Place) -> bool:
        """Whether the package or its table of contents calls a page a cover, a list of contents ..."""
        path = place.item.path
        titles = [line.title for line in self.lines if line.path == path]
        called = len(titles) == 1 and is_furniture(titles[0])
        return called or "nav" in place.item.properties or self.package.guide.get(path) in _FRONT

    def _styles(self, root: etree._Element, path: str) -> Styles:
        links = (each.get("href", "") for each in select(root, "link[rel~=stylesheet]"))
        paths = (self.package.resolve(href, base=path)[0] for href in links)
        return styles_of((*map(self._sheet, paths), *sheets_in(root)))

    def _sheet(self, path: str) -> str:
        if path not in self.sheets:
            known = path in self.package.archive
            self.sheets[path] = self.package.archive.read(path).decode("utf-8", "replace") if known else ""
        return self.sheets[path]


def _name(path: str, anchor: str = "") -> str:
    return f"{path}#{anchor}"


def _anchors(root: etree._Element, path: str, wanted: set[str]) -> Mapping[etree._Element, Sequence[str]]:
    """The elements of a page that the table of contents leads to."""
    wanted = wanted - {""}
    if not wanted:
        return {}
    found: dict[etree._Element, list[str]] = {}
    for element in select(root, "[id], [name]"):
        names = {element.get("id", ""), element.get("name", "")} & wanted
        if names:
            found[element] = [_name(path, name) for name in sorted(names)]
    return found


def _missing(package: Package) -> Iterator[str]:
    """A sentence for each page of the reading order that is not there."""
    for reference in package.elements("itemref"):
        item = package.items.get(reference.get("idref", ""))
        if item and item.is_page and item.path not in package.archive:
            yield f"The book lacks its file {item.path}."
