"""Words, line ends and marks of one block, as they come from a marked-up source."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from audiobook.model import MarkKind
from audiobook.readers.pieces import Span

_SPACE = re.compile(r"[ \t\r\n\f]+")
# Soft hyphens, zero-width spaces, word joiners and byte order marks stand inside words and names.
_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff]+")
_DEEPEST = 8


@dataclass(frozen=True, slots=True)
class Written:
    """The words of a block, their marks in the order they ended, and where its anchors stand.

    `linked` counts the characters that are links.
    """

    text: str
    marks: tuple[Span, ...] = ()
    anchors: tuple[tuple[str, int], ...] = ()
    linked: int = 0


@dataclass(slots=True)
class Inline:
    """Collects the words of one block after the other.

    Marks that are open when a block is taken go on in the next one, as tags around paragraphs do.
    """

    _words: list[str] = field(default_factory=list)
    _length: int = 0
    _last: str = "\n"
    _marks: list[Span] = field(default_factory=list)
    _open: list[Span] = field(default_factory=list)
    _stack: list[bool] = field(default_factory=list)  # whether each started mark is in `_open`
    _anchors: list[tuple[str, int]] = field(default_factory=list)
    _links: int = 0
    _linked: int = 0

    @property
    def is_blank(self) -> bool:
        """Whether there is nothing but white space."""
        return not any(map(str.strip, self._words))

    @property
    def is_untouched(self) -> bool:
        """Whether nothing at all was written."""
        return not self._words and not self._anchors

    def words(self, text: str) -> None:
        """Add words; runs of white space are one space."""
        text = _INVISIBLE.sub("", _SPACE.sub(" ", text))
        self._add(text[1:] if text[:1] == " " and self._last.isspace() else text)

    def verbatim(self, text: str) -> None:
        """Add words whose line ends count."""
        self._add(_INVISIBLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n")))

    def line(self) -> None:
        """End a line; two end the paragraph."""
        self._end_with("\n")

    def line_between(self) -> None:
        """End a line, unless nothing stands on it yet."""
        if self._last not in "\t\n":
            self._end_with("\n")

    def cell(self) -> None:
        """End a cell of a row of a table, unless nothing stands in it."""
        if self._last not in "\t\n":
            self._end_with("\t")

    def start_mark(self, kind: MarkKind, value: str = "") -> None:
        """Mark what follows, until the matching `end_mark`; marks inside their like add nothing."""
        known = any(mark.kind is kind and mark.value == value for mark in self._open)
        counts = not known and len(self._open) < _DEEPEST
        self._stack.append(counts)
        if counts:
            self._open.append(Span(self._length, self._length, kind, value))

    def end_mark(self) -> None:
        """End the mark that was started last."""
        if self._stack.pop():
            mark = self._open.pop()
            self._marks.append(Span(mark.start, self._length, mark.kind, mark.value))

    def anchor(self, name: str) -> None:
        """Remember that `name` stands here."""
        self._anchors.append((name, self._length))

    def start_link(self) -> None:
        """What follows can be clicked, until the matching `end_link`."""
        self._links += 1

    def end_link(self) -> None:
        """End the link that was started last."""
        self._links -= 1

    def take(self) -> Written:
        """What was collected, leaving nothing but the open marks."""
        text, anchors, linked = "".join(self._words), tuple(self._anchors), self._linked
        still_open = (Span(mark.start, self._length, mark.kind, mark.value) for mark in self._open)
        marks = (*self._marks, *still_open)
        self._open = [Span(0, 0, mark.kind, mark.value) for mark in self._open]
        self._words, self._marks, self._anchors = [], [], []
        self._length, self._last, self._linked = 0, "\n", 0
        return Written(text, marks, anchors, linked)

    def _end_with(self, sign: str) -> None:
        """Add `sign` in place of a space, if one was last."""
        if self._last == " ":
            self._words[-1] = self._words[-1][:-1]
            self._length -= 1
        self._add(sign)

    def _add(self, text: str) -> None:
        if text:
            self._words.append(text)
            self._length += len(text)
            self._linked += len(text) if self._links else 0
            self._last = text[-1]
