"""Project Gutenberg's files: header fields, the license around the book, the producers' notes."""

from __future__ import annotations

import re

from audiobook.model import BlockKind, Metadata
from audiobook.readers.text_fields import FIELD, metadata_of
from audiobook.readers.text_plain import label_edition
from audiobook.readers.text_view import View

_HEAD_BLOCKS = 400
_TAIL_SHARE = 0.4
# "*** START OF THIS PROJECT GUTENBERG EBOOK EMMA ***", "*END THE SMALL PRINT! FOR PUBLIC DOMAIN ETEXTS*"
# One asterisk is enough: a search for a row of them would start anew at each.
_START = re.compile(
    r"\* ?START\s+OF\s+TH(E|IS)\s+PROJECT\s+GUTENBERG|\*?END\*? ?THE SMALL PRINT|\*END\*THE SMALL PRINT",
    re.IGNORECASE,
)
# "*** END OF THE PROJECT GUTENBERG EBOOK EMMA ***", "End of the Project Gutenberg EBook of Emma"
_END = re.compile(r"\** ?END OF (TH(E|IS) )?PROJECT GUTENBERG", re.IGNORECASE)
_SIGN = re.compile(r"project gutenberg", re.IGNORECASE)
_TITLE_LINE = re.compile(
    r"The Project Gutenberg E(?:Book|text) of (.+?),? by (.+)", re.IGNORECASE | re.DOTALL
)
_BOILERPLATE = "license and header of Project Gutenberg"


def read_gutenberg(view: View) -> Metadata | None:
    """A book known by the project's markers; all outside them, and its producers' lines, set apart."""
    start = view.find(_START.search, 0, _HEAD_BLOCKS)
    end = _find_end(view, start)
    if start < 0 and end < 0:
        return None
    fields = _read_fields(view, start)
    if start >= 0:
        start = _end_of_marker(view, start)
        view.label(range(start + 1), BlockKind.NAVIGATION, _BOILERPLATE)
    if end >= 0:
        view.label(range(end, len(view)), BlockKind.NAVIGATION, _BOILERPLATE)
    label_edition(view, start + 1, end if end >= 0 else len(view))
    return metadata_of(fields)


def _find_end(view: View, start: int) -> int:
    """The first end marker after the start; without a start it must stand late in the file."""
    floor = start + 1 if start >= 0 else int(len(view) * (1 - _TAIL_SHARE))
    return view.find(lambda words: _END.match(words.lstrip()), floor)


def _end_of_marker(view: View, start: int) -> int:
    """The last block of a start marker: it may run over a line."""
    words = view.words(start)
    runs_on = words.startswith("***") and not words.rstrip().endswith("*")
    following = start + 1 < len(view) and view.words(start + 1).rstrip().endswith("***")
    return start + 1 if runs_on and following else start


def _read_fields(view: View, start: int) -> dict[str, str]:
    fields: dict[str, str] = {}
    for index in range(max(start, 0)):
        words = view.words(index)
        title = _TITLE_LINE.match(words)
        if title and not fields:
            fields = {"title": title[1], "author": title[2].splitlines()[0]}
        match = FIELD.fullmatch(words)
        if match:
            fields[match[1].casefold()] = match[2]
    return fields
