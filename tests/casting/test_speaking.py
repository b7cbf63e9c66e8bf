import pytest

from audiobook.casting import voice_for
from audiobook.model import Cast, Kind, Offsets, Role, Segment, Voice

SLOW = Offsets(rate_percent=-10, pitch=-5)
ROLES = {role: Voice(role.value, "tone", "t") for role in Role}
CAST = Cast(ROLES, {"Mara": Voice("ivy", "tone", "f1", rate=200)}, {Role.THOUGHT: SLOW, Role.NOTE: SLOW})


def _segment(kind: Kind, speaker: str | None = None, confidence: float = 0.9) -> Segment:
    return Segment(0, 5, kind, 0, 0, speaker=speaker, confidence=confidence)


@pytest.mark.parametrize(
    ("kind", "role"),
    [
        (Kind.NARRATION, "narrator"),
        (Kind.DIALOGUE, "dialogue"),
        (Kind.TELEPATHY, "telepathy"),
        (Kind.THOUGHT, "thought"),
        (Kind.WRITTEN, "written"),
        (Kind.SYSTEM, "system"),
        (Kind.VERSE, "verse"),
        (Kind.HEADING, "heading"),
        (Kind.MARKER, "marker"),
        (Kind.NOTE, "note"),
        (Kind.NAVIGATION, "narrator"),
        (Kind.SKIP, "narrator"),
    ],
)
def test_each_kind_has_its_role_where_nobody_is_known_to_speak(kind: Kind, role: str) -> None:
    assert voice_for(CAST, _segment(kind), bar=0.35).name == role


@pytest.mark.parametrize(
    ("kind", "speaker", "confidence", "name", "rate", "pitch"),
    [
        (Kind.DIALOGUE, "Mara", 0.35, "ivy", 200, 50),
        (Kind.DIALOGUE, "Mara", 0.34, "dialogue", 175, 50),
        (Kind.DIALOGUE, "Nobody", 0.9, "dialogue", 175, 50),
        (Kind.THOUGHT, "Mara", 0.9, "ivy", 180, 45),
        (Kind.THOUGHT, "Mara", 0.1, "thought", 158, 45),
        (Kind.THOUGHT, None, 0.9, "thought", 158, 45),
        (Kind.TELEPATHY, "Mara", 0.9, "ivy", 200, 50),
        (Kind.WRITTEN, "Mara", 0.9, "written", 175, 50),
        (Kind.NOTE, None, 0.9, "note", 158, 45),
    ],
)
def test_a_segment_is_spoken_by_whom_we_are_sure_of_in_the_manner_of_its_kind(
    kind: Kind, speaker: str | None, confidence: float, name: str, rate: int, pitch: int
) -> None:
    voice = voice_for(CAST, _segment(kind, speaker, confidence), bar=0.35)
    assert (voice.name, voice.rate, voice.pitch) == (name, rate, pitch)
