"""The package file of an EPUB (OPF) -> metadata, reading order, and where the table of contents is."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import unquote, urldefrag

from lxml import etree

from audiobook.errors import StoryError
from audiobook.readers.archive import Archive
from audiobook.readers.markup import local_name, parse_xml

_CONTAINER = "META-INF/container.xml"
_PAGES = frozenset({"application/xhtml+xml", "text/html", "application/x-dtbook+xml", "text/x-oeb1-document"})
_PAGE_SUFFIXES = (".xhtml", ".html", ".htm")
_MOST_PAGES = 10_000


@dataclass(frozen=True, slots=True)
class Item:
    """A file of the book: its id, its path in the archive, its media type and EPUB 3 properties."""

    id: str
    path: str
    media_type: str = ""
    properties: frozenset[str] = frozenset()

    @property
    def is_page(self) -> bool:
        """Whether it holds text to read."""
        return self.media_type in _PAGES or self.path.lower().endswith(_PAGE_SUFFIXES)


@dataclass(frozen=True, slots=True)
class Place:
    """A file in the reading order; what is not linear is opened only from elsewhere."""

    item: Item
    is_linear: bool = True


@dataclass(frozen=True)
class Package:
    """The package file of the book in `archive`, at `path` in it."""

    archive: Archive
    path: str
    root: etree._Element

    @cached_property
    def items(self) -> dict[str, Item]:
        """All files that the package names, by id."""
        return {item.id: item for item in self._items()}

    @cached_property
    def places(self) -> tuple[Place, ...]:
        """The pages in reading order, each once; all pages by name if the package gives no order."""
        found: dict[str, Place] = {}
        for reference in self._all("itemref"):
            item = self.items.get(reference.get("idref", ""))
            if item and item.is_page and item.path in self.archive:
                found.setdefault(item.path, Place(item, reference.get("linear", "yes") != "no"))
        return tuple(found.values())[:_MOST_PAGES] or self._unordered()

    @cached_property
    def guide(self) -> dict[str, str]:
        """What the package says some files are for: path -> "cover", "title-page", "toc" ..."""
        references = self._all("reference")
        return {self.resolve(each.get("href", ""))[0]: each.get("type", "").lower() for each in references}

    @property
    def contents(self) -> Item | None:
        """The EPUB 3 navigation document."""
        return next((item for item in self.items.values() if "nav" in item.properties), None)

    @property
    def ncx(self) -> Item | None:
        """The EPUB 2 table of contents."""
        spine = next(iter(self._all("spine")), None)
        named = self.items.get(spine.get("toc", "")) if spine is not None else None
        typed = (item for item in self.items.values() if item.media_type == "application/x-dtbncx+xml")
        return named or next(typed, None)

    @property
    def cover(self) -> Item | None:
        """The picture of the cover, as far as the package names it."""
        marked = (item for item in self.items.values() if "cover-image" in item.properties)
        return next(marked, None) or self.items.get(self.meta("cover"))

    def texts(self, name: str) -> tuple[str, ...]:
        """The values of a Dublin Core element ("creator")."""
        values = (" ".join("".join(map(str, each.itertext())).split()) for each in self._all(name))
        return tuple(value for value in values if value)

    def elements(self, name: str) -> tuple[etree._Element, ...]:
        """The elements of that local name."""
        return tuple(self._all(name))

    def meta(self, name: str) -> str:
        """The content of a meta element, "" if there is none: "calibre:series", or an EPUB 3 property."""
        for each in self._all("meta"):
            if each.get("name") == name:
                return (each.get("content") or "").strip()
            if each.get("property") == name and each.text:
                return " ".join(each.text.split())
        return ""

    def resolve(self, href: str, *, base: str = "") -> tuple[str, str]:
        """The path in the archive and the fragment that `href` means in the file `base`."""
        target, fragment = urldefrag(href)
        folder = posixpath.dirname(base or self.path)
        path = posixpath.normpath(posixpath.join(folder, unquote(target))) if target else base
        if path not in self.archive and target:
            path = self._by_other_name(posixpath.normpath(posixpath.join(folder, target)), path)
        return path, unquote(fragment)

    def _by_other_name(self, raw: str, path: str) -> str:
        """A file whose name differs in percent signs or case only."""
        if raw in self.archive:
            return raw
        return self._by_small_name.get(path.casefold(), path)

    @cached_property
    def _by_small_name(self) -> dict[str, str]:
        return {name.casefold(): name for name in self.archive.names}

    def _items(self) -> Iterator[Item]:
        for each in self._all("item"):
            path, _ = self.resolve(each.get("href", ""))
            properties = frozenset(each.get("properties", "").split())
            yield Item(each.get("id", ""), path, each.get("media-type", "").lower(), properties)

    def _unordered(self) -> tuple[Place, ...]:
        pages = (item for item in self.items.values() if item.is_page and item.path in self.archive)
        found = tuple(Place(item) for item in pages if "nav" not in item.properties)
        return found[:_MOST_PAGES]

    def _all(self, name: str) -> Iterator[etree._Element]:
        return iter(self._by_tag.get(name, ()))

    @cached_property
    def _by_tag(self) -> dict[str, list[etree._Element]]:
        found: dict[str, list[etree._Element]] = {}
        for each in self.root.iter(etree.Element):
            found.setdefault(local_name(each), []).append(each)
        return found


def open_package(archive: Archive) -> Package:
    """The package of the EPUB in `archive`; raises StoryError if there is none."""
    path = _package_path(archive)
    return Package(archive, path, parse_xml(archive.read(path), f"{path} in {archive.name}"))


def _package_path(archive: Archive) -> str:
    if _CONTAINER in archive:
        root = parse_xml(archive.read(_CONTAINER), f"{_CONTAINER} in {archive.name}")
        named = (
            each.get("full-path", "") for each in root.iter(etree.Element) if local_name(each) == "rootfile"
        )
        found = next((unquote(path) for path in named if unquote(path) in archive), "")
        if found:
            return found
    found = next((name for name in archive.names if name.lower().endswith(".opf")), "")
    if not found:
        raise StoryError(f"{archive.name} is no book: it has no package file.", hint="Get the file again.")
    return found
