"""Any other text: what its first lines say of title and author."""

from __future__ import annotations

import re

from audiobook.model import BlockKind, Metadata
from audiobook.readers.text_fields import FIELD, metadata_of, squeeze
from audiobook.readers.text_view import View

_FIRST_LINES = 12
_EDITION_BLOCKS = 60
# `Produced by Judith Boss`, `[Illustration]`, `Transcriber's Note:`
_PRODUCER = re.compile(
    r"(e-?text )?(produced|prepared|transcribed|scanned)( from .{1,200})? by\b|\[illustration"
    r"|\[?(original )?(transcriber|project gutenberg editor)[’']?s?[’']? notes?\b"
    r"|this (e-?text|e-?book) (was|is) (produced|prepared)",
    re.IGNORECASE | re.DOTALL,
)
# `Copyright (c) 1958 by The World Publishing Company`, `SECOND PRINTING`, `2WP759`
_IMPRINT = re.compile(
    r"copyright( ©| \(c\)|,)? ?\d{4}|(all rights reserved|library of congress|no part of this book may be)\b"
    r"|(first|second|third|\w+th) (printing|edition|impression)\W*$|published (by|simultaneously)\b|isbn\b",
    re.IGNORECASE,
)
_LONGEST_TITLE = 80
# "by lemonpeel (@lemonpeelwrites)", "By: kitsu-no-bun", "a one-shot by greywater_tess"
_BYLINE = re.compile(r"(?:an?\s+[\w-]+\s+)?(?:written\s+)?by\b[:\s]\s*(\S.{0,60})", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.,;:\"”’'*]$")
_CHAPTER = re.compile(r"(chapter|part|book|volume|prologue|epilogue)\b|[\divxlc]+\W*$", re.IGNORECASE)
_NOTE = re.compile(r"\W*(a\s?/\s?n|an\b|author|disclaimer|summary|rat(ed|ing)\b)", re.IGNORECASE)
_DECORATION = re.compile(r"^[\W_]+|[\s*_~=#-]+$")


def read_plain(view: View) -> Metadata:
    """Title and author where the first lines give them, and nothing else."""
    label_edition(view, 0, len(view))
    fields = _fields(view)
    title = "" if "title" in fields else title_of(view.words(0))
    author = "" if "author" in fields else _author(view)
    return metadata_of(fields, base=Metadata(title=title, author=author))


def label_edition(view: View, start: int, stop: int) -> None:
    """Label what the makers of an edition wrote at the book's head; a note of theirs goes on indented."""
    noted = False
    for index in range(start, min(stop, start + _EDITION_BLOCKS)):
        words = view.words(index).lstrip("_* ")
        noted = noted and view.is_indented(index)
        if _PRODUCER.match(words) or _IMPRINT.match(words) or noted:
            view.label([index], BlockKind.NAVIGATION, "imprint of the edition")
            noted = noted or ("note" in words[:60].casefold() and view.is_indented(index))


def title_of(line: str) -> str:
    """`line` as a title if it can be one: short, no sentence, no note, no chapter; else ""."""
    title = _DECORATION.sub("", squeeze(line))
    if not title or len(title) > _LONGEST_TITLE or _SENTENCE_END.search(title):
        return ""
    return "" if _CHAPTER.match(title) or _NOTE.match(title) or FIELD.fullmatch(title) else title


def author_of(line: str) -> str:
    """The author whom a byline names, else ""."""
    match = _BYLINE.fullmatch(squeeze(line))
    return match[1].strip(" *_~") if match and not match[1].endswith((".", ",")) else ""


def _author(view: View) -> str:
    """The author whom one of the first lines names; the line is labelled."""
    for index in range(min(len(view), 4)):
        author = author_of(view.words(index))
        if author:
            view.label([index], BlockKind.METADATA, "author of the work")
            return author
    return ""


def _fields(view: View) -> dict[str, str]:
    """Title and author as labelled fields among the first lines."""
    found: dict[str, str] = {}
    for index in range(min(len(view), _FIRST_LINES)):
        match = FIELD.fullmatch(view.words(index))
        if match and match[1].lower() in {"title", "author", "fandom", "language", "series"}:
            found.setdefault(match[1].lower(), match[2])
    return found
