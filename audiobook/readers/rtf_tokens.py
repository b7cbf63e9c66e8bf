"""Rich Text -> its tokens: control words, groups and characters, these decoded."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

# "\par", "\b0 ", "\u8217?", "\'92", "\~", "{", "words"
_TOKEN = re.compile(
    r"\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})? ?"
    r"|\\'(?P<byte>[0-9a-fA-F]{2})|\\(?P<sign>[^a-zA-Z])|(?P<group>[{}])|[\r\n]+|(?P<text>[^\\{}\r\n]+)"
)


@dataclass(frozen=True, slots=True)
class Token:
    """A token: one of its fields says something.

    `word` is a control word or sign with its `number`, `group` a brace, `text` characters as
    they are, `byte` one in the code page of the font.
    """

    word: str = ""
    number: int | None = None
    group: str = ""
    text: str = ""
    byte: int = -1


def tokens(data: bytes) -> Iterator[Token]:
    """The tokens of an RTF file; what makes no sense is passed over."""
    for match in _TOKEN.finditer(data.decode("latin-1")):
        kind = match.lastgroup
        if kind in ("word", "number"):
            yield Token(word=match["word"], number=int(match["number"]) if match["number"] else None)
        elif kind == "byte":
            yield Token(byte=int(match["byte"], 16))
        elif kind == "group":
            yield Token(group=match["group"])
        elif kind == "text":
            yield Token(text=match["text"])
        elif kind == "sign":
            yield Token(word=match["sign"])
