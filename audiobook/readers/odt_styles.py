"""The styles of an OpenDocument text -> looks."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from audiobook.model import MarkKind
from audiobook.readers.look import Look, Style, shape_of
from audiobook.readers.markup import local_name

_PROPERTIES = {
    "font-style": (MarkKind.EMPHASIS, frozenset({"italic", "oblique"})),
    "font-weight": (MarkKind.STRONG, frozenset({"bold", "600", "700", "800", "900"})),
}
_LINES = {"text-underline-style": MarkKind.UNDERLINE, "text-line-through-style": MarkKind.STRIKE}


def styles_in(part: etree._Element) -> Iterator[tuple[str, Style]]:
    """The styles that a file of the document defines, by name."""
    for element in part.iter(etree.Element):
        if local_name(element) == "style":
            name = attribute(element, "name")
            parent = attribute(element, "parent-style-name")
            yield name, Style(_style_look(element, attribute(element, "display-name") or name), parent)


def _style_look(element: etree._Element, name: str) -> Look:
    marks: dict[MarkKind, bool] = {}
    hidden = None
    for properties in element:
        if local_name(properties) != "text-properties":
            continue
        hidden = attribute(properties, "display") == "none" or None
        for key, (kind, values) in _PROPERTIES.items():
            if attribute(properties, key):
                marks[kind] = attribute(properties, key) in values
        for key, kind in _LINES.items():
            if attribute(properties, key):
                marks[kind] = attribute(properties, key) != "none"
    return Look(marks, hidden, shape_of(name))


def attribute(element: etree._Element, name: str) -> str:
    """An attribute of an element by its name without namespace, "" if it has none."""
    return next((str(value) for key, value in element.attrib.items() if str(key).endswith("}" + name)), "")
