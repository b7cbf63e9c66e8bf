"""Pages and books by anybody: only what markup itself calls furniture is set apart."""

from __future__ import annotations

from lxml import etree

from audiobook.model import Metadata
from audiobook.readers.labels import (
    AROUND,
    OUTSIDE,
    STORY,
    Labels,
    Rule,
    first,
    gone,
    metadata,
    navigation,
    note,
    select,
    story,
)
from audiobook.readers.markup import text_of
from audiobook.readers.site import Site

COMMON_RULES = (
    navigation("nav, [role=navigation]", "navigation"),
    note("[class*=epub-footnote], [class*=epub-endnote], .epub-rearnotes, [role=doc-footnote]", "footnote"),
    note("[role=doc-endnotes], section.footnotes, div.footnotes", "footnotes"),
    note(".author-note, .author-notes, .authors-note, .authornote, .authornotes", "author's note"),
    note(".author-note-portlet, .wi_authornotes, .fff_chapter_notes", "author's note"),
    metadata(
        ".epub-titlepage, .epub-halftitlepage, .epub-copyright-page, .epub-imprint", "page around the story"
    ),
    metadata(".epub-colophon, .epub-cover, .epub-index, .epub-other-credits", "page around the story"),
    metadata(".epub-toc, .epub-landmarks, .epub-page-list, .epub-loi, .epub-lot", "list of contents"),
    metadata(".calibrejacket, .cbj_banner", "page before the story"),
    gone(".epub-noteref, [role=doc-noteref], .epub-pagebreak, [role=doc-pagebreak]"),
    gone(".noteref, .footnote-ref, .footnote-backref, .epub-backlink, [role=doc-backlink]"),
)
"""What markup says in the same words wherever it comes from."""

_FURNITURE = (
    "header, footer, aside:not([role]), form, [role=banner], [role=contentinfo], [role=complementary], "
    "[role=search], #comments, .comments, .comment-list, .sidebar, .breadcrumb, .breadcrumbs, .pagination, "
    ".nav-links, .post-navigation, .sharedaddy, .share-buttons, .related-posts, .cookie-banner"
)
_MAIN = "main, [role=main], article"
_MAIN_SHARE = 0.5


def _outside_main(root: etree._Element) -> Labels:
    """Where a page has one main part with most of its words, all else is furniture."""
    body = next(root.iter("body"), None)
    mains = select(root, _MAIN)
    if body is None or not mains or any(main not in _inside(mains[0]) for main in mains[1:]):
        return {}
    share = len(text_of(mains[0])) / max(1, len(text_of(body)))
    return {body: OUTSIDE, mains[0]: STORY} if share >= _MAIN_SHARE else {}


def _inside(element: etree._Element) -> set[etree._Element]:
    return set(element.iter(etree.Element))


def _metadata(root: etree._Element) -> Metadata:
    site = _content(root, "meta[property='og:site_name']")
    title = _content(root, "meta[property='og:title']") or _text(root, "head title")
    canonical = first(root, "link[rel=canonical]")
    return Metadata(
        title=title,
        author=_content(root, "meta[name=author]"),
        summary=_content(root, "meta[name=description]"),
        publisher=site,
        url=canonical.get("href", "") if canonical is not None else "",
    )


def _content(root: etree._Element, selector: str) -> str:
    found = first(root, selector)
    return " ".join(found.get("content", "").split()) if found is not None else ""


def _text(root: etree._Element, selector: str) -> str:
    found = first(root, selector)
    return text_of(found) if found is not None else ""


GENERIC_PAGE = Site(
    name="",
    rules=(
        Rule(_FURNITURE, AROUND),
        story("article header, main header, section header"),
        navigation("a[rel=next], a[rel=prev]", "link to another page"),
    ),
    labels=_outside_main,
    metadata=_metadata,
)

GENERIC_BOOK = Site(name="")
