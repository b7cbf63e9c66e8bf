"""Receipts: what a conversion has read and written, so that the same errand need not be run again.

A receipt lies in the store under the hash of the errand: the command's words and settings, the current
folder, the program itself, and what else of the user's it looks at. It lists every file that was read, by
content, and every file that was written, by size and times. If all is as it says, a second run would do
nothing; whenever there is any doubt, there is no receipt, and the long way is taken.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from audiobook import __version__
from audiobook.pipeline.cellar import cache_folder
from audiobook.pipeline.figures import Made, Summary

if TYPE_CHECKING:
    from audiobook.model import Audiobook
    from audiobook.pipeline.prepare import Book
    from audiobook.settings import Settings

_PACKAGE = Path(__file__).parents[1]
_NEVER_HEARD = ("jobs", "store_bytes")  # settings that change nothing in the result
# Variables that change nothing in the result either.
_ELSEWHERE = ("AUDIOBOOK_CACHE", "AUDIOBOOK_CACHE_SIZE", "AUDIOBOOK_DEBUG")
# Engines whose sound depends on nothing that is not installed with the package.
_SELF_CONTAINED = {"espeak", "tone"}
_LIBRARIES = tuple(path for path in sys.path if path.endswith("-packages"))
# Where Python itself reads: no file of the user's.
_NOT_READ = tuple(
    path + os.sep for path in (str(Path(os.__file__).parent), *_LIBRARIES, "/dev", "/proc", "/sys")
)

_Stamp = tuple[int, int, int]  # size, time of change, time of change of anything


@dataclass(frozen=True, slots=True)
class Errand:
    """What is asked for: stories into a folder, with a casting sheet or None, by some settings.

    If they are to be `recast`, no earlier run has done it.
    """

    stories: tuple[str, ...]
    folder: Path
    sheet: Path | None
    settings: Settings
    recast: bool = False

    @property
    def key(self) -> str:
        """The hash of all that decides what would be read and made."""
        settings = {name: value for name, value in asdict(self.settings).items() if name not in _NEVER_HEARD}
        errand = (str(Path.cwd()), self.stories, str(self.folder), str(self.sheet), settings, _surroundings())
        return hashlib.sha256(repr(errand).encode("utf-8", "backslashreplace")).hexdigest()


class Reading:
    """Notes the files that are opened to be read, each as it was at that moment."""

    def __init__(self) -> None:
        self.stamps: dict[str, _Stamp | None] = {}

    def note(self, path: str) -> None:
        """Remember a file, if it is the user's."""
        path = _absolute(path)
        if path not in self.stamps and not path.startswith(_NOT_READ):
            self.stamps[path] = _stamp(path)

    def inputs(self, folders_of_ours: Sequence[Path]) -> dict[str, str] | None:
        """The digests of the files that were read; None if one has changed since."""
        ours = tuple(str(folder.resolve()) + os.sep for folder in (_PACKAGE, *folders_of_ours))
        read = {
            path: stamp
            for path, stamp in self.stamps.items()
            if stamp and not os.path.realpath(path).startswith(ours)
        }
        if any(_stamp(path) != stamp for path, stamp in read.items()):
            return None
        return {path: _digest(path) for path in sorted(read)}


_reading: list[Reading] = []  # those who want to know at this moment
_hooked: list[bool] = []


def _hear(event: str, details: tuple[Any, ...]) -> None:
    """What Python tells of every file that is opened (an audit hook, which stays for good)."""
    if event == "open" and _reading:
        path, _, flags = details
        if not isinstance(path, int) and not flags & (os.O_WRONLY | os.O_RDWR):
            for reading in _reading:
                reading.note(os.fsdecode(path))


@contextmanager
def reading() -> Iterator[Reading]:
    """Inside the block, every file that this process opens is noted."""
    if not _hooked:
        sys.addaudithook(_hear)
        _hooked.append(True)
    noted = Reading()
    _reading.append(noted)
    try:
        yield noted
    finally:
        _reading.remove(noted)


def standing(errand: Errand) -> Made | None:
    """What an earlier run has made, if a run now would change nothing; None if there is any doubt."""
    if errand.recast:
        return None
    try:
        receipt = json.loads(_path(errand.key).read_bytes())
        if all(map(_is_as_read, receipt["inputs"].items())) and all(
            map(_is_as_made, receipt["outputs"].items())
        ):
            return _made(receipt["made"])
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        pass
    return None


