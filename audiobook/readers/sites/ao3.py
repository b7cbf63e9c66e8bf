"""Archive of Our Own: the download (HTML, and EPUB through Calibre), and the web page as a browser saves it.

In downloads notes and summaries are block quotations below a paragraph that is only a label; a bare
block quotation is story.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from audiobook.model import BlockKind, Metadata
from audiobook.readers.builder import Shape
from audiobook.readers.facts import filled, metadata_from, unique
from audiobook.readers.labels import Labels, first, heading, metadata, navigation, note, select, story
from audiobook.readers.markup import text_of
from audiobook.readers.package import Package
from audiobook.readers.site import Heading, Site

_ARCHIVE = "archive of our own"
_HEADER = "header of the work"
_LABELS = {
    "summary": BlockKind.METADATA,
    "chapter summary": BlockKind.METADATA,
    "notes": BlockKind.NOTE,
    "end notes": BlockKind.NOTE,
    "chapter notes": BlockKind.NOTE,
    "chapter end notes": BlockKind.NOTE,
}
# "Published: 2020-01-01 Completed: 2021-03-04 Words: 1,234 Chapters: 3/?"
_STAT = re.compile(r"(Published|Completed|Updated|Words|Chapters):\s*(\S+)")
_LISTS = (
    "fandom",
    "relationship",
    "character",
    "freeform",
    "rating",
    "warning",
    "category",
    "language",
    "series",
)


def _is_download(root: etree._Element) -> bool:
    message = first(root, "#preface p.message")
    return message is not None and _ARCHIVE in text_of(message).casefold().replace("_", " ")


def _is_download_book(package: Package) -> bool:
    return any(_ARCHIVE in name.casefold() for name in package.texts("publisher"))


def _is_saved_page(root: etree._Element) -> bool:
    return first(root, "#workskin #chapters") is not None


def _labelled_quotations(root: etree._Element) -> Labels:
    """Labels on each paragraph that is only a label, and on the quotation below it."""
    found: Labels = {}
    for quotation in select(root, "blockquote[class*=userstuff]"):
        label = quotation.getprevious()
        words = text_of(label).casefold().rstrip(":") if label is not None and label.tag == "p" else ""
        if label is not None and words in _LABELS:
            shape = Shape(_LABELS[words], reason=words)
            found |= {label: shape, quotation: shape}
    return found


def _download_metadata(root: etree._Element) -> Metadata:
    facts = {key: [*values] for key, values in _tags(root)}
    stats = dict(_STAT.findall(" ".join(facts.pop("stats", []))))
    own = Metadata(
        title=_text(root, "#preface h1"),
        author=", ".join(unique(text_of(each) for each in select(root, "#preface .byline a[rel=author]"))),
        summary=_summary(root),
        published=stats.get("Published", ""),
        updated=stats.get("Completed", "") or stats.get("Updated", ""),
        status=_status(stats.get("Chapters", "")),
        publisher="Archive of Our Own" if first(root, "#preface p.message") is not None else "",
        url=next(
            (each.get("href", "") for each in select(root, "#preface p.message a[href*='/works/']")), ""
        ),
    )
    return filled(own, metadata_from(facts))


def _tags(root: etree._Element) -> Iterator[tuple[str, list[str]]]:
    """The label and values of each row of the table at the head of a download."""
    for value in select(root, "#preface dl.tags dd"):
        label = value.getprevious()
        if label is not None:
            linked = [text_of(each) for each in select(value, "a")]
            key = text_of(label).casefold().rstrip(":").strip()
            yield key, [text_of(value)] if key == "series" or not linked else linked


def _summary(root: etree._Element) -> str:
    for label in select(root, "#preface p"):
        following = label.getnext()
        if text_of(label).casefold() == "summary" and following is not None:
            return text_of(following)
    return ""


def _status(chapters: str) -> str:
    """Whether a work is complete, by its count of chapters: "3/3", "3/?"."""
    done, _, planned = chapters.partition("/")
    return "" if not planned else "Completed" if done == planned else "In-Progress"


def _text(root: etree._Element, selector: str) -> str:
    found = first(root, selector)
    return text_of(found) if found is not None else ""


def _download_chapters(root: etree._Element) -> Iterator[Heading]:
    headings = select(root, "#chapters h2.heading")
    for each in headings:
        parent = each.getparent()
        inside = parent is not None and "meta" in parent.get("class", "").split()
        yield parent if inside and parent is not None else each, text_of(each)
    body = first(root, "#chapters > div[class^=userstuff]")
    if not headings and body is not None:
        yield body, _text(root, "#preface h1")


def _page_metadata(root: etree._Element) -> Metadata:
    facts = {
        name: [text_of(each) for each in select(root, f"dd.{name} a.tag") or select(root, f"dd.{name}")]
        for name in _LISTS
    }
    series = first(root, "dd.series .position")
    own = Metadata(
        title=_text(root, "#workskin h2.title"),
        author=", ".join(unique(text_of(each) for each in select(root, "#workskin h3.byline a[rel=author]"))),
        summary=_text(root, "#workskin > .preface .summary blockquote"),
        published=_text(root, "dl.stats dd.published"),
        updated=_text(root, "dl.stats dd.status"),
        status=_status(_text(root, "dl.stats dd.chapters")),
        publisher="Archive of Our Own",
        url=next((each.get("href", "") for each in select(root, "link[rel=canonical]")), ""),
    )
    facts["series"] = [text_of(series)] if series is not None else []
    return filled(own, metadata_from(facts))


def _page_chapters(root: etree._Element) -> Iterator[Heading]:
    chapters = select(root, "#chapters > div.chapter")
    for each in chapters:
        yield each, _text(each, "h3.title") or _text(root, "#workskin h2.title")
    body = first(root, "#chapters > div.userstuff")
    if not chapters and body is not None:
        yield body, _text(root, "#workskin h2.title")


AO3 = Site(
    name="AO3",
    is_page=_is_download,
    is_book=_is_download_book,
    rules=(
        metadata("#preface", _HEADER),
        navigation("#afterword", "end of the download"),
        note("#endnotes, [id^=endnotes]", "end notes"),
        heading("#chapters h2.heading", 2),
        metadata("#chapters .byline", "byline"),
        navigation(".endnote-link", "link to notes"),
        navigation("h2.toc-heading", "heading for the list of contents"),
        navigation("#afterword p.message, #preface p.message", "line of the archive"),
    ),
    labels=_labelled_quotations,
    metadata=_download_metadata,
    chapters=_download_chapters,
)

AO3_PAGE = Site(
    name="AO3",
    is_page=_is_saved_page,
    rules=(
        navigation("body", "furniture of the page"),
        metadata("dl.work.meta, dl.meta.group, #workskin .preface", _HEADER),
        heading("#chapters .preface h3.title", 2),
        metadata(".summary.module", "summary"),
        note(".notes.module, .end.notes", "notes"),
        story("#chapters div.userstuff[role=article], #chapters > div.userstuff"),
        navigation(".landmark, p.jump, ul.actions", "furniture of the page"),
        navigation(".afterword .series, .afterword .children, #series, #children", "links to other works"),
    ),
    metadata=_page_metadata,
    chapters=_page_chapters,
)
