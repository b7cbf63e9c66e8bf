"""Which voice speaks a segment: by its kind, its speaker, and how sure we are of that."""

from __future__ import annotations

from typing import TYPE_CHECKING

from audiobook.model import Kind, Offsets, Role

if TYPE_CHECKING:
    from audiobook.model import Cast, Segment, Voice

_ROLES = {
    Kind.NARRATION: Role.NARRATOR,
    Kind.DIALOGUE: Role.DIALOGUE,
    Kind.TELEPATHY: Role.TELEPATHY,
    Kind.THOUGHT: Role.THOUGHT,
    Kind.WRITTEN: Role.WRITTEN,
    Kind.SYSTEM: Role.SYSTEM,
    Kind.VERSE: Role.VERSE,
    Kind.HEADING: Role.HEADING,
    Kind.MARKER: Role.MARKER,
    Kind.NOTE: Role.NOTE,
    Kind.NAVIGATION: Role.NARRATOR,  # not spoken, unless somebody asks for everything
    Kind.SKIP: Role.NARRATOR,
}

_PERSONAL = frozenset({Kind.DIALOGUE, Kind.TELEPATHY, Kind.THOUGHT})
_PLAIN = Offsets()


def voice_for(cast: Cast, segment: Segment, *, bar: float) -> Voice:
    """The voice that speaks `segment`, in the manner of its kind, under its profile's name.

    Speech whose speaker is unknown, or surer than `bar` (0 to 1) of nobody, gets the neutral dialogue
    voice; such a thought gets the narrator's voice in the manner of thoughts, telepathy likewise.
    """
    role = _ROLES[segment.kind]
    speaker = _speaker(cast, segment, bar) if segment.kind in _PERSONAL else None
    if speaker is None:
        return cast.manners.get(role, _PLAIN).on(cast.roles[role])
    if segment.kind is Kind.DIALOGUE:
        return speaker
    return cast.manners.get(role, _PLAIN).on(speaker)


def _speaker(cast: Cast, segment: Segment, bar: float) -> Voice | None:
    if segment.speaker is None or segment.confidence < bar:
        return None
    return cast.characters.get(segment.speaker)
