"""The header of a Markdown file between two "---" lines -> what it says, by label."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

_MOST_LINES = 200
_FENCE = re.compile(r"\ufeff?---\s*")
_END = re.compile(r"(?:---|\.\.\.)\s*")
# "title: The Ferry", "tags: [sea, fog]"
_FIELD = re.compile(r"(\w[\w -]{0,40}?)\s*:(?:\s+(.*)|\s*)")
# "  - sea", below "tags:"
_ITEM = re.compile(r"\s*-\s+(.*)")
# what goes on on the next line, and remarks
_MORE = re.compile(r"\s+\S.*|\s*#.*|\s*")


def split_front_matter(text: str) -> tuple[dict[str, list[str]], str]:
    """The fields of the header, labels in small letters, and the text after it.

    >>> split_front_matter("---\\ntitle: Low Water\\n---\\nThe rope")
    ({'title': ['Low Water']}, 'The rope')
    """
    lines = text.split("\n", _MOST_LINES)
    if not _FENCE.fullmatch(lines[0]):
        return {}, text
    end = next((index for index, line in enumerate(lines) if index and _END.fullmatch(line)), 0)
    header = lines[1:end]
    if not header or not _FIELD.fullmatch(header[0]) or not all(map(_is_header, header)):
        return {}, text
    return {label: values for label, values in _fields(header) if label}, "\n".join(lines[end + 1 :])


def _is_header(line: str) -> bool:
    return any(pattern.fullmatch(line) for pattern in (_FIELD, _ITEM, _MORE))


def _fields(header: Sequence[str]) -> Iterator[tuple[str, list[str]]]:
    label, values = "", list[str]()
    for line in header:
        field, item = _FIELD.fullmatch(line), _ITEM.fullmatch(line)
        if field:
            yield label, values
            label, values = field[1].casefold(), _values(field[2] or "")
        elif item:
            values.append(_bare(item[1]))
        elif line.strip() and values:
            values[-1] = f"{values[-1]} {line.strip()}".removeprefix("| ").removeprefix("> ")
    yield label, values


def _values(text: str) -> list[str]:
    text = text.strip()
    if text.startswith("[") and text.endswith("]"):
        return [_bare(item) for item in text[1:-1].split(",")]
    return [_bare(text)] if text else []


def _bare(value: str) -> str:
    """A value without its quote marks."""
    value = value.strip()
    quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "\"'"
    return value[1:-1] if quoted else value
