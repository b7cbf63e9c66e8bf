"""Checks that turn YAML nodes into values; each says what is wrong, and on which line.

A check reads a node at the place it stands in, and knows its own JSON Schema. `record` and `table` put
checks together, so that a file format is a table: see `forms.py`.
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

_WIDEST_STEP = 1000
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


@dataclass(frozen=True, slots=True)
class Check:
    """What a value must be: called with a node and its place, it gives the value or raises CastError.

    `schema` says the same in the words of JSON Schema, for editors that check while somebody types.
    """

    read: Callable[[Node, Place], Any]
    schema: dict[str, Any]

    def __call__(self, node: Node, place: Place) -> Any:
        """The value of `node`."""
        return self.read(node, place)


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


def _text(node: Node, place: Place) -> str:
    """A scalar as it is written; a number stands for its digits."""
    if not isinstance(node, ScalarNode):
        raise place.error(node, f"{quoted(place.key)} must be text, not {_named(node)}")
    value = str(node.value).strip()
    if not value:
        raise place.error(node, f"{quoted(place.key)} is empty", hint="remove it, or put text after it")
    if not value.isprintable() and any("\ud800" <= sign <= "\udfff" for sign in value):
        problem = f"{quoted(place.key)} holds half a character"
        raise place.error(node, problem, hint="write the character itself")
    return value


def _flag(node: Node, place: Place) -> bool:
    word = _text(node, place).lower()
    if word not in _FLAGS:
        raise place.error(node, f"{quoted(place.key)} must be true or false, not {quoted(word)}")
    return _FLAGS[word]


text = Check(_text, {"type": ["string", "number", "boolean"]})
flag = Check(_flag, {"type": "boolean"})


def choice(words: Collection[str]) -> Check:
    """One of `words`."""

    def read(node: Node, place: Place) -> str:
        word = _text(node, place)
        if word not in words:
            hint = did_you_mean(word, words, otherwise=listed(words))
            raise place.error(node, f"{quoted(place.key)} cannot be {quoted(word)}", hint=hint)
        return word

    return Check(read, {"enum": list(words)})


def whole(low: int, high: int) -> Check:
    """A whole number from `low` to `high`."""
    return Check(
        _number(int, "a whole number", low, high), {"type": "integer", "minimum": low, "maximum": high}
    )


def decimal(low: float, high: float) -> Check:
    """A number from `low` to `high`."""
    return Check(_number(float, "a number", low, high), {"type": "number", "minimum": low, "maximum": high})


def step_or(check: Check) -> Check:
    """A number as `check` wants it, or, with a sign before it, a `Step`."""
    step = _number(float, "a number", -_WIDEST_STEP, _WIDEST_STEP)

    def read(node: Node, place: Place) -> Any:
        if isinstance(node, ScalarNode) and str(node.value)[:1] in {"+", "-"}:
            return Step(step(node, place))
        return check(node, place)

    # To a reader of JSON Schema "+5" is the number 5, so that only the widest limits hold.
    widest = {"minimum": -_WIDEST_STEP, "maximum": max(_WIDEST_STEP, check.schema["maximum"])}
    return Check(read, check.schema | widest)


def list_of(check: Check) -> Check:
    """A tuple of what `check` gives; one value alone stands for a list of one."""

    def read(node: Node, place: Place) -> tuple[Any, ...]:
        nodes = node.value if isinstance(node, SequenceNode) else [node]
        return tuple(check(one, place) for one in nodes)

    return Check(read, {"anyOf": [{"type": "array", "items": _or_nothing(check)}, check.schema]})


def record(fields: Mapping[str, Check], *, required: Collection[str] = ()) -> Check:
    """A mapping with the keys of `fields`; keys with nothing after them count as not written."""

    def read(node: Node, place: Place) -> Entries:
        found = Entries(line_of(node))
        for key_node, value in _entries(node, place):
            key = str(key_node.value)
            if key not in fields:
                hint = did_you_mean(key, fields, otherwise=f"known keys: {', '.join(fields)}")
                raise place.error(key_node, f"unknown key {quoted(key)}", hint=hint)
            _add(found, key_node, value, fields[key], place)
        for key in required:
            if key not in found:
                problem = f"{quoted(place.key)} has no {quoted(key)}"
                raise place.error(node, problem, hint=f"add '{key}: ...'")
        return found

    properties = {key: _or_nothing(check) for key, check in fields.items()}
    schema = {"type": "object", "properties": properties, "additionalProperties": False}
    return Check(read, schema | ({"required": list(required)} if required else {}))


def table(value_check: Check, *, keys: Collection[str] | None = None) -> Check:
    """A mapping from names to what `value_check` gives; the names are one of `keys`, or free."""

    def read(node: Node, place: Place) -> Entries:
        found = Entries(line_of(node))
        for key_node, value in _entries(node, place):
            key = str(key_node.value)
            if keys is not None and key not in keys:
                hint = did_you_mean(key, keys, otherwise=listed(keys))
                raise place.error(key_node, f"{quoted(key)} is none of the {place.key}", hint=hint)
            _add(found, key_node, value, value_check, place)
        return found

    schema: dict[str, Any] = {"type": "object", "additionalProperties": _or_nothing(value_check)}
    return Check(read, schema | ({"propertyNames": {"enum": list(keys)}} if keys is not None else {}))


def _or_nothing(check: Check) -> dict[str, Any]:
    """What `check` allows, or nothing behind the colon."""
    return {"anyOf": [check.schema, {"type": "null"}, {"const": ""}]}


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


def _number(
    kind: type[int] | type[float], noun: str, low: float, high: float
) -> Callable[[Node, Place], float]:
    def check(node: Node, place: Place) -> float:
        written = _text(node, place)
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
