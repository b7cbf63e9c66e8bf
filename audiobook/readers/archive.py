"""A ZIP archive that nobody has to trust: nothing is unpacked to disk, nothing grows past a limit."""

from __future__ import annotations

import io
import lzma
import posixpath
import struct
import zipfile
import zlib

from audiobook.errors import StoryError
from audiobook.readers.raw import Raw

_MAX_TOTAL = 40_000_000
_MAX_MEMBERS = 20_000
_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    OSError,
    ValueError,
    NotImplementedError,
)
_ENCRYPTED = 0x1


class Archive:
    """The files in a ZIP archive by their names; raises StoryError where they cannot be read.

    `most` is how many bytes may be read of it in all.
    """

    def __init__(self, raw: Raw, *, most: int = _MAX_TOTAL) -> None:
        self.name = raw.name
        self._left = most
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(raw.data))
        except _DAMAGE as err:
            raise self._damaged() from err
        infos = self._zip.infolist()
        if len(infos) > _MAX_MEMBERS:
            raise StoryError(f"{raw.name} holds more than {_MAX_MEMBERS:,} files.", hint="Unpack it first.")
        self._members = {_safe(info.filename): info for info in infos if not info.is_dir()}

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the files in the order of the archive."""
        return tuple(name for name in self._members if name)

    def __contains__(self, name: str) -> bool:
        return bool(name) and name in self._members

    def read(self, name: str) -> bytes:
        """The bytes of the file called `name`."""
        info = self._members.get(name)
        if info is None:
            raise StoryError(f"{self.name} lacks its file {name}.", hint="Get the file again.")
        if info.flag_bits & _ENCRYPTED:
            raise StoryError(f"{self.name} is locked with a password.", hint="Unpack it first.")
        limit = self._left
        try:
            with self._zip.open(info) as file:
                data = file.read(limit + 1)
        except (*_DAMAGE, RuntimeError) as err:
            raise self._damaged(name) from err
        if len(data) > limit:
            raise StoryError(
                f"{name} in {self.name} is too large when unpacked.", hint="Is this a book at all?"
            )
        self._left -= len(data)
        return data

    def _damaged(self, member: str = "") -> StoryError:
        where = f"{member} in {self.name}" if member else self.name
        return StoryError(f"{where} is damaged or cut off.", hint="Get the file again.")


def _safe(name: str) -> str:
    """The name of a member as a path inside the archive, "" if it leads out of it."""
    path = posixpath.normpath(name.replace("\\", "/"))
    return "" if path.startswith(("/", "..")) else path
