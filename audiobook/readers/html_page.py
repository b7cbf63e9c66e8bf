"""The tree of a page, and who made it -> Story."""

from __future__ import annotations

from dataclasses import dataclass, replace

from lxml import etree

from audiobook.model import Metadata, Story
from audiobook.readers import text
from audiobook.readers.assemble import Findings, assemble
from audiobook.readers.builder import Builder, Draft
from audiobook.readers.contents import Entry
from audiobook.readers.doubt import doubtful_places
from audiobook.readers.facts import filled
from audiobook.readers.labels import labels_by
from audiobook.readers.markup import decode_markup, parse_html, text_of
from audiobook.readers.raw import Raw
from audiobook.readers.saved_page import unwrapped
from audiobook.readers.site import Site
from audiobook.readers.sites import site_of_page
from audiobook.readers.sites.generic import COMMON_RULES, GENERIC_PAGE
from audiobook.readers.styles import sheets_in, styles_of
from audiobook.readers.text_fields import language_tag
from audiobook.readers.walk import Page, walk

_PREFORMATTED = 0.8
_UNDONE = "Most of the page looked like furniture or was hidden by its style, so all of it is kept."


@dataclass(frozen=True, slots=True)
class _Reading:
    """What was made of a page: its blocks, its chapters, what it says of the work."""

    draft: Draft
    contents: tuple[Entry, ...]
    site: Site
    metadata: Metadata
    warnings: tuple[str, ...] = ()


def read_page(raw: Raw) -> Story:
    """The story on a page; raises StoryError if it cannot be read."""
    root, warnings = _tree(raw)
    plain = _preformatted(root)
    if plain:
        story = text.read(Raw(raw.name, plain.encode()))
        return replace(story, warnings=(*warnings, *story.warnings))
    return read_tree(raw, root, kind="html", warnings=warnings)


def _tree(raw: Raw) -> tuple[etree._Element, tuple[str, ...]]:
    """The tree of a page, and what was repaired in decoding it; its characters are not kept beside it."""
    decoded = decode_markup(unwrapped(raw).data)
    return parse_html(decoded.text, raw.name), decoded.warnings


def read_tree(
    raw: Raw, root: etree._Element, *, kind: str, base: Metadata | None = None, warnings: tuple[str, ...] = ()
) -> Story:
    """The story in a tree of HTML; `base` is what is known of the work already."""
    reading = _read(root)
    findings = Findings(
        kind=kind,
        metadata=filled(base or Metadata(), reading.metadata),
        contents=reading.contents,
        is_whole=bool(reading.site.name),
        producer=reading.site.name,
        warnings=(*warnings, *reading.warnings),
    )
    return assemble(raw, reading.draft, findings)


def _read(root: etree._Element) -> _Reading:
    """The page as its site wants it read, or, if that leaves too little, all of it."""
    site = site_of_page(root)
    reading = _read_as(root, site)
    if not doubtful_places(reading.draft):
        return reading
    shown = replace(site, rules=(), labels=Site("").labels) if site is GENERIC_PAGE else site
    again = _read_as(root, shown, shows_hidden=True)
    return replace(again, warnings=(_UNDONE,))


def _read_as(root: etree._Element, site: Site, *, shows_hidden: bool = False) -> _Reading:
    own = Metadata(language=language_tag(root.get("lang") or ""))
    metadata = filled(site.metadata(root), own)
    headings = tuple(site.chapters(root))
    builder = Builder()
    page = Page(
        root,
        labels=labels_by((*COMMON_RULES, *site.rules), root) | site.labels(root),
        styles=styles_of(sheets_in(root)),
        anchors={element: (str(index),) for index, (element, _) in enumerate(headings)},
        language=metadata.language,
        shows_hidden=shows_hidden,
    )
    walk(page, builder)
    draft = site.finish(builder.finish())
    starts = (draft.anchors.get(str(index)) for index in range(len(headings)))
    found = zip(starts, headings, strict=True)
    contents = tuple(Entry(start, title) for start, (_, title) in found if start is not None)
    return _Reading(draft, contents, site, metadata)


def _preformatted(root: etree._Element) -> str:
    """The text of a page that is a text file in one PRE element, else ""."""
    block = next(root.iter("pre"), None)
    words = "".join(map(str, block.itertext())) if block is not None else ""
    whole = len(text_of(root)) if words else 0
    return words if whole and len(words.strip()) >= _PREFORMATTED * whole else ""
