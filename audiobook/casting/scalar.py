"""Text as a YAML scalar: plain where that is safe, else in double quotes."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    Value = str | float | bool | None

# Words of letters and digits with single spaces between them, so nothing that YAML could take for a sign
# of its own: "Mara Venn", "Jean-Luc O'Hara", "Mrs. Hale".
_PLAIN = re.compile(r"[^\W\d_]\w*(?:(?:[ .'’-]|\. )\w+)*\.?")

# Plain words that some reader of YAML takes for something else than text.
_RESERVED = frozenset({"null", "true", "false", "yes", "no", "on", "off", "y", "n"})


def scalar(text: str) -> str:
    """`text` as it may stand anywhere in a YAML file, on one line; it reads back as it was."""
    if _PLAIN.fullmatch(text) and text.isprintable() and text.lower() not in _RESERVED:
        return text
    return "".join(map(_printable, json.dumps(text, ensure_ascii=False)))


def number(value: float) -> str:
    """A number without a needless ".0"; it reads back as it was."""
    return str(int(value)) if value == int(value) else repr(value)


def flow(fields: Mapping[str, Value]) -> str:
    """A mapping on one line: "{rate: -6, said: shi vawn}"."""
    return "{" + ", ".join(f"{key}: {_value(value)}" for key, value in fields.items()) + "}"


def _value(value: Value) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if value is None:
        return ""
    return scalar(value) if isinstance(value, str) else number(value)


def _printable(sign: str) -> str:
    """`sign`, or its escape where YAML wants none of it in a file."""
    if sign.isprintable():
        return sign
    return f"\\u{ord(sign):04x}" if ord(sign) < 0x10000 else f"\\U{ord(sign):08x}"
