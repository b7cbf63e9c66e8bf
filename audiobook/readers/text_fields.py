"""Header fields of a work ("Fandom: ...") -> Metadata."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from audiobook.model import Metadata

# "Archive Warning: No Archive Warnings Apply"
FIELD = re.compile(r"([A-Za-z][A-Za-z()/' ]{1,24}?)[ \t]*:(?!//|:)\s*(.*)", re.DOTALL)
# "Part 2 of Harbour Lights"
_SERIES = re.compile(r"part\s+(\d+)\s+of\s+(.+)", re.IGNORECASE | re.DOTALL)
_SPACE = re.compile(r"\s+")
_STATS = re.compile(r"(Published|Completed|Updated|Words|Chapters|Comments|Kudos|Bookmarks|Hits):\s*")

_TEXTS = {
    "title": "title",
    "author": "author",
    "authors": "author",
    "summary": "summary",
    "rating": "rating",
    "rated": "rating",
    "status": "status",
    "published": "published",
    "release date": "published",
    "updated": "updated",
    "completed": "updated",
    "most recently updated": "updated",
    "publisher": "publisher",
    "story url": "url",
    "storyurl": "url",
    "language": "language",
}
_LISTS = {
    "fandom": "fandoms",
    "fandoms": "fandoms",
    "category": "fandoms",
    "genre": "genres",
    "genres": "genres",
    "tags": "tags",
    "additional tags": "tags",
    "relationship": "tags",
    "relationships": "tags",
    "pairing": "tags",
    "pairings": "tags",
    "character": "tags",
    "characters": "tags",
    "warnings": "tags",
    "archive warning": "tags",
    "archive warnings": "tags",
}
_LANGUAGES = {
    "english": "en",
    "french": "fr",
    "français": "fr",
    "german": "de",
    "deutsch": "de",
    "spanish": "es",
    "español": "es",
    "italian": "it",
    "italiano": "it",
    "portuguese": "pt",
    "português": "pt",
    "português brasileiro": "pt",
    "português europeu": "pt",
}
_NOTHING = Metadata()
# On AO3 "Category" is M/M, F/F, Gen ...: no fandom.
_AO3_CATEGORIES = frozenset({"gen", "f/m", "m/m", "f/f", "multi", "other"})


def squeeze(text: str) -> str:
    """`text` on one line."""
    return _SPACE.sub(" ", text).strip()


def language_tag(name: str) -> str:
    """The tag of a language called by its name ("English"), or `name` if it is a tag, else ""."""
    name = name.strip().casefold()
    if name in _LANGUAGES:
        return _LANGUAGES[name]
    return name if re.fullmatch(r"[a-z]{2,3}(-[a-z0-9]{2,8})*", name) else ""


def metadata_of(fields: Mapping[str, str], *, base: Metadata = _NOTHING) -> Metadata:
    """Metadata from header fields, keyed by their labels in small letters; `base` where they are silent."""
    found: dict[str, Any] = {}
    for label, value in fields.items():
        _take(found, label, squeeze(value))
    return replace(base, **found)


def stats_fields(line: str) -> dict[str, str]:
    """The fields of a line of counts that may stand without a space between them.

    >>> stats_fields("Published:2024-01-02Words:3,141")
    {'published': '2024-01-02', 'words': '3,141'}
    """
    parts = _STATS.split(line)
    return {name.lower(): value.strip() for name, value in zip(parts[1::2], parts[2::2], strict=True)}


def _take(found: dict[str, Any], label: str, value: str) -> None:
    if not value:
        return
    if label in _TEXTS:
        name = _TEXTS[label]
        text = language_tag(value) if name == "language" else value
        if text:
            found.setdefault(name, text)
    elif label in _LISTS:
        _take_list(found, _LISTS[label], value)
    elif label == "series":
        _take_series(found, value)


def _take_list(found: dict[str, Any], name: str, value: str) -> None:
    items = tuple(item.strip() for item in value.split(",") if item.strip())
    if name == "fandoms" and all(item.casefold() in _AO3_CATEGORIES for item in items):
        return
    found[name] = found.get(name, ()) + items


def _take_series(found: dict[str, Any], value: str) -> None:
    match = _SERIES.fullmatch(value)
    found["series"] = match[2] if match else value
    if match:
        found["series_number"] = match[1]
