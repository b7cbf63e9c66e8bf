"""A YAML file as nodes that know their lines; what is wrong with its text is said in one sentence."""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, ReusedAnchorWarning, YAMLError
from ruamel.yaml.reader import ReaderError

from audiobook.casting.complaint import clipped, complaint, quoted

if TYPE_CHECKING:
    from pathlib import Path

    from ruamel.yaml.nodes import Node

    from audiobook.errors import CastError

# What the parser says, in the words of people who do not know its grammar.
_PLAIN_WORDS = {
    "found character '\\t'": ("a tab stands where spaces should", "indent with spaces"),
    "that cannot start any token": (
        "this sign cannot start a value",
        "put the value in quotes: key: '@value'",
    ),
    "mapping values are not allowed": (
        "there is a colon too many, or the line is indented too far",
        "put a value that holds ': ' in quotes: title: 'One: Two'",
    ),
    "could not find expected ':'": ("a colon is missing", "write key: value"),
    "found unexpected end of stream": ("a quote is never closed", "close it with the same mark"),
    "found unknown escape": (
        "a backslash in double quotes starts a code that YAML does not know",
        "use single quotes",
    ),
    "but found another document": ("a second document starts", "remove the line '---'"),
    "found undefined alias": ("a value that starts with * must be in quotes", "write '*value'"),
    "expected alphabetic": ("a value that starts with & or * must be in quotes", "write '*value'"),
    "expected chomping": ("a value that starts with | or > must be in quotes", "write '> value'"),
    "expected a comment or a line": ("a value that starts with | or > must be in quotes", "write '> value'"),
    "expected the node content": ("a value is missing before this sign", "put the value in quotes"),
    "expected ',' or '": ("a list or a brace is never closed", "close it with ] or }"),
    "expected <block end>": (
        "the indentation does not fit the lines above",
        "keys of one level start in the same column",
    ),
}

# What the parser was at when something that it had opened did not end; the fault is where that starts.
_OPENED = ("while scanning a quoted", "while scanning a simple key", "while parsing a flow")


@dataclass(frozen=True, slots=True)
class Document:
    """A YAML file as read: its `name` for messages, its path, and the node at its top."""

    name: str
    path: Path
    root: Node

    def error(self, line: int, problem: str, *, hint: str = "") -> CastError:
        """What is wrong in `line`, counted from 1, as an error to raise."""
        return complaint(problem, hint=hint, where=f"{self.name}, line {line}")


def read_document(path: Path) -> Document:
    """The YAML file at `path`; CastError where it is missing, empty, not UTF-8 or not YAML."""
    return parse_document(_decoded(_bytes_of(path), path), path)


def parse_document(text: str, path: Path) -> Document:
    """`text` as if it stood in the file `path`."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ReusedAnchorWarning)  # allowed, and of no use to anybody
            root = YAML(typ="safe", pure=True).compose(text)
    except (YAMLError, RecursionError) as err:
        raise _translated(err, text, path) from err
    if root is None:
        raise complaint(f"{quoted(path.name)} is empty", hint="write 'key: value' lines into it")
    return Document(path.name, path, root)


def line_of(node: Node) -> int:
    """The line on which `node` starts, counted from 1."""
    return int(node.start_mark.line) + 1


def _bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError as err:
        raise complaint(f"there is no file {str(path)!r}", hint="check the name and the folder") from err
    except (OSError, ValueError) as err:  # ValueError: a NUL in the path
        reason = getattr(err, "strerror", None) or str(err)
        raise complaint(f"{str(path)!r} cannot be read: {reason}") from err


def _decoded(data: bytes, path: Path) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as err:
        line = data.count(b"\n", 0, err.start) + 1
        where = f"{path.name}, line {line}"
        raise complaint("this is not UTF-8 text", hint="save the file as UTF-8", where=where) from err


def _translated(err: Exception, text: str, path: Path) -> CastError:
    line, problem = _where_and_what(err, text)
    words, hint = next(
        (plain for sign, plain in _PLAIN_WORDS.items() if sign in problem),
        (f"this is not valid YAML: {clipped(problem)}", ""),
    )
    return complaint(words, hint=hint, where=f"{path.name}, line {line}")


def _where_and_what(err: Exception, text: str) -> tuple[int, str]:
    if isinstance(err, MarkedYAMLError):
        opened = str(err.context or "").startswith(_OPENED)
        mark = (opened and err.context_mark) or err.problem_mark
        return (mark.line + 1 if mark else 1), err.problem or "it cannot be understood"
    if isinstance(err, ReaderError):
        return text.count("\n", 0, err.position) + 1, "a control character stands in it"
    return 1, "it is nested too deeply"
