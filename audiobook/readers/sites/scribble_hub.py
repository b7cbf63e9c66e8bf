"""Scribble Hub: the page of a chapter as a browser saves it."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from audiobook.model import Metadata
from audiobook.readers.labels import first, heading, metadata, navigation, note, story
from audiobook.readers.markup import text_of
from audiobook.readers.site import Heading, Site

_STORY = "#chp_raw, .chp_raw"


def _is_page(root: etree._Element) -> bool:
    return first(root, _STORY) is not None


def _metadata(root: etree._Element) -> Metadata:
    canonical = first(root, "link[rel=canonical]")
    return Metadata(
        title=_text(root, ".chp_byauthor a:first-child"),
        author=_text(root, ".chp_byauthor a:last-child"),
        publisher="Scribble Hub",
        url=canonical.get("href", "") if canonical is not None else "",
    )


def _text(root: etree._Element, selector: str) -> str:
    found = first(root, selector)
    return text_of(found) if found is not None else ""


def _chapters(root: etree._Element) -> Iterator[Heading]:
    title = first(root, ".chapter-title")
    body = first(root, _STORY)
    if body is not None:
        yield (body if title is None else title), _text(root, ".chapter-title")


SCRIBBLE_HUB = Site(
    name="Scribble Hub",
    is_page=_is_page,
    rules=(
        navigation("body", "furniture of the page"),
        heading(".chapter-title", 1),
        metadata(".chp_byauthor", "header of the work"),
        story(_STORY),
        note(".wi_authornotes, .wi_authornotes_body", "author's note"),
        note(".wi_news", "news"),
        navigation(".sp-head", "label of a spoiler"),
        story(".sp-body"),
    ),
    metadata=_metadata,
    chapters=_chapters,
)