def keep(errand: Errand, book: Book, audiobook: Audiobook, made: Made, noted: Reading) -> None:
    """Keep the receipt of a conversion that came out whole, unless something could escape it."""
    home = Path(audiobook.folder)
    inputs = None
    if not audiobook.failed and _is_self_contained(errand, book):
        for path in _named_files(errand, book):
            noted.note(path)
        inputs = noted.inputs([home, cache_folder()])
    if inputs is None:
        return
    written = (path for path in sorted(home.rglob("*")) if path.is_file() and not path.name.startswith("."))
    outputs = {path: _stamp(path) for path in map(_absolute, map(str, written))}
    nothing = {"takes_spoken": 0, "takes_kept": 0, "files_kept": len(made.files), "files_restored": 0}
    nothing |= {"subtitles_written": 0}
    told = asdict(made) | nothing
    receipt = json.dumps({"inputs": inputs, "outputs": outputs, "made": told})
    from audiobook.studio.store import Store  # noqa: PLC0415 - only who has worked gets here

    Store(cache_folder()).put_receipt(errand.key, receipt.encode())


def _is_self_contained(errand: Errand, book: Book) -> bool:
    engines = {voice.engine for voice in (*book.cast.roles.values(), *book.cast.characters.values())}
    return engines <= _SELF_CONTAINED and all(Path(story).is_file() for story in errand.stories)


def _named_files(errand: Errand, book: Book) -> Iterator[str]:
    """Files that the settings or the sheet name: some libraries open theirs without Python's knowing."""
    for text in _strings((asdict(errand.settings), asdict(book.cast.sounds))):
        if _is_file(text):
            yield text


def _is_file(text: str) -> bool:
    """Whether a text is the path of a file; one that is too long to be a path is not."""
    try:
        return Path(text).is_file()
    except (OSError, ValueError):
        return False


def _strings(value: object) -> Iterator[str]:
    """All texts in a value, however deep."""
    if isinstance(value, str | Path):
        yield str(value)
    elif isinstance(value, dict | list | tuple):
        for part in value.values() if isinstance(value, dict) else value:
            yield from _strings(part)


def _is_as_read(entry: tuple[str, str]) -> bool:
    path, digest = entry
    return _digest(path) == digest


def _is_as_made(entry: tuple[str, list[int]]) -> bool:
    path, stamp = entry
    return _stamp(path) == tuple(stamp)


def _made(data: dict[str, Any]) -> Made:
    told = data["summary"]
    whole = Summary(**told | {"warnings": tuple(told["warnings"])})
    files = {name: tuple(data[name]) for name in ("files", "subtitles")}
    return Made(**data | {"summary": whole, **files, "failed": ()})


def _path(key: str) -> Path:
    return cache_folder() / "receipts" / key[:2] / f"{key}.json"


def _absolute(path: str) -> str:
    return os.path.normpath(Path.cwd() / path)


def _stamp(path: str) -> _Stamp | None:
    try:
        status = Path(path).stat()
    except OSError:
        return None
    return (status.st_size, status.st_mtime_ns, status.st_ctime_ns)


def _digest(path: str) -> str:
    with Path(path).open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _surroundings() -> str:
    """What a run looks at beside the files it is given: program, libraries, the user's own folders."""
    digest = hashlib.sha256(f"{__version__} {sys.version}".encode())
    digest.update(repr([_stamp(path) for path in _LIBRARIES]).encode())
    for folder in (_PACKAGE, _PACKAGE.parent / "voices", *_own_folders()):
        digest.update(repr(list(_listing(str(folder)))).encode())
    return digest.hexdigest()


def _own_folders() -> Iterator[Path]:
    from platformdirs import user_config_path, user_data_path  # noqa: PLC0415

    yield user_config_path("audiobook")
    yield user_data_path("audiobook")
    for name, value in sorted(os.environ.items()):
        if name.startswith("AUDIOBOOK_") and name not in _ELSEWHERE:
            yield Path(value)


def _listing(folder: str) -> Iterator[tuple[str, _Stamp | None]]:
    """The files below a folder with their stamps, in order."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:  # a file, or nothing
        yield folder, _stamp(folder)
        return
    for entry in entries:
        if entry.name == "__pycache__":
            continue
        if entry.is_dir():
            yield from _listing(entry.path)
        else:
            yield entry.path, _stamp(entry.path)
