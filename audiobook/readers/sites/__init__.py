"""The producers of pages and books that are known: each module here describes one, or a family."""

from __future__ import annotations

from lxml import etree

from audiobook.readers.package import Package
from audiobook.readers.site import Site
from audiobook.readers.sites.ao3 import AO3, AO3_PAGE
from audiobook.readers.sites.crawlers import FICHUB, LIGHTNOVEL_CRAWLER, WATTPAD_DOWNLOADER
from audiobook.readers.sites.fanficfare import FANFICFARE
from audiobook.readers.sites.fanfiction_net import FANFICTION_NET
from audiobook.readers.sites.generic import GENERIC_BOOK, GENERIC_PAGE
from audiobook.readers.sites.gutenberg import GUTENBERG
from audiobook.readers.sites.royal_road import ROYAL_ROAD
from audiobook.readers.sites.scribble_hub import SCRIBBLE_HUB
from audiobook.readers.sites.standard_ebooks import STANDARD_EBOOKS

SITES = (
    FANFICFARE,  # before the sites whose pages it passes on
    AO3,
    AO3_PAGE,
    FANFICTION_NET,
    ROYAL_ROAD,
    SCRIBBLE_HUB,
    STANDARD_EBOOKS,
    GUTENBERG,
    FICHUB,
    LIGHTNOVEL_CRAWLER,
    WATTPAD_DOWNLOADER,
)


def site_of_page(root: etree._Element) -> Site:
    """Who made a web page or HTML download."""
    return next((site for site in SITES if site.is_page(root)), GENERIC_PAGE)


def site_of_book(package: Package) -> Site:
    """Who made an EPUB."""
    return next((site for site in SITES if site.is_book(package)), GENERIC_BOOK)
