"""Blocks, metadata and a table of contents, as found in a marked-up source -> a Story."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice

from audiobook.model import BlockKind, MarkKind, Metadata, Source, Story
from audiobook.readers.builder import UNSPOKEN, Draft
from audiobook.readers.contents import Entry, chapter_marks, heading_entries
from audiobook.readers.echoes import without_contents, without_echoes
from audiobook.readers.facts import filled
from audiobook.readers.raw import Raw
from audiobook.readers.text_plain import read_plain
from audiobook.readers.text_view import View

_MOST_EMPHASIS = 0.7
_FIRST_LINES = 12


@dataclass(frozen=True, slots=True)
class Findings:
    """What a source says beside its words.

    `kind` is the format, as in Source. `contents` is empty where there is no list of chapters;
    with `is_whole`, a list of one chapter is believed, whatever headings stand in it.
    """

    kind: str
    metadata: Metadata
    contents: Sequence[Entry] = ()
    is_whole: bool = False
    producer: str = ""
    warnings: tuple[str, ...] = ()


def assemble(raw: Raw, draft: Draft, findings: Findings) -> Story:
    """The story of a draft: its lists of contents set apart, its chapters found, echoes silenced."""
    blocks = without_contents(draft.text, draft.blocks, draft.linked)
    marks = chapter_marks(findings.contents, blocks)
    if len(marks) < 2 and not (marks and findings.is_whole):
        by_heading = chapter_marks(heading_entries(draft.text, blocks), blocks)
        marks = by_heading if len(by_heading) > 1 else marks
    story = Story(
        text=draft.text,
        blocks=without_echoes(draft.text, blocks, marks),
        source=Source(raw.name, hashlib.sha256(raw.data).hexdigest(), findings.kind),
        metadata=findings.metadata if findings.producer else _with_first_lines(findings.metadata, draft),
        chapter_marks=marks,
        producer=findings.producer,
        warnings=findings.warnings,
    )
    return _without_endless_emphasis(story)


def _with_first_lines(metadata: Metadata, draft: Draft) -> Metadata:
    """`metadata` with the title and author that stand above the story, where it names none."""
    heard = (block for block in draft.blocks if block.kind not in UNSPOKEN)
    first = tuple(islice(heard, _FIRST_LINES))
    return filled(metadata, read_plain(View(draft.text, first))) if first else metadata


def _without_endless_emphasis(story: Story) -> Story:
    """`story` without italics where nearly all of it is in them: a tag was left open, or a style says so."""
    length = sum(block.end - block.start for block in story.blocks if block.kind is BlockKind.PARAGRAPH)
    marks = [mark for block in story.blocks for mark in block.marks if block.kind is BlockKind.PARAGRAPH]
    endless = {
        kind
        for kind in MarkKind
        if sum(mark.end - mark.start for mark in marks if mark.kind is kind) > _MOST_EMPHASIS * length
    } - {MarkKind.LANGUAGE, MarkKind.SAID}
    if not endless:
        return story
    blocks = (
        replace(block, marks=tuple(mark for mark in block.marks if mark.kind not in endless))
        for block in story.blocks
    )
    return replace(story, blocks=tuple(blocks))
