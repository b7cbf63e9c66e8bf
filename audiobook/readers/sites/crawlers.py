"""Books that crawlers make of web serials: FicHub, lightnovel-crawler, WattpadDownloader."""

from __future__ import annotations

import re

from lxml import etree

from audiobook.model import BlockKind
from audiobook.readers.builder import Shape
from audiobook.readers.labels import Labels, metadata, select
from audiobook.readers.markup import text_of
from audiobook.readers.package import Package
from audiobook.readers.site import Site

# "#12", above the title of the chapter
_NUMBER = re.compile(r"#\s*\d+")


def _is_fichub(package: Package) -> bool:
    paths = [place.item.path for place in package.places]
    return any(path.endswith("introduction.xhtml") for path in paths) and any(
        "chap_" in path for path in paths
    )


def _is_lightnovel(package: Package) -> bool:
    makers = (*package.texts("contributor"), *package.texts("publisher"), package.meta("generator"))
    if any("lightnovel crawler" in maker.casefold().replace("-", " ") for maker in makers):
        return True
    paths = [place.item.path for place in package.places]
    return any(path.endswith("intro.xhtml") for path in paths) and any("chapter_0" in path for path in paths)


def _is_wattpad(package: Package) -> bool:
    known = any(identifier.startswith("wpd_") for identifier in package.texts("identifier"))
    return known or bool(package.meta("mature") and package.meta("completed"))


def _numbers(root: etree._Element) -> Labels:
    """Numbers above the title, which the title says again."""
    shape = Shape(BlockKind.NAVIGATION, reason="the number of the chapter, above its title")
    return {each: shape for each in select(root, "h4") if _NUMBER.fullmatch(text_of(each))}


def _introduction(root: etree._Element) -> Labels:
    """The page that FicHub puts before the story."""
    body = next(root.iter("body"), None)
    made = body is not None and "exported with the assistance of fichub" in text_of(body).casefold()
    shape = Shape(BlockKind.METADATA, reason="page before the story")
    return {body: shape} if made and body is not None else {}


FICHUB = Site(name="FicHub", is_book=_is_fichub, labels=_introduction)

LIGHTNOVEL_CRAWLER = Site(
    name="lightnovel-crawler",
    is_book=_is_lightnovel,
    rules=(metadata("#intro", "page before the story"),),
    labels=_numbers,
)

WATTPAD_DOWNLOADER = Site(name="WattpadDownloader", is_book=_is_wattpad)
