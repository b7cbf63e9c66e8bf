"""Where stories come from: a file, a folder, standard input; never more bytes than can be held."""

from __future__ import annotations

import re
import sys
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from audiobook.errors import StoryError
from audiobook.readers.raw import Raw

STANDARD_INPUT = "-"
STORY_SUFFIXES = frozenset(
    {".docx", ".epub", ".htm", ".html", ".markdown", ".md", ".mht", ".mhtml", ".odt", ".rtf", ".text", ".txt"}
    | {".webarchive", ".xhtml"}
)

_MAX_BYTES = 128_000_000
# "chapter 10b.txt" -> "chapter ", "10", "b.txt"
_NUMBER = re.compile(r"(\d+)")


def fetch(path: str | Path) -> Raw:
    """The bytes of a file, or of standard input for "-"; raises StoryError if they cannot be had."""
    if str(path) == STANDARD_INPUT:
        return Raw("standard input", _bounded(sys.stdin.buffer, "standard input"))
    try:
        with Path(path).open("rb") as file:
            return Raw(Path(path).name, _bounded(file, str(path)))
    except FileNotFoundError as err:
        raise StoryError(f"There is no file {path}.", hint="Check how its name is written.") from err
    except (OSError, ValueError) as err:
        reason = getattr(err, "strerror", None) or err
        raise StoryError(f"{path} cannot be opened: {reason}.", hint="Check that you may read it.") from err


def story_paths(folder: Path) -> tuple[Path, ...]:
    """The story files in `folder` and the folders in it, in the order a person would put them."""
    found = [path for path in folder.rglob("*") if path.is_file() and is_story_name(_within(path, folder))]
    return tuple(sorted(found, key=lambda path: natural_key(_within(path, folder))))


def is_story_name(name: str) -> bool:
    """Whether a file in a folder or archive looks like a story: its suffix, and nothing hidden on the way.

    Folders named "X_files" hold what a browser saves beside a page.
    """
    path = PurePosixPath(name)
    hidden = any(part.startswith((".", "__MACOSX")) for part in path.parts)
    beside = any(part.endswith("_files") for part in path.parts[:-1])
    return path.suffix.casefold() in STORY_SUFFIXES and not hidden and not beside


def natural_key(name: str) -> tuple[tuple[bool, int, str], ...]:
    """A sorting key that puts "ch2" before "ch10".

    >>> sorted(["ch10.md", "ch2.md"], key=natural_key)
    ['ch2.md', 'ch10.md']
    """
    parts = _NUMBER.split(name.casefold())
    return tuple((not part.isdecimal(), int(part) if part.isdecimal() else 0, part) for part in parts if part)


def _within(path: Path, folder: Path) -> str:
    return path.relative_to(folder).as_posix()


def _bounded(file: BinaryIO, name: str) -> bytes:
    data = file.read(_MAX_BYTES + 1)
    if len(data) > _MAX_BYTES:
        raise StoryError(
            f"{name} is larger than {_MAX_BYTES // 1_000_000} MB.", hint="Split it, or take out its pictures."
        )
    return data
