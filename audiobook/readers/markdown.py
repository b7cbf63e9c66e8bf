"""Markdown -> Story."""

from __future__ import annotations

import re

from audiobook.model import Story
from audiobook.readers.front_matter import split_front_matter
from audiobook.readers.raw import Raw

_SAMPLE_BYTES = 65_536
_SUFFIXES = (".md", ".markdown", ".mdown", ".mkd")
# "# The Ferry" at the head of a line, not "#hashtag"
_HEADING = re.compile(rb"^ {0,3}#{1,6}[ \t]+\S", re.MULTILINE)


def score(raw: Raw) -> float:
    """How sure it is that `raw` is Markdown, 0 to 1."""
    named = raw.name.casefold().endswith(_SUFFIXES)
    sample = raw.data[:_SAMPLE_BYTES]
    if b"\0" in sample:
        return 0.0
    if sample.startswith((b"---", b"\xef\xbb\xbf---")) and _has_front_matter(sample):
        return 0.8
    if named:
        return 0.7
    return 0.4 if len(_HEADING.findall(sample)) >= 2 else 0.0


def read(raw: Raw) -> Story:
    """The story in a Markdown file; raises StoryError if it holds no text."""
    from audiobook.readers.markdown_page import read_markdown  # noqa: PLC0415 - its library is slow to load

    return read_markdown(raw)


def _has_front_matter(sample: bytes) -> bool:
    text = sample.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace").replace("\r", "")
    return bool(split_front_matter(text)[0])
