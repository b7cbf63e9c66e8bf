"""A home for espeak-ng: one short folder with its data, and with the variants that we add to it.

espeak-ng finds variants only in its own data, and holds a path of 159 bytes at most. So its data are
linked into a folder in the user's cache, made once, with two things changed: our variants lie among
its own, and each language lies under the name it is asked for ("lang/en-us", not "lang/gmw/en-US"),
which spares espeak-ng the reading of all its voices before it speaks: two milliseconds of every take.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from functools import cache
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

import platformdirs

from audiobook.errors import EngineError

if TYPE_CHECKING:
    from collections.abc import Mapping

LONGEST_PATH = 159  # bytes; espeak-ng keeps the path in a buffer of 160
VARIANTS = Path("voices", "!v")
LANGUAGES = Path("lang")


@cache
def own_variants() -> Mapping[str, bytes]:
    """Our variants by name, as files for espeak-ng."""
    folder = resources.files("audiobook.engines").joinpath("variants")
    files = sorted(folder.iterdir(), key=lambda file: file.name)
    return {file.name: file.read_bytes() for file in files if not file.name.startswith((".", "_"))}


@cache
def own_digest() -> str:
    """A word that changes with any of our variants."""
    return hashlib.sha256(repr(sorted(own_variants().items())).encode()).hexdigest()[:8]


@cache
def home(library: Path) -> Path:
    """The home for the data that come with `library`; made if it is not there."""
    name = f"espeak-{_fingerprint(library)}"
    for parent in (platformdirs.user_cache_path("audiobook"), Path(tempfile.gettempdir())):
        if len(os.fsencode(parent / name)) <= LONGEST_PATH and _is_made(parent / name, library):
            return parent / name
    raise EngineError(
        "There is no folder for the data of espeak-ng.",
        hint=f"Make {platformdirs.user_cache_path('audiobook')} writable, or set TMPDIR to a short path.",
    )


def _fingerprint(library: Path) -> str:
    """Another for every library and for every change of our variants."""
    facts = library.stat()
    content = repr((str(library), facts.st_size, facts.st_mtime_ns, own_digest()))
    return hashlib.sha256(content.encode()).hexdigest()[:12]


def _is_made(folder: Path, library: Path) -> bool:
    """Whether `folder` is there, and ours, or could be made: beside it, then renamed when whole."""
    try:
        if not folder.is_dir():
            folder.parent.mkdir(parents=True, exist_ok=True)
            draft = Path(tempfile.mkdtemp(prefix="espeak-", dir=folder.parent))
            _fill(draft, library.parent / "espeak-ng-data")
            _rename(draft, folder)
        return not hasattr(os, "getuid") or folder.stat().st_uid == os.getuid()
    except OSError:
        return False


def _rename(draft: Path, folder: Path) -> None:
    try:
        draft.rename(folder)
    except OSError:  # another process was quicker
        shutil.rmtree(draft, ignore_errors=True)


def _fill(folder: Path, data: Path) -> None:
    for entry in data.iterdir():
        if entry.name not in {"voices", "lang"}:
            _link(entry, folder / entry.name)
    for file in (data / LANGUAGES).rglob("*"):
        if file.is_file():
            _link(file, folder / LANGUAGES / file.name.lower())
    for file in (data / VARIANTS).iterdir():
        _link(file, folder / VARIANTS / file.name)
    for name, content in own_variants().items():
        (folder / VARIANTS / name).write_bytes(content)


def _link(source: Path, target: Path) -> None:
    """A link where the system allows it, else a copy."""
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        target.symlink_to(source)
    except OSError:
        (shutil.copytree if source.is_dir() else shutil.copyfile)(source, target)
