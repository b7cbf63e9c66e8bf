"""Files that want to do harm, or that an accident has made."""

from __future__ import annotations

from collections.abc import Callable

from tests.readers.makers.containers import opendocument, packed
from tests.readers.makers.epub import Book, build, generic, page
from tests.readers.makers.tale import PARTS

SECRET = "file:///etc/passwd"

_MANY = 10_000
_ENTITIES = "".join(f'<!ENTITY l{index} "{f"&l{index - 1};" * 10}">' for index in range(1, 12))
_BOMB = f'<!DOCTYPE x [<!ENTITY l0 "laughter">{_ENTITIES}]>'
_OUTSIDE = f'<!DOCTYPE x [<!ENTITY outside SYSTEM "{SECRET}"><!ENTITY % more SYSTEM "{SECRET}">%more;]>'
_WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def nested(tag: str, *, depth: int = _MANY) -> bytes:
    """A page of one element inside another, and so on."""
    return f"<html><body>{f'<{tag}>' * depth}hello{f'</{tag}>' * depth}</body></html>".encode()


def book(content: str, *, before: str = "") -> bytes:
    """An EPUB of one page with `before` in place of its document type."""
    text = page(content)
    start, end = text.index("<!DOCTYPE"), text.index("<html")
    return build(Book({"a.xhtml": text[:start] + before + text[end:]}, []))


def _package(before: str, title: str) -> bytes:
    found = {"mimetype": "application/epub+zip", "a.xhtml": page("<p>hello</p>")}
    items = '<item id="a" href="a.xhtml" media-type="application/xhtml+xml"/>'
    package = (
        f"{before}<package><metadata><title>{title}</title></metadata><manifest>{items}</manifest>"
        '<spine><itemref idref="a"/></spine></package>'
    )
    return packed({**found, "content.opf": package})


def _spine(*references: str) -> bytes:
    return build(Book({"a.xhtml": page("<p>hello</p>")}, [("A", "a.xhtml")], spine=references))


def _text(markup: str) -> bytes:
    return markup.encode()


def _word(body: str) -> bytes:
    return packed({"word/document.xml": f"<w:document {_WORD}><w:body>{body}</w:body></w:document>"})


FILES: dict[str, Callable[[], bytes]] = {
    "bomb.zip": lambda: packed({"a.txt": bytes(140_000_000)}),
    "bomb.epub": lambda: build(Book({"a.xhtml": "<p>" + "a " * 30_000_000}, [])),
    "many-bombs.epub": lambda: build(
        Book({f"{index}.xhtml": "<p>" + " " * 9_000_000 for index in range(6)}, [])
    ),
    "crowd.zip": lambda: packed({f"{index}.txt": "hello" for index in range(21_000)}),
    "out.zip": lambda: packed({"../../out.txt": "evil", "/etc/out.txt": "evil", "in.txt": "hello"}),
    "out.epub": lambda: build(
        Book({"../../../../out.xhtml": page("<p>evil</p>"), "a.xhtml": page("<p>hello</p>")}, [])
    ),
    "entities.epub": lambda: book('<p title="&l11;">hello &l11;</p>', before=_BOMB),
    "entities-package.epub": lambda: _package(_BOMB, "&l11;"),
    "entities.odt": lambda: opendocument(content="<text:p>hello</text:p>", meta="&l11;"),
    "entities.html": lambda: _text(f"{_BOMB}<p title='&l11;'>hello &l11;</p>"),
    "outside.epub": lambda: book("<p>hello &outside;</p>", before=_OUTSIDE),
    "outside-package.epub": lambda: _package(_OUTSIDE, "&outside;"),
    "outside.html": lambda: _text(f"{_OUTSIDE}<p>hello &outside;</p>"),
    "divs.html": lambda: nested("div"),
    "marks.html": lambda: nested("i"),
    "quotations.html": lambda: nested("blockquote"),
    "tables.html": lambda: nested("table"),
    "lists.html": lambda: nested("ul"),
    "unknown.html": lambda: nested("x"),
    "unclosed.html": lambda: b"<html><body>" + b"<div><font><i>hello " * _MANY,
    "divs.epub": lambda: book("<div>" * _MANY + "hello" + "</div>" * _MANY),
    "tables.docx": lambda: _word("<w:tbl><w:tr><w:tc>" * _MANY + "</w:tc></w:tr></w:tbl>" * _MANY),
    "spans.odt": lambda: opendocument(content="<text:span>" * _MANY + "</text:span>" * _MANY),
    "groups.rtf": lambda: b"{\\rtf1 " + b"{" * _MANY + b"hello" + b"}" * _MANY,
    "quotes.md": lambda: b"# A\n\n# B\n\n" + b"> " * _MANY + b"hello",
    "brackets.md": lambda: b"# A\n\n# B\n\n" + b"![[]()" * _MANY,
    "again.epub": lambda: _spine(*['<itemref idref="p0"/>'] * _MANY),
    "nowhere.epub": lambda: _spine('<itemref idref="nowhere"/>'),
    "no-pages.epub": lambda: build(Book({}, [])),
    "attributes.html": lambda: (
        b"<p " + b" ".join(b"a%d='1'" % index for index in range(_MANY)) + b">hello</p>"
    ),
    "tags.html": lambda: b"<p>" * 500_000,
    "styles.html": lambda: b"<html><style>" + b"@media{a{}" * _MANY + b"/*" * _MANY + b"</style><body>hello",
    "line.txt": lambda: PARTS[0].paragraphs[0].encode() * 70_000,
    "line.html": lambda: b"<html><body><p>" + PARTS[0].paragraphs[0].encode() * 70_000,
    "controls.html": lambda: b"<html><body><p>hello " + bytes(range(1, 32)) + b"&#0;&#55296;&#xFFFF;</p>",
    "not-a-book.epub": lambda: packed({"mimetype": "application/epub+zip"}),
    "half.epub": lambda: generic()[: len(generic()) // 2],
}
"""What each file is called, and how to make it."""
