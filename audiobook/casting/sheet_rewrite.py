"""An older casting sheet with entries added at the end of its lists; not a sign of it is changed."""

from __future__ import annotations

from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING

from ruamel.yaml import YAML
from ruamel.yaml.nodes import MappingNode, SequenceNode

from audiobook.casting.document import Document, line_of, parse_document
from audiobook.casting.forms import SHEET
from audiobook.casting.schema import Place, is_nothing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ruamel.yaml.nodes import Node

    from audiobook.casting.schema import Entries

_INDENT = 2  # spaces before the entries as they are handed in
_WIDE = 100_000  # columns: no line is broken


@dataclass(frozen=True)
class OlderSheet:
    """The text of a casting sheet that somebody may have edited."""

    text: str
    document: Document
    entries: Entries

    @property
    def names(self) -> frozenset[str]:
        """Every name that the sheet knows: characters, their aliases, and those who are none."""
        characters = self.entries.get("characters", {})
        aliases = (alias for member in characters.values() for alias in member.get("aliases", ()))
        written = getattr(characters, "lines", {})
        return frozenset((*written, *aliases, *self.entries.get("not_characters", ())))


def says_something(text: str) -> bool:
    """Whether there is more in a sheet than remarks."""
    lines = (line.strip() for line in text.removeprefix("\ufeff").splitlines())
    return any(line and not line.startswith("#") for line in lines)


def older_sheet(text: str) -> OlderSheet:
    """The casting sheet in `text`; CastError where it is wrong."""
    document = parse_document(text.removeprefix("\ufeff"), Path("the casting sheet"))
    return OlderSheet(text, document, SHEET(document.root, Place(document, document.name)))


def with_added(sheet: OlderSheet, section: str, entries: Sequence[str]) -> str:
    """The sheet's text with `entries` at the end of `section`; each is some lines, indented by two."""
    root = sheet.document.root
    keys, values = zip(*root.value, strict=True) if root.value else ((), ())
    place = next((index for index, key in enumerate(keys) if key.value == section), None)
    if _in_braces(root) or (place is not None and _in_braces(values[place])):
        return _rewritten(sheet.text, section, entries)
    if place is None:
        return "\n".join((sheet.text.rstrip("\n"), "", f"{section}:", *entries, ""))
    first = line_of(keys[place])
    after = line_of(keys[place + 1]) - 1 if place + 1 < len(keys) else None
    return _inserted(sheet.text, slice(first, after), _indented(entries, values[place]))


def _in_braces(value: Node) -> bool:
    return isinstance(value, MappingNode | SequenceNode) and value.flow_style is True


def _indented(entries: Sequence[str], value: Node) -> list[str]:
    """The lines of `entries`, starting in the column in which those of the section start."""
    column = _INDENT if is_nothing(value) else value.start_mark.column
    lines = (line for entry in entries for line in entry.split("\n"))
    return [" " * column + line[_INDENT:] for line in lines]


def _inserted(text: str, section: slice, added: Sequence[str]) -> str:
    """`text` with lines added after the last of `section`, and before what introduces the next one."""
    lines = text.split("\n")
    end = len(lines[: section.stop])
    while end > section.start and _introduces(lines[end - 1]):
        end -= 1
    tail = "\r" if "\r\n" in text else ""
    return "\n".join((*lines[:end], *(line + tail for line in added), *lines[end:]))


def _introduces(line: str) -> bool:
    return not line.strip() or line.startswith("#")


def _rewritten(text: str, section: str, entries: Sequence[str]) -> str:
    """A section that hands have put in braces: it stays there, and the file is written anew."""
    yaml = YAML()
    yaml.preserve_quotes = True
    yaml.width = _WIDE
    added = YAML(typ="safe", pure=True).load("\n".join((f"{section}:", *entries)))[section]
    if added is None:  # remarks have no place in braces
        return text
    data = yaml.load(text)
    data[section] = data.get(section) or type(added)()
    data[section].update(added)
    out = StringIO()
    yaml.dump(data, out)
    return out.getvalue()
