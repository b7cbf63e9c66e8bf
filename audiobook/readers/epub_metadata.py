"""What the package of an EPUB says of the work, and its cover -> Metadata."""

from __future__ import annotations

from audiobook.errors import StoryError
from audiobook.model import Metadata, Picture
from audiobook.readers.facts import unique
from audiobook.readers.labels import first
from audiobook.readers.markup import decode_markup, parse_html, parse_xhtml, text_of
from audiobook.readers.package import Package
from audiobook.readers.text_fields import language_tag

_MAX_COVER = 8_000_000
_PICTURES = {
    b"\xff\xd8\xff": "image/jpeg",
    b"\x89PNG": "image/png",
    b"GIF8": "image/gif",
    b"RIFF": "image/webp",
}


def metadata_of(package: Package) -> Metadata:
    """What the package says of the work."""
    dates = _dates(package)
    return Metadata(
        title=_title(package),
        author=", ".join(_authors(package)),
        language=next(filter(None, map(language_tag, package.texts("language"))), ""),
        summary=_without_tags(next(iter(package.texts("description")), "")),
        series=package.meta("calibre:series") or package.meta("belongs-to-collection"),
        series_number=_number(package.meta("calibre:series_index") or package.meta("group-position")),
        tags=unique(package.texts("subject")),
        published=dates.get("publication", dates.get("", ""))[:10],
        updated=dates.get("modification", "")[:10],
        publisher=next(iter(package.texts("publisher")), ""),
        url=_url(package),
        cover=_cover(package),
    )


def _title(package: Package) -> str:
    """The title; of several the one that is called the main one, else the first."""
    main = {
        each.get("refines", "").lstrip("#")
        for each in package.elements("meta")
        if each.get("property") == "title-type" and text_of(each) == "main"
    }
    titles = [(text_of(each), each.get("id", "")) for each in package.elements("title")]
    titles = [(title, name) for title, name in titles if title]
    return next((title for title, name in titles if name in main), titles[0][0] if titles else "")


def _authors(package: Package) -> tuple[str, ...]:
    """Those who wrote it: all creators, unless some of them are said to be authors."""
    written = {
        each.get("refines", "").lstrip("#")
        for each in package.elements("meta")
        if each.get("property") == "role" and text_of(each) == "aut"
    }
    creators = [(each, text_of(each)) for each in package.elements("creator")]
    authors = [name for each, name in creators if each.get("id", "") in written or _role(each) == "aut"]
    return unique(authors or [name for _, name in creators if name])


def _role(creator: object) -> str:
    attributes = getattr(creator, "attrib", {})
    return next((str(value) for key, value in attributes.items() if str(key).endswith("role")), "")


def _dates(package: Package) -> dict[str, str]:
    """Dates by the event they are of, "" where none is named."""
    found: dict[str, str] = {}
    for each in package.elements("date"):
        event = next((str(value) for key, value in each.attrib.items() if str(key).endswith("event")), "")
        found.setdefault(event, text_of(each))
    return found


def _without_tags(text: str) -> str:
    return text_of(parse_html(text, "the description")) if "<" in text else text


def _number(index: str) -> str:
    return index.removesuffix(".0")


def _url(package: Package) -> str:
    values = (*package.texts("source"), *package.texts("identifier"))
    links = (value.removeprefix("url:").removeprefix("URL:") for value in values)
    return next((link for link in links if link.startswith(("https://", "http://"))), "")


def _cover(package: Package) -> Picture | None:
    item = package.cover
    path = item.path if item and not item.is_page else _pictured(package)
    try:
        data = package.archive.read(path) if path in package.archive else b""
    except StoryError:  # a book with a broken cover is still a book
        return None
    kind = next((kind for signature, kind in _PICTURES.items() if data.startswith(signature)), "")
    return Picture(data, kind) if kind and len(data) <= _MAX_COVER else None


def _pictured(package: Package) -> str:
    """The picture on the page that the package calls the cover."""
    page = next((path for path, use in package.guide.items() if use == "cover"), "")
    if page not in package.archive:
        return ""
    if not page.lower().endswith((".xhtml", ".html", ".htm")):
        return page
    picture = first(parse_xhtml(decode_markup(package.archive.read(page)).text, page), "img, image")
    if picture is None:
        return ""
    named = (value for key, value in picture.attrib.items() if str(key).endswith(("src", "href")))
    return package.resolve(str(next(named, "")), base=page)[0]
