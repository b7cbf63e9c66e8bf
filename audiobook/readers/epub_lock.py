"""Whether an EPUB is locked (DRM)."""

from __future__ import annotations

from urllib.parse import unquote

from lxml import etree

from audiobook.errors import StoryError
from audiobook.readers.archive import Archive
from audiobook.readers.markup import local_name, parse_xml

_ENCRYPTION = "META-INF/encryption.xml"
_FONTS = ("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC")
_TEXTS = (".xhtml", ".html", ".htm", ".xml", ".opf", ".ncx")


def refuse_locked(archive: Archive) -> None:
    """Raise StoryError if the texts of the book are encrypted; scrambled fonts do no harm."""
    if _ENCRYPTION not in archive:
        return
    root = parse_xml(archive.read(_ENCRYPTION), _ENCRYPTION)
    for data in root.iter(etree.Element):
        if local_name(data) == "EncryptedData" and _locks_text(data):
            raise StoryError(
                f"{archive.name} is protected (DRM), so its text cannot be read.",
                hint="Ask the seller for an unprotected copy.",
            )


def _locks_text(data: etree._Element) -> bool:
    parts = {local_name(each): each for each in data.iter(etree.Element)}
    method, reference = parts.get("EncryptionMethod"), parts.get("CipherReference")
    if reference is None or (method is not None and method.get("Algorithm", "") in _FONTS):
        return False
    return unquote(reference.get("URI", "")).lower().endswith(_TEXTS)
