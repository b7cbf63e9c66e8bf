"""The story as each producer gives it out: files of `producers/`, with its chapters filled in."""

from __future__ import annotations

import json
from pathlib import Path

from audiobook.readers import Raw
from tests.readers.makers.epub import PIXEL, Book, build, page
from tests.readers.makers.tale import PARTS, to_html

FOLDER = Path(__file__).parents[1] / "producers"
NAMES = tuple(sorted(path.name for path in FOLDER.iterdir()))

_DEFAULTS = {"folder": "OEBPS/", "version": 2}


def load(name: str) -> Raw:
    """The file called `name`, with the story in it."""
    path = FOLDER / name
    return Raw(name, _book(path) if path.is_dir() else filled(path.read_text("utf-8")).encode())


def filled(template: str) -> str:
    """A template with the chapters in place of "{{1}}", and of "{{1a}}" and "{{1b}}" the halves of one.

    There is no white space between the paragraphs: archives leave none.
    """
    for index, part in enumerate(PARTS, 1):
        lines = list(map(to_html, part.paragraphs))
        half = len(lines) // 2
        for mark, piece in ((f"{index}", lines), (f"{index}a", lines[:half]), (f"{index}b", lines[half:])):
            template = template.replace("{{" + mark + "}}", "".join(piece))
    return template


def _book(folder: Path) -> bytes:
    facts = _DEFAULTS | json.loads((folder / "book.json").read_text("utf-8"))
    names = facts.pop("pages")
    pages = {name: _page((folder / name).read_text("utf-8")) for name in names}
    extra: dict[str, bytes] = {path.name: path.read_bytes() for path in folder.glob("*.css")}
    extra |= {name: PIXEL for name in ("cover.png", "images/cover.png") if name in facts.get("manifest", "")}
    return build(Book(pages, facts.pop("contents"), extra=extra, **facts))


def _page(fragment: str) -> str:
    """A page of which the file has only what goes into the head, and the body."""
    head, _, rest = fragment.partition("<body")
    attributes, _, content = filled(rest).partition(">")
    return page(content.rpartition("</body>")[0], attributes=attributes, head=head)
