"""Where stories come from: a file, a folder, standard input; never more bytes than can be held."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from audiobook.errors import StoryError
from audiobook.readers.raw import Raw

STANDARD_INPUT = "-"
STORY_SUFFIXES = (
    *(".epub", ".docx", ".odt", ".html", ".htm", ".xhtml", ".mhtml", ".mht", ".webarchive"),
    *(".md", ".markdown", ".rtf", ".txt", ".text"),
)
"""What files of stories are called, those that say most of their story first."""

_MAX_BYTES = 128_000_000
# What a shell would have put file names in place of: "chapter*.txt", "ch[1-3].md"
_PATTERN = re.compile(r"[*?]|\[.+\]")
# "chapter 10b.txt" -> "chapter ", "10", "b.txt"
_NUMBER = re.compile(r"(\d+)")


def fetch(path: str | Path) -> Raw:
    """The bytes of a file, or of standard input for "-"; raises StoryError if they cannot be had."""
    if str(path) == STANDARD_INPUT:
        return Raw("Standard input", _bounded(sys.stdin.buffer, "Standard input"))
    try:
        with Path(path).open("rb") as file:
            return Raw(Path(path).name, _bounded(file, str(path)))
    except FileNotFoundError as err:
        hint = (
            "No file fits this pattern." if _PATTERN.search(str(path)) else "Check how its name is written."
        )
        raise StoryError(f"There is no file {path}.", hint=hint) from err
    except (OSError, ValueError) as err:
        reason = getattr(err, "strerror", None) or err
        raise StoryError(f"{path} cannot be opened: {reason}.", hint="Check that you may read it.") from err


def story_names(folder: Path) -> dict[str, list[str]]:
    """The story files in `folder` and the folders in it, as `without_twins` gives them."""
    return without_twins(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def is_story_name(name: str) -> bool:
    """Whether a file in a folder or archive looks like a story: its suffix, and nothing hidden on the way.

    Folders named "X_files" hold what a browser saves beside a page.
    """
    path = PurePosixPath(name)
    hidden = any(part.startswith((".", "__MACOSX")) for part in path.parts)
    beside = any(part.endswith("_files") for part in path.parts[:-1])
    return path.suffix.casefold() in STORY_SUFFIXES and not hidden and not beside


def without_twins(names: Iterable[str]) -> dict[str, list[str]]:
    """The story files among `names` in natural order, and with each the same story in other formats.

    >>> without_twins(["a.txt", "a.epub", "b.md"])
    {'a.epub': ['a.txt'], 'b.md': []}
    """
    stories: dict[str, list[str]] = {}
    for name in sorted(filter(is_story_name, names), key=natural_key):
        stories.setdefault(str(PurePosixPath(name).with_suffix("")), []).append(name)
    best = (sorted(same, key=_richness) for same in stories.values())
    return {first: others for first, *others in best}


def twin_warnings(stories: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """A sentence for each file that was passed over because the same story is there in a better format."""
    return tuple(
        f"{twin} was passed over: it is {name} again." for name, twins in stories.items() for twin in twins
    )


def natural_key(name: str) -> tuple[tuple[bool, int, str], ...]:
    """A sorting key that puts "ch2" before "ch10".

    >>> sorted(["ch10.md", "ch2.md"], key=natural_key)
    ['ch2.md', 'ch10.md']
    """
    parts = _NUMBER.split(name.casefold())
    return tuple((not part.isdecimal(), int(part) if part.isdecimal() else 0, part) for part in parts if part)


def _richness(name: str) -> int:
    return STORY_SUFFIXES.index(PurePosixPath(name).suffix.casefold())


def _bounded(file: BinaryIO, name: str) -> bytes:
    data = file.read(_MAX_BYTES + 1)
    if len(data) > _MAX_BYTES:
        raise StoryError(
            f"{name} is larger than {_MAX_BYTES // 1_000_000} MB.", hint="Split it, or take out its pictures."
        )
    return data
