"""Project Gutenberg: the boilerplate around a book, in the markup of today and in the words of every age."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from lxml import etree

from audiobook.model import Block, BlockKind, Metadata
from audiobook.readers.builder import Draft
from audiobook.readers.facts import metadata_from
from audiobook.readers.labels import first, gone, metadata, navigation, note, select
from audiobook.readers.markup import text_of
from audiobook.readers.package import Package
from audiobook.readers.site import Site
from audiobook.readers.text_fields import FIELD

# "*** START OF THE PROJECT GUTENBERG EBOOK 84 ***", "*** START OF THIS PROJECT GUTENBERG EBOOK EMMA ***"
_START = re.compile(
    r"^[^\w\n]*START\s+OF\s+TH(?:E|IS)\s+PROJECT\s+GUTENBERG|^[^\w\n]*END\W{0,2}THE SMALL PRINT",
    re.IGNORECASE | re.MULTILINE,
)
# "*** END OF THE PROJECT GUTENBERG EBOOK 84 ***", "End of the Project Gutenberg EBook of Emma"
_END = re.compile(r"^[^\w\n]*END OF (?:TH(?:E|IS) )?PROJECT GUTENBERG", re.IGNORECASE | re.MULTILINE)
# "Produced by two volunteers", "E-text prepared by ..."
_CREDITS = re.compile(r"(?:Produced by|E-?text prepared by|Transcribed (?:from|by))\b", re.IGNORECASE)
_MARKS = ".pagenum, .pageno, .pb, .folionum, .x-ebookmaker-drop, a.fnanchor, .fnanchor"
_MACHINE = "#pg-machine-header p, #pg-header p"
_BOILERPLATE = "Project Gutenberg's boilerplate"


def _is_page(root: etree._Element) -> bool:
    if first(root, "#pg-header, .pg-boilerplate, meta[content*=Ebookmaker]") is not None:
        return True
    return any(_START.search(_raw(each)) for each in select(root, "pre, p")[:60])


def _is_book(package: Package) -> bool:
    sources = (*package.texts("publisher"), *package.texts("source"), *package.texts("identifier"))
    return any("gutenberg" in source.casefold() and "projekt" not in source.casefold() for source in sources)


def _metadata(root: etree._Element) -> Metadata:
    return replace(metadata_from(dict(_fields(root))), publisher="Project Gutenberg")


def _fields(root: etree._Element) -> Iterator[tuple[str, list[str]]]:
    """The fields of the header: "Title: Emma"."""
    for line in _header_lines(root):
        match = FIELD.fullmatch(line.strip())
        if match:
            value, _, update = match[2].partition("Most recently updated:")
            yield match[1].casefold(), [value.partition(" [")[0]]
            yield "updated", [update]


def _header_lines(root: etree._Element) -> Iterator[str]:
    yield from (text_of(each) for each in select(root, _MACHINE))
    old = next(root.iter("pre"), None)
    yield from _raw(old).split("\n") if old is not None else ()


def _raw(element: etree._Element) -> str:
    """The characters in an element, line ends and all."""
    return "".join(map(str, element.itertext()))


def _without_boilerplate(draft: Draft) -> Draft:
    """`draft` with what stands before START and after the first END after it set apart."""
    blocks = draft.blocks
    start = _last(_START, draft, range(len(blocks)))
    end = _first(_END, draft, range(start + 1, len(blocks)))
    marked = (
        _apart(block) if index <= start or index >= end else _credited(draft.text, block)
        for index, block in enumerate(blocks)
    )
    return replace(draft, blocks=tuple(marked))


def _last(pattern: re.Pattern[str], draft: Draft, indexes: range) -> int:
    """The last block of the first third that opens with `pattern`, -1 if there is none."""
    found = [index for index in indexes[: len(indexes) // 3 + 20] if _opens(pattern, draft, index)]
    return found[-1] if found else -1


def _first(pattern: re.Pattern[str], draft: Draft, indexes: Sequence[int]) -> int:
    return next((index for index in indexes if _opens(pattern, draft, index)), len(draft.blocks))


def _opens(pattern: re.Pattern[str], draft: Draft, index: int) -> bool:
    """Whether a line of a block opens with `pattern`."""
    block = draft.blocks[index]
    return bool(pattern.search(draft.text[block.start : block.end]))


def _apart(block: Block) -> Block:
    return replace(block, kind=BlockKind.NAVIGATION, level=0, reason=_BOILERPLATE)


def _credited(text: str, block: Block) -> Block:
    if block.kind is not BlockKind.HEADING and _CREDITS.match(text, block.start, block.end):
        return replace(block, kind=BlockKind.METADATA, reason="who made the file")
    return block


GUTENBERG = Site(
    name="Gutenberg",
    is_page=_is_page,
    is_book=_is_book,
    rules=(
        navigation("#pg-header, #pg-footer, .pg-boilerplate", _BOILERPLATE),
        note(".transnote, .footnotes, .footnote", "note of the edition"),
        metadata("#coverpage-wrapper", "cover"),
        gone(_MARKS),
    ),
    metadata=_metadata,
    finish=_without_boilerplate,
)
