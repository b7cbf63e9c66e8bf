"""Labels and values, as header tables have them ("Fandom: ...") -> Metadata."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, replace
from importlib import resources
from typing import Any

from audiobook.model import Metadata
from audiobook.readers.text_fields import language_tag

Facts = Mapping[str, Sequence[str]]
"""The values that stand behind each label; labels in small letters without colon."""

_DATA = json.loads(resources.files("audiobook.readers").joinpath("data/facts.json").read_text("utf-8"))
_TEXTS = {label: name for name, labels in _DATA["texts"].items() for label in labels.split()}
_LISTS = {label: name for name, labels in _DATA["lists"].items() for label in labels.split()}
# "Part 2 of Harbor Lights, Part 1 of Fog", "Harbor Lights #2", "Harbor Lights [2]"
_SERIES = (
    re.compile(
        r"Part\s+(?P<number>\d+(?:\.\d+)?)\s+of\s+(?P<name>.+?)(?:,\s*Part\s+\d+\s+of\s.*)?", re.IGNORECASE
    ),
    re.compile(
        r"(?P<name>.+?)\s*(?:#|\[|,\s*(?:book|part|no\.?)\s+)(?P<number>\d+(?:\.\d+)?)\]?", re.IGNORECASE
    ),
)


def metadata_from(facts: Facts) -> Metadata:
    """What `facts` say of the work; of a label given twice the first value counts, lists are joined."""
    found: dict[str, Any] = {}
    for label, values in facts.items():
        clean = tuple(value for value in (" ".join(value.split()) for value in values) if value)
        key = label.replace(" ", "_")
        if clean and key in _TEXTS:
            found.setdefault(_TEXTS[key], ", ".join(clean))
        elif clean and key in _LISTS:
            found[_LISTS[key]] = unique((*found.get(_LISTS[key], ()), *clean))
        elif clean and key == "series":
            found["series"], found["series_number"] = series_of(clean[0])
    if "language" in found:
        found["language"] = language_tag(found["language"])
    return Metadata(**found)


def series_of(text: str) -> tuple[str, str]:
    """The name of a series and the number in it, "" if it says none.

    >>> series_of("Part 2 of Harbor Lights")
    ('Harbor Lights', '2')
    """
    for pattern in _SERIES:
        match = pattern.fullmatch(" ".join(text.split()))
        if match:
            return match["name"].strip(), match["number"]
    return text.strip(), ""


def filled(metadata: Metadata, other: Metadata) -> Metadata:
    """`metadata` with `other` wherever it says nothing, and the tags of both."""
    names = (each.name for each in fields(Metadata) if not getattr(metadata, each.name))
    blank = {name: getattr(other, name) for name in names}
    return replace(metadata, **(blank | {"tags": unique((*metadata.tags, *other.tags))}))


def unique(values: Iterable[str]) -> tuple[str, ...]:
    """`values` without those that came before."""
    return tuple(dict.fromkeys(values))
