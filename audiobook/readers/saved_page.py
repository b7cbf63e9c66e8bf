"""A page that a browser saved in one file with its pictures (MHTML, Safari's web archive) -> its HTML."""

from __future__ import annotations

import email
import plistlib
from dataclasses import replace
from email.errors import MessageError
from xml.parsers.expat import ExpatError

from audiobook.errors import StoryError
from audiobook.readers.raw import Raw

_PLIST = b"bplist00"
_HEADER_BYTES = 2000
_DAMAGE = (ValueError, LookupError, TypeError, AttributeError, RecursionError, MessageError, ExpatError)


def unwrapped(raw: Raw) -> Raw:
    """`raw` itself if it is HTML, else the page inside it; raises StoryError if there is none."""
    head = raw.data[:_HEADER_BYTES].lstrip()
    wrapped = not head.startswith(b"<") and b"mime-version:" in head.lower()
    if not wrapped and not raw.data.startswith(_PLIST):
        return raw
    try:
        page = _from_mhtml(raw.data) if wrapped else _from_web_archive(raw.data)
    except (*_DAMAGE, plistlib.InvalidFileException) as err:
        raise StoryError(f"{raw.name} is damaged: no page is in it.", hint="Save the page again.") from err
    if not page.strip():
        raise StoryError(f"{raw.name} holds no page.", hint="Save the page again, as HTML.")
    return replace(raw, data=page)


def _from_mhtml(data: bytes) -> bytes:
    message = email.message_from_bytes(data)
    pages = (
        part for part in message.walk() if part.get_content_type() in ("text/html", "application/xhtml+xml")
    )
    page = next(pages, None)
    payload = page.get_payload(decode=True) if page is not None else b""
    return payload if isinstance(payload, bytes) else b""


def _from_web_archive(data: bytes) -> bytes:
    page = plistlib.loads(data)["WebMainResource"]["WebResourceData"]
    return page if isinstance(page, bytes) else b""
