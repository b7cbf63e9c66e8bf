"""The header of a Markdown file between two "---" lines -> what it says, by label."""

from __future__ import annotations

import re
from collections.abc import Iterator

# "---", "title: The Ferry", "tags:", "- sea", "---"
_HEADER = re.compile(
    r"\A\ufeff?---[ \t]*\n((?:(?:[\w -]+:.*|[ \t]+.*|- .*|[ \t]*|#.*)\n)+?)(?:---|\.\.\.)[ \t]*(?:\n|\Z)"
)
# "title: The Ferry", "tags: [sea, fog]"
_FIELD = re.compile(r"([\w][\w -]*?)\s*:\s*(.*)")
_ITEM = re.compile(r"\s*-\s+(.*)")


def split_front_matter(text: str) -> tuple[dict[str, list[str]], str]:
    """The fields of the header, labels in small letters, and the text after it."""
    match = _HEADER.match(text)
    if not match or not _FIELD.match(match[1].lstrip()):
        return {}, text
    return dict(_fields(match[1])), text[match.end() :]


def _fields(header: str) -> Iterator[tuple[str, list[str]]]:
    label, values = "", list[str]()
    for line in header.split("\n"):
        field, item = _FIELD.match(line), _ITEM.match(line)
        if field:
            yield label, values
            label, values = field[1].casefold(), _values(field[2])
        elif item:
            values.append(_bare(item[1]))
        elif line.strip() and values:
            values[-1] = f"{values[-1]} {line.strip()}".removeprefix("| ").removeprefix("> ")
    yield label, values


def _values(text: str) -> list[str]:
    if text.startswith("[") and text.endswith("]"):
        return [_bare(item) for item in text[1:-1].split(",")]
    return [_bare(text)] if text else []


def _bare(value: str) -> str:
    """A value without its quote marks."""
    value = value.strip()
    quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "\"'"
    return value[1:-1] if quoted else value
