from collections import Counter
from collections.abc import Callable

from audiobook.casting.speech import Acquaintance, Debut, speech_of
from audiobook.model import Kind, Script


def test_who_is_new_in_a_chapter_stands_in_it_the_most_heard_first(script_of: Callable[..., Script]) -> None:
    script = script_of(
        [("Jon", "Yes."), ("Mara", "No, never."), ("Jon", "Oh.")], [("Jon", "Hm."), ("Ada", "Ah.")]
    )
    first, second = speech_of(script)
    assert first.debuts == (Debut("Mara", 1, 10), Debut("Jon", 2, 7))
    assert second.debuts == (Debut("Ada", 1, 3),)
    assert second.heard == Counter({"Jon": 3, "Ada": 3})


def test_equals_stand_in_the_order_of_the_alphabet(script_of: Callable[..., Script]) -> None:
    (chapter,) = speech_of(script_of([("Zoe", "Yes."), ("Ada", "Yes.")]))
    assert [debut.name for debut in chapter.debuts] == ["Ada", "Zoe"]


def test_people_meet_in_turns_next_to_each_other_or_over_one_between(
    script_of: Callable[..., Script],
) -> None:
    turns = [(name, "Yes.") for name in ("Ada", "Ada", "Bo", "Cy", "Di")]
    (chapter,) = speech_of(script_of(turns))
    assert chapter.meetings["Ada", "Bo"] == chapter.meetings["Bo", "Ada"] == 1
    assert chapter.meetings["Ada", "Cy"] == 1
    assert chapter.meetings["Ada", "Di"] == 0
    assert chapter.meetings["Ada", "Ada"] == 0


def test_nobody_meets_across_chapters(script_of: Callable[..., Script]) -> None:
    chapters = speech_of(script_of([("Ada", "Yes.")], [("Bo", "Yes.")]))
    assert not any(chapter.meetings for chapter in chapters)


def test_only_what_characters_say_counts(script_of: Callable[..., Script]) -> None:
    assert speech_of(script_of([("Ada", "Yes.")], kind=Kind.WRITTEN)) == ()
    assert speech_of(script_of([(None, "Yes.")])) == ()


def test_acquaintance_grows_chapter_by_chapter(script_of: Callable[..., Script]) -> None:
    known = Acquaintance()
    for chapter in speech_of(script_of([("Ada", "Yes."), ("Bo", "No.")], [("Bo", "Ah."), ("Ada", "Oh.")])):
        known.add(chapter)
    assert known.heard == Counter({"Ada": 7, "Bo": 6})
    assert known.meetings["Ada", "Bo"] == 2
