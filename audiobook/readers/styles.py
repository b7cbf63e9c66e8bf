"""Style sheets -> what they say of an element: whether it is hidden, emphasized, struck through."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from lxml import etree
from lxml.cssselect import CSSSelector

HIDDEN = "hidden"
EMPHASIS, STRONG, UNDERLINE, STRIKE = "emphasis", "strong", "underline", "strike"

_LONGEST = 400_000
_LONGEST_RULE = 2_000
_MOST_SELECTORS = 60
# @media print { .x { display: none } }
_CONDITIONAL = re.compile(r"@(?:media|supports)[^{}]{0,500}\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}")
# "p.calibre5", ".a.b", "#c"
_SIMPLE = re.compile(r"([a-z][\w-]*)?((?:[.#][\w-]+)+)", re.IGNORECASE)
_DECLARATIONS = (
    (re.compile(r"(?<![\w-])display\s*:\s*none"), HIDDEN),
    (re.compile(r"(?<![\w-])visibility\s*:\s*hidden"), HIDDEN),
    (re.compile(r"(?<![\w-])speak\s*:\s*(?:never|none)"), HIDDEN),
    (re.compile(r"(?<![\w-])opacity\s*:\s*0(?:\.0+)?\s*(?:[;!]|$)"), HIDDEN),
    (re.compile(r"(?<![\w-])font-size\s*:\s*0(?:px|em|pt|rem|%)?\s*(?:[;!]|$)"), HIDDEN),
    (re.compile(r"(?<![\w-])font-style\s*:\s*(?:italic|oblique)"), EMPHASIS),
    (re.compile(r"(?<![\w-])font-weight\s*:\s*(?:bold|[6-9]00)"), STRONG),
    (re.compile(r"(?<![\w-])text-decoration(?:-line)?\s*:[^;]*underline"), UNDERLINE),
    (re.compile(r"(?<![\w-])text-decoration(?:-line)?\s*:[^;]*line-through"), STRIKE),
)


@dataclass(frozen=True, slots=True)
class _Simple:
    """A selector of one element, and what its rule says."""

    tag: str
    names: frozenset[str]  # ".class" and "#id"
    traits: frozenset[str]


@dataclass(slots=True)
class Styles:
    """What style sheets say; selectors with combinators count only where they hide something."""

    _simple: dict[str, list[_Simple]] = field(default_factory=dict)
    _hiding: list[str] = field(default_factory=list)

    def of(self, element: etree._Element) -> frozenset[str]:
        """What the style sheets and the element's own style say of it."""
        own = element.get("style")
        traits = _traits(own[:_LONGEST_RULE].casefold()) if own else frozenset[str]()
        if not self._simple:
            return traits
        names = _names(element)
        found = (rule for name in names for rule in self._simple.get(name, ()))
        return traits.union(*(rule.traits for rule in found if _fits(rule, element, names)))

    def hidden_by_place(self, root: etree._Element) -> Iterator[etree._Element]:
        """The elements that are hidden because of what they stand in."""
        for selector in self._hiding:
            yield from _select(selector, root)

    def add(self, sheet: str) -> None:
        """Take in one more style sheet."""
        plain = _CONDITIONAL.sub("", _without_comments(sheet[:_LONGEST]))
        for rule in plain.split("}"):
            selectors, brace, declarations = rule.rpartition("{")
            traits = _traits(declarations[:_LONGEST_RULE].casefold()) if brace else frozenset()
            if traits:
                self._add_rule(selectors, traits)

    def _add_rule(self, selectors: str, traits: frozenset[str]) -> None:
        for selector in map(str.strip, selectors.split(",")):
            match = _SIMPLE.fullmatch(selector)
            if match:
                names = frozenset(re.findall(r"[.#][\w-]+", match[2]))
                rule = _Simple((match[1] or "").lower(), names, traits)
                rules = self._simple.setdefault(min(names), [])
                if len(rules) < _MOST_SELECTORS:
                    rules.append(rule)
            elif HIDDEN in traits and len(self._hiding) < _MOST_SELECTORS and _has_name(selector):
                self._hiding.append(selector)


def styles_of(sheets: Iterable[str]) -> Styles:
    """What style sheets say, together."""
    styles = Styles()
    for sheet in sheets:
        styles.add(sheet)
    return styles


def sheets_in(root: etree._Element) -> Iterator[str]:
    """The style sheets that a page carries itself."""
    for element in root.iter("style"):
        yield element.text or ""


def _without_comments(sheet: str) -> str:
    first, *others = sheet.split("/*")
    return first + "".join(part.partition("*/")[2] for part in others)


@lru_cache(maxsize=4096)
def _traits(declarations: str) -> frozenset[str]:
    return frozenset(trait for pattern, trait in _DECLARATIONS if pattern.search(declarations))


def _names(element: etree._Element) -> list[str]:
    names = [f".{name}" for name in element.get("class", "").split()]
    own = element.get("id")
    return [*names, f"#{own}"] if own else names


def _fits(rule: _Simple, element: etree._Element, names: Iterable[str]) -> bool:
    return rule.tag in ("", element.tag) and rule.names.issubset(names)


def _has_name(selector: str) -> bool:
    """Whether a selector asks for a class, id or attribute: one of tags alone says too much."""
    return any(sign in selector for sign in ".#[") and ":" not in selector


def _select(selector: str, root: etree._Element) -> list[etree._Element]:
    try:
        found = CSSSelector(selector, translator="html")(root)
    except (SyntaxError, etree.LxmlError):
        return []
    return [each for each in found if isinstance(each, etree._Element)] if isinstance(found, list) else []
