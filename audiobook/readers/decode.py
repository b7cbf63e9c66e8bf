"""Bytes of a text file -> its characters, newlines and all."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, replace

from audiobook.errors import StoryError
from audiobook.readers.alphabets import foreign_encoding
from audiobook.readers.mojibake import mended

REPLACEMENT = "\ufffd"
BYTE_ORDER_MARK = "\ufeff"

_SAMPLE_BYTES = 65_536
_BINARY_SHARE = 0.02
_WIDE_SHARE = 0.3
_SURVIVING_SHARE = 0.9
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_SIGNATURES = (
    b"PK\x03\x04",
    b"%PDF-",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x7fELF",
    b"MZ\x90",
    b"Rar!",
    b"ID3",
)


@dataclass(frozen=True, slots=True)
class Decoded:
    """A decoded file: its text, the encoding it was in, and sentences on what was repaired.

    Newlines stand as in the file; a byte order mark of UTF-8 stays as U+FEFF, so that offsets are
    those of ``open(path, encoding="utf-8", newline="").read()``.
    """

    text: str
    encoding: str
    warnings: tuple[str, ...] = ()


def decode(data: bytes, *, name: str = "The file") -> Decoded:
    """The text of the file `name`: by its byte order mark, else UTF-16 by its NULs, UTF-8, Windows-1252.

    A long text that is clearly not Western is taken for the encoding that suits it best instead of
    Windows-1252. Characters that an earlier program decoded wrongly are repaired.
    Raises StoryError where the bytes are no text, or no text is in them.
    """
    if data.startswith(_SIGNATURES):
        raise _no_text(name)
    decoded = _decode(data)
    _refuse_binary(decoded.text, name)
    if is_blank(decoded.text):
        raise StoryError(f"{name} holds no text.", hint="Give a file that has a story in it.")
    return repaired(_without_nul(decoded))


def repaired(decoded: Decoded) -> Decoded:
    """A decoded file without what an earlier program decoded wrongly, and a sentence that says so."""
    text, count = mended(decoded.text)
    if not count:
        return decoded
    where = "1 place" if count == 1 else f"{count} places"
    warning = f"Characters in {where} had been decoded wrongly (as “â€™” for “’”) and are repaired."
    return replace(decoded, text=text, warnings=(*decoded.warnings, warning))


def is_blank(text: str) -> bool:
    """Whether `text` holds nothing but white space and, perhaps, a leading byte order mark."""
    return not text.removeprefix(BYTE_ORDER_MARK).strip()


def _decode(data: bytes) -> Decoded:
    wide = _wide_encoding(data)
    if wide:
        return _with_repairs(data.decode(wide, "replace"), wide.removesuffix("-sig"), "could not be decoded")
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        return _surrogates(data) or _mostly_utf8(data) or _foreign(data) or _windows(data)


def _wide_encoding(data: bytes) -> str:
    """UTF-32 or UTF-16 by the byte order mark, UTF-16 by where its NULs stand, else ""."""
    if data.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        return "utf-32"
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    sample = data[:_SAMPLE_BYTES]
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    enough = len(sample) / 2 * _WIDE_SHARE
    if odd > enough and even * 10 < odd:
        return "utf-16-le"
    return "utf-16-be" if even > enough and odd * 10 < even else ""


def _surrogates(data: bytes) -> Decoded | None:
    """UTF-8 that carries halves of characters: pairs are joined, lone ones replaced."""
    try:
        text = data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return None
    joined = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return _with_repairs(joined, "utf-8", "with only half of its code")


def _mostly_utf8(data: bytes) -> Decoded | None:
    """UTF-8 with a few broken bytes: far more of its long characters are whole than broken."""
    text = data.decode("utf-8", "replace")
    whole = sum(1 for char in text if char > "\x7f" and char != REPLACEMENT)
    broken = text.count(REPLACEMENT)
    if not whole or whole < _SURVIVING_SHARE * (whole + broken):
        return None
    return _with_repairs(text, "utf-8", "could not be decoded")


def _foreign(data: bytes) -> Decoded | None:
    encoding = foreign_encoding(data)
    if not encoding:
        return None
    decoded = _with_repairs(data.decode(encoding, "replace"), encoding, "could not be decoded")
    warning = f"The file does not say what encoding it is in; it was taken for {encoding}."
    return replace(decoded, warnings=(warning, *decoded.warnings))


def _windows(data: bytes) -> Decoded:
    return _with_repairs(data.decode("cp1252", "replace"), "cp1252", "without meaning in Windows-1252")


def _with_repairs(text: str, encoding: str, trouble: str) -> Decoded:
    text = _SURROGATE.sub(REPLACEMENT, text)
    count = text.count(REPLACEMENT)
    if not count:
        return Decoded(text, encoding)
    what = f"{count} character {trouble} stands" if count == 1 else f"{count} characters {trouble} stand"
    return Decoded(text, encoding, (f"{what} as \N{REPLACEMENT CHARACTER}.",))


def _refuse_binary(text: str, name: str) -> None:
    sample = text[:_SAMPLE_BYTES]
    if len(_CONTROL.findall(sample)) > max(4, _BINARY_SHARE * len(sample)):
        raise _no_text(name)


def _no_text(name: str) -> StoryError:
    return StoryError(
        f"{name} is not text: it holds binary data.",
        hint="Give the story as a text file, an EPUB, a web page or a Word document.",
    )


def _without_nul(decoded: Decoded) -> Decoded:
    count = decoded.text.count("\0")
    if not count:
        return decoded
    noun = "NUL character stands" if count == 1 else "NUL characters stand"
    warning = f"{count} {noun} as \N{REPLACEMENT CHARACTER}."
    return Decoded(decoded.text.replace("\0", REPLACEMENT), decoded.encoding, (*decoded.warnings, warning))
