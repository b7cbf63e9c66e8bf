"""The word lists and tables in `data`: a row a line, cells between bars, `# ` before comments."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files


@cache
def rows(name: str) -> tuple[tuple[str, ...], ...]:
    """The rows of table `name` ("en/units"), each with its cells."""
    text = files("audiobook.studio").joinpath("data", f"{name}.txt").read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if line and not line.startswith("# "))
    return tuple(tuple(cell.strip() for cell in line.split(" | ")) for line in lines)


@cache
def table(name: str) -> dict[str, str]:
    """What the second cell of each row says of the first."""
    return {row[0]: row[1] for row in rows(name)}


@cache
def words(name: str) -> frozenset[str]:
    """All words of list `name`, which stand between blanks."""
    return frozenset(word for row in rows(name) for cell in row for word in cell.split())


def either(forms: Iterable[str]) -> str:
    """A pattern for any of `forms`, the longest first."""
    return "|".join(re.escape(form) for form in sorted(forms, key=lambda form: (-len(form), form)))
