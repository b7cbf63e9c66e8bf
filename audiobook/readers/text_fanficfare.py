"""Text as FanFicFare writes it: a block of labels, a contents list, chapters as indented lines."""

from __future__ import annotations

import re

from audiobook.model import BlockKind, Metadata
from audiobook.readers.text_fields import FIELD, metadata_of, squeeze
from audiobook.readers.text_plain import author_of
from audiobook.readers.text_view import View

_FIRST_LINES = 60
_PACKAGED = re.compile(r"Packaged:\s*\d{4}-", re.DOTALL)
_CONTENTS = "table of contents"
_END = "End file."
_INDENT = re.compile(r"[ \t]{4,}\Z")
_LONGEST_TITLE = 200
# "**Author's Note:**", "**Notes for the Chapter:**", "**Chapter End Notes**"
_NOTE_LABEL = re.compile(
    r"\**(author's notes?|summary( for the chapter)?|(end )?notes( for the chapter)?"
    r"|chapter (summary|(end )?notes)):?\**",
    re.IGNORECASE,
)


def read_fanficfare(view: View) -> Metadata | None:
    """A file known by its label "Packaged:"; the labels, the contents list, chapters, note boxes."""
    packaged = view.find(
        lambda words: len(words) < _LONGEST_TITLE and _PACKAGED.match(words), 0, _FIRST_LINES
    )
    if packaged < 0:
        return None
    fields = _read_title(view)
    first = _read_labels(view, packaged, fields)
    _read_contents(view, first)
    for index in range(first, len(view)):
        _read_body(view, index)
    if view.words(len(view) - 1) == _END:
        view.label([len(view) - 1], BlockKind.NAVIGATION, "end of the file")
    return metadata_of(fields)


def _read_title(view: View) -> dict[str, str]:
    view.label([0], BlockKind.HEADING, "title of the work", level=1)
    author = author_of(view.words(1))
    if author:
        view.label([1], BlockKind.METADATA, "author of the work")
    return {"title": squeeze(view.words(0)), "author": author}


def _read_labels(view: View, packaged: int, fields: dict[str, str]) -> int:
    """Label the header; the block after it. A line without a label continues the one before."""
    label = ""
    for index in range(1, len(view)):
        match = FIELD.fullmatch(view.words(index))
        if index > packaged and view.blocks[index].gap and (not match or _is_chapter(view, index)):
            return index
        if match:
            label = match[1].casefold()
            fields.setdefault(label, match[2])
        elif label:
            fields[label] += " " + view.words(index)
        view.label([index], BlockKind.METADATA, "header of the work")
    return len(view)


def _read_contents(view: View, first: int) -> None:
    """Label the contents list: the titles that all stand again before their chapters."""
    contents = view.find(lambda words: words.casefold() == _CONTENTS, first, first + 10)
    if contents < 0:
        return
    index, seen = contents + 1, set[str]()
    while (
        index < len(view)
        and (words := squeeze(view.words(index))) not in seen
        and len(words) < _LONGEST_TITLE
    ):
        seen.add(words)
        index += 1
    view.label(range(contents, index), BlockKind.METADATA, "contents list")


def _is_chapter(view: View, index: int) -> bool:
    """Whether a block is a short line set in by a tab."""
    block = view.blocks[index]
    before = view.text[max(0, block.start - 12) : block.start]
    return block.gap > 0 and block.end - block.start < _LONGEST_TITLE and bool(_INDENT.search(before))


def _read_body(view: View, index: int) -> None:
    words = view.words(index)
    if _NOTE_LABEL.fullmatch(words):
        view.label([index], BlockKind.NOTE, "note box of the site")
        box = index + 1
        while box < len(view) and view.words(box).startswith(">"):
            view.label([box], BlockKind.NOTE, "note box of the site")
            box += 1
    elif _is_chapter(view, index) and (index + 1 == len(view) or not _is_chapter(view, index + 1)):
        view.label([index], BlockKind.HEADING, "chapter heading", level=2)
