"""What single elements are by their looks: note marks, dividers, verse, empty lines."""

from __future__ import annotations

import re

from lxml import etree

from audiobook.model import BlockKind
from audiobook.readers.pieces import is_ornament

# "12", "[3]", "(a)", "*", "†"
_MARK = re.compile(r"[\[({]?\s*(?:\d{1,3}|[a-z]|[*†‡§¶]{1,3})\s*[\])}]?", re.IGNORECASE)
_BRACKETED = re.compile(r"[\[({]\s*(?:note\s*)?[\w*†‡]{1,4}\s*[\])}]|[*†‡§¶]{1,3}", re.IGNORECASE)
# <sup class="modern-footnotes-footnote">, <a class="fnref">
_CALLED = re.compile(r"footnote|noteref|fnref|fnanchor")
_LONGEST = 12

# <div class="poem">, <p class="verse">, epub:type="z3998:song"
_VERSE = re.compile(r"(?:^|[\s-])(?:poem|poetry|verse|stanza|lyrics|song|hymn|linegroup)(?:[\s-]|$)")
_LETTER = re.compile(r"(?:^|\s)epub-(?:letter|diary|document)(?:\s|$)")
# <img class="scene-break">, <img src="img/divider2.png">, <img alt="* * *">
_DIVIDER = re.compile(
    r"(?:^|[\s/_-])(?:divider|(?:scene|section)?-?break|separator|ornament|asterism)\d*(?:[\s._-]|$)"
)
# <div class="spoilerContent" style="display: none">, which a reader opens with a click
_OPENED = re.compile(r"spoiler|collaps|accordion|sp-body", re.IGNORECASE)


def is_note_mark(element: etree._Element) -> bool:
    """Whether an element is the number or sign of a footnote: "<sup><a href='#n1'>1</a></sup>"."""
    if _CALLED.search(element.get("class") or ""):
        return _is_mark(element, _MARK)
    if element.tag == "sup":
        return _is_mark(element, _BRACKETED) or (_is_mark(element, _MARK) and _links_down(element))
    if element.tag != "a" or "#" not in element.get("href", ""):
        return False
    return _is_mark(element, _BRACKETED) or (_only_child(element, "sup") and _is_mark(element, _MARK))


def _is_mark(element: etree._Element, pattern: re.Pattern[str]) -> bool:
    text = ""
    for part in element.itertext():
        text += str(part)
        if len(text) > _LONGEST:
            return False
    return bool(pattern.fullmatch(text.strip()))


def _links_down(element: etree._Element) -> bool:
    parent = element.getparent()
    inside = next(element.iter("a"), parent if parent is not None and parent.tag == "a" else None)
    return inside is not None and "#" in inside.get("href", "")


def _only_child(element: etree._Element, tag: str) -> bool:
    return len(element) == 1 and element[0].tag == tag


def kind_by_class(element: etree._Element) -> BlockKind | None:
    """What the paragraphs in an element are by the names of its classes, None if they say nothing."""
    names = element.get("class")
    if not names:
        return None
    if _VERSE.search(names.casefold()):
        return BlockKind.VERSE
    return BlockKind.LETTER if _LETTER.search(names) else None


def is_empty_line(element: etree._Element) -> bool:
    """Whether an element without words shows as an empty line: editors write "<div><br></div>"."""
    if element.tag == "p":
        return True
    return element.tag == "div" and (element.find("br") is not None or "\xa0" in (element.text or ""))


def is_divider(picture: etree._Element) -> bool:
    """Whether a picture is a mark between scenes."""
    look = " ".join(picture.get(key) or "" for key in ("class", "src")).casefold()
    return bool(_DIVIDER.search(look)) or is_ornament((picture.get("alt") or "").strip())


def opens_by_click(element: etree._Element) -> bool:
    """Whether an element is hidden only until somebody wants to see it."""
    return bool(_OPENED.search(element.get("class") or ""))
