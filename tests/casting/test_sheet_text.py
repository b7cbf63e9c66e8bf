from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audiobook.casting import assign, render_sheet
from audiobook.model import (
    Age,
    Character,
    Gender,
    Kind,
    Metadata,
    Offsets,
    Pronunciation,
    Script,
    Segment,
    Sheet,
    Sounds,
    VoiceSet,
)
from audiobook.settings import NOTE_CHOICES, NOTE_TOPICS

ScriptMaker = Callable[..., Script]
SheetFrom = Callable[[str], Sheet]

NAME = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=12)
WORDS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40)
PEOPLE = st.lists(
    st.builds(
        Character,
        NAME,
        aliases=st.lists(NAME, max_size=3).map(tuple),
        gender=st.sampled_from(Gender),
        age=st.sampled_from(Age),
        lines=st.integers(0, 99),
        mentions=st.integers(1, 99),
        is_narrator=st.booleans(),
    ),
    max_size=8,
    unique_by=lambda person: person.name,
)
METADATA = st.builds(Metadata, title=st.just("") | WORDS, author=st.just("") | NAME)


def _spoken(script_of: ScriptMaker, people: list[Character], words: str, confidence: float) -> Script:
    turns = [(person.name, words) for person in people] * 2
    return script_of(turns, characters=people, confidence=confidence)


@settings(max_examples=50)
@given(people=PEOPLE, words=WORDS, confidence=st.sampled_from([0.1, 0.9]), metadata=METADATA)
def test_reading_back_what_was_written_changes_nothing(
    script_of: ScriptMaker,
    sheet_from: SheetFrom,
    troupe: VoiceSet,
    people: list[Character],
    words: str,
    confidence: float,
    metadata: Metadata,
) -> None:
    script = _spoken(script_of, people, words, confidence)
    script = replace(script, story=replace(script.story, metadata=metadata))
    cast = assign(script, troupe)
    text = render_sheet(script, cast)
    sheet = sheet_from(text)
    again = assign(script, troupe, sheet)
    assert again == cast
    assert (sheet.title, sheet.author) == (" ".join(metadata.title.split()), metadata.author)
    assert {member.name for member in sheet.members} == {person.name for person in people}
    assert render_sheet(script, again) == text
    assert render_sheet(script, again, existing=text) == text


@settings(max_examples=30)
@given(people=PEOPLE, words=WORDS)
def test_doubtful_lines_that_are_switched_on_read_as_they_stand_in_the_story(
    script_of: ScriptMaker, sheet_from: SheetFrom, troupe: VoiceSet, people: list[Character], words: str
) -> None:
    script = _spoken(script_of, people, words, 0.1)
    text = render_sheet(script, assign(script, troupe))
    switched_on = text.replace("  # - {words", "  - {words")
    for correction in sheet_from(switched_on).corrections:
        if correction.speaker != "Name":  # the example in a list that is still empty
            assert correction.words in " ".join(words.split())
            assert correction.speaker in {person.name for person in people}


@settings(max_examples=30)
@given(
    words=st.lists(st.builds(Pronunciation, NAME, NAME, st.booleans()), max_size=4).map(tuple),
    notes=st.dictionaries(st.sampled_from(NOTE_TOPICS), st.sampled_from(NOTE_CHOICES), max_size=3),
    gain_db=st.floats(-30, 12),
)
def test_words_notes_and_sounds_of_a_cast_are_written_and_read_back(
    script_of: ScriptMaker,
    sheet_from: SheetFrom,
    troupe: VoiceSet,
    words: tuple[Pronunciation, ...],
    notes: dict[str, str],
    gain_db: float,
) -> None:
    script = script_of()
    cast = replace(assign(script, troupe), pronunciations=words, notes=notes, sounds=Sounds(gain_db=gain_db))
    sheet = sheet_from(render_sheet(script, cast))
    assert (sheet.pronunciations, sheet.notes, sheet.sounds) == (words, notes, cast.sounds)


def test_a_sheet_reads_like_this(script_of: ScriptMaker, troupe: VoiceSet) -> None:
    people = [
        Character("Mara Venn", ("Mara",), Gender.FEMALE, Age.OLD, lines=2),
        Character("Jon", lines=1),
    ]
    turns = [("Mara Venn", '"Get\ndown!"'), ("Jon", "“Why?”"), ("Mara Venn", "'Now.'")]
    script = script_of(turns, characters=people, confidence=0.2)
    text = render_sheet(script, assign(script, troupe))
    assert text.startswith("# Casting sheet: story.txt\n")
    assert (
        "characters:\n"
        "  Mara Venn:  # 2 lines\n"
        "    aliases: [Mara]\n"
        "    gender: f\n"
        "    age: old\n"
        "    voice: gran\n"
        "    offsets: {rate: 0, pitch: 0, pitch_range: 0, gain_db: 0}\n"
        "  Jon:  # 1 line\n"
        "    aliases: []\n"
        "    gender:\n"
        "    age:\n"
        "    voice: robin\n"
    ) in text
    assert (
        "corrections:\n"
        '  # - {words: "Get down!", chapter: 1, speaker: Mara Venn}  # 20% sure: by the table\n'
        '  # - {words: "Why?", after: "Get down!", chapter: 1, speaker: Jon}  # 20% sure: by the table\n'
        '  # - {words: Now., after: "Get down! Why?", chapter: 1, speaker: Mara Venn}  # 20% sure: by the'
        " table\n"
    ) in text
    assert "\n  # thought: {rate: -10, pitch: -5, pitch_range: -20, gain_db: -1}\n" in text
    assert "\n  # heading: rowan\n" in text
    assert "\n  note: clerk  # the author to the reader\n" in text


