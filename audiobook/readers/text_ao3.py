"""Text copied from a page of AO3, and its downloads turned into text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from audiobook.model import BlockKind, Metadata
from audiobook.readers.text_fields import FIELD, metadata_of, squeeze, stats_fields
from audiobook.readers.text_plain import author_of
from audiobook.readers.text_view import View

_BODY_LABELS = frozenset({"chapter text", "work text:"})
_CHAPTER = re.compile(r"chapter \d+(?::.*)?", re.IGNORECASE | re.DOTALL)
# `Archive Warning:`, `Fandom: Original Work`
_HEAD_LABELS = re.compile(
    r"(rating|archive warnings?|category|categories|fandoms?|relationships?|characters?|additional tags"
    r"|language|series|collections?|stats):",
    re.IGNORECASE,
)
# `Published:2024-01-02Words:3,141`
_STATS_LABELS = re.compile(
    r"(published|completed|updated|words|chapters|comments|kudos|bookmarks|hits):", re.IGNORECASE
)
_NOTE_LABELS = re.compile(r"(summary|notes):", re.IGNORECASE)
# `← Previous Chapter`, `crowfoot and 46 guests left kudos on this work!`, `Comments (11)`
_CHROME = re.compile(
    r"actions|work header|kudos|bookmark|comments|share|download|subscribe|comments \(\d+\)"
    r"|[↑←→\s]*(top|(previous|next) chapter|entire work|chapter by chapter|chapter index)[\s→]*"
    r"|mark (for later|as read)|hide creator's style|series this work belongs to:"
    r"|.{1,4000} left kudos on this work!\W*",
    re.IGNORECASE | re.DOTALL,
)
_SEE_END = re.compile(r"\(?see the end of the (chapter|work) for .*", re.IGNORECASE | re.DOTALL)

_POSTED = re.compile(r"posted originally on the\b", re.IGNORECASE)
_CLOSING = re.compile(r"please drop by the archive and comment", re.IGNORECASE)
_SECTION = re.compile(r"(chapter |work )?(summary|notes?|end notes?)", re.IGNORECASE)
_PREFACE = re.compile(r"preface|afterword", re.IGNORECASE)
_LONGEST_TITLE = 200
_HEADER_BLOCKS = 80


def read_page(view: View) -> Metadata | None:
    """A work's page, copied with its hidden headings "Work Header" and "Chapter Text"."""
    bodies = [index for index in range(len(view)) if view.words(index).casefold() in _BODY_LABELS]
    if not bodies:
        return None
    heads = [_chapter_head(view, body, floor) for body, floor in zip(bodies, [0, *bodies], strict=False)]
    metadata = _read_header(view, heads[0])
    for number, (head, body) in enumerate(zip(heads, bodies, strict=True)):
        _label_head(view, head, body)
        following = heads[number + 1] if number + 1 < len(heads) else len(view)
        _label_foot(view, body + 1, following)
    return metadata


def _chapter_head(view: View, body: int, floor: int) -> int:
    """The heading line of the chapter whose text starts after block `body`, or `body` if it has none."""
    for index in range(body - 1, floor, -1):
        if _CHAPTER.fullmatch(view.words(index)) and len(view.words(index)) < _LONGEST_TITLE:
            return index
    return body


def _label_head(view: View, head: int, body: int) -> None:
    if head < body:
        view.label([head], BlockKind.HEADING, "chapter heading of AO3", level=2)
    for index in range(head + 1, body):
        _label_note(view, index, "between the heading of a chapter and its text")
    view.label([body], BlockKind.NAVIGATION, "page label of AO3")


def _label_note(view: View, index: int, reason: str) -> None:
    kind = BlockKind.NAVIGATION if _is_chrome(view.words(index)) else BlockKind.NOTE
    view.label([index], kind, reason)


def _label_foot(view: View, start: int, stop: int) -> None:
    """Label the end notes of a chapter and the page's furniture after it."""
    while stop > start and _is_chrome(view.words(stop - 1)):
        stop -= 1
        view.label([stop], BlockKind.NAVIGATION, "furniture of the page")
    chrome = view.find(lambda words: words.casefold() == "actions", start, stop)
    if chrome >= 0:
        view.label(range(chrome, stop), BlockKind.NAVIGATION, "furniture of the page")
        stop = chrome
    notes = [index for index in range(start, stop) if view.words(index).casefold() == "notes:"]
    if notes:
        view.label(range(notes[-1], stop), BlockKind.NOTE, "end notes of AO3")


def _is_chrome(words: str) -> bool:
    return bool(_CHROME.fullmatch(words))


def _read_header(view: View, stop: int) -> Metadata:
    """Label everything before the first chapter; what it says of the work."""
    fields: dict[str, str] = {}
    index = _read_tags(view, stop, fields)
    for name in ("title", "author"):
        if index < stop and not _NOTE_LABELS.fullmatch(view.words(index)):
            kind = BlockKind.HEADING if name == "title" else BlockKind.METADATA
            view.label([index], kind, f"{name} of the work", level=1)
            words = view.words(index)
            fields[name] = author_of(words) or words if name == "author" else words
            index += 1
    _read_preface(view, range(index, stop), fields)
    return metadata_of(fields)


