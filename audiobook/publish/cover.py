"""Draws a cover for a book that has none: sun, hills, title and author; the same book gets the same one."""

from __future__ import annotations

import hashlib
import math
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from audiobook.model import Picture

if TYPE_CHECKING:
    from PIL import Image, ImageDraw, ImageFont

SIZE = 1000  # pixels, as wide as high
_FINER = 2  # drawn larger, then made smaller, so that edges are smooth
_FONTS = "font_source_serif_pro"
_TITLE, _AUTHOR = "SourceSerifPro-Semibold.ttf", "SourceSerifPro-Regular.ttf"
_TITLE_SIZES = range(110, 33, -4)
_AUTHOR_SIZES = range(38, 19, -2)
_MARGIN = 0.1  # of the width, on each side
_TITLE_TOP, _TITLE_ROOM = 0.07, 0.39  # of the height
_AUTHOR_AT = 0.915
_LEADING = 1.16  # from line to line, of the letters' size
_SUN_AT = 0.66  # of the height; its glow begins below the title
_HILLS = 4
# The name of a letter of a script that the font has: "CYRILLIC SMALL LETTER CHE".
_SCRIPTS = re.compile("LATIN|GREEK|CYRILLIC|MODIFIER LETTER|FEMININE|MASCULINE|MICRO")
_NO_LETTER = "\uffff"  # no font has it: it looks like every letter that a font lacks

Color = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class _Palette:
    sky: Color
    horizon: Color
    sun: Color
    ground: Color
    ink: Color


def drawn_cover(title: str, author: str) -> Picture:
    """A cover as PNG. Text with letters that its font lacks is left out: `can_write` tells."""
    from PIL import Image, ImageDraw  # noqa: PLC0415 - slow, and only for books without a cover

    seed = hashlib.sha256(f"{title}\n{author}".encode("utf-8", "replace")).digest()
    palette = _palettes()[seed[0] % len(_palettes())]
    column = Image.new("RGB", (1, SIZE * _FINER))
    column.putdata([_sky(palette, y / column.height) for y in range(column.height)])
    image = column.resize((column.height, column.height), Image.Resampling.NEAREST)
    _landscape(ImageDraw.Draw(image), palette, seed)
    image = image.reduce(_FINER)
    _lettering(ImageDraw.Draw(image), palette, _writable(title), _writable(author))
    return Picture(_png(image), "image/png")


def can_write(text: str) -> bool:
    """Whether drawn covers can bear a text: their font has Latin, Greek and Cyrillic letters.

    >>> can_write("The Ferry, ч. 2"), can_write("第三章")
    (True, False)
    """
    return all(_SCRIPTS.match(unicodedata.name(char, "")) for char in text if char.isalpha())


def _writable(text: str) -> str:
    """A text without what the font lacks, emoji for instance; nothing of one whose letters it lacks."""
    text = " ".join(unicodedata.normalize("NFC", text).split())
    lacking = {char for char in text if not char.isspace() and not _has(char)}
    if not can_write(text) or any(char.isalnum() for char in lacking):
        return ""
    return " ".join("".join(char for char in text if char not in lacking).split())


def _has(char: str) -> bool:
    font = _font(_TITLE, 20)
    return bytes(font.getmask(char)) != bytes(font.getmask(_NO_LETTER))


def _sky(palette: _Palette, height: float) -> Color:
    """The sky, which brightens to the horizon, at a share of the height."""
    return _between(palette.sky, palette.horizon, height**1.4)


def _landscape(draw: ImageDraw.ImageDraw, palette: _Palette, seed: bytes) -> None:
    """A sun with its glow, and hills that darken as they come nearer."""
    size = SIZE * _FINER
    x, radius = (0.3 + 0.4 * seed[1] / 255) * size, (0.11 + 0.03 * seed[2] / 255) * size
    y = _SUN_AT * size
    for share, glow in ((1.5, 0.1), (1.25, 0.22), (1.0, 1.0)):
        reach = radius * share
        color = _between(_sky(palette, _SUN_AT), palette.sun, glow)
        draw.ellipse((x - reach, y - reach, x + reach, y + reach), fill=color)
    for number in range(1, _HILLS + 1):
        color = _between(palette.horizon, palette.ground, (number / _HILLS) ** 0.8)
        draw.polygon([*_ridge(number, seed), (size, size), (0, size)], fill=color)


