"""Royal Road: the page of a chapter as saved; its style hides sentences against theft."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from audiobook.model import Metadata
from audiobook.readers.labels import first, heading, metadata, navigation, note, select, story
from audiobook.readers.markup import text_of
from audiobook.readers.site import Heading, Site

NOTES = note(".author-note-portlet, .author-note", "author's note")
_STORY = "div.chapter-content"


def _is_page(root: etree._Element) -> bool:
    named = any("royal road" in each.get("content", "").casefold() for each in select(root, "meta[property]"))
    return first(root, _STORY) is not None and (named or first(root, ".chapter-inner") is not None)


def _metadata(root: etree._Element) -> Metadata:
    link = first(root, ".fic-header h3 a, a[href*='/profile/']")
    canonical = first(root, "link[rel=canonical]")
    title = first(root, ".fic-header h2, h2")
    return Metadata(
        title=text_of(title) if title is not None else "",
        author=text_of(link) if link is not None else "",
        publisher="Royal Road",
        url=canonical.get("href", "") if canonical is not None else "",
    )


def _chapters(root: etree._Element) -> Iterator[Heading]:
    title = first(root, "h1")
    if title is not None:
        yield title, text_of(title)


ROYAL_ROAD = Site(
    name="Royal Road",
    is_page=_is_page,
    rules=(
        navigation("body", "furniture of the page"),
        metadata(".fic-header h2, .fic-header h3", "header of the work"),
        heading("h1", 1),
        story(_STORY),
        NOTES,
    ),
    metadata=_metadata,
    chapters=_chapters,
)
