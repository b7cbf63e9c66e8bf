"""A tree of HTML and what is known of its elements -> words, marks and blocks in a Builder."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from lxml import etree

from audiobook.model import BlockKind, MarkKind
from audiobook.readers.builder import PARAGRAPH, UNSPOKEN, Builder, Shape
from audiobook.readers.elements import is_divider, is_empty_line, is_note_mark, kind_by_class, opens_by_click
from audiobook.readers.labels import GONE, HIDDEN, STORY, Labels
from audiobook.readers.markup import text_of
from audiobook.readers.styles import HIDDEN as HIDING
from audiobook.readers.styles import Styles
from audiobook.readers.tags import BLOCKS, CONTROLS, HEADINGS, MARKS, SHAPES
from audiobook.readers.tags import GONE as GONE_TAGS
from audiobook.readers.text_fields import language_tag

_FIXED = UNSPOKEN | {BlockKind.HEADING}
_HOLDING = BLOCKS | {"td", "th"}
_CONTROL = Shape(BlockKind.NAVIGATION, reason="a button")
_CAPTION = Shape(BlockKind.NAVIGATION, reason="the caption of a picture")
_PICTURE = Shape(BlockKind.NAVIGATION, reason="the description of a picture")
_TRAITS = {kind.value: kind for kind in MarkKind}
_PLAIN = frozenset({"em", "i", "b", "strong", "u", "s", "br"})
_LONGEST_CELL = 1200
_DEEPEST_TABLE = 5


@dataclass(frozen=True, slots=True)
class Page:
    """A tree and what is known of it.

    `anchors` names the elements whose place matters, `language` is the tag of the whole work. With
    `shows_hidden`, what style sheets hide is read as if they did not.
    """

    root: etree._Element
    labels: Labels
    styles: Styles
    anchors: Mapping[etree._Element, Sequence[str]] = field(default_factory=dict)
    language: str = ""
    shows_hidden: bool = False


@dataclass(frozen=True, slots=True)
class _Frame:
    """An element that is being read: what its words are, its open marks, the blocks before it."""

    shape: Shape
    marks: int = 0
    blocks: int = 0
    verbatim: bool = False


def walk(page: Page, builder: Builder) -> None:
    """Write all of `page` into `builder`."""
    _Walk(page, builder).run()


@dataclass(slots=True)
class _Walk:
    page: Page
    builder: Builder
    frames: list[_Frame] = field(default_factory=lambda: [_Frame(PARAGRAPH)])
    hidden: frozenset[etree._Element] = frozenset()
    tables: int = 0

    def run(self) -> None:
        """Read the tree from top to bottom, without recursion: it may be thousands of tags deep."""
        if not self.page.shows_hidden:
            self.hidden = frozenset(self.page.styles.hidden_by_place(self.page.root))
        skipped = None
        events = etree.iterwalk(self.page.root, events=("start", "end"))
        for event, element in events:
            if event == "start":
                if not self._enter(element):
                    events.skip_subtree()
                    skipped = element
                continue
            if element is not skipped:
                self._leave(element)
            if element.tail and element is not self.page.root:
                self._write(element.tail)
        self.builder.flush(self.frames[0].shape)

    def _enter(self, element: etree._Element) -> bool:
        """Begin an element; False if nothing inside it is to be read."""
        for name in self.page.anchors.get(element, ()):
            self.builder.inline.anchor(name)
        tag = str(element.tag)
        if tag in _SINGLE:
            _SINGLE[tag](self, element)
            return False
        label = self.page.labels.get(element)
        traits = self.page.styles.of(element)
        if not self._is_read(element, label, traits):
            return False
        if tag in BLOCKS:
            self.builder.flush(self.frames[-1].shape)
        elif tag in ("td", "th") and not self.builder.inline.is_blank:
            self.builder.inline.cell()
        self._push(element, label, traits)
        self._write(element.text)
        return True

    def _push(self, element: etree._Element, label: Shape | None, traits: frozenset[str]) -> None:
        outer = self.frames[-1]
        tag = str(element.tag)
        self.tables += tag == "table"
        shape = outer.shape if label is None and tag in _PLAIN else self._shape(element, label, outer.shape)
        verbatim = outer.verbatim or tag in ("pre", "listing")
        marks = self._start_marks(element, traits)
        self.frames.append(_Frame(shape, marks, self.builder.count, verbatim))

    def _leave(self, element: etree._Element) -> None:
        tag = str(element.tag)
        frame = self.frames.pop()
        self.tables -= tag == "table"
        for _ in range(frame.marks):
            self.builder.inline.end_mark()
        if tag == "a" and element.get("href") is not None:
            self.builder.inline.end_link()
        if tag not in BLOCKS:
            return
        if self.builder.count == frame.blocks and self.builder.inline.is_blank and is_empty_line(element):
            self.builder.blank()
        self.builder.flush(frame.shape)

    def _is_read(self, element: etree._Element, label: Shape | None, traits: frozenset[str]) -> bool:
        """Whether the words of an element belong where they stand; else they are kept aside, or are none."""
        tag = element.tag
        if tag in GONE_TAGS or label is GONE or (tag in ("a", "sup") and is_note_mark(element)):
            return False
        if tag in CONTROLS:
            return self._set_aside(element, _CONTROL)
        if label is not None and label.kind in UNSPOKEN and tag not in _HOLDING:
            return self._set_aside(element, label)
        if label is not STORY and self._is_hidden(element, traits):
            outer = self.frames[-1].shape
            return self._set_aside(element, outer if outer.kind in _FIXED else HIDDEN)
        return True

    def _set_aside(self, element: etree._Element, shape: Shape) -> bool:
        self.builder.aside(text_of(element), shape)
        return False

    def _is_hidden(self, element: etree._Element, traits: frozenset[str]) -> bool:
        if self.page.shows_hidden:
            return False
        if opens_by_click(element):
            return False
        marked = element.get("hidden") is not None or element.get("aria-hidden") == "true"
        return marked or HIDING in traits or element in self.hidden

    def _shape(self, element: etree._Element, label: Shape | None, outer: Shape) -> Shape:
        """What the words of an element are: by its label, by what it stands in, by itself."""
        if label is not None or outer.kind in _FIXED:
            return label or outer
        tag = str(element.tag)
        if tag in HEADINGS and outer.kind is BlockKind.PARAGRAPH:
            return Shape(BlockKind.HEADING, HEADINGS[tag])
        if tag == "figcaption":
            return _CAPTION
        boxed = tag == "pre" and element.find("code") is not None
        kind = BlockKind.TABLE if boxed else SHAPES.get(tag) or kind_by_class(element)
        if kind is None or (kind is BlockKind.TABLE and self._is_layout(element)):
            return outer
        return Shape(kind)

    def _is_layout(self, table: etree._Element) -> bool:
        """Whether a table only holds the page in place: a cell of it is as long as a story."""
        if self.tables > _DEEPEST_TABLE:
            return False
        cells = (cell for row in table.iter("tr") for cell in row if cell.tag in ("td", "th"))
        return any(sum(map(len, cell.itertext())) > _LONGEST_CELL for cell in cells)

    def _start_marks(self, element: etree._Element, traits: frozenset[str]) -> int:
        """Open the marks of an element, and say how many."""
        inline = self.builder.inline
        tag = str(element.tag)
        kinds = {_TRAITS[trait] for trait in traits if trait in _TRAITS}
        if tag in MARKS:
            kinds.add(MARKS[tag])
        for kind in sorted(kinds):
            inline.start_mark(kind)
        if tag == "a" and element.get("href") is not None:
            inline.start_link()
        language = self._language(element.get("lang"))
        if language:
            inline.start_mark(MarkKind.LANGUAGE, language)
        return len(kinds) + bool(language)

    def _language(self, name: str | None) -> str:
        """The tag of a language, "" if it is that of the work."""
        tag = language_tag(name) if name else ""
        return tag if tag.split("-")[0] != self.page.language.split("-")[0] else ""

    def _write(self, text: str | None) -> None:
        if text and self.frames[-1].verbatim:
            self.builder.inline.verbatim(text)
        elif text:
            self.builder.inline.words(text)

    def break_line(self, element: etree._Element) -> None:
        """A line ends."""
        del element
        self.builder.inline.line()

    def rule(self, element: etree._Element) -> None:
        """A line across the page; inside a note it parts no scenes."""
        del element
        shape = self.frames[-1].shape
        self.builder.flush(shape)
        if shape.kind not in _FIXED:
            self.builder.rule()

    def picture(self, element: etree._Element) -> None:
        """A picture: a letter that opens a chapter, a mark between scenes, or its description."""
        alt = (element.get("alt") or "").strip()
        if len(alt) == 1 and alt.isalnum():
            self.builder.inline.words(alt)
        elif self.builder.inline.is_blank and is_divider(element):
            self.rule(element)
        else:
            self.builder.aside(alt, _PICTURE)


_SINGLE = {"br": _Walk.break_line, "hr": _Walk.rule, "img": _Walk.picture, "image": _Walk.picture}
