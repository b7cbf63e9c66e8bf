from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audiobook.casting import assign
from audiobook.casting.speech import speech_of
from audiobook.errors import CastError
from audiobook.model import (
    Age,
    Cast,
    CastMember,
    Character,
    Gender,
    Offsets,
    Pronunciation,
    Role,
    Script,
    Sheet,
    Sound,
    Sounds,
    Voice,
    VoiceSet,
)

ScriptMaker = Callable[..., Script]
Turns = list[tuple[str, str]]

MEN = ("amos", "bert", "carl", "dirk", "egon", "finn")
WOMEN = ("anna", "beth", "cora", "dora", "edda", "fern")

NAMES = [
    f"{first}{last}"
    for first in ("Mar", "Jon", "Lis", "Tor", "Vel", "Brem")
    for last in ("a", "o", "ka", "us")
]
TURN = st.tuples(
    st.sampled_from(NAMES), st.sampled_from(["Yes.", "No, never.", "We sail when the tide turns."])
)
CHAPTERS = st.lists(st.lists(TURN, max_size=25), min_size=1, max_size=5)


def _voices(cast: Cast) -> dict[str, str]:
    return {name: voice.name for name, voice in cast.characters.items()}


def _talk(*names: str, times: int = 4) -> Turns:
    return [(name, "We sail at dawn.") for _ in range(times) for name in names]


def test_everybody_who_speaks_has_a_voice_of_their_gender(script_of: ScriptMaker, troupe: VoiceSet) -> None:
    voices = _voices(assign(script_of(_talk("Mara", "Jon", "Lisa", "Bo")), troupe))
    assert {voices["Mara"], voices["Lisa"]} < set(WOMEN)
    assert {voices["Jon"], voices["Bo"]} < set(MEN)


def test_characters_who_say_nothing_are_not_cast(script_of: ScriptMaker, troupe: VoiceSet) -> None:
    script = script_of(_talk("Mara"), characters=[Character("Mara"), Character("Jon", mentions=40)])
    assert set(assign(script, troupe).characters) == {"Mara"}


def test_the_most_heard_get_the_most_distinct_voices(script_of: ScriptMaker, troupe: VoiceSet) -> None:
    bit_parts = [("Ned", "Aye."), ("Ted", "Aye."), ("Ulf", "Aye.")]
    voices = _voices(assign(script_of([*bit_parts, *_talk("Jon", "Bo", "Cy")]), troupe))
    assert {voices[name] for name in ("Jon", "Bo", "Cy")} < set(MEN[:4])


def test_those_who_say_little_at_first_leave_the_most_distinct_voices_to_others(
    script_of: ScriptMaker, troupe: VoiceSet
) -> None:
    voices = _voices(assign(script_of([("Ned", "Aye."), ("the guard", "Halt.")]), troupe))
    assert set(voices.values()) == {"egon", "finn"}


def test_people_without_a_name_are_minor_however_much_they_say(
    script_of: ScriptMaker, troupe: VoiceSet
) -> None:
    assert _voices(assign(script_of(_talk("the guard", times=30)), troupe))["the guard"] in {"egon", "finn"}


@pytest.mark.parametrize(
    ("gender", "age", "voices"),
    [
        (Gender.FEMALE, Age.OLD, {"gran"}),
        (Gender.MALE, Age.CHILD, {"kit"}),
        (Gender.FEMALE, Age.CHILD, {"kay"}),
        (Gender.UNKNOWN, Age.ADULT, {"robin"}),
        (Gender.UNKNOWN, Age.CHILD, {"kit", "kay"}),
        (Gender.MALE, Age.OLD, set(MEN[:4])),
    ],
)
def test_age_and_gender_choose_the_voice(
    script_of: ScriptMaker, troupe: VoiceSet, gender: Gender, age: Age, voices: set[str]
) -> None:
    script = script_of(_talk("Sam"), characters=[Character("Sam", gender=gender, age=age)])
    assert _voices(assign(script, troupe))["Sam"] in voices


def test_the_narrators_voice_and_the_neutral_one_go_to_no_character(
    script_of: ScriptMaker, troupe: VoiceSet
) -> None:
    crowd = [f"Man{index}" for index in range(40)]
    voices = set(_voices(assign(script_of(_talk(*crowd)), troupe)).values())
    assert not voices & {"rowan", "neutral"}


