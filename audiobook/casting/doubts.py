"""Lines as the casting sheet lists them: what is said, where, by whom, and how sure that is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from audiobook.casting.scalar import flow
from audiobook.model import SPOKEN_BY_CHARACTERS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from audiobook.model import Script, Segment

_QUOTES = "\"'“”„‟‘’‚‛«»‹›「」『』 "
_MOST_WORDS = 24  # of a line that are written out; the rest is told by an ellipsis
_FEW_WORDS = 6  # a line so short may be said twice, so that what stands before it is written too
_AFTER_WORDS = 8

# Whatever is neither a letter nor a digit.
_MARKS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class SpokenLine:
    """A line that somebody speaks, in the form in which a casting sheet corrects it.

    `words` are shown without quotation marks, a long line is cut off with an ellipsis; `after` is what
    stands before it, "" where the words alone tell it from all others; `chapter` counts from 1. `nth`
    is 0 unless neither the words nor what stands before them tell it from another line. `chars` is the
    length of the whole line.
    """

    segment: int
    words: str
    after: str
    chapter: int
    nth: int
    speaker: str | None
    confidence: float
    reason: str
    chars: int

    @property
    def sure(self) -> str:
        """How sure the speaker is, and why, in plain words."""
        sure = f"{self.confidence:.0%} sure" if self.speaker else "no guess"
        return f"{sure}: {remark(self.reason) or 'no reason told'}"

    @property
    def entry(self) -> str:
        """The line as it stands under `corrections:` in a casting sheet."""
        where: dict[str, str | int | None] = {"words": self.words}
        where |= {"after": self.after} if self.after else {}
        where |= {"chapter": self.chapter}
        where |= {"nth": self.nth} if self.nth else {}
        return f"- {flow(where | {'speaker': self.speaker})}  # {self.sure}"


def doubtful_lines(script: Script, bar: float) -> list[SpokenLine]:
    """The lines that the neutral voice speaks, as their speaker is less sure than `bar`, in reading order."""
    return in_doubt(spoken_lines(script), bar)


def in_doubt(lines: Iterable[SpokenLine], bar: float) -> list[SpokenLine]:
    """Those of the lines whose speaker is less sure than `bar`, or not known at all."""
    return [line for line in lines if line.speaker is None or line.confidence < bar]


def lines_saying(script: Script, words: str) -> list[SpokenLine]:
    """The lines that hold these words, whatever marks and capitals stand among them."""
    wanted = _plain(words)
    lines = spoken_lines(script, every=True)
    return [line for line in lines if wanted in _plain(said(script, script.segments[line.segment]))]


def most_at_stake(lines: Iterable[SpokenLine]) -> list[SpokenLine]:
    """The lines in the order in which checking them pays: those that are long, and little sure, first."""
    return sorted(lines, key=lambda line: (-line.chars * (1.0 - line.confidence), line.segment))


def spoken_lines(script: Script, *, every: bool = False) -> list[SpokenLine]:
    """The lines of the script; unless `every` is wanted, quotations of one speech are told by the first."""
    found: list[SpokenLine] = []
    counts: dict[tuple[str, str, int], int] = {}
    segments = [segment for segment in script.segments if segment.kind in SPOKEN_BY_CHARACTERS]
    common = _said_twice(script, segments)
    last: tuple[int, str | None, float] | None = None
    for index, segment in enumerate(script.segments):
        if segment.kind not in SPOKEN_BY_CHARACTERS:
            continue
        speech = (segment.block, segment.speaker, segment.confidence)
        words = said(script, segment)
        if not words or (speech == last and not every):
            continue
        last = speech
        short = len(words.split()) <= _FEW_WORDS or _plain(words) in common
        after = _before(script, segment) if short else ""
        key = (_plain(words), after, segment.chapter)
        counts[key] = counts.get(key, 0) + 1
        found.append(_spoken(index, segment, words, after, counts[key]))
    return found


def _spoken(index: int, segment: Segment, words: str, after: str, nth: int) -> SpokenLine:
    return SpokenLine(
        segment=index,
        words=_opening(words),
        after=after,
        chapter=segment.chapter + 1,
        nth=nth if nth > 1 else 0,
        speaker=segment.speaker,
        confidence=segment.confidence,
        reason=segment.reason,
        chars=len(words),
    )


def not_listed(lines: Iterable[SpokenLine], sheet_text: str) -> Iterator[SpokenLine]:
    """The lines that a casting sheet does not list yet, be it as a remark."""
    return (line for line in lines if not any(start in sheet_text for start in _starts(line)))


def _starts(line: SpokenLine) -> Iterator[str]:
    """How a sheet that lists a line begins to do so; the number of its chapter may have changed since."""
    words, after = {"words": line.words}, {"after": line.after} if line.after else {}
    nth = {"nth": line.nth} if line.nth else {}
    for fields in (words | after | {"chapter": line.chapter} | nth, words | {"chapter": line.chapter}):
        yield flow(fields)
        yield flow(fields)[:-1] + ","
    if line.after and not line.nth:
        yield flow(words | after)[:-1] + ","


def said(script: Script, segment: Segment) -> str:
    """What a line says, on one line, without its quotation marks."""
    return _line(script.text_of(segment)).strip(_QUOTES)


def remark(text: str) -> str:
    """`text` as it may stand behind a #, where nothing can be escaped."""
    return _line("".join(sign if sign.isprintable() else " " for sign in text))


def _said_twice(script: Script, segments: Iterable[Segment]) -> set[str]:
    seen: set[str] = set()
    twice: set[str] = set()
    for segment in segments:
        words = _plain(said(script, segment))
        (twice if words in seen else seen).add(words)
    return twice


def _opening(words: str) -> str:
    parts = words.split()
    return words if len(parts) <= _MOST_WORDS else " ".join(parts[:_MOST_WORDS]) + "…"


def _before(script: Script, segment: Segment) -> str:
    """The last words before a line, quotation marks left out."""
    near = script.story.text[max(0, segment.start - 30 * _AFTER_WORDS) : segment.start]
    words = "".join(" " if sign in '"“”„«»' else sign for sign in near).split()
    return " ".join(words[-_AFTER_WORDS:])


def _plain(words: str) -> str:
    return _MARKS.sub(" ", words).strip().casefold()


def _line(text: str) -> str:
    return " ".join(text.split())
