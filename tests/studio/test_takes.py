from dataclasses import dataclass, replace

from hypothesis import given
from hypothesis import strategies as st

from audiobook.model import Chapter, ChapterPlan, Pause, Take, Utterance, Voice
from audiobook.studio.takes import chapter_key, key, takes

MARA = Voice("mara", "espeak", "en+f2")
IVO = Voice("ivo", "tone", "m1")


@dataclass(frozen=True)
class Engine:
    """What takes need to know of an engine; `prints` are the fingerprints of its voices."""

    version: str = "1"
    remembers: bool = True
    prints: tuple[tuple[str, str], ...] = ()

    def fingerprint(self, voice: Voice) -> str:
        return dict(self.prints).get(voice.voice, "")

    def takes_sounds(self, voice: Voice) -> bool:
        return False


MAKERS = {"espeak": Engine(), "tone": Engine()}


def paragraphs(*texts: str, voice: Voice = MARA) -> list[list[Utterance]]:
    return [[Utterance(text, voice, index)] for index, text in enumerate(texts)]


def cut(*texts: str, limit: int = 40) -> list[Take]:
    return list(takes(paragraphs(*texts), limit=limit, makers=MAKERS))


@given(st.lists(st.text("abc ", min_size=1, max_size=30), min_size=1, max_size=30))
def test_takes_hold_every_utterance_once_and_in_order(texts: list[str]) -> None:
    spoken = [u.text for take in cut(*texts) for u in take.utterances]

    assert spoken == texts


def test_a_take_is_not_much_longer_than_its_limit() -> None:
    sizes = [sum(len(u.text) for u in take.utterances) for take in cut(*["word " * 4] * 50)]

    assert max(sizes) <= 60


def test_a_changed_paragraph_changes_only_the_takes_around_it() -> None:
    story = [f"Paragraph number {n} of the story." for n in range(200)]
    changed = [*story[:100], "Something quite different, and longer than what stood there.", *story[101:]]
    before = {take.key for take in cut(*story, limit=300)}
    after = {take.key for take in cut(*changed, limit=300)}

    assert len(after - before) <= 3


def test_a_take_has_one_engine() -> None:
    mixed = [*paragraphs("One."), *paragraphs("Two.", voice=IVO), *paragraphs("Three.")]

    assert [take.engine for take in takes(mixed, limit=400, makers=MAKERS)] == [
        "espeak",
        "tone",
        "espeak",
    ]


def test_utterances_of_an_engine_that_remembers_nothing_stand_alone() -> None:
    makers = {"espeak": Engine(), "tone": Engine(remembers=False)}
    mixed = [*paragraphs("One.", "Two.", voice=IVO), *paragraphs("Three.", "Four.")]

    cut = takes(mixed, limit=400, makers=makers)

    assert [[u.text for u in take.utterances] for take in cut] == [["One."], ["Two."], ["Three.", "Four."]]


def test_another_model_under_the_same_name_is_another_key() -> None:
    said = [Utterance("The rope parted.", MARA, 7)]
    old, new = (Engine(prints=((MARA.voice, model),)) for model in ("sum of one", "sum of another"))

    assert key(said, maker=old) != key(said, maker=new)


def test_the_key_is_of_what_is_heard() -> None:
    said = Utterance("The rope parted.", MARA, 7)
    same = [replace(said, segment=8), replace(said, voice=replace(MARA, gain_db=-3.0, name="other"))]
    other = [
        replace(said, text="The rope held."),
        replace(said, voice=replace(MARA, pitch=51)),
        replace(said, voice=replace(MARA, rate=176)),
        replace(said, voice=replace(MARA, voice="en+f3")),
    ]

    assert {key([u], maker=Engine("1")) for u in same} == {key([said], maker=Engine("1"))}
    assert key([said], maker=Engine("1")) not in {key([u], maker=Engine("1")) for u in other}
    assert key([said], maker=Engine("2")) != key([said], maker=Engine("1"))


def test_a_changed_gain_or_pause_changes_the_chapter_but_no_take() -> None:
    take = cut("One.")[0]
    louder = Take(take.key, take.engine, (replace(take.utterances[0], voice=replace(MARA, gain_db=2)),))
    plan = ChapterPlan(Chapter(0, 0, 4, "One"), "One", (take,), (Pause(100),), 500)

    keys = {
        chapter_key(plan, also=b""),
        chapter_key(plan, also=b"title"),
        chapter_key(replace(plan, takes=(louder,)), also=b""),
        chapter_key(replace(plan, pauses=(Pause(200),)), also=b""),
        chapter_key(replace(plan, tail_ms=1), also=b""),
    }

    assert len(keys) == 5
