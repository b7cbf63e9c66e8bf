"""The story in every container that a program can read and nobody in particular has made."""

from __future__ import annotations

import io
import zipfile

import docx

from tests.readers.makers import epub
from tests.readers.makers.tale import AUTHOR, PARTS, TITLE, Part, body, runs

_ODT = "application/vnd.oasis.opendocument.text"
_NAMES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
    'xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" '
    'xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" office:version="1.3"'
)
_ESCAPES = {
    "“": r"\ldblquote ",
    "”": r"\rdblquote ",
    "’": r"\'92",
    "—": r"\emdash ",
    "…": r"\u8230?",
    "é": r"\'e9",
}


def text() -> bytes:
    """The story as plain text."""
    chapters = ["\n\n".join((part.title, *part.paragraphs)) for part in PARTS]
    return "\n\n\n".join([f"{TITLE}\n\nby {AUTHOR}", *chapters]).encode()


def markdown() -> bytes:
    """The story as Markdown with front matter."""
    chapters = ["\n\n".join((f"## {part.title}", *part.paragraphs)) for part in PARTS]
    return "\n\n".join([f"---\ntitle: {TITLE}\nauthor: {AUTHOR}\n---", *chapters]).encode()


def html() -> bytes:
    """The story as a page of HTML that nobody in particular has made."""
    chapters = "".join(f"<h2>{part.title}</h2>{body(part)}" for part in PARTS)
    head = f'<title>{TITLE}</title><meta charset="utf-8"><meta name="author" content="{AUTHOR}">'
    return f'<!DOCTYPE html><html lang="en"><head>{head}</head><body>{chapters}</body></html>'.encode()


def word() -> bytes:
    """The story as a Word document."""
    document = docx.Document()
    document.core_properties.title, document.core_properties.author = TITLE, AUTHOR
    for part in PARTS:
        document.add_heading(part.title, level=1)
        for paragraph in part.paragraphs:
            added = document.add_paragraph()
            for words, italic in runs(paragraph):
                added.add_run(words).italic = italic or None
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def opendocument(*, content: str = "", styles: str = "", meta: str = "") -> bytes:
    """The story, or `content`, as an OpenDocument text."""
    content = content or "".join(map(_odt_chapter, PARTS))
    italic = (
        '<style:style style:name="T1" style:family="text"><style:text-properties fo:font-style="italic"/>'
    )
    meta = meta or f"<dc:title>{TITLE}</dc:title><meta:initial-creator>{AUTHOR}</meta:initial-creator>"
    return packed(
        {
            "mimetype": _ODT,
            "content.xml": f"<office:document-content {_NAMES}><office:automatic-styles>{italic}{styles}"
            f"</office:automatic-styles><office:body><office:text>{content}</office:text></office:body>"
            "</office:document-content>",
            "meta.xml": f"<office:document-meta {_NAMES}><office:meta>{meta}</office:meta>"
            "</office:document-meta>",
        }
    )


def rich_text() -> bytes:
    """The story as Rich Text."""
    chapters = "".join(map(_rtf_chapter, PARTS))
    styles = r"{\stylesheet{\s0 Normal;}{\s1\outlinelevel0 heading 1;}}"
    info = rf"{{\info{{\title {TITLE}}}{{\author {AUTHOR}}}}}"
    return rf"{{\rtf1\ansi\ansicpg1252{{\fonttbl{{\f0 Serif;}}}}{styles}{info}{chapters}}}".encode("ascii")


def packed(files: dict[str, str | bytes]) -> bytes:
    """A ZIP archive."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name, (2024, 1, 1, 0, 0, 0)), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


CONTAINERS = {
    "tale.txt": text,
    "tale.md": markdown,
    "tale.html": html,
    "tale.epub": epub.generic,
    "tale.docx": word,
    "tale.odt": opendocument,
    "tale.rtf": rich_text,
}
"""The story in seven containers."""


def _odt_chapter(part: Part) -> str:
    lines = [f'<text:h text:outline-level="1">{part.title}</text:h>']
    for paragraph in part.paragraphs:
        words = "".join(
            f'<text:span text:style-name="T1">{_escaped(run)}</text:span>' if italic else _escaped(run)
            for run, italic in runs(paragraph)
        )
        lines.append(f"<text:p>{words}</text:p>")
    return "".join(lines)


def _escaped(words: str) -> str:
    return words.replace("&", "&amp;").replace("<", "&lt;")


def _rtf_chapter(part: Part) -> str:
    lines = [rf"\pard\s1 {part.title}\par" + "\n"]
    for paragraph in part.paragraphs:
        words = "".join(rf"{{\i {_rtf(run)}}}" if italic else _rtf(run) for run, italic in runs(paragraph))
        lines.append(rf"\pard\plain {words}\par" + "\n")
    return "".join(lines)


def _rtf(words: str) -> str:
    return "".join(_ESCAPES.get(character, character) for character in words)
