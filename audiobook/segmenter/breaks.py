"""Where one scene ends and the next begins: rows of signs, site lines, gaps."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from audiobook.model import Kind
from audiobook.segmenter.lines import QUOTES, Label, Line

if TYPE_CHECKING:
    from audiobook.segmenter.customs import Customs

_LONGEST = 80
_LONGEST_RULE = 400
_NOT_BREAKS = frozenset(
    {"?", "!", "-", "–", "—", "!!", "??", "?!", "!?", "...?", "...!", "…?", "…!", "!!!", "???"}
)
_HEARTS = re.compile(r"[<3\s]*<3+[<3\s]*")
# `x-X-x`, `oOo`, `0o0o0o`, `xxx`
_XO = re.compile(r"[\W_xXoO0]*[xXoO0][\W_xXoO0]*")
# `-x-`, `~o~`, `.:x:.`
_BETWEEN = re.compile(r"[^\w\s'\"“”‘’]+\s*[xo0]{1,2}\s*[^\w\s'\"“”‘’]+", re.IGNORECASE)
# `HPHPHPHP`: a word of the fandom over and over
_REPEATED = re.compile(r"[\W_]*(\w{1,10}?)(?:[\W_]*\1){2,}[\W_]*", re.IGNORECASE)
_SIGNED = re.compile(r"(love|xoxo|yours|hugs|kisses)\W*", re.IGNORECASE)


def is_break(row: str, plain: str, customs: Customs) -> bool:
    """Whether a line that stands alone is only the mark of a scene break; `plain` are its bare words."""
    if not plain or _HEARTS.fullmatch(row):
        return _is_signs(row)
    if len(row) > _LONGEST or any(char in QUOTES for char in row):
        return False
    return _is_lettered(row) or _is_site_line(row, plain, customs)


def _is_signs(row: str) -> bool:
    """`* * *`, `~*~*~`, `-----`, `❧`, `<3 <3 <3`: no letters, and nothing that could be said."""
    if row in _NOT_BREAKS or any(char in QUOTES for char in row):
        return False
    return len(row) <= _LONGEST or (len(row) <= _LONGEST_RULE and len(set(row)) <= 2)


def _is_lettered(row: str) -> bool:
    """`x-X-x`, `-o0o-`, `HPHPHP`."""
    if _XO.fullmatch(row):
        letters = sum(char.isalnum() for char in row)
        return letters >= 3 or bool(_BETWEEN.fullmatch(row))
    if not row.isupper():
        return False
    repeated = _REPEATED.fullmatch(row)
    return repeated is not None and len(set(repeated[1])) > 1 and sum(char.isalpha() for char in row) >= 6


def _is_site_line(row: str, plain: str, customs: Customs) -> bool:
    """`LINEBREAK`, `~Page Break~`, `*insert line here*`."""
    return plain in customs.break_lines and (len(plain) > 5 or row.casefold() != plain)


def label_breaks(lines: Sequence[Line], customs: Customs) -> Iterator[tuple[int, Label]]:
    """The blocks that are only the mark of a scene break."""
    for line in lines:
        if line.row and is_break(line.row, line.plain, customs) and not _is_signature(lines, line):
            yield line.index, Label(Kind.SKIP, reason="the mark of a scene break")


def _is_signature(lines: Sequence[Line], line: Line) -> bool:
    """`xoxo` under "Love,"."""
    return line.row[0].isalpha() and line.index > 0 and bool(_SIGNED.fullmatch(lines[line.index - 1].row))
