from collections.abc import Callable
from dataclasses import replace

import pytest

from audiobook.casting.roles import cast_manners, cast_roles, voice_named
from audiobook.errors import CastError
from audiobook.model import Age, Gender, Offsets, Role, Sheet, Voice, VoiceSet


def _names(roles: dict[Role, Voice]) -> dict[str, str]:
    return {role.value: voice.name for role, voice in roles.items()}


def test_every_role_has_a_voice(troupe: VoiceSet) -> None:
    assert _names(cast_roles(troupe, Sheet())) == {
        "narrator": "rowan",
        "dialogue": "neutral",
        "thought": "rowan",
        "telepathy": "rowan",
        "written": "rowan",
        "system": "neutral",
        "verse": "rowan",
        "heading": "rowan",
        "marker": "rowan",
        "note": "clerk",
    }


def test_what_the_narrator_reads_follows_another_narrator(troupe: VoiceSet) -> None:
    roles = _names(cast_roles(troupe, Sheet(roles={Role.NARRATOR: "anna", Role.VERSE: "beth"})))
    assert roles["heading"] == roles["marker"] == roles["narrator"] == "anna"
    assert roles["verse"] == "beth"
    assert roles["note"] == "clerk"


def test_a_narrator_who_was_the_neutral_voice_leaves_that_role(troupe: VoiceSet) -> None:
    roles = _names(cast_roles(troupe, Sheet(roles={Role.NARRATOR: "neutral"})))
    assert roles["narrator"] == "neutral"
    assert roles["dialogue"] != "neutral"


@pytest.mark.parametrize(
    ("narrating", "named", "narrator"),
    [
        (Gender.FEMALE, {}, "fern"),
        (Gender.MALE, {}, "rowan"),
        (Gender.UNKNOWN, {}, "rowan"),
        (Gender.FEMALE, {Role.NARRATOR: "rowan"}, "rowan"),
    ],
)
def test_a_woman_who_tells_her_own_story_has_a_womans_voice_unless_the_sheet_says_otherwise(
    troupe: VoiceSet, narrating: Gender, named: dict[Role, str], narrator: str
) -> None:
    assert cast_roles(troupe, Sheet(roles=named), narrating=narrating)[Role.NARRATOR].name == narrator


def test_without_another_narrators_voice_the_usual_one_tells_the_story(troupe: VoiceSet) -> None:
    untagged = replace(troupe, voices=tuple(replace(voice, tags=()) for voice in troupe.voices))
    assert cast_roles(untagged, Sheet(), narrating=Gender.FEMALE)[Role.NARRATOR].name == "rowan"


def test_a_set_without_roles_gets_a_grown_up_narrator_and_another_neutral_voice() -> None:
    child = Voice("kit", "tone", "a", age=Age.CHILD)
    voices = VoiceSet("x", (child, *(Voice(name, "tone", name) for name in ("one", "two", "three"))))
    roles = _names(cast_roles(voices, Sheet()))
    assert (roles["narrator"], roles["dialogue"], roles["note"], roles["verse"]) == (
        "one",
        "two",
        "two",
        "one",
    )


def test_tags_say_who_suits_the_roles_of_a_set_without_roles() -> None:
    voices = VoiceSet(
        "x",
        (
            Voice("one", "tone", "a"),
            Voice("two", "tone", "b", tags=("dialogue",)),
            Voice("three", "tone", "c", tags=("narrator",)),
        ),
    )
    roles = _names(cast_roles(voices, Sheet()))
    assert (roles["narrator"], roles["dialogue"]) == ("three", "two")


def test_a_set_of_one_voice_speaks_everything_with_it() -> None:
    roles = cast_roles(VoiceSet("x", (Voice("one", "tone", "a"),)), Sheet())
    assert {voice.name for voice in roles.values()} == {"one"}


def test_a_set_without_voices_is_an_error() -> None:
    with pytest.raises(CastError, match="The voice set 'x' has no voices"):
        cast_roles(VoiceSet("x", ()), Sheet())


def test_the_sheet_lays_its_manners_over_those_of_the_set(troupe: VoiceSet) -> None:
    mine = Offsets(pitch=9)
    assert cast_manners(troupe, Sheet(manners={Role.VERSE: mine})) == {**troupe.manners, Role.VERSE: mine}


def test_a_set_without_manners_still_tells_thoughts_apart() -> None:
    voice = Voice("one", "tone", "a")
    manners = cast_manners(VoiceSet("x", (voice,)), Sheet())
    assert manners[Role.THOUGHT].on(voice) != voice


def test_an_unknown_voice_is_an_error_that_names_who_wants_it(
    troupe: VoiceSet, sheet_from: Callable[[str], Sheet]
) -> None:
    with pytest.raises(CastError, match="No voice is called 'ana', which is to speak for 'Mara'") as caught:
        voice_named(troupe, "ana", "Mara")
    assert caught.value.hint == "Did you mean 'anna'?"
    with pytest.raises(CastError, match="which is to speak for 'narrator'"):
        cast_roles(troupe, sheet_from("roles: {narrator: xyzzy}"))
