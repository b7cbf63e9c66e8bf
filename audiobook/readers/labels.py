"""What the producer of a page says its elements are: rules by CSS selector -> labels on elements."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from lxml import etree
from lxml.cssselect import CSSSelector

from audiobook.model import BlockKind
from audiobook.readers.builder import Shape

STORY = Shape()
"""Story from here on, whatever stands around it."""

GONE = Shape(BlockKind.NAVIGATION, reason="left out")
"""Not even kept: a note mark inside a sentence."""

HIDDEN = Shape(BlockKind.NAVIGATION, reason="hidden by the page's style")
OUTSIDE = Shape(BlockKind.NAVIGATION, reason="outside the text of the page")
AROUND = Shape(BlockKind.NAVIGATION, reason="around the text of the page")

METADATA_PAGE = Shape(BlockKind.METADATA, reason="page around the story")
OUT_OF_ORDER = Shape(BlockKind.METADATA, reason="page outside the reading order")

DOUBTFUL_REASONS = frozenset({HIDDEN.reason, OUTSIDE.reason, AROUND.reason})
"""Why something is not spoken by its looks, though the source does not say what it is."""

# ".notes", "#preface", "[role" in "div.notes[role=article] > #preface"
_NAME = re.compile(r"[.#\[][\w-]+")
_NEGATION = re.compile(r":not\([^)]*\)")

Labels = dict[etree._Element, Shape]


@dataclass(frozen=True, slots=True)
class Rule:
    """What the elements are that `selector` finds; a later rule wins."""

    selector: str
    shape: Shape


def navigation(selector: str, reason: str) -> Rule:
    """Furniture of the page."""
    return Rule(selector, Shape(BlockKind.NAVIGATION, reason=reason))


def metadata(selector: str, reason: str) -> Rule:
    """What is said of the work."""
    return Rule(selector, Shape(BlockKind.METADATA, reason=reason))


def note(selector: str, reason: str) -> Rule:
    """The author to the reader."""
    return Rule(selector, Shape(BlockKind.NOTE, reason=reason))


def heading(selector: str, level: int) -> Rule:
    """The title of a chapter or part."""
    return Rule(selector, Shape(BlockKind.HEADING, level))


def story(selector: str) -> Rule:
    """Story, inside of what is not."""
    return Rule(selector, STORY)


def gone(selector: str) -> Rule:
    """Marks that are no words."""
    return Rule(selector, GONE)


def select(root: etree._Element, selector: str) -> list[etree._Element]:
    """The elements that `selector` finds, in the order of the page."""
    found = _compiled(selector)(root)
    return [each for each in found if isinstance(each, etree._Element)] if isinstance(found, list) else []


def first(root: etree._Element, selector: str) -> etree._Element | None:
    """The first element that `selector` finds."""
    return next(iter(select(root, selector)), None)


def labels_by(rules: Iterable[Rule], root: etree._Element) -> Labels:
    """The labels that `rules` put on the elements of a page."""
    names = _names_in(root)
    labels: Labels = {}
    for rule in rules:
        for selector in _parts(rule.selector):
            if selector.needs <= names:
                labels |= dict.fromkeys(select(root, selector.text), rule.shape)
    return labels


@dataclass(frozen=True, slots=True)
class _Part:
    """One of the selectors that a rule has, and the classes, ids and attributes it asks for."""

    text: str
    needs: frozenset[str]


@cache
def _parts(selector: str) -> tuple[_Part, ...]:
    return tuple(_Part(part, frozenset(_needs(part))) for part in map(str.strip, selector.split(",")))


def _needs(selector: str) -> Iterator[str]:
    """The names that a page must have for a selector to find anything on it."""
    bare = _NEGATION.sub("", selector)
    for match in _NAME.finditer(bare):
        yield match[0].strip("[")


def _names_in(root: etree._Element) -> frozenset[str]:
    """The classes (".x"), ids ("#x") and names of attributes that a page has."""
    names = set[str]()
    found = root.xpath("//*[@*]")
    for element in found if isinstance(found, list) else ():
        if isinstance(element, etree._Element):
            names.update(map(str, element.keys()))
            names.add(f"#{element.get('id')}")
            names.update(f".{name}" for name in element.get("class", "").split())
    return frozenset(names)


@cache
def _compiled(selector: str) -> CSSSelector:
    return CSSSelector(selector, translator="html")