def _read_tags(view: View, stop: int, fields: dict[str, str]) -> int:
    """Label the fields of the header; the block after them."""
    label, index = "", view.find(_HEAD_LABELS.match, 0, stop)
    if index < 0:
        return _skip_chrome(view, stop)
    view.label(range(index), BlockKind.NAVIGATION, "furniture of the page")
    while index < stop:
        words = view.words(index)
        if _HEAD_LABELS.fullmatch(words) or _STATS_LABELS.fullmatch(words):
            label = words[:-1].casefold()
        elif _HEAD_LABELS.match(words) or _STATS_LABELS.match(words):
            fields.update(stats_fields(words) or _field(words))
            label = "" if label == "stats" or _STATS_LABELS.match(words) else label
        elif label and label != "stats":
            fields[label] = f"{fields[label]}, {words}" if label in fields else words
            label = "" if _STATS_LABELS.fullmatch(label + ":") else label
        else:
            break
        view.label([index], BlockKind.METADATA, "header of the work")
        index += 1
    return index


def _field(words: str) -> dict[str, str]:
    match = FIELD.fullmatch(words)
    return {match[1].casefold(): match[2]} if match else {}


def _skip_chrome(view: View, stop: int) -> int:
    index = 0
    while index < stop and _is_chrome(view.words(index)):
        view.label([index], BlockKind.NAVIGATION, "furniture of the page")
        index += 1
    return index


def _read_preface(view: View, indexes: Sequence[int], fields: dict[str, str]) -> None:
    section = ""
    for index in indexes:
        words = view.words(index)
        if _NOTE_LABELS.fullmatch(words):
            section = words[:-1].casefold()
        elif section == "summary":
            fields["summary"] = f"{fields.get('summary', '')} {words}"
        _label_note(view, index, "summary and notes of the work")


def read_download(view: View) -> Metadata | None:
    """A download of a work turned into text: "Posted originally on the Archive ...", bare labels."""
    posted = view.find(lambda words: len(words) < _LONGEST_TITLE and _POSTED.match(words), 0, 12)
    if posted < 0:
        return None
    fields: dict[str, str] = {}
    _read_title(view, posted, fields)
    index = _read_fields(view, posted + 1, fields)
    _read_sections(view, index, fields)
    return metadata_of(fields)


def _read_title(view: View, posted: int, fields: dict[str, str]) -> None:
    for index in range(posted):
        words = squeeze(view.words(index)).strip("* ")
        author = author_of(words)
        if author:
            fields.setdefault("author", author)
            view.label([index], BlockKind.METADATA, "author of the work")
        elif not _PREFACE.fullmatch(words) and "title" not in fields:
            fields["title"] = words
            view.label([index], BlockKind.HEADING, "title of the work", level=1)
        else:
            view.label([index], BlockKind.METADATA, "header of the work")
    view.label([posted], BlockKind.METADATA, "where the work was posted")


def _read_fields(view: View, start: int, fields: dict[str, str]) -> int:
    """Label the header fields, wrapped values and all; the block after them."""
    known = [
        index for index in range(start, min(len(view), start + _HEADER_BLOCKS)) if _is_field(view, index)
    ]
    stop = known[-1] + 1 if known else start
    for index in range(start, stop):
        for name, value in _field(view.words(index)).items():
            fields.update(stats_fields(value) if name == "stats" else {name: value})
    view.label(range(start, stop), BlockKind.METADATA, "header of the work")
    return stop


def _is_field(view: View, index: int) -> bool:
    words = view.words(index)
    return bool(_HEAD_LABELS.match(words) or _STATS_LABELS.match(words))


def _read_sections(view: View, start: int, fields: dict[str, str]) -> None:
    """Label the blocks under "Summary", "Notes" and "End Notes", up to where the text goes on."""
    title, section = fields.get("title", "").casefold(), ""
    for index in range(start, len(view)):
        words = squeeze(view.words(index)).strip("* ")
        if _CLOSING.match(words):
            view.label(range(index, len(view)), BlockKind.NAVIGATION, "closing line of the archive")
            return
        before, section = section, _section(view, index, words, title, section)
        if section == before == "summary":
            fields["summary"] = f"{fields.get('summary', '')} {words}".strip()


def _section(view: View, index: int, words: str, title: str, section: str) -> str:
    """Which section the next block belongs to; labels this one."""
    if _SECTION.fullmatch(words):
        view.label([index], BlockKind.NOTE, "label of the archive")
        return words.casefold()
    if _PREFACE.fullmatch(words) or _SEE_END.fullmatch(words):
        view.label([index], BlockKind.NAVIGATION, "furniture of the archive")
        return section
    if words.casefold() == title and index + 1 < len(view) and author_of(view.words(index + 1)):
        view.label([index, index + 1], BlockKind.METADATA, "header of the work")
        return "summary"
    if words.casefold() == title or (_CHAPTER.fullmatch(words) and len(words) < _LONGEST_TITLE):
        view.label([index], BlockKind.HEADING, "chapter heading of the archive", level=2)
        return ""
    if section:
        view.label([index], BlockKind.NOTE, f"under the label {section}")
    return section
