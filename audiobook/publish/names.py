"""Names of files and folders that Windows, macOS and Linux all accept, close to the title."""

from __future__ import annotations

import re
import unicodedata

NAME_BYTES = 140  # encrypted folders on Linux allow 143, others 255

# What one system or another forbids in a name, and what stands for it: "Part 2: Home" -> "Part 2 - Home".
_FORBIDDEN = str.maketrans(
    {"/": "-", "\\": "-", "|": "-", ":": " -", '"': "'", "<": "(", ">": ")", "*": None, "?": None}
)

# Names that Windows keeps for devices, whatever suffix follows: "aux", "Com1.part two".
_DEVICE = re.compile(
    r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])(?=\s*(?:\.|$))", re.IGNORECASE
)

# White space of any kind: a name has single blanks only.
_SPACE = re.compile(r"\s+")

# Marks that turn the direction of the text around them, or that nobody can see: "\u202e", "\ufeff".
_INVISIBLE = re.compile(r"[\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]")

_JOINERS = "\u200d\ufe0e\ufe0f"  # they tie emoji together
_SKIN_TONES = range(0x1F3FB, 0x1F400)


def printable(text: str) -> str:
    """`text` without control characters (a tab or newline stays) and with nothing that UTF-8 cannot hold."""
    kept = "".join(char for char in text if char in "\t\n" or unicodedata.category(char) != "Cc")
    return kept.encode("utf-8", "replace").decode("utf-8")


def safe_name(text: str, *, otherwise: str = "Untitled", limit: int = 100) -> str:
    """`text` as a file name without suffix, at most `limit` bytes of UTF-8; `otherwise` if nothing is left.

    >>> safe_name('What if...? 1/2: "The Ferry"')
    "What if... 1-2 - 'The Ferry'"
    """
    text = unicodedata.normalize("NFC", printable(text))
    text = _INVISIBLE.sub("", text).translate(_FORBIDDEN)
    text = _SPACE.sub(" ", text).strip(". ").lstrip("-. ")
    text = _shortened(text, limit)
    return _DEVICE.sub(r"\g<0>_", text, count=1) if _DEVICE.match(text) else text or otherwise


def file_name(number: int, count: int, title: str, suffix: str) -> str:
    """The name of track `number` of `count`; names of one book differ and sort in order.

    >>> file_name(3, 120, "The Ferry", ".mp3")
    '003 - The Ferry.mp3'
    """
    front = f"{number:0{max(2, len(str(count)))}d}"
    room = NAME_BYTES - len(f"{front} - {suffix}".encode())
    name = safe_name(title, otherwise="", limit=room)
    return f"{front} - {name}{suffix}" if name else f"{front}{suffix}"


def _shortened(text: str, limit: int) -> str:
    """At most `limit` bytes of `text`, cut between words if one ends near, and never inside a character."""
    if len(text.encode()) <= limit:
        return text
    kept = text.encode()[:limit].decode("utf-8", "ignore")
    while kept and _is_joined(kept[-1], text[len(kept)]):
        kept = kept[:-1]
    words = kept.rpartition(" ")[0]
    return (words if len(words) > len(kept) * 3 // 4 else kept).rstrip(". -")


def _is_joined(before: str, after: str) -> bool:
    """Whether the two are seen as one character: a letter and its accent, parts of an emoji."""
    joined = unicodedata.combining(after) != 0 or after in _JOINERS or ord(after) in _SKIN_TONES
    return joined or before == "\u200d"
