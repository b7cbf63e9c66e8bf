"""Pictures that are to be covers: a user's file, and what a story brings along."""

from __future__ import annotations

import warnings
from io import BytesIO
from pathlib import Path

from audiobook.atomic import reason
from audiobook.errors import UsageError
from audiobook.model import Picture

_LARGEST = 15_000_000  # bytes; FLAC and Opus take 16 MB
_MEDIA_TYPES = {"PNG": "image/png", "JPEG": "image/jpeg"}


def picture_from(path: Path) -> Picture:
    """The picture in a file; UsageError for one that cannot be a cover."""
    try:
        data = path.read_bytes()
    except FileNotFoundError as err:
        raise UsageError(f"There is no cover {path}.", hint="Check the name and the folder.") from err
    except OSError as err:
        why = "it is a folder" if path.is_dir() else reason(err)
        raise UsageError(f"The cover {path} cannot be read: {why}.", hint="Name a PNG or JPEG file.") from err
    kind = _kind(data)
    if kind not in _MEDIA_TYPES:
        raise UsageError(
            f"The cover {path} is no whole PNG or JPEG picture.", hint="Save it as one of these."
        )
    if len(data) > _LARGEST:
        raise UsageError(
            f"The cover {path} is too large for a tag.", hint="15 MB is the most; 1 MB is plenty."
        )
    return Picture(data, _MEDIA_TYPES[kind])


def usable(picture: Picture) -> Picture | None:
    """A story's picture as players can show it: as it is, or turned into PNG; None if it is no picture.

    One that breaks off is left as it is: players show what there is.
    """
    kind = _kind(picture.data, whole=False)
    if kind in _MEDIA_TYPES and len(picture.data) <= _LARGEST:
        return Picture(picture.data, _MEDIA_TYPES[kind])
    return _as_png(picture.data) if _kind(picture.data) else None


def _kind(data: bytes, *, whole: bool = True) -> str:
    """What a picture is ("PNG"); "" if it is none, or damaged."""
    from PIL import Image  # noqa: PLC0415 - slow

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")  # of pictures that would fill the memory
            with Image.open(BytesIO(data)) as image:
                if whole:
                    image.load()
                return image.format or ""
    except (OSError, ValueError, SyntaxError, Warning, Image.DecompressionBombError):
        return ""


def _as_png(data: bytes) -> Picture | None:
    from PIL import Image  # noqa: PLC0415

    out = BytesIO()
    with Image.open(BytesIO(data)) as image:
        small = image.convert("RGB")
        small.thumbnail((2400, 2400))
        small.save(out, "PNG")
    return Picture(out.getvalue(), "image/png") if len(out.getvalue()) <= _LARGEST else None
