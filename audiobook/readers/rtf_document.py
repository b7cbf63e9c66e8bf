"""The tokens of a Rich Text file -> words, marks and blocks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from audiobook.model import BlockKind, MarkKind, Metadata, Story
from audiobook.readers.assemble import Findings, assemble
from audiobook.readers.builder import PARAGRAPH, Builder, Shape
from audiobook.readers.labels import HIDDEN
from audiobook.readers.look import shape_of
from audiobook.readers.raw import Raw
from audiobook.readers.rtf_state import CHARACTERS, CHARSETS, DESTINATIONS, KEPT, MARKS, State, known_codec
from audiobook.readers.rtf_tokens import Token, tokens

_FOOTNOTE = Shape(BlockKind.NOTE, reason="footnote")
_TABLE = Shape(BlockKind.TABLE)


def read_document(raw: Raw) -> Story:
    """The story in a Rich Text file; raises StoryError if it holds no text."""
    reading = _Reading()
    for token in tokens(raw.data):
        reading.take(token)
    reading.end_paragraph(None)
    facts = {name: "".join(words).strip() for name, words in reading.kept.items()}
    metadata = Metadata(title=facts.get("title", ""), author=facts.get("author", ""))
    return assemble(raw, reading.builder.finish(), Findings("rtf", metadata))


@dataclass(slots=True)
class _Reading:
    """A file that is being read."""

    builder: Builder = field(default_factory=Builder)
    state: State = field(default_factory=State)
    stack: list[State] = field(default_factory=list)
    codec: str = "cp1252"
    fonts: dict[int, str] = field(default_factory=dict)
    styles: dict[int, Shape] = field(default_factory=dict)
    kept: dict[str, list[str]] = field(default_factory=dict)
    style: int = 0  # in the list of styles: the one that is being named
    shape: Shape = PARAGRAPH
    in_table: bool = False
    starred: bool = False
    waiting: bytearray = field(default_factory=bytearray)
    passing: int = 0  # how many characters to pass over

    def take(self, token: Token) -> None:
        """Take in the next token."""
        if token.byte >= 0:
            self._byte(token.byte)
            return
        self._decode_waiting()
        if token.group:
            self._group(token.group)
        elif token.word:
            self._control(token.word, token.number)
        else:
            self._write(self._after_passing(token.text))

    def _group(self, brace: str) -> None:
        self.passing = 0
        if brace == "{":
            self.stack.append(self.state)
        elif self.stack:
            if self.state.destination == "footnote" and self.stack[-1].destination != "footnote":
                self.builder.aside("".join(self.kept.pop("footnote", [])), _FOOTNOTE)
            self.state = self.stack.pop()

    def _control(self, word: str, number: int | None) -> None:
        starred, self.starred = self.starred, word == "*"
        if word in KEPT or word in DESTINATIONS or (starred and word not in _ACTIONS):
            self._go_to(word if word in KEPT else "nowhere")
        elif word in MARKS:
            self._switch(MARKS[word], on=number != 0)
        elif word in CHARACTERS:
            self._write(CHARACTERS[word])
        elif word in _ACTIONS:
            _ACTIONS[word](self, number)

    def _go_to(self, destination: str) -> None:
        if self.state.destination != "nowhere":
            self.state = replace(self.state, destination=destination, marks=frozenset())

    def _switch(self, mark: MarkKind, *, on: bool) -> None:
        marks = self.state.marks | {mark} if on else self.state.marks - {mark}
        self.state = replace(self.state, marks=marks)

    def _byte(self, byte: int) -> None:
        if self.passing:
            self.passing -= 1
        else:
            self.waiting.append(byte)

    def _decode_waiting(self) -> None:
        """Write the bytes that came one after the other: two of them may be one character."""
        if self.waiting:
            codec = self.fonts.get(self.state.font, self.codec)
            waiting, self.waiting = self.waiting, bytearray()
            self._write(waiting.decode(codec, "replace"))

    def _after_passing(self, text: str) -> str:
        passed = min(self.passing, len(text))
        self.passing -= passed
        return text[passed:]

    def _write(self, text: str) -> None:
        destination = self.state.destination
        if destination in ("footnote", "title", "author"):
            self.kept.setdefault(destination, []).append(text)
        elif destination == "stylesheet":
            shape = shape_of(text.strip(" ;"))
            self.styles |= {self.style: shape} if shape and self.style else {}
        elif destination == "body" and self.state.hidden:
            self.builder.aside(text, HIDDEN)
        elif destination == "body":
            self._write_marked(text)

    def _write_marked(self, text: str) -> None:
        marks = sorted(self.state.marks)
        for mark in marks:
            self.builder.inline.start_mark(mark)
        self.builder.inline.words(text)
        for _ in marks:
            self.builder.inline.end_mark()

    def end_paragraph(self, _: int | None) -> None:
        """The end of a paragraph; in a cell of a table, of a line."""
        if self.state.destination != "body":
            self._write(" ")
        elif self.in_table:
            self.builder.inline.line_between()
        elif self.builder.inline.is_blank:
            self.builder.flush()
            self.builder.blank()
        else:
            self.builder.flush(self.shape)

    def line(self, _: int | None) -> None:
        """The end of a line."""
        self.builder.inline.line()

    def cell(self, _: int | None) -> None:
        """The end of a cell."""
        self.builder.inline.cell()

    def row(self, _: int | None) -> None:
        """The end of a row of a table."""
        self.builder.flush(_TABLE)
        self.in_table = False

    def table(self, _: int | None) -> None:
        """The paragraph stands in a table."""
        self.in_table = self.state.destination == "body"

    def plain(self, _: int | None) -> None:
        """All marks end."""
        self.state = replace(self.state, marks=frozenset(), hidden=False)

    def reset(self, _: int | None) -> None:
        """A paragraph like any other."""
        if self.state.destination == "body":
            self.shape, self.in_table = PARAGRAPH, False

    def named_style(self, number: int | None) -> None:
        """A paragraph in the style of that number; in the list of styles, the style that is named next."""
        if self.state.destination == "stylesheet":
            self.style = number or 0
        elif self.state.destination == "body":
            self.shape = self.styles.get(number or 0, self.shape)

    def outline(self, number: int | None) -> None:
        """A heading, if the level is not that of text."""
        if number is not None and 0 <= number < 6 and self.state.destination == "body":
            self.shape = Shape(BlockKind.HEADING, number + 1)

    def hide(self, number: int | None) -> None:
        """Hidden or deleted words, or their end."""
        self.state = replace(self.state, hidden=number != 0)

    def no_line(self, _: int | None) -> None:
        """No line below the words."""
        self._switch(MarkKind.UNDERLINE, on=False)

    def character(self, number: int | None) -> None:
        """A character by its number; what follows stands in for it."""
        code = (number or 0) & 0xFFFF
        self._write_unit(chr(code))
        self.passing = self.state.skip

    def _write_unit(self, unit: str) -> None:
        """Write half a character only with its other half."""
        if "\ud800" <= unit <= "\udbff":
            self.kept["half"] = [unit]
            return
        whole = "".join(self.kept.pop("half", [])) + unit
        self._write(whole.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace"))

    def stand_ins(self, number: int | None) -> None:
        """How many characters stand in for one given by number."""
        self.state = replace(self.state, skip=max(0, min(number or 0, 16)))

    def code_page(self, number: int | None) -> None:
        """The code page of the file."""
        self.codec = known_codec(f"cp{number}") or self.codec

    def font(self, number: int | None) -> None:
        """A font by its number."""
        self.state = replace(self.state, font=number or 0)

    def charset(self, number: int | None) -> None:
        """The characters of the font that is being listed."""
        codec = CHARSETS.get(str(number))
        if codec and number:
            self.fonts[self.state.font] = codec


_ACTIONS: dict[str, Callable[[_Reading, int | None], None]] = {
    "par": _Reading.end_paragraph,
    "sect": _Reading.end_paragraph,
    "\n": _Reading.end_paragraph,
    "\r": _Reading.end_paragraph,
    "line": _Reading.line,
    "cell": _Reading.cell,
    "nestcell": _Reading.cell,
    "row": _Reading.row,
    "intbl": _Reading.table,
    "plain": _Reading.plain,
    "pard": _Reading.reset,
    "s": _Reading.named_style,
    "outlinelevel": _Reading.outline,
    "v": _Reading.hide,
    "deleted": _Reading.hide,
    "ulnone": _Reading.no_line,
    "u": _Reading.character,
    "uc": _Reading.stand_ins,
    "ansicpg": _Reading.code_page,
    "f": _Reading.font,
    "fcharset": _Reading.charset,
}
