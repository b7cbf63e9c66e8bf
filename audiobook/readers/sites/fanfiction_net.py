"""FanFiction.net and FictionPress: the page of a chapter as a browser saves it; notes have no field there."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from audiobook.model import Metadata
from audiobook.readers.labels import first, metadata, navigation, select, story
from audiobook.readers.markup import text_of
from audiobook.readers.site import Heading, Site
from audiobook.readers.text_fields import language_tag

# "Rated: Fiction T - English - Adventure - Mara K. - Chapters: 5 - Words: 12,345 - Updated: 3/14/2015"
_FIELD = re.compile(r"(\w+): (.+)")
_GENRES = frozenset(
    {"Adventure", "Angst", "Crime", "Drama", "Family", "Fantasy", "Friendship", "General", "Horror", "Humor"}
    | {"Hurt/Comfort", "Mystery", "Parody", "Poetry", "Romance", "Sci-Fi", "Spiritual", "Supernatural"}
    | {"Suspense", "Tragedy", "Western"}
)
_STORY = "#storytext, #storycontent"
_SIGNS = (
    "#profile_top, #chap_select, #storytextp, link[href*='fanfiction.net'], link[href*='fictionpress.com']"
)


def _is_page(root: etree._Element) -> bool:
    return first(root, _STORY) is not None and first(root, _SIGNS) is not None


def _metadata(root: etree._Element) -> Metadata:
    stats = _text(root, "#profile_top span.xgray")
    parts = [part.strip() for part in stats.split(" - ")]
    named = {match[1]: match[2] for match in map(_FIELD.fullmatch, parts) if match}
    bare = [part for part in parts if part and not _FIELD.fullmatch(part)]
    return Metadata(
        title=_text(root, "#profile_top b.xcontrast_txt"),
        author=_text(root, "#profile_top a.xcontrast_txt[href*='/u/']"),
        language=next(filter(None, map(language_tag, bare[:1])), ""),
        summary=_text(root, "#profile_top div.xcontrast_txt"),
        fandoms=tuple(text_of(each) for each in select(root, "#pre_story_links a")[-1:]),
        genres=next((genres for genres in map(_genres, bare) if genres), ()),
        rating=named.get("Rated", "").removeprefix("Fiction").strip(),
        status=named.get("Status", ""),
        published=named.get("Published", ""),
        updated=named.get("Updated", ""),
        publisher="FanFiction.net",
        url=next((each.get("href", "") for each in select(root, "link[rel=canonical]")), ""),
    )


def _genres(part: str) -> tuple[str, ...]:
    """The genres in "Adventure/Hurt/Comfort", () if it is something else; one of them has a slash itself."""
    names = part.replace("Hurt/Comfort", "Hurt|Comfort").split("/")
    genres = tuple(name.replace("|", "/") for name in names)
    return genres if all(genre in _GENRES for genre in genres) else ()


def _text(root: etree._Element, selector: str) -> str:
    found = first(root, selector)
    return text_of(found) if found is not None else ""


def _chapters(root: etree._Element) -> Iterator[Heading]:
    body = first(root, _STORY)
    if body is not None:
        chosen = _text(root, "#chap_select option[selected]")
        yield body, chosen or _text(root, "#profile_top b.xcontrast_txt")


FANFICTION_NET = Site(
    name="FanFiction.net",
    is_page=_is_page,
    rules=(
        navigation("body", "furniture of the page"),
        metadata("#profile_top", "header of the work"),
        story(_STORY),
    ),
    metadata=_metadata,
    chapters=_chapters,
)