def test_the_voice_of_notes_is_the_last_to_be_given_away(script_of: ScriptMaker, troupe: VoiceSet) -> None:
    six = [f"Man{index}" for index in range(6)]
    assert "clerk" not in _voices(assign(script_of(_talk(*six)), troupe)).values()
    crowd = [f"Man{index}" for index in range(8)]
    assert "clerk" in _voices(assign(script_of(_talk(*crowd)), troupe)).values()


def test_the_i_of_a_story_speaks_with_the_narrators_voice(script_of: ScriptMaker, troupe: VoiceSet) -> None:
    people = [Character("Jon", gender=Gender.MALE, is_narrator=True), Character("Mara", gender=Gender.FEMALE)]
    cast = assign(script_of(_talk("Mara", "Jon"), characters=people), troupe)
    assert cast.characters["Jon"] == cast.roles[Role.NARRATOR] == troupe.voice("rowan")


def test_a_woman_who_tells_her_own_story_has_a_womans_voice(script_of: ScriptMaker, troupe: VoiceSet) -> None:
    people = [Character("Mara", gender=Gender.FEMALE, is_narrator=True)]
    cast = assign(script_of(_talk("Mara"), characters=people), troupe)
    assert cast.characters["Mara"] == cast.roles[Role.NARRATOR] == troupe.voice("fern")


def test_of_two_who_say_i_in_turn_only_one_has_the_narrators_voice(
    script_of: ScriptMaker, troupe: VoiceSet
) -> None:
    people = [Character(name, gender=Gender.MALE, is_narrator=True) for name in ("Bo", "Jon")]
    voices = _voices(assign(script_of(_talk("Bo", "Jon"), characters=people), troupe))
    assert voices["Bo"] == "rowan"
    assert voices["Jon"] in MEN


def test_when_voices_run_out_people_share_with_those_they_never_meet(
    script_of: ScriptMaker, troupe: VoiceSet
) -> None:
    first = _talk(*(f"Man{index}" for index in range(8)))
    second = _talk("Man0", "Man1", "Man2", "Man3", "Zed")
    voices = _voices(assign(script_of(first, second), troupe))
    assert len({voices[f"Man{index}"] for index in range(8)}) == 8
    sharing = {name for name, voice in voices.items() if voice == voices["Zed"]} - {"Zed"}
    assert sharing <= {"Man4", "Man5", "Man6", "Man7"}
    assert len(sharing) == 1


def test_when_voices_run_out_the_one_heard_least_is_shared(script_of: ScriptMaker, troupe: VoiceSet) -> None:
    leads = [f"Man{index}" for index in range(5)]
    script = script_of([*_talk(*leads, times=9), ("Ned", "Aye.")], [], _talk("Zed"))
    small = replace(
        troupe,
        voices=tuple(v for v in troupe.voices if v.name in {*MEN, "rowan", "neutral"}),
        roles={Role.NARRATOR: "rowan", Role.DIALOGUE: "neutral"},
    )
    voices = _voices(assign(script, small))
    assert voices["Zed"] == voices["Ned"]


def test_with_two_voices_one_narrates_and_the_other_says_everything(script_of: ScriptMaker) -> None:
    voices = VoiceSet("two", (Voice("a", "tone", "a"), Voice("b", "tone", "b")))
    cast = assign(script_of(_talk("Mara", "Jon")), voices)
    assert cast.roles[Role.NARRATOR].name == "a"
    assert set(_voices(cast).values()) == {"b"}


def test_only_men_left_speak_for_a_woman_where_the_set_has_no_other(script_of: ScriptMaker) -> None:
    voices = VoiceSet("men", tuple(Voice(name, "tone", name, gender=Gender.MALE) for name in "abcd"))
    assert set(_voices(assign(script_of(_talk("Mara", "Lisa")), voices)).values()) == {"c", "d"}


@given(CHAPTERS)
def test_chapters_that_follow_change_no_voice(
    script_of: ScriptMaker, troupe: VoiceSet, chapters: list[Turns]
) -> None:
    people = script_of(*chapters).characters
    whole = _voices(assign(script_of(*chapters, characters=people), troupe))
    for count in range(1, len(chapters)):
        part = _voices(assign(script_of(*chapters[:count], characters=people), troupe))
        assert part.items() <= whole.items()


