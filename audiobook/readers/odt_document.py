"""The paragraphs and tables of an OpenDocument text -> words, marks and blocks.

Tracked deletions and comments are not read; footnotes and hidden words are kept and not spoken.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from lxml import etree

from audiobook.errors import StoryError
from audiobook.model import BlockKind, Metadata, Story
from audiobook.readers.archive import Archive
from audiobook.readers.assemble import Findings, assemble
from audiobook.readers.builder import PARAGRAPH, UNSPOKEN, Builder, Shape
from audiobook.readers.labels import HIDDEN
from audiobook.readers.look import Look, Styles, marked_off
from audiobook.readers.markup import local_name, parse_xml, text_of
from audiobook.readers.odt_styles import attribute, styles_in
from audiobook.readers.office import core_metadata
from audiobook.readers.raw import Raw

_FOOTNOTE = Shape(BlockKind.NOTE, reason="footnote")
_CONTENTS = Shape(BlockKind.METADATA, reason="list of contents")
_TABLE = Shape(BlockKind.TABLE)
_LIST = Shape(BlockKind.LIST)
_SKIPPED = frozenset({"annotation", "tracked-changes", "ruby-text", "note-citation", "title", "desc"})
_RULE = "horizontal line"


def read_document(raw: Raw) -> Story:
    """The story in an OpenDocument text; raises StoryError if it cannot be read."""
    parts = list(_parts(raw))
    styles = Styles({name: style for part in parts for name, style in styles_in(part)})
    bodies = [each for part in parts for each in part.iter(etree.Element) if local_name(each) == "body"]
    if not bodies:
        raise StoryError(f"{raw.name} has no text in it.", hint="Save it again as .odt.")
    reading = _Reading(styles, Builder())
    for body in bodies:
        reading.run(body, PARAGRAPH)
    return assemble(raw, reading.builder.finish(), Findings("odt", _metadata(parts)))


def _parts(raw: Raw) -> Iterator[etree._Element]:
    """The files of a document that matter: its styles, its text, what it says of itself."""
    if not raw.data.startswith(b"PK"):
        yield parse_xml(raw.data, raw.name)
        return
    archive = Archive(raw)
    manifest = "META-INF/manifest.xml"
    if manifest in archive and b"encryption-data" in archive.read(manifest):
        raise StoryError(f"{raw.name} is locked with a password.", hint="Save it without one.")
    for name in ("styles.xml", "content.xml", "meta.xml"):
        if name in archive:
            yield parse_xml(archive.read(name), f"{name} in {raw.name}")


def _metadata(parts: list[etree._Element]) -> Metadata:
    meta = (each for part in parts for each in part.iter(etree.Element) if local_name(each) == "meta")
    return core_metadata(next((each for each in meta if len(each)), None))


@dataclass(slots=True)
class _Reading:
    """A document that is being read; `shapes` are those of the elements around, the nearest last.

    `later` holds text boxes and footnotes of the paragraph, read after it.
    """

    styles: Styles
    builder: Builder
    shapes: list[Shape] = field(default_factory=list)
    look: Look = field(default_factory=Look)
    later: list[tuple[etree._Element, Shape]] = field(default_factory=list)
    marks: list[int] = field(default_factory=list)

    def run(self, root: etree._Element, shape: Shape) -> None:
        """Read everything below `root`; `shape` is what its paragraphs are unless they say otherwise."""
        self.shapes.append(shape)
        events = etree.iterwalk(root, events=("start", "end"))
        skipped = None
        for event, element in events:
            tag = local_name(element)
            if event == "start":
                if not self._start(element, tag, root):
                    events.skip_subtree()
                    skipped = element
                continue
            if element is not skipped and tag in _ENDS:
                _ENDS[tag](self, element)
            if element is not root and self._is_inline(element):
                self.builder.inline.words(element.tail or "")
        self.shapes.pop()

    def _start(self, element: etree._Element, tag: str, root: etree._Element) -> bool:
        if tag in _SKIPPED:
            return False
        if tag in ("note", "text-box") and element is not root:
            self.later.append((element, _FOOTNOTE if tag == "note" else _TABLE))
            return False
        if tag == "span" and self._look(element).hidden:
            self.builder.aside(text_of(element), HIDDEN)
            return False
        if tag in _STARTS:
            _STARTS[tag](self, element)
        return True

    def _is_inline(self, element: etree._Element) -> bool:
        """Whether words may follow an element: it stands in a paragraph."""
        parent = element.getparent()
        return parent is not None and local_name(parent) in (
            "p",
            "h",
            "span",
            "a",
            "ruby",
            "ruby-base",
            "meta",
        )

    def _look(self, element: etree._Element) -> Look:
        own = self.styles.look(attribute(element, "style-name"))
        return Look(own.marks, own.hidden).over(self.look)

    def start_paragraph(self, element: etree._Element) -> None:
        """A paragraph or heading: what it is by its style, its outline level, its place."""
        look = self.styles.look(attribute(element, "style-name"))
        if local_name(element) == "h":
            level = attribute(element, "outline-level")
            look = Look(shape=Shape(BlockKind.HEADING, int(level) if level.isdecimal() else 1)).over(look)
        self.look = marked_off(look)
        self._start_marks(self.look, element)

    def end_paragraph(self, element: etree._Element) -> None:
        """The end of a paragraph."""
        self.end_marks(element)
        if self.builder.inline.is_blank and not self.later:
            self.builder.flush()
            self._empty_paragraph(element)
        else:
            self.builder.flush(self._shape())
        later, self.later = self.later, []
        for inside, shape in later:
            self.run(inside, shape)

    def _empty_paragraph(self, element: etree._Element) -> None:
        names = attribute(element, "style-name").casefold().replace("_20_", " ")
        if names == _RULE:
            self.builder.rule()
        else:
            self.builder.blank()

    def _shape(self) -> Shape:
        outer = self.shapes[-1]
        own = self.look.shape
        return outer if own is None or outer.kind in UNSPOKEN else own

    def start_span(self, element: etree._Element) -> None:
        """Words in a style of their own."""
        self._start_marks(self._look(element), element)

    def end_marks(self, element: etree._Element) -> None:
        """The end of a span."""
        del element
        for _ in range(self.marks.pop()):
            self.builder.inline.end_mark()

    def _start_marks(self, look: Look, element: etree._Element) -> None:
        for kind in look.kinds:
            self.builder.inline.start_mark(kind)
        self.marks.append(len(look.kinds))
        self.builder.inline.words(element.text or "")

    def start_link(self, element: etree._Element) -> None:
        """A link."""
        self.builder.inline.start_link()
        self.builder.inline.words(element.text or "")

    def end_link(self, element: etree._Element) -> None:
        """The end of a link."""
        del element
        self.builder.inline.end_link()

    def line(self, element: etree._Element) -> None:
        """The end of a line."""
        del element
        self.builder.inline.line()

    def space(self, element: etree._Element) -> None:
        """Spaces, or a tabulator."""
        del element
        self.builder.inline.words(" ")

    def start_list(self, element: etree._Element) -> None:
        """A list."""
        del element
        self.shapes.append(_LIST)

    def start_table(self, element: etree._Element) -> None:
        """A table."""
        del element
        self.shapes.append(_TABLE)

    def start_contents(self, element: etree._Element) -> None:
        """A list of contents."""
        del element
        self.shapes.append(_CONTENTS)

    def end_part(self, element: etree._Element) -> None:
        """The end of a list, table or list of contents."""
        del element
        self.shapes.pop()


_Step = Callable[[_Reading, etree._Element], None]
_STARTS: dict[str, _Step] = {
    "p": _Reading.start_paragraph,
    "h": _Reading.start_paragraph,
    "span": _Reading.start_span,
    "a": _Reading.start_link,
    "line-break": _Reading.line,
    "tab": _Reading.space,
    "s": _Reading.space,
    "list": _Reading.start_list,
    "table": _Reading.start_table,
    "table-of-content": _Reading.start_contents,
    "alphabetical-index": _Reading.start_contents,
}
_ENDS: dict[str, _Step] = {
    "p": _Reading.end_paragraph,
    "h": _Reading.end_paragraph,
    "span": _Reading.end_marks,
    "a": _Reading.end_link,
    "list": _Reading.end_part,
    "table": _Reading.end_part,
    "table-of-content": _Reading.end_part,
    "alphabetical-index": _Reading.end_part,
}
