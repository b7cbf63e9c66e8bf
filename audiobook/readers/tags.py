"""What the tags of HTML are: blocks of their own, marks on words, or nothing that is read."""

from __future__ import annotations

import json
from importlib import resources

from audiobook.model import BlockKind, MarkKind

_DATA = json.loads(resources.files("audiobook.readers").joinpath("data/tags.json").read_text("utf-8"))

BLOCKS = frozenset(_DATA["blocks"].split())
"""Tags that start and end a paragraph."""

MARKS = {tag: MarkKind(kind) for kind, tags in _DATA["marks"].items() for tag in tags.split()}
"""What each inline tag marks its words as."""

SHAPES = {tag: BlockKind(kind) for kind, tags in _DATA["shapes"].items() for tag in tags.split()}
"""What the paragraphs inside a tag are, where they are not simply paragraphs."""

HEADINGS = {f"h{level}": level for level in range(1, 7)}
"""The depth of each heading tag."""

GONE = frozenset(_DATA["gone"].split())
"""Tags whose content is no text of the page."""

CONTROLS = frozenset(_DATA["controls"].split())
"""Tags that a reader clicks."""

KNOWN = BLOCKS | GONE | CONTROLS | frozenset(MARKS) | frozenset(_DATA["inline"].split())
"""Every tag of HTML."""
