"""EPUBs built by hand, with whatever quirks a producer has."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from tests.readers.makers.tale import AUTHOR, PARTS, TITLE, body

_CONTAINER = """<?xml version="1.0"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="{}" media-type="application/oebps-package+xml"/></rootfiles></container>"""

PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360000002000001e221bc330000000049454e44ae426082"
)
"""A picture of one pixel."""

Nav = Sequence[tuple[str, str]]
"""The lines of a table of contents: title and target; a title may begin with tabs for its depth."""


@dataclass(frozen=True)
class Book:
    """An EPUB to be built: `pages` in reading order by path, and how the package speaks of them."""

    pages: Mapping[str, str]
    contents: Nav
    folder: str = "OEBPS/"
    package: str = "content.opf"
    version: int = 2
    metadata: str = ""
    title: str = TITLE
    language: str = "en"
    extra: Mapping[str, bytes] = field(default_factory=dict)
    manifest: str = ""
    guide: str = ""
    spine: Sequence[str] = ()
    with_contents: bool = True


def page(content: str, *, attributes: str = "", head: str = "", title: str = "page") -> str:
    """A page of XHTML."""
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.1//EN" '
        '"http://www.w3.org/TR/xhtml11/DTD/xhtml11.dtd">\n<html xmlns="http://www.w3.org/1999/xhtml" '
        'xmlns:epub="http://www.idpf.org/2007/ops">'
        f"<head><title>{title}</title>{head}</head><body{attributes}>{content}</body></html>"
    )


def build(book: Book) -> bytes:
    """The bytes of an EPUB."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in _members(book).items():
            kind = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(zipfile.ZipInfo(name, (2024, 1, 1, 0, 0, 0)), data, kind)
    return out.getvalue()


def generic(version: int = 3) -> bytes:
    """The story as any program would make an EPUB of it: a page for each chapter."""
    pages = {
        f"ch{index}.xhtml": page(f"<h2>{part.title}</h2>{body(part)}") for index, part in enumerate(PARTS, 1)
    }
    contents = [(part.title, f"ch{index}.xhtml") for index, part in enumerate(PARTS, 1)]
    return build(Book(pages, contents, version=version))


def _members(book: Book) -> dict[str, str | bytes]:
    pages = {book.folder + name: text for name, text in book.pages.items()}
    contents = _navigation(book) if book.version == 3 else _ncx(book)
    name = "nav.xhtml" if book.version == 3 else "toc.ncx"
    return {
        "mimetype": "application/epub+zip",
        **dict(reversed(pages.items())),  # the order of the archive says nothing
        "META-INF/container.xml": _CONTAINER.format(book.folder + book.package),
        book.folder + book.package: _package(book),
        **({book.folder + name: contents} if book.with_contents else {}),
        **{book.folder + name: data for name, data in book.extra.items()},
    }


def _package(book: Book) -> str:
    items = "".join(
        f'<item id="p{index}" href="{name}" media-type="application/xhtml+xml"/>'
        for index, name in enumerate(book.pages)
    )
    nav = (
        '<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>'
        if book.version == 3
        else '<item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/>'
    )
    spine = book.spine or [f'<itemref idref="p{index}"/>' for index in range(len(book.pages))]
    return (
        f'<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf" version="{book.version}.0" '
        'unique-identifier="id" xmlns:opf="http://www.idpf.org/2007/opf">'
        '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{book.title}</dc:title><dc:creator opf:role='aut'>{AUTHOR}</dc:creator>"
        f"<dc:language>{book.language}</dc:language>{book.metadata}</metadata>"
        f"<manifest>{items}{nav}{book.manifest}</manifest>"
        f'<spine toc="ncx">{"".join(spine)}</spine><guide>{book.guide}</guide></package>'
    )


def _ncx(book: Book) -> str:
    points, open_depths = "", list[int]()
    for title, target in book.contents:
        depth = len(title) - len(title.lstrip("\t"))
        while open_depths and open_depths[-1] >= depth:
            points += "</navPoint>"
            open_depths.pop()
        points += f'<navPoint><navLabel><text>{title.strip()}</text></navLabel><content src="{target}"/>'
        open_depths.append(depth)
    points += "</navPoint>" * len(open_depths)
    return (
        '<?xml version="1.0"?><!DOCTYPE ncx PUBLIC "-//NISO//DTD ncx 2005-1//EN" '
        '"http://www.daisy.org/z3986/2005/ncx-2005-1.dtd">'
        f'<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/" version="2005-1"><navMap>{points}</navMap></ncx>'
    )


def _navigation(book: Book) -> str:
    lines, depth = "", 0
    for title, target in book.contents:
        deeper = len(title) - len(title.lstrip("\t"))
        lines += "<ol>" * (deeper - depth) + "</ol>" * (depth - deeper)
        lines += f'<li><a href="{target}">{title.strip()}</a></li>'
        depth = deeper
    lines += "</ol>" * depth
    return page(f'<nav epub:type="toc"><h1>Contents</h1><ol>{lines}</ol></nav>')
