"""Where the audiobook of a story stands."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator, Sequence
from itertools import chain, count
from pathlib import Path
from typing import TYPE_CHECKING

from audiobook.errors import UsageError
from audiobook.publish import read_manifest, safe_name

if TYPE_CHECKING:
    from audiobook.model import Story


def title_of(story: Story) -> str:
    """The title of a story, or the name of its file."""
    return story.metadata.title or Path(story.source.name).stem


def free_home(folder: Path, story: Story, paths: Sequence[str]) -> Path:
    """The folder in `folder` for a story's audiobook; another book of the same name keeps its own."""
    author = story.metadata.author
    names = [title_of(story), *([f"{title_of(story)} - {author}"] if author else ())]
    numbered: Iterator[str] = (f"{title_of(story)} ({number})" for number in count(2))
    homes = (folder / safe_name(name) for name in chain(names, numbered))
    return next(home for home in homes if is_home_of(home, story, paths))


def check_free(folder: Path, story: Story, paths: Sequence[str], taken: Collection[Path]) -> None:
    """Refuse a story that would replace another of the same run, in one of the folders `taken`."""
    home = free_home(folder, story, paths)
    if home in taken:
        raise UsageError(
            f"{home} holds another story of this title and author that was made just now.",
            hint="Add --join to make one book of both, or convert this one alone, with another --title.",
        )


def neighbor_warnings(home: Path, story: Story) -> Iterator[str]:
    """A sentence for the user if a story could not have the folder of its title."""
    own = home.with_name(safe_name(title_of(story)))
    if home != own:
        yield f"{own} holds another book of this title, so this one is in {home.name!r}."


def is_home_of(home: Path, story: Story, paths: Sequence[str]) -> bool:
    """Whether a folder holds nothing of ours yet, or an earlier version of this very book."""
    there = read_manifest(home)
    if there.reason:
        return True
    same_text = there.source_sha256 == story.source.sha256
    same_file = bool(there.paths) and there.paths == paths_from(home, paths)
    same_work = bool(there.author) and there.author == story.metadata.author
    return same_text or same_file or same_work


def paths_from(home: Path, paths: Sequence[str]) -> tuple[str, ...]:
    """Where the story lies, seen from its audiobook; () if it came from standard input."""
    if "-" in paths:
        return ()
    try:
        return tuple(Path(os.path.relpath(Path(path).resolve(), home.resolve())).as_posix() for path in paths)
    except ValueError:  # on another drive of Windows
        return tuple(str(Path(path).resolve()) for path in paths)
