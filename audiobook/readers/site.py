"""What a producer of pages and books is: how to tell it, and what its elements mean."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from lxml import etree

from audiobook.model import Metadata
from audiobook.readers.builder import Draft
from audiobook.readers.labels import Labels, Rule
from audiobook.readers.package import Package

Heading = tuple[etree._Element, str]
"""Where a chapter starts, and its title."""


def _never(_: object) -> bool:
    return False


def _no_metadata(_: etree._Element) -> Metadata:
    return Metadata()


def _no_labels(_: etree._Element) -> Labels:
    return {}


def _no_chapters(_: etree._Element) -> Iterable[Heading]:
    return ()


def _as_it_is(draft: Draft) -> Draft:
    return draft


@dataclass(frozen=True, slots=True)
class Site:
    """A producer.

    `is_page` tells its web page or download by the tree, `is_book` its EPUB by the package. `rules`
    say what its elements are, `labels` what no selector can; they win. `chapters` lists the chapters
    of a page, `metadata` reads what a page says of the work, `finish` works on the blocks by their
    words.
    """

    name: str
    is_page: Callable[[etree._Element], bool] = _never
    is_book: Callable[[Package], bool] = _never
    rules: tuple[Rule, ...] = ()
    labels: Callable[[etree._Element], Labels] = _no_labels
    metadata: Callable[[etree._Element], Metadata] = _no_metadata
    chapters: Callable[[etree._Element], Iterable[Heading]] = _no_chapters
    finish: Callable[[Draft], Draft] = _as_it_is