def test_characters_are_sorted_by_their_lines(script_of: ScriptMaker, troupe: VoiceSet) -> None:
    people = [Character("Bo", lines=2), Character("Al", lines=2), Character("Cy", lines=9), Character("Di")]
    script = script_of([("Bo", "a"), ("Al", "b"), ("Cy", "c")], characters=people)
    text = render_sheet(script, assign(script, troupe))
    assert [text.index(f"\n  {name}:") for name in ("Cy", "Al", "Bo")] == sorted(
        text.index(f"\n  {name}:") for name in ("Cy", "Al", "Bo")
    )
    assert "\n  Di:" not in text


def test_the_voice_of_the_narrator_is_not_pinned_to_the_i_of_the_story(
    script_of: ScriptMaker, sheet_from: SheetFrom, troupe: VoiceSet
) -> None:
    people = [Character("Jon", gender=Gender.MALE, is_narrator=True)]
    script = script_of([("Jon", "I ran.")], characters=people)
    (member,) = sheet_from(render_sheet(script, assign(script, troupe))).members
    assert (member.is_narrator, member.voice) == (True, None)


def test_an_alias_of_two_people_is_written_once(
    script_of: ScriptMaker, sheet_from: SheetFrom, troupe: VoiceSet
) -> None:
    people = [Character("Bo", ("the boy", "Al"), lines=2), Character("Al", ("the boy",), lines=1)]
    script = script_of([("Bo", "a"), ("Al", "b")], characters=people)
    sheet = sheet_from(render_sheet(script, assign(script, troupe)))
    assert [member.aliases for member in sheet.members] == [("the boy",), ()]


@pytest.mark.parametrize(
    ("speaker", "confidence", "kind", "listed"),
    [
        ("Jon", 0.34, Kind.DIALOGUE, True),
        ("Jon", 0.35, Kind.DIALOGUE, False),
        (None, 0.9, Kind.DIALOGUE, True),
        ("Jon", 0.1, Kind.THOUGHT, True),
        (None, 0.1, Kind.NARRATION, False),
    ],
)
def test_lines_below_the_bar_and_lines_of_nobody_are_listed(
    script_of: ScriptMaker,
    troupe: VoiceSet,
    speaker: str | None,
    confidence: float,
    kind: Kind,
    listed: bool,
) -> None:
    script = script_of([(speaker, "Who goes there?")], kind=kind, confidence=confidence)
    text = render_sheet(script, assign(script, troupe), bar=0.35)
    assert ("Who goes there?" in text) is listed


def test_a_line_that_is_said_twice_is_told_by_what_stands_before_it(
    script_of: ScriptMaker, troupe: VoiceSet
) -> None:
    script = script_of([("Jon", "Yes."), ("Jon", "Yes.")], [("Jon", "Yes.")], confidence=0.1)
    text = render_sheet(script, assign(script, troupe))
    assert "  # - {words: Yes., chapter: 1, speaker: Jon}" in text
    assert "  # - {words: Yes., after: Yes., chapter: 1, speaker: Jon}" in text
    assert "  # - {words: Yes., after: Yes. Yes., chapter: 2, speaker: Jon}" in text


@pytest.mark.parametrize(
    "line",
    [
        "  # - {words: Who goes there, chapter: 1, speaker: Jon}  # 10% sure: by the table",
        "  - {words: Who goes there, chapter: 1, speaker: Mara}",
        "- {words: Who goes there, chapter: 1}",
    ],
)
def test_a_line_that_a_sheet_lists_is_not_listed_again(
    script_of: ScriptMaker, troupe: VoiceSet, line: str
) -> None:
    script = script_of([("Jon", "Who goes there")], confidence=0.1)
    existing = f"characters:\n  Jon:\n  Mara:\ncorrections:\n{line}\n"
    assert render_sheet(script, assign(script, troupe), existing=existing) == existing


def test_marks_alone_are_no_line_to_review(script_of: ScriptMaker, troupe: VoiceSet) -> None:
    script = script_of([("Jon", '""')], confidence=0.1)
    assert Segment is type(script.segments[0])
    assert 'words: ""' not in render_sheet(script, assign(script, troupe))


def test_offsets_by_hand_survive_a_rewrite(
    script_of: ScriptMaker, sheet_from: SheetFrom, troupe: VoiceSet
) -> None:
    script = script_of([("Jon", "Yes.")])
    text = render_sheet(script, assign(script, troupe)).replace("offsets: {rate: 0,", "offsets: {rate: 5,")
    sheet = sheet_from(text)
    assert sheet.members[0].offsets == Offsets(rate_percent=5)
    assert render_sheet(script, assign(script, troupe, sheet), existing=text) == text
