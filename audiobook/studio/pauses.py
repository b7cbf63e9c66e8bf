"""How long the silence before an utterance is, by what lies between it and the one before."""

from __future__ import annotations

from dataclasses import dataclass, replace

from audiobook.model import SPOKEN_BY_CHARACTERS, Kind, Pause, Script, Segment
from audiobook.settings import Pauses

_OPENING = frozenset({Kind.HEADING, Kind.MARKER})  # these belong to what follows
_SPEECH = frozenset({Kind.DIALOGUE, Kind.TELEPATHY})


@dataclass(frozen=True)
class Pacing:
    """Where a script changes scene, and how long its pauses are."""

    script: Script
    scene_blocks: frozenset[int]  # blocks that open a scene
    table: Pauses

    @classmethod
    def of(cls, script: Script, table: Pauses) -> Pacing:
        """The pacing of `script`."""
        starts = frozenset(script.scene_breaks)
        opening = (i for i, block in enumerate(script.story.blocks) if block.start in starts)
        return cls(script, frozenset(opening), table)

    def between(self, before: Segment, after: Segment) -> Pause:
        """The pause between two segments that are spoken one after the other."""
        if before is after:
            return Pause(self.table.sentence)
        if before.block == after.block:
            return Pause(self._inside_paragraph(before, after))
        if self._scene_changes(before, after):
            return Pause(self.table.scene, chime=True, paragraph=True)
        return Pause(self._between_paragraphs(before, after), paragraph=before.kind not in _OPENING)

    def over_note(self, pause: Pause) -> Pause:
        """`pause` where a note is left out and a chime says so."""
        return replace(pause, ms=max(pause.ms, self.table.note), note=True)

    def _inside_paragraph(self, before: Segment, after: Segment) -> int:
        if Kind.NOTE in {before.kind, after.kind}:
            return self.table.note
        if before.kind in _SPEECH and after.kind in _SPEECH and before.speaker != after.speaker:
            return self.table.speaker
        last = self.script.text_of(before).rstrip()[-2:]
        first = self.script.text_of(after).lstrip("\"'“‘«*_ \t")[:1]
        ends = any(mark in last for mark in ".!?…") and not first.islower()
        return self.table.sentence if ends else self.table.tag

    def _scene_changes(self, before: Segment, after: Segment) -> bool:
        crossed = range(before.block + 1, after.block + 1)
        return Kind.HEADING not in {before.kind, after.kind} and any(b in self.scene_blocks for b in crossed)

    def _between_paragraphs(self, before: Segment, after: Segment) -> int:
        kinds = {before.kind, after.kind}
        if Kind.HEADING in kinds:
            return self.table.heading
        if Kind.NOTE in kinds and kinds != {Kind.NOTE}:
            return self.table.note
        if Kind.MARKER in kinds:
            return self.table.marker
        if kinds <= SPOKEN_BY_CHARACTERS and before.speaker != after.speaker:
            return self.table.speaker
        return self.table.paragraph
