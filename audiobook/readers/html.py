"""A page of HTML -> Story: a download, a page as a browser saves it, a book in one file."""

from __future__ import annotations

import re

from audiobook.model import Story
from audiobook.readers.raw import Raw

_SAMPLE_BYTES = 4096
_SUFFIXES = (".html", ".htm", ".xhtml", ".xht", ".mht", ".mhtml", ".webarchive")
# "<!DOCTYPE html>", "<html lang='en'>", "<body>"
_SURE = re.compile(rb"<(?:!doctype\s+html|html[\s>]|head[\s>]|body[\s>])", re.IGNORECASE)
_TAG = re.compile(rb"</?(?:p|br|div|span|h[1-6]|em|strong|i|b|hr|a)\b[^<>]*>", re.IGNORECASE)
_SAVED = re.compile(rb"^(?:From|MIME-Version|Content-Type): [^\n]*\r?\n", re.IGNORECASE)
_FEWEST_TAGS = 3


def score(raw: Raw) -> float:
    """How sure it is that `raw` is a page, 0 to 1."""
    if raw.data.startswith((b"PK", b"bplist00")):
        return 0.9 if raw.data.startswith(b"bplist00") and b"WebMainResource" in raw.data else 0.0
    sample = _readable(raw.data[:_SAMPLE_BYTES])
    named = raw.name.casefold().endswith(_SUFFIXES)
    if _SAVED.match(sample) and b"text/html" in raw.data[:100_000]:
        return 0.9
    if _SURE.search(sample):
        return 0.9 if named or sample.lstrip().startswith(b"<") else 0.1
    tags = len(_TAG.findall(sample))
    if named:
        return 0.7 if tags else 0.5
    return 0.65 if tags >= _FEWEST_TAGS and sample.lstrip().startswith(b"<") else 0.0


def read(raw: Raw) -> Story:
    """The story on a page; raises StoryError if it cannot be read."""
    from audiobook.readers.html_page import read_page  # noqa: PLC0415 - lxml is slow to load

    return read_page(raw)


def _readable(sample: bytes) -> bytes:
    """`sample` in which tags can be seen, whatever its encoding."""
    return sample.replace(b"\0", b"").removeprefix(b"\xef\xbb\xbf").removeprefix(b"\xff\xfe")