@given(CHAPTERS)
def test_no_voice_is_shared_while_one_that_fits_is_free(
    script_of: ScriptMaker, troupe: VoiceSet, chapters: list[Turns]
) -> None:
    script = script_of(*chapters)
    cast = assign(script, troupe)
    for names in (MEN, WOMEN):
        holders = Counter(voice.name for voice in cast.characters.values() if voice.name in names)
        assert len(holders) == len(names) or all(count == 1 for count in holders.values())


@given(CHAPTERS, st.randoms(use_true_random=False))
def test_the_order_in_which_characters_were_found_changes_nothing(
    script_of: ScriptMaker, troupe: VoiceSet, chapters: list[Turns], random: object
) -> None:
    script = script_of(*chapters)
    shuffled = list(script.characters)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert assign(replace(script, characters=tuple(shuffled)), troupe) == assign(script, troupe)


@given(CHAPTERS)
def test_a_sheet_that_pins_every_voice_changes_none(
    script_of: ScriptMaker, troupe: VoiceSet, chapters: list[Turns]
) -> None:
    script = script_of(*chapters)
    cast = assign(script, troupe)
    members = tuple(CastMember(name, voice=voice.name) for name, voice in cast.characters.items())
    assert assign(script, troupe, Sheet(members=members)).characters == cast.characters


def test_a_voice_comes_from_the_name_whatever_the_story(script_of: ScriptMaker, troupe: VoiceSet) -> None:
    one = _voices(assign(script_of(_talk("Mara", "Jon")), troupe))
    other = _voices(assign(script_of(_talk("Bo", "Mara", "Ed", times=9)), troupe))
    assert one["Mara"] == other["Mara"]


def test_the_sheet_sets_voice_gender_age_and_offsets(script_of: ScriptMaker, troupe: VoiceSet) -> None:
    sheet = Sheet(
        members=(
            CastMember("Mara", voice="gran", offsets=Offsets(rate_percent=10, pitch=5, gain_db=-2.0)),
            CastMember("Jon", gender=Gender.FEMALE),
            CastMember("Bo", age=Age.CHILD),
        )
    )
    cast = assign(script_of(_talk("Mara", "Jon", "Bo")), troupe, sheet)
    gran = cast.characters["Mara"]
    assert (gran.name, gran.rate, gran.pitch, gran.louder_db) == ("gran", 192, 55, -2.0)
    assert cast.characters["Jon"].name in WOMEN
    assert cast.characters["Bo"].name == "kit"


def test_a_voice_that_the_sheet_gives_goes_to_nobody_else(script_of: ScriptMaker, troupe: VoiceSet) -> None:
    free = _voices(assign(script_of(_talk("Mara", "Lisa")), troupe))
    sheet = Sheet(members=(CastMember("Lisa", voice=free["Mara"]),))
    pinned = _voices(assign(script_of(_talk("Mara", "Lisa")), troupe, sheet))
    assert pinned["Lisa"] == free["Mara"] != pinned["Mara"]


@pytest.mark.parametrize(
    "member", [CastMember("Captain", aliases=("Mara",), voice="gran"), CastMember("Mari", voice="gran")]
)
def test_the_sheet_finds_a_character_by_an_alias_too(
    script_of: ScriptMaker, troupe: VoiceSet, member: CastMember
) -> None:
    people = [Character("Mara", aliases=("Mari",), gender=Gender.FEMALE)]
    cast = assign(script_of(_talk("Mara"), characters=people), troupe, Sheet(members=(member,)))
    assert cast.characters["Mara"].name == "gran"


def test_the_sheet_names_the_narrator_of_the_story(script_of: ScriptMaker, troupe: VoiceSet) -> None:
    sheet = Sheet(members=(CastMember("Jon", is_narrator=True),))
    assert assign(script_of(_talk("Jon")), troupe, sheet).characters["Jon"].name == "rowan"
    people = [Character("Jon", gender=Gender.MALE, is_narrator=True)]
    sheet = Sheet(members=(CastMember("Jon", is_narrator=False),))
    assert assign(script_of(_talk("Jon"), characters=people), troupe, sheet).characters["Jon"].name in MEN


