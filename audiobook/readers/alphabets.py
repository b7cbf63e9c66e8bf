"""Which encoding of another alphabet a text without a declaration is in."""

from __future__ import annotations

from importlib import import_module

_ENCODINGS = (
    "cp1251",
    "koi8_r",
    "koi8_u",
    "cp866",
    "cp1253",
    "cp1255",
    "cp1256",
    "cp932",
    "euc_jp",
    "gb18030",
    "big5",
    "cp949",
)
_SAMPLE_BYTES = 65_536
# French has some 5 %, Russian 80 %, Japanese in Shift-JIS 60 %.
_FOREIGN_SHARE = 0.3
_FEWEST_HIGH_BYTES = 60
_ASCII = bytes(range(128))


def foreign_encoding(data: bytes) -> str:
    """The encoding of a long text that is clearly in no Western one ("cp1251"), else ""."""
    sample = _sample(data)
    high = len(sample.translate(None, _ASCII))
    if high < max(_FEWEST_HIGH_BYTES, _FOREIGN_SHARE * len(sample)):
        return ""
    found = import_module("charset_normalizer").from_bytes(sample, cp_isolation=list(_ENCODINGS)).best()
    return str(found.encoding) if found else ""


def _sample(data: bytes) -> bytes:
    """The beginning, up to the end of a line, so that no character is cut."""
    if len(data) <= _SAMPLE_BYTES:
        return data
    return data[: data.rfind(b"\n", 0, _SAMPLE_BYTES) + 1] or data[:_SAMPLE_BYTES]
