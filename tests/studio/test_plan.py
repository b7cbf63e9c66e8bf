import math
from dataclasses import replace

import pytest

from audiobook.engines.tone import Tone
from audiobook.model import (
    Block,
    Cast,
    Chapter,
    Kind,
    Mark,
    MarkKind,
    Pause,
    Plan,
    Pronunciation,
    Role,
    Script,
    Segment,
    Source,
    Story,
    Utterance,
    Voice,
)
from audiobook.settings import Pauses, Settings
from audiobook.studio.plan import plan, seconds_of, shortened, shown_text

NARRATOR = Voice("rowan", "tone", "man1")
MARA = Voice("mara", "tone", "woman1")
PAUSES = Pauses()
Part = tuple[str, Kind]


def script(*paragraphs: list[Part], scenes: tuple[int, ...] = (), marks: tuple[Mark, ...] = ()) -> Script:
    """A script of one chapter from paragraphs of (text, kind); Mara says all that is said."""
    text, blocks, segments = "", [], []
    for index, parts in enumerate(paragraphs):
        text += "\n\n" if text else ""
        first = len(text)
        for words, kind in parts:
            speaker = "Mara" if kind in {Kind.DIALOGUE, Kind.THOUGHT} else None
            segments.append(Segment(len(text), len(text) + len(words), kind, index, 0, speaker=speaker))
            text += words
        blocks.append(Block(first, len(text), marks=marks if index == 0 else ()))
    story = Story(text, tuple(blocks), Source("story.txt", ""))
    chapter = Chapter(0, 0, len(text), "One")
    return Script(story, (chapter,), tuple(segments), tuple(blocks[i].start for i in scenes), ())


def planned(made: Script, settings: Settings | None = None, *, notes: dict[str, str] | None = None) -> Plan:
    cast = Cast(dict.fromkeys(Role, NARRATOR), {"Mara": MARA}, notes=notes or {})
    return plan(
        made,
        cast,
        settings or Settings(),
        voice_for=lambda segment: cast.characters.get(segment.speaker or "", NARRATOR),
        makers={"tone": Tone()},
    )


def spoken(made: Plan) -> list[Utterance]:
    return [u for chapter in made.chapters for take in chapter.takes for u in take.utterances]


def pauses(made: Plan) -> list[Pause]:
    return [pause for chapter in made.chapters for pause in chapter.pauses]


def test_every_segment_with_words_is_spoken_by_its_voice() -> None:
    made = planned(script([('"Run,"', Kind.DIALOGUE), (" said Mara.", Kind.NARRATION)]))

    assert [(u.segment, u.voice.name) for u in spoken(made)] == [(0, "mara"), (1, "rowan")]
    assert made.skipped == {}


@pytest.mark.parametrize(
    ("part", "why"),
    [
        (("* * *", Kind.SKIP), "mark"),
        (("Next chapter", Kind.NAVIGATION), "page"),
        (("A/N: Sorry for the wait!", Kind.NOTE), "author's note"),
        (("—", Kind.NARRATION), "nothing to say"),
    ],
)
def test_what_is_not_spoken_says_why(part: Part, why: str) -> None:
    made = planned(script([("The rope parted.", Kind.NARRATION)], [part]))

    assert [u.segment for u in spoken(made)] == [0]
    assert why in made.skipped[1]


@pytest.mark.parametrize(("wish", "order"), [("skip", [1]), ("read", [0, 1]), ("end", [1, 0])])
def test_notes_are_skipped_read_or_kept_for_the_end(wish: str, order: list[int]) -> None:
    made = planned(
        script([("A/N: Sorry!", Kind.NOTE)], [("The rope parted.", Kind.NARRATION)]), Settings(notes=wish)
    )

    assert [u.segment for u in spoken(made)] == order


NOTE = [("A/N: Sorry!", Kind.NOTE)]
TOLD = [("The rope parted.", Kind.NARRATION)]
AFTER = [("The boat swung out.", Kind.NARRATION)]


