"""The styles of a Word document, and the properties of its paragraphs and runs -> looks."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from audiobook.model import BlockKind, MarkKind
from audiobook.readers.builder import Shape
from audiobook.readers.look import Look, Style, Styles, shape_of

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_MARKS = {
    "b": MarkKind.STRONG,
    "i": MarkKind.EMPHASIS,
    "u": MarkKind.UNDERLINE,
    "strike": MarkKind.STRIKE,
    "dstrike": MarkKind.STRIKE,
}
_OFF = frozenset({"0", "false", "off", "none"})
_DEEPEST_OUTLINE = 6
_LIST = Shape(BlockKind.LIST)


def word_tag(element: etree._Element) -> str:
    """The tag of a WordprocessingML element without its namespace, "" for any other."""
    tag = str(element.tag)
    for namespace in (_WORD, _STRICT):
        if tag.startswith(namespace):
            return tag[len(namespace) :]
    return ""


def value(element: etree._Element | None, name: str = "val") -> str:
    """An attribute of a WordprocessingML element, "" if it has none."""
    if element is None:
        return ""
    return element.get(_WORD + name) or element.get(_STRICT + name) or ""


def child(element: etree._Element | None, *names: str) -> etree._Element | None:
    """The element that `names` lead to from `element`, one after the other."""
    for name in names:
        if element is None:
            return None
        element = next((each for each in element if word_tag(each) == name), None)
    return element


def styles_in(root: etree._Element | None) -> Styles:
    """The styles of a document; `root` is that of its style sheet."""
    elements = root.iter(etree.Element) if root is not None else iter(())
    return Styles(dict(_style(each) for each in elements if word_tag(each) == "style"))


def paragraph_look(styles: Styles, paragraph: etree._Element) -> Look:
    """The look of a paragraph: what it says itself, over what its style says."""
    properties = child(paragraph, "pPr")
    style = styles.look(value(child(properties, "pStyle")))
    if child(properties, "numPr") is not None and style.shape is None:
        return Look(shape=_LIST).over(style)
    own = shape_of("", _outline(properties))
    return Look(shape=own).over(style)


def run_look(styles: Styles, run: etree._Element, paragraph: Look) -> Look:
    """The look of a run of words in a paragraph."""
    properties = child(run, "rPr")
    if properties is None:
        return paragraph
    character = styles.look(value(child(properties, "rStyle")))
    return _run_properties(properties).over(Look(character.marks, character.hidden)).over(paragraph)


def _style(element: etree._Element) -> tuple[str, Style]:
    properties = child(element, "pPr")
    shape = shape_of(value(child(element, "name")), _outline(properties))
    if shape is None and child(properties, "numPr") is not None:
        shape = _LIST
    marks = _run_properties(child(element, "rPr"))
    look = Look(marks.marks, marks.hidden, shape)
    return value(element, "styleId"), Style(look, value(child(element, "basedOn")))


def _outline(properties: etree._Element | None) -> int | None:
    """The depth of a heading by its outline level, None for text."""
    level = value(child(properties, "outlineLvl"))
    return int(level) + 1 if level.isdecimal() and int(level) < _DEEPEST_OUTLINE else None


def _run_properties(properties: etree._Element | None) -> Look:
    found = dict(_switches(properties))
    hidden = found.pop("vanish", None)
    return Look({_MARKS[name]: on for name, on in found.items() if name in _MARKS}, hidden)


def _switches(properties: etree._Element | None) -> Iterator[tuple[str, bool]]:
    """What is switched on or off: `<w:b/>` on, `<w:b w:val="0"/>` off."""
    for each in properties if properties is not None else ():
        yield word_tag(each), value(each) not in _OFF