def test_whom_the_sheet_names_tells_the_story_before_anybody_found(
    script_of: ScriptMaker, troupe: VoiceSet
) -> None:
    people = [Character(name, gender=Gender.MALE, is_narrator=name == "Bo") for name in ("Bo", "Jon")]
    sheet = Sheet(members=(CastMember("Jon", is_narrator=True),))
    voices = _voices(assign(script_of(_talk("Bo", "Jon"), characters=people), troupe, sheet))
    assert voices["Jon"] == "rowan"
    assert voices["Bo"] in MEN


def test_what_the_sheet_says_beside_voices_travels_with_the_cast(
    script_of: ScriptMaker, troupe: VoiceSet
) -> None:
    words, sounds = (Pronunciation("Siobhan", "shi vawn"),), Sounds(chime="bell.wav")
    sheet = Sheet(pronunciations=words, sounds=sounds, notes={"author": "end"})
    cast = assign(script_of(_talk("Jon")), troupe, sheet)
    assert (cast.pronunciations, cast.sounds, cast.notes) == (words, sounds, {"author": "end"})
    assert cast.voices == troupe.name


@pytest.mark.parametrize(
    ("sheet", "message", "hint"),
    [
        (
            Sheet(members=(CastMember("Mara", voice="ana"),)),
            "No voice is called 'ana'",
            "Did you mean 'anna'?",
        ),
        (Sheet(roles={Role.NOTE: "rowam"}), "No voice is called 'rowam'", "Did you mean 'rowan'?"),
    ],
)
def test_names_that_nobody_knows_are_errors(
    script_of: ScriptMaker, troupe: VoiceSet, sheet: Sheet, message: str, hint: str
) -> None:
    with pytest.raises(CastError) as caught:
        assign(script_of(_talk("Mara")), troupe, sheet)
    assert message in caught.value.message
    assert hint in caught.value.hint


@pytest.mark.parametrize(
    ("names", "warnings"), [(["Marra"], 1), (["Mara"], 0), (["Quentin Blackwood"], 0), (["Marra", "Mbra"], 2)]
)
def test_a_name_in_the_sheet_that_looks_like_a_slip_is_a_warning(
    script_of: ScriptMaker, troupe: VoiceSet, names: Sequence[str], warnings: int
) -> None:
    sheet = Sheet(members=tuple(CastMember(name) for name in names))
    cast = assign(script_of(_talk("Mara")), troupe, sheet)
    assert len(cast.warnings) == warnings
    assert all("Did you mean 'Mara'?" in warning for warning in cast.warnings)


def test_partners_are_counted_where_voices_are_shared(script_of: ScriptMaker, troupe: VoiceSet) -> None:
    crowd = [f"Man{index}" for index in range(30)]
    pairs = [turn for one, other in zip(crowd[::2], crowd[1::2], strict=True) for turn in _talk(one, other)]
    script = script_of(pairs)
    voices = _voices(assign(script, troupe))
    (chapter,) = speech_of(script)
    worst = Counter(
        {pair: count for pair, count in chapter.meetings.items() if voices[pair[0]] == voices[pair[1]]}
    )
    assert not any(pair for pair in worst if crowd.index(pair[0]) // 2 == crowd.index(pair[1]) // 2)


def test_partners_are_not_given_voices_that_sound_close(script_of: ScriptMaker, troupe: VoiceSet) -> None:
    """Four voices count as equally distinct; of two that sound alike, partners never get both."""
    close = {"amos": 100.0, "bert": 101.0, "carl": 150.0, "dirk": 151.0}
    measured = [
        replace(voice, heard=Sound(close[voice.name], (0.0,) * 24)) if voice.name in close else voice
        for voice in troupe.voices
    ]
    heard = replace(troupe, voices=tuple(measured))
    for names in (("Jon", "Bo"), ("Cy", "Abe"), ("Tor", "Vel"), ("Brem", "Ulf"), ("Ned", "Ted")):
        one, other = (close[voice] for voice in _voices(assign(script_of(_talk(*names)), heard)).values())
        assert abs(one - other) > 10


def test_somebody_of_unknown_gender_gets_a_voice_for_either(script_of: ScriptMaker, troupe: VoiceSet) -> None:
    script = script_of(_talk("Fox"), characters=[Character("Fox", lines=4, mentions=4)])
    assert _voices(assign(script, troupe)) == {"Fox": "robin"}
