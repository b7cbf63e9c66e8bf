"""Which elements are marks of footnotes, to be seen and not heard."""

from __future__ import annotations

import re

from lxml import etree

# "12", "[3]", "(a)", "*", "†"
_MARK = re.compile(r"[\[({]?\s*(?:\d{1,3}|[a-z]|[*†‡§¶]{1,3})\s*[\])}]?", re.IGNORECASE)
_BRACKETED = re.compile(r"[\[({]\s*(?:note\s*)?[\w*†‡]{1,4}\s*[\])}]|[*†‡§¶]{1,3}", re.IGNORECASE)
# <sup class="modern-footnotes-footnote">, <a class="fnref">
_CALLED = re.compile(r"footnote|noteref|fnref|fnanchor")
_LONGEST = 12


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
