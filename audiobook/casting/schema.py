"""Checks that turn YAML nodes into values; each says what is wrong, and on which line.

A check is a function of a node and the place it stands in. `record` and `table` put checks together,
so that a file format is a table: see `forms.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ruamel.yaml.nodes import MappingNode, ScalarNode, SequenceNode

from audiobook.casting.complaint import clipped, quoted
from audiobook.casting.document import line_of
from audiobook.casting.suggestion import did_you_mean, listed

if TYPE_CHECKING:
    from ruamel.yaml.nodes import Node

    from audiobook.casting.document import Document
    from audiobook.errors import CastError

_NULL = "tag:yaml.org,2002:null"
_FLAGS = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a value stands: in which document, under which key."""

    document: Document
    key: str

    def error(self, node: Node, problem: str, *, hint: str = "") -> CastError:
        """What is wrong with `node`, as an error to raise."""
        return self.document.error(line_of(node), problem, hint=hint)


Check = Callable[["Node", Place], Any]


class Entries(dict[str, Any]):
    """A mapping as it was read, with the line of each of its keys and its own first `line`."""

    def __init__(self, line: int) -> None:
        super().__init__()
        self.line = line
        self.lines: dict[str, int] = {}


@dataclass(frozen=True, slots=True)
class Step:
    """A number with a sign: so much more or less than what it builds on."""

    by: float


def text(node: Node, place: Place) -> str:
    """A scalar as it is written; a number stands for its digits."""
    if not isinstance(node, ScalarNode):
        raise place.error(node, f"{quoted(place.key)} must be text, not {_named(node)}")
    value = str(node.value).strip()
    if not value:
        raise place.error(node, f"{quoted(place.key)} is empty", hint="remove it, or put text after it")
    if not value.isprintable() and any("\ud800" <= sign <= "\udfff" for sign in value):
        raise place.error(
            node, f"{quoted(place.key)} holds half a character", hint="write the character itself"
        )
    return value


def flag(node: Node, place: Place) -> bool:
    """Yes or no."""
    word = text(node, place).lower()
    if word not in _FLAGS:
        raise place.error(node, f"{quoted(place.key)} must be true or false, not {quoted(word)}")
    return _FLAGS[word]


def choice(words: Collection[str]) -> Check:
    """One of `words`."""

    def check(node: Node, place: Place) -> str:
        word = text(node, place)
        if word not in words:
            hint = did_you_mean(word, words, otherwise=listed(words))
            raise place.error(node, f"{quoted(place.key)} cannot be {quoted(word)}", hint=hint)
        return word

    return check


def whole(low: int, high: int) -> Check:
    """A whole number from `low` to `high`."""
    return _number(int, "a whole number", low, high)


def decimal(low: float, high: float) -> Check:
    """A number from `low` to `high`."""
    return _number(float, "a number", low, high)


def step_or(check: Check) -> Check:
    """A number as `check` wants it, or, with a sign before it, a `Step`."""

    def signed(node: Node, place: Place) -> Any:
        if isinstance(node, ScalarNode) and str(node.value)[:1] in {"+", "-"}:
            return Step(_number(float, "a number", -1000, 1000)(node, place))
        return check(node, place)

    return signed


def list_of(check: Check) -> Check:
    """A tuple of what `check` gives; one value alone stands for a list of one."""

    def checked(node: Node, place: Place) -> tuple[Any, ...]:
        nodes = node.value if isinstance(node, SequenceNode) else [node]
        return tuple(check(one, place) for one in nodes)

    return checked


def record(fields: Mapping[str, Check], *, required: Collection[str] = ()) -> Check:
    """A mapping with the keys of `fields`; keys with nothing after them count as not written."""

    def check(node: Node, place: Place) -> Entries:
        entries = _entries(node, place)
        found = Entries(line_of(node))
        for key_node, value in entries:
            key = str(key_node.value)
            if key not in fields:
                hint = did_you_mean(key, fields, otherwise=f"known keys: {', '.join(fields)}")
                raise place.error(key_node, f"unknown key {quoted(key)}", hint=hint)
            _add(found, key_node, value, fields[key], place)
        for key in required:
            if key not in found:
                raise place.error(node, f"{quoted(place.key)} has no {quoted(key)}", hint=f"add '{key}: ...'")
        return found

    return check


def table(value_check: Check, *, keys: Collection[str] | None = None) -> Check:
    """A mapping from names to what `value_check` gives; the names are one of `keys`, or free."""

    def check(node: Node, place: Place) -> Entries:
        found = Entries(line_of(node))
        for key_node, value in _entries(node, place):
            key = str(key_node.value)
            if keys is not None and key not in keys:
                hint = did_you_mean(key, keys, otherwise=listed(keys))
                raise place.error(key_node, f"{quoted(key)} is none of the {place.key}", hint=hint)
            _add(found, key_node, value, value_check, place)
        return found

    return check


def is_nothing(node: Node) -> bool:
    """Whether nothing is written, or the word null, or empty quotes."""
    return isinstance(node, ScalarNode) and (node.tag == _NULL or not str(node.value).strip())


def _add(found: Entries, key_node: ScalarNode, value: Node, check: Check, place: Place) -> None:
    key = str(key_node.value)
    found.lines[key] = line_of(key_node)
    if not is_nothing(value):
        found[key] = check(value, Place(place.document, key))


def _entries(node: Node, place: Place) -> list[tuple[ScalarNode, Node]]:
    if not isinstance(node, MappingNode):
        raise place.error(node, f"{quoted(place.key)} must hold 'key: value' lines, not {_named(node)}")
    first_lines: dict[str, int] = {}
    for key_node, _ in node.value:
        if not isinstance(key_node, ScalarNode):
            raise place.error(key_node, f"a key of {quoted(place.key)} must be text, not {_named(key_node)}")
        _refuse_empty_or_twice(key_node, first_lines, place)
    return list(node.value)


def _refuse_empty_or_twice(key_node: ScalarNode, first_lines: dict[str, int], place: Place) -> None:
    key = str(key_node.value)
    if not key.strip():
        raise place.error(
            key_node, f"a key of {quoted(place.key)} is empty", hint="write a name before the colon"
        )
    if key in first_lines:
        hint = f"it stands in line {first_lines[key]} already; keep one of the two"
        raise place.error(key_node, f"{quoted(key)} is written twice", hint=hint)
    first_lines[key] = line_of(key_node)


def _number(kind: type[int] | type[float], noun: str, low: float, high: float) -> Check:
    def check(node: Node, place: Place) -> float:
        written = text(node, place)
        try:
            value = kind(written)
        except ValueError:
            raise place.error(node, f"{quoted(place.key)} must be {noun}, not {quoted(written)}") from None
        if not low <= value <= high:  # nor is it "nan"
            hint = f"it can be from {low} to {high}"
            raise place.error(node, f"{quoted(place.key)} cannot be {clipped(written)}", hint=hint)
        return value

    return check


def _named(node: Node) -> str:
    if isinstance(node, SequenceNode):
        return "a list"
    if isinstance(node, MappingNode):
        return "'key: value' lines"
    return quoted(str(node.value))
