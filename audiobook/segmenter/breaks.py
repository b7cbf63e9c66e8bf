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
_HEARTS = re.compile(r"<3+|[<>]+")
_SIGNS = re.compile(r"[\W_]+")
# `x-X-x`, `oOo`, `0o0o0o`, `xxx`
_LETTERED = re.compile(r"[xo0]{3,}", re.IGNORECASE)
# `-x-`, `~o~`, `.:x:.`
_BETWEEN = re.compile(r"[^\w\s'\"“”‘’]+\s*[xo0]{1,2}\s*[^\w\s'\"“”‘’]+", re.IGNORECASE)
# `HPHPHPHP`: a word of the fandom over and over
_REPEATED = re.compile(r"[\W_]*(\w{1,10}?)(?:[\W_]*\1){2,}[\W_]*", re.IGNORECASE)
_SIGNED = re.compile(r"(love|xoxo|yours|hugs|kisses)\W*", re.IGNORECASE)


def is_break(row: str, customs: Customs) -> bool:
    """Whether a line that stands alone is only the mark of a scene break."""
    if not row or len(row) > _LONGEST:
        return (
            bool(row)
            and len(row) <= _LONGEST_RULE
            and len(set(row.replace(" ", ""))) == 1
            and not row[0].isalnum()
        )
    return _is_signs(row) or _is_lettered(row) or _is_site_line(row, customs)


def _is_signs(row: str) -> bool:
    """`* * *`, `~*~*~`, `-----`, `❧`, `<3 <3 <3`: no letters, and nothing that could be said."""
    if any(char in QUOTES for char in row) or row in _NOT_BREAKS:
        return False
    bare = _HEARTS.sub("", row)
    return not bare or bool(_SIGNS.fullmatch(bare))


def _is_lettered(row: str) -> bool:
    letters = re.sub(r"[\W_]+", "", row)
    if _LETTERED.fullmatch(letters) or _BETWEEN.fullmatch(row):
        return not any(char in QUOTES for char in row)
    if len(letters) < 6 or not letters.isupper():
        return False
    repeated = _REPEATED.fullmatch(row)
    return repeated is not None and len(set(repeated[1])) > 1


def _is_site_line(row: str, customs: Customs) -> bool:
    """`LINEBREAK`, `~Page Break~`, `*insert line here*`."""
    plain = re.sub(r"^[\W_]+|[\W_]+$", "", row).casefold()
    if plain not in customs.break_lines:
        return False
    return len(plain) > 5 or row.casefold() != plain


def label_breaks(lines: Sequence[Line], customs: Customs) -> Iterator[tuple[int, Label]]:
    """The blocks that are only the mark of a scene break."""
    for line in lines:
        if line.row and is_break(line.row, customs) and not _is_signature(lines, line):
            yield line.index, Label(Kind.SKIP, reason="the mark of a scene break")


def _is_signature(lines: Sequence[Line], line: Line) -> bool:
    """`xoxo` under "Love,"."""
    return line.row[0].isalpha() and line.index > 0 and bool(_SIGNED.fullmatch(lines[line.index - 1].row))
