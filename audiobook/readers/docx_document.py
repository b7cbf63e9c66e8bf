"""The paragraphs and tables of a Word document -> words, marks and blocks.

Tracked insertions count, deletions do not; comments are not read, footnotes and hidden words are
kept and not spoken.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from lxml import etree

from audiobook.errors import StoryError
from audiobook.model import BlockKind, Metadata, Story
from audiobook.readers.archive import Archive
from audiobook.readers.assemble import Findings, assemble
from audiobook.readers.builder import Builder, Shape
from audiobook.readers.docx_styles import child, paragraph_look, run_look, styles_in, value, word_tag
from audiobook.readers.labels import HIDDEN
from audiobook.readers.look import Look, Styles, marked_off, shape_or_paragraph
from audiobook.readers.markup import local_name, parse_xml
from audiobook.readers.office import core_metadata
from audiobook.readers.raw import Raw
from audiobook.readers.text_fields import language_tag

_RELATIONS = "_rels/.rels"
_DOCUMENT = "word/document.xml"
_NOTES = ("footnotes.xml", "endnotes.xml")
_FOOTNOTE = Shape(BlockKind.NOTE, reason="footnote")
_TABLE = Shape(BlockKind.TABLE)
_SKIPPED = frozenset({"del", "moveFrom", "pPr", "rPr", "sectPr", "instrText", "rt", "tblPr", "trPr", "tcPr"})
_LONGEST_CELL = 1200


def read_document(raw: Raw) -> Story:
    """The story in a Word document; raises StoryError if it cannot be read."""
    archive = Archive(raw)
    path = _document_path(archive)
    folder = posixpath.dirname(path)
    sheet = _part(archive, f"{folder}/styles.xml")
    reading = _Reading(styles_in(sheet), Builder())
    reading.run(parse_xml(archive.read(path), f"{path} in {raw.name}"))
    for name in _NOTES:
        notes = _part(archive, f"{folder}/{name}")
        if notes is not None:
            reading.run(notes, shape=_FOOTNOTE)
    return assemble(raw, reading.builder.finish(), Findings("docx", _metadata(archive, sheet)))


def _document_path(archive: Archive) -> str:
    relations = _part(archive, _RELATIONS)
    for each in relations if relations is not None else ():
        target = each.get("Target", "").lstrip("/")
        if each.get("Type", "").endswith("/officeDocument") and target in archive:
            return target
    if _DOCUMENT not in archive:
        raise StoryError(f"{archive.name} is no Word document.", hint="Save it again as .docx.")
    return _DOCUMENT


def _part(archive: Archive, path: str) -> etree._Element | None:
    return parse_xml(archive.read(path), f"{path} in {archive.name}") if path in archive else None


def _metadata(archive: Archive, sheet: etree._Element | None) -> Metadata:
    defaults = child(sheet, "docDefaults", "rPrDefault", "rPr", "lang")
    return core_metadata(_part(archive, "docProps/core.xml"), language=language_tag(value(defaults)))


@dataclass(slots=True)
class _Reading:
    """A document that is being read; `boxes` are text boxes in the paragraph, read after it."""

    styles: Styles
    builder: Builder
    shape: Shape | None = None
    paragraph: Look = field(default_factory=Look)
    boxes: list[etree._Element] = field(default_factory=list)
    tables: list[bool] = field(default_factory=list)  # of each open table, whether its rows are blocks
    marks: list[int] = field(default_factory=list)  # of each open run, how many marks it began

    def run(self, root: etree._Element, *, shape: Shape | None = None) -> None:
        """Read all paragraphs below `root`, as `shape` if one is given."""
        outer, self.shape = self.shape, shape or self.shape
        events = etree.iterwalk(root, events=("start", "end"))
        skipped = None
        for event, element in events:
            tag = word_tag(element)
            if event == "start" and element is not root and not self._start(element, tag):
                events.skip_subtree()
                skipped = element
            elif event == "end" and element is not skipped and tag in _ENDS:
                _ENDS[tag](self, element)
        self.shape = outer

    def _start(self, element: etree._Element, tag: str) -> bool:
        """Begin an element; False if nothing inside it is to be read here."""
        if tag in _SKIPPED or local_name(element) in ("Fallback", "oMath"):
            return False
        if tag == "txbxContent":
            self.boxes.append(element)
            return False
        if tag == "r" and self._is_hidden(element):
            return False
        if tag in _STARTS:
            _STARTS[tag](self, element)
        if local_name(element) == "rect" and any(str(key).endswith("}hr") for key in element.attrib):
            self.builder.rule()
        return True

    def _is_hidden(self, run: etree._Element) -> bool:
        hidden = bool(run_look(self.styles, run, self.paragraph).hidden)
        if hidden:
            self.builder.aside("".join(each.text or "" for each in _texts(run)), HIDDEN)
        return hidden

    def start_paragraph(self, element: etree._Element) -> None:
        """A paragraph: what it is by its style; in a cell of a table, a line."""
        if self.tables and self.tables[-1]:
            self.builder.inline.line_between()
        self.paragraph = paragraph_look(self.styles, element)

    def end_paragraph(self, element: etree._Element) -> None:
        """The end of a paragraph: a block of its own, unless it is part of a row of a table."""
        if self.tables and self.tables[-1]:
            return
        if self.builder.inline.is_blank and child(element, "pPr", "pBdr", "bottom") is not None:
            self.builder.flush()
            self.builder.rule()
        elif self.builder.inline.is_blank and not self.boxes:
            self.builder.flush()
            self.builder.blank()
        else:
            self.builder.flush(self.shape or shape_or_paragraph(self.paragraph))
        boxes, self.boxes = self.boxes, []
        for box in boxes:
            self.run(box, shape=_TABLE)

    def start_run(self, element: etree._Element) -> None:
        """A run of words: its marks."""
        kinds = marked_off(run_look(self.styles, element, self.paragraph)).kinds
        for kind in kinds:
            self.builder.inline.start_mark(kind)
        self.marks.append(len(kinds))

    def end_run(self, element: etree._Element) -> None:
        """The end of a run of words."""
        del element
        for _ in range(self.marks.pop()):
            self.builder.inline.end_mark()

    def start_table(self, element: etree._Element) -> None:
        """A table: its rows are blocks, unless it only holds the page in place."""
        cells = (cell for cell in element.iter(etree.Element) if word_tag(cell) == "tc")
        layout = any(sum(len(each.text or "") for each in _texts(cell)) > _LONGEST_CELL for cell in cells)
        self.tables.append(not layout)

    def end_table(self, element: etree._Element) -> None:
        """The end of a table."""
        del element
        self.tables.pop()

    def end_cell(self, element: etree._Element) -> None:
        """The end of a cell."""
        del element
        if self.tables and self.tables[-1]:
            self.builder.inline.cell()

    def end_row(self, element: etree._Element) -> None:
        """The end of a row."""
        del element
        if self.tables and self.tables[-1]:
            self.builder.flush(self.shape or _TABLE)

    def text(self, element: etree._Element) -> None:
        """Words."""
        self.builder.inline.words(element.text or "")

    def line(self, element: etree._Element) -> None:
        """The end of a line; that of a page or column says nothing."""
        if value(element, "type") not in ("page", "column"):
            self.builder.inline.line()

    def space(self, element: etree._Element) -> None:
        """A tabulator."""
        del element
        self.builder.inline.words(" ")

    def hyphen(self, element: etree._Element) -> None:
        """A hyphen at which no line is broken."""
        del element
        self.builder.inline.words("-")

    def symbol(self, element: etree._Element) -> None:
        """A sign of a font of signs; which one nobody can say."""
        del element
        self.builder.inline.words("•")

    def start_link(self, element: etree._Element) -> None:
        """A link."""
        del element
        self.builder.inline.start_link()

    def end_link(self, element: etree._Element) -> None:
        """The end of a link."""
        del element
        self.builder.inline.end_link()


def _texts(element: etree._Element) -> Iterator[etree._Element]:
    return (each for each in element.iter(etree.Element) if word_tag(each) == "t")


_Step = Callable[[_Reading, etree._Element], None]
_STARTS: dict[str, _Step] = {
    "p": _Reading.start_paragraph,
    "r": _Reading.start_run,
    "t": _Reading.text,
    "br": _Reading.line,
    "cr": _Reading.line,
    "tab": _Reading.space,
    "noBreakHyphen": _Reading.hyphen,
    "sym": _Reading.symbol,
    "tbl": _Reading.start_table,
    "hyperlink": _Reading.start_link,
}
_ENDS: dict[str, _Step] = {
    "p": _Reading.end_paragraph,
    "r": _Reading.end_run,
    "tbl": _Reading.end_table,
    "tc": _Reading.end_cell,
    "tr": _Reading.end_row,
    "hyperlink": _Reading.end_link,
}