@pytest.mark.parametrize(
    ("paragraphs", "chimes", "at_the_end"),
    [
        ([NOTE, TOLD, AFTER], [True, False], False),
        ([TOLD, NOTE, NOTE, AFTER], [False, True], False),
        ([TOLD, AFTER, NOTE], [False, False], True),
        ([TOLD, AFTER], [False, False], False),
        (
            [[("The rope parted ", Kind.NARRATION), *NOTE, (" at last.", Kind.NARRATION)]],
            [False, True],
            False,
        ),
    ],
)
def test_a_chime_tells_of_the_notes_left_out(
    paragraphs: list[list[Part]], chimes: list[bool], at_the_end: bool
) -> None:
    made = planned(script(*paragraphs), Settings(notes="chime"))

    assert [pause.note for pause in pauses(made)] == chimes
    assert made.chapters[0].ends_in_note is at_the_end
    assert all(pause.ms >= PAUSES.note for pause in pauses(made) if pause.note)
    assert all(made.script.segments[u.segment].kind is not Kind.NOTE for u in spoken(made))


def test_notes_without_story_are_no_chapter_for_all_their_chimes() -> None:
    assert planned(script(NOTE), Settings(notes="chime")).chapters == ()


@pytest.mark.parametrize("otherwise", ["skip", "read", "end", "chime"])
def test_every_topic_may_have_its_own_choice(otherwise: str) -> None:
    topics = {"warning": "read", "disclaimer": "skip", "author": "chime", "legend": "end"}
    made = script(*[[(f"About {topic}.", Kind.NOTE)] for topic in topics], TOLD)
    segments = [replace(s, topic=topic) for s, topic in zip(made.segments, [*topics, ""], strict=True)]

    plan = planned(replace(made, segments=tuple(segments)), Settings(notes=otherwise), notes=topics)

    assert [u.text for u in spoken(plan)] == ["About warning.", "The rope parted.", "About legend."]
    assert [pause.note for pause in pauses(plan)] == [False, True, False]
    assert set(plan.skipped) == {1, 2}


def test_a_preview_that_stops_early_has_no_chime_of_the_end() -> None:
    made = planned(
        script(TOLD, [("It was old. " * 40, Kind.NARRATION)], AFTER, NOTE), Settings(notes="chime")
    )

    assert made.chapters[0].ends_in_note
    for seconds, whole in ((1, False), (900, True), (1e308, True), (math.inf, True)):
        short = shortened(made.chapters[0], seconds=seconds, settings=Settings(), makers={"tone": Tone()})
        assert short.ends_in_note is whole


def test_the_casting_sheet_decides_about_notes_of_a_topic() -> None:
    made = script([("Warning: storms.", Kind.NOTE)], [("The rope parted.", Kind.NARRATION)])
    made = replace(made, segments=(replace(made.segments[0], topic="warning"), made.segments[1]))

    assert [u.segment for u in spoken(planned(made, notes={"warning": "read"}))] == [0, 1]


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ([('"Run,"', Kind.DIALOGUE), (" said Mara.", Kind.NARRATION)], PAUSES.tag),
        ([('"Run!"', Kind.DIALOGUE), (" said Mara.", Kind.NARRATION)], PAUSES.tag),
        ([('"Run!"', Kind.DIALOGUE), (" She was gone.", Kind.NARRATION)], PAUSES.sentence),
        ([("She turned. ", Kind.NARRATION), ('"Run!"', Kind.DIALOGUE)], PAUSES.sentence),
        ([("She said, ", Kind.NARRATION), ('"run."', Kind.DIALOGUE)], PAUSES.tag),
    ],
)
def test_a_tag_follows_its_quotation_closely(parts: list[Part], expected: int) -> None:
    assert pauses(planned(script(parts)))[1] == Pause(expected)


def test_paragraphs_scenes_and_headings_have_their_own_pauses() -> None:
    made = planned(
        script(
            [("Chapter One", Kind.HEADING)],
            [("The rope parted.", Kind.NARRATION)],
            [("The boat swung out.", Kind.NARRATION)],
            [("* * *", Kind.SKIP)],
            [("Night came.", Kind.NARRATION)],
            scenes=(4,),
        )
    )

    assert pauses(made) == [
        Pause(PAUSES.head, title=True),
        Pause(PAUSES.heading),
        Pause(PAUSES.paragraph, paragraph=True),
        Pause(PAUSES.scene, chime=True, paragraph=True),
    ]