def _ridge(number: int, seed: bytes) -> Iterator[tuple[float, float]]:
    """The line of one hill, from left to right."""
    size = SIZE * _FINER
    base = 0.635 + 0.075 * number
    long, short = (math.tau * seed[4 * number + shift] / 255 for shift in (0, 1))
    height = 0.02 + 0.025 * seed[4 * number + 2] / 255
    for step in range(201):
        at = step / 200
        wave = math.sin(math.tau * at * (0.8 + number * 0.25) + long) + 0.35 * math.sin(
            math.tau * at * 2.7 + short
        )
        yield at * size, (base + height * wave) * size


def _lettering(draw: ImageDraw.ImageDraw, palette: _Palette, title: str, author: str) -> None:
    room = round(SIZE * (1 - 2 * _MARGIN))
    if title:
        lines, size = _set(title, room)
        font, step = _font(_TITLE, size), size * _LEADING
        top = SIZE * _TITLE_TOP + (SIZE * _TITLE_ROOM - step * len(lines)) / 2
        for number, line in enumerate(lines):
            draw.text((SIZE / 2, top + step * (number + 0.5)), line, palette.ink, font, anchor="mm")
    if author:
        sizes = (size for size in _AUTHOR_SIZES if _font(_AUTHOR, size).getlength(author) <= room)
        size = next(sizes, _AUTHOR_SIZES[-1])
        line, place = _shortened(author, size, room), (SIZE / 2, SIZE * _AUTHOR_AT)
        draw.text(place, line, palette.ink, _font(_AUTHOR, size), anchor="mm")


def _set(title: str, room: int) -> tuple[list[str], int]:
    """The lines of a title, and the largest size at which they fit; what is too long even then is cut."""
    for size in _TITLE_SIZES:
        lines = _lines(title, size, room)
        fits = all(_font(_TITLE, size).getlength(line) <= room for line in lines)
        if fits and len(lines) * size * _LEADING <= SIZE * _TITLE_ROOM:
            return lines, size
    size = _TITLE_SIZES[-1]
    most = int(SIZE * _TITLE_ROOM / (size * _LEADING))
    lines = _lines(title, size, room)
    kept = [*lines[: most - 1], " ".join(lines[most - 1 :])] if len(lines) > most else lines
    return [_shortened(line, size, room, name=_TITLE) for line in kept], size


def _lines(title: str, size: int, room: int) -> list[str]:
    """A title in as few lines as there can be, of about the same length."""
    font, words = _font(_TITLE, size), title.split()
    fewest = len(_filled(words, font, room))
    narrow, wide = 0, room
    while wide - narrow > 8:  # the narrowest column that needs no more lines is the most even one
        middle = (narrow + wide) // 2
        if len(_filled(words, font, middle)) > fewest:
            narrow = middle
        else:
            wide = middle
    return _filled(words, font, wide)


def _filled(words: list[str], font: ImageFont.FreeTypeFont, room: int) -> list[str]:
    lines = [""]
    for word in words:
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and font.getlength(longer) > room:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def _shortened(text: str, size: int, room: int, *, name: str = _AUTHOR) -> str:
    """As much of a line as there is room for."""
    font = _font(name, size)
    if font.getlength(text) <= room:
        return text
    while text and font.getlength(text + "…") > room:
        text = text[:-1]
    return text.rstrip() + "…"


@cache
def _font(name: str, size: int) -> ImageFont.FreeTypeFont:
    from PIL import ImageFont  # noqa: PLC0415

    spec = find_spec(_FONTS)
    places = (spec.submodule_search_locations if spec else None) or []
    path = Path(next(iter(places))) / "files" / name
    return ImageFont.truetype(str(path), size, layout_engine=ImageFont.Layout.BASIC)


@cache
def _palettes() -> tuple[_Palette, ...]:
    text = files("audiobook.publish").joinpath("data/palettes.txt").read_text(encoding="utf-8")
    rows = (line.split() for line in text.splitlines() if line and not line.startswith("#"))
    return tuple(_Palette(*map(_color, row)) for row in rows)


def _color(digits: str) -> Color:
    red, green, blue = bytes.fromhex(digits)
    return red, green, blue


def _between(one: Color, other: Color, share: float) -> Color:
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(one, other, strict=True))
    return red, green, blue


def _png(image: Image.Image) -> bytes:
    out = BytesIO()
    image.save(out, "PNG", compress_level=6)
    return out.getvalue()
