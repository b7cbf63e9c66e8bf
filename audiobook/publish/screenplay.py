"""A script on paper: a screenplay for people, JSON for programs."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterator
from dataclasses import asdict, dataclass

from audiobook.model import SPOKEN_BY_CHARACTERS, Kind, Script, Segment
from audiobook.settings import Settings

_WIDTH = 88
_SILENT = frozenset({Kind.NOTE, Kind.NAVIGATION, Kind.SKIP})
_BAR = Settings().confidence


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a screenplay; `silent` if it shows what nobody will hear."""

    text: str
    silent: bool = False


def script_json(script: Script, *, bar: float = _BAR) -> str:
    """Everything that is known of a script, as JSON; offsets count characters of its `text`.

    A line whose speaker is less sure than `bar` is `doubtful`: the neutral voice speaks it.
    """
    story = script.story
    return json.dumps(
        {
            "title": story.metadata.title,
            "author": story.metadata.author,
            "text": story.text,
            "chapters": [
                {"start": c.start, "end": c.end, "number": c.number, "title": c.title, "heading": c.heading}
                for c in script.chapters
            ],
            "segments": [_row(segment, bar) for segment in script.segments],
            "scene_breaks": list(script.scene_breaks),
            "characters": [asdict(character) for character in script.characters],
            "warnings": [*story.warnings, *script.warnings],
        },
        ensure_ascii=False,
    )


def _row(segment: Segment, bar: float) -> dict[str, object]:
    row: dict[str, object] = {
        "start": segment.start,
        "end": segment.end,
        "kind": str(segment.kind),
        "speaker": segment.speaker,
        "chapter": segment.chapter,
        "confidence": round(segment.confidence, 3),
        "reason": segment.reason,
    }
    if segment.kind in SPOKEN_BY_CHARACTERS:
        row["doubtful"] = _is_doubtful(segment, bar)
    return row | ({"topic": segment.topic} if segment.topic else {})


def screenplay(script: Script, *, everything: bool = False, bar: float = _BAR) -> Iterator[Line]:
    """The lines of a screenplay: narration as it is, speech under the name of its speaker.

    A question mark after a name marks a speaker less sure than `bar`, with the reason. With `everything`,
    what is left out stands there too, with the reason.
    """
    scenes = set(script.scene_breaks)
    before = Segment(0, 0, Kind.SKIP, block=-1, chapter=-1)
    for segment in script.segments:
        if segment.chapter != before.chapter:
            title = script.chapters[segment.chapter].title or f"Chapter {segment.chapter + 1}"
            yield from (Line(""), Line(f"=== {title} ==="))
        if segment.start in scenes:
            yield from (Line(""), Line("* * *".center(_WIDTH).rstrip()))
        text = " ".join(script.text_of(segment).split())
        if text and _shown(segment, everything=everything):
            yield from _lines(segment, text, before, bar)
        before = segment


def _shown(segment: Segment, *, everything: bool) -> bool:
    return everything or (segment.kind is not Kind.HEADING and segment.kind not in _SILENT)


def _lines(segment: Segment, text: str, before: Segment, bar: float) -> Iterator[Line]:
    silent = segment.kind in _SILENT
    if segment.block != before.block:
        yield Line("")
    if silent:
        yield Line(f"[{segment.kind}: {segment.reason or segment.topic}]", silent=True)
    elif (label := _label(segment, bar)) and not _goes_on(segment, before, bar):
        yield Line(label)
    indent = "" if segment.kind is Kind.NARRATION or silent else "    "
    for line in textwrap.wrap(text, _WIDTH, initial_indent=indent, subsequent_indent=indent):
        yield Line(line, silent)


def _goes_on(segment: Segment, before: Segment, bar: float) -> bool:
    """Whether the label of the segment before holds still: in a paragraph, or from one of a letter on."""
    same = _label(segment, bar) == _label(before, bar)
    return same and (segment.block == before.block or segment.kind not in SPOKEN_BY_CHARACTERS)


def _is_doubtful(segment: Segment, bar: float) -> bool:
    return segment.speaker is None or segment.confidence < bar


def _label(segment: Segment, bar: float) -> str:
    if segment.kind not in SPOKEN_BY_CHARACTERS:
        return "" if segment.kind is Kind.NARRATION else f"({segment.kind})"
    name = (segment.speaker or "somebody").upper()
    manner = "" if segment.kind is Kind.DIALOGUE else f" ({segment.kind})"
    if not _is_doubtful(segment, bar):
        return f"{name}{manner}"
    sure = f"{segment.confidence:.0%} sure" if segment.speaker else "no guess"
    return f"{name}?{manner}  [{sure}: {segment.reason}]"