def test_a_long_paragraph_is_spoken_in_several_utterances() -> None:
    made = planned(script([("The rope parted. " * 100, Kind.NARRATION)]), Settings(utterance_chars=200))

    assert len(spoken(made)) > 8
    assert all(len(u.text) <= 200 for u in spoken(made))
    assert pauses(made)[1] == Pause(PAUSES.sentence)


def test_delimiters_of_emphasis_are_not_shown() -> None:
    marks = (Mark(4, 10, MarkKind.EMPHASIS, delimiter=1), Mark(11, 21, MarkKind.STRONG, delimiter=2))
    made = script([("The _rope_ **parted**\nat last.", Kind.NARRATION)], marks=marks)

    assert shown_text(made, made.segments[0]) == "The rope parted at last."


def test_what_a_mark_says_is_said_instead() -> None:
    made = script([("See Xylq here.", Kind.NARRATION)], marks=(Mark(4, 8, MarkKind.SAID, value="Silk"),))

    assert shown_text(made, made.segments[0]) == "See Silk here."


def test_a_chapter_whose_text_lacks_its_title_has_it_spoken() -> None:
    made = script([("The rope parted.", Kind.NARRATION)])
    metadata = replace(made.story.metadata, title="The Ferry")
    made = replace(made, story=replace(made.story, metadata=metadata))

    assert next((u.segment, u.text) for u in spoken(planned(made))) == (-1, "One")


def test_a_preview_is_the_beginning_of_the_same_plan() -> None:
    whole = planned(script(*[[(f"Sentence number {n}.", Kind.NARRATION)] for n in range(100)])).chapters[0]

    short = shortened(whole, seconds=10, settings=Settings(), makers={"tone": Tone()})

    said = [u.text for take in short.takes for u in take.utterances]
    assert said[:-1] == [u.text for take in whole.takes for u in take.utterances][: len(said) - 1]
    assert len(short.pauses) == len(said)


@pytest.mark.parametrize("seconds", [8, 10, 20, 45, 90, 200])
@pytest.mark.parametrize("rate", [120, 175, 260])
@pytest.mark.parametrize("words", [6, 30, 300])
def test_a_preview_is_about_as_long_as_asked_for(seconds: int, rate: int, words: int) -> None:
    voice = replace(NARRATOR, rate=rate)
    sentence = "The rope of the ferry parted, and all of them ran. " * (words // 6)
    made = script(*[[(sentence.strip(), Kind.NARRATION)] for _ in range(1000 // words)])
    cast = Cast(dict.fromkeys(Role, voice), {})
    makers = {"tone": Tone()}
    whole = plan(made, cast, Settings(), voice_for=lambda _: voice, makers=makers).chapters[0]

    short = shortened(whole, seconds=seconds, settings=Settings(), makers=makers)

    # 12 %: a word more or less of a few seconds
    assert seconds_of([short]) == pytest.approx(min(seconds, seconds_of([whole])), rel=0.12)
    said, meant = ([u.text for take in chapter.takes for u in take.utterances] for chapter in (short, whole))
    assert said[:-1] == meant[: len(said) - 1]
    assert meant[len(said) - 1].startswith(said[-1])
    assert said[-1] == meant[len(said) - 1] or said[-1][-1].isspace()


def test_the_length_of_a_chapter_is_guessed_from_its_words_and_pauses() -> None:
    made = planned(script([("word " * 350, Kind.NARRATION)]))

    assert 90 < seconds_of(made.chapters) < 130


class Phonetic(Tone):
    """An engine whose voices take sounds."""

    def takes_sounds(self, voice: Voice) -> bool:
        return True


def test_each_voice_is_given_a_word_in_the_way_that_it_takes() -> None:
    made = script([('"Kaede,"', Kind.DIALOGUE), (" said Kaede.", Kind.NARRATION)])
    narrator = replace(NARRATOR, engine="phonetic")
    cast = Cast(
        dict.fromkeys(Role, narrator),
        {"Mara": MARA},
        pronunciations=(Pronunciation("Kaede", "kah eh deh", ipa="kaˈede"),),
    )

    heard = plan(
        made,
        cast,
        Settings(),
        voice_for=lambda segment: cast.characters.get(segment.speaker or "", narrator),
        makers={"tone": Tone(), "phonetic": Phonetic()},
    )

    assert [u.text for u in spoken(heard)] == ["kah eh deh", "said ⟦kɑːˈɛdɛ⟧."]
