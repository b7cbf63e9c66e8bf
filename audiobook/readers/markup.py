"""HTML, XHTML and XML -> a tree of plain lower-case tags; nothing outside the file is fetched."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from html.entities import html5

from lxml import etree

from audiobook.errors import StoryError
from audiobook.readers.decode import Decoded, decode, repaired
from audiobook.readers.tags import BLOCKS, GONE

MOST_TAGS = 400_000
MOST_XML_TAGS = 600_000

_PARTING = BLOCKS | {"br", "td", "th"}
_HEAD_BYTES = 2048
# <meta charset="utf-8">, <?xml version="1.0" encoding="ISO-8859-1"?>
_CHARSET = re.compile(rb"(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE)
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_XML_DECLARATION = re.compile(r"\A\s*<\?xml[^>]{0,200}\?>")
# <!DOCTYPE html [ <!ENTITY x "..."> ]>
_DOCTYPE = re.compile(
    r"\s*(?:<!--(?:(?!-->).)*-->\s*)*<!DOCTYPE[^\[>]*(?:\[[^\]]*\]\s*)?>", re.IGNORECASE | re.DOTALL
)
# "&nbsp;", which XML does not know
_ENTITY = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,31});")
# <!ENTITY lol "&lol2;&lol2;">
_DECLARED_ENTITY = re.compile(r"<!ENTITY[^>]*>", re.IGNORECASE)
_XML_ENTITIES = frozenset({"amp", "lt", "gt", "quot", "apos"})
# <a id="page7"/>, which HTML takes for an opening tag
_SELF_CLOSED = re.compile(r"<(title|script|style|a|div|span|p|i|b|em|strong|td)(\s[^<>]*)?/>", re.IGNORECASE)
# <div> and <span> that were never closed, thousands of times
_LOOSE_TAG = re.compile(
    r"</?(?:div|span|font|center|section|b|i|u|em|strong|small|big)\b[^<>]*>", re.IGNORECASE
)
# <em><p>One.</p><p>Two.</p></em>, which the parser would end before the first paragraph
_AROUND_PARAGRAPHS = re.compile(
    r"<(i|em|b|strong|u|s|del)(?:\s[^<>]*)?>(\s*<p\b(?:(?!</?\1\b).)*)</\1\s*>", re.IGNORECASE | re.DOTALL
)
_PARAGRAPH_START = re.compile(r"<p(?:\s[^<>]*)?>", re.IGNORECASE)
_PARAGRAPH_END = re.compile(r"</p\s*>", re.IGNORECASE)
_DEEPEST_MARKS = 3
_TAG_NAME = re.compile(r"[a-z_][a-z0-9_.-]*")
# <img src="data:image/png;base64,iVBORw0KGgo=">
_EMBEDDED = re.compile(r"data:[\w/+.-]{0,80};base64,[A-Za-z0-9+/=]*")
# A tag with thousands of attributes, which a parser compares with one another
_ENDLESS_TAG = re.compile(r"<[^<>]{65536,}>")
_NAMESPACE = re.compile(r"\{[^}]*\}")


def decode_markup(data: bytes) -> Decoded:
    """The characters of a page: UTF-8 if it is that, else what it says it is, else as plain text."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return decode(data)
    try:
        return repaired(Decoded(data.decode("utf-8-sig"), "utf-8"))
    except UnicodeDecodeError:
        declared = _as_declared(data)
        return repaired(declared) if declared else decode(data)


def parse_html(text: str, name: str) -> etree._Element:
    """The tree of a page of HTML; `name` is for the message if it cannot be read."""
    text = _spread_marks(_clean(text, name))
    root = _html_tree(text)
    if root is None:
        root = _html_tree(_LOOSE_TAG.sub("", text))
    if root is None:
        raise StoryError(f"{name} has too many tags inside one another.", hint="Save it again as plain text.")
    return _plain(root)


def parse_xhtml(text: str, name: str) -> etree._Element:
    """The tree of a page of XHTML, read as HTML where it is not well formed."""
    plain = _without_doctype(_clean(text, name))
    try:
        return _plain(_xml_tree(plain))
    except (etree.LxmlError, ValueError):
        return parse_html(_SELF_CLOSED.sub(r"<\1\2></\1>", plain), name)


def parse_xml(data: bytes, name: str) -> etree._Element:
    """The tree of an XML file, namespaces and all; entities of its own are not expanded."""
    plain = _without_doctype(_clean(decode_markup(data).text, name, most=MOST_XML_TAGS))
    try:
        return _xml_tree(plain)
    except (etree.LxmlError, ValueError) as err:
        root = _xml_tree(plain, recover=True)
        if root is None:
            raise StoryError(f"{name} is damaged.", hint="Get the file again.") from err
        return root


def text_of(element: etree._Element) -> str:
    """The words inside an element, on one line, without scripts and styles."""
    return " ".join("".join(_texts(element)).split())


def local_name(element: etree._Element) -> str:
    """The tag of an element without its namespace."""
    return _NAMESPACE.sub("", str(element.tag))


def _as_declared(data: bytes) -> Decoded | None:
    match = _CHARSET.search(data[:_HEAD_BYTES])
    try:
        return Decoded(data.decode(match[1].decode("ascii")), match[1].decode("ascii")) if match else None
    except (LookupError, ValueError):
        return None


def _clean(text: str, name: str, *, most: int = MOST_TAGS) -> str:
    """`text` without what no parser takes; raises StoryError where no tree of it would fit."""
    if text.count("<") - text.count("</") > most:
        raise StoryError(f"{name} has more than {most:,} tags.", hint="Split it into several files.")
    plain = _XML_DECLARATION.sub("", _CONTROL.sub("", text), count=1)
    return _ENDLESS_TAG.sub("", _EMBEDDED.sub("", plain))


def _spread_marks(text: str) -> str:
    """`text` with marks that stand around paragraphs set into each of them."""
    for _ in range(_DEEPEST_MARKS):
        text, count = _AROUND_PARAGRAPHS.subn(_spread, text)
        if not count:
            break
    return text


def _spread(match: re.Match[str]) -> str:
    tag = match[1]
    inside = _PARAGRAPH_START.sub(lambda start: f"{start[0]}<{tag}>", match[2])
    return _PARAGRAPH_END.sub(f"</{tag}></p>", inside)


def _without_doctype(text: str) -> str:
    match = _DOCTYPE.match(text)
    return text[match.end() :] if match else text


def _html_tree(text: str) -> etree._Element | None:
    """The tree, None if tags are nested too deep."""
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(text.encode() or b"<p/>", parser)
    except (etree.LxmlError, ValueError):
        return None
    too_deep = any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log)
    return None if too_deep else root


def _xml_tree(text: str, *, recover: bool = False) -> etree._Element:
    parser = etree.XMLParser(
        encoding="utf-8",
        load_dtd=False,
        no_network=True,
        recover=recover,
        remove_comments=True,
        remove_pis=True,
        resolve_entities=False,
    )
    harmless = _DECLARED_ENTITY.sub("", _ENTITY.sub(_character, text))
    return etree.fromstring(harmless.strip().encode(), parser)


def _character(match: re.Match[str]) -> str:
    if match[1] in _XML_ENTITIES:
        return match[0]
    return html5.get(f"{match[1]};", f"&amp;{match[1]};")


def _plain(root: etree._Element) -> etree._Element:
    """`root` without namespaces; values of `epub:type` become classes ("epub-chapter")."""
    for element in root.iter(etree.Element):
        name = local_name(element).lower()
        if name != element.tag and _TAG_NAME.fullmatch(name):
            element.tag = name
        if element.attrib:
            _plain_attributes(element)
    return root


def _plain_attributes(element: etree._Element) -> None:
    for key, value in list(element.attrib.items()):
        name = str(key)
        if name.endswith("}lang") or name == "xml:lang":
            element.set("lang", str(value))
        elif name.endswith("ops}type") or name == "epub:type":
            kinds = [f"epub-{kind.rpartition(':')[2]}" for kind in str(value).split()]
            element.set("class", " ".join([element.get("class", ""), *kinds]).strip())


def _texts(element: etree._Element) -> Iterator[str]:
    walker = etree.iterwalk(element, events=("start", "end"))
    for event, each in walker:
        if event == "start":
            if each.tag in GONE and each is not element:
                walker.skip_subtree()
                continue
            yield " " if each.tag in _PARTING else ""
            yield each.text or ""
        elif each is not element:
            yield " " if each.tag in BLOCKS else ""
            yield each.tail or ""
