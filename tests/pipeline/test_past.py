"""A story grows, and what was decided of it stays."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audiobook import pipeline
from audiobook.model import SPOKEN_BY_CHARACTERS, Audiobook, Cast, Past, Script, Sheet
from audiobook.pipeline.past import PAST_NAME, past_after, past_text, read_past
from audiobook.settings import Settings

TONE = Settings(engine="tone", jobs=1)

BEGINNING = """\
The Ferry

Chapter 1

Mara shut the door. Ivo looked up.

"You are late," said Ivo. "Sit."

"The bridge is out," Mara said.

"Since when?"

"Since noon."

Chapter 2

"Tom will know," said Mara. The guard looked at them.

"Nobody passes," said the guard.

"And why not?" Ivo asked.
"""

# Full names, other names, and pronouns that speak against the genders that were guessed before.
REVELATION = """
Chapter 3

Thomas Finch came in. Mara Venn stood up. He was called Tom by everybody.

"Tom! At last," said Captain Venn.

"I came as fast as I could," said Thomas. "Mara, the guard let me pass."

Ivo put down her cup. She sighed. "She is right," Ivo told herself. Ivo took her hat.

"Ivona, wait," called Captain Venn. Ivona Hale waited. Ivona Hale looked round. She smiled.
"""

PARAGRAPHS = [
    "Mara shut the door behind her. She sat down.",
    "Ivo looked up from his book. He said nothing.",
    "Thomas Finch came in. Tom was wet.",
    "Captain Venn stood by the window, and Mrs. Hale beside her.",
    '"You are late," said Ivo.',
    '"The bridge is out," Mara said. "Ask Tom."',
    '"I know, Captain," said Thomas.',
    '"Nobody passes," said the guard.',
    '"Why?"',
    '"Because I say so."',
    '"Mara Venn, you will come with me," said Mrs. Hale.',
    '"I will not," she said.',
    '"Eliza, leave her," he muttered.',
    "I did not like it. My hands were cold, and I told them so, and we went down to the river.",
    '"Then go," I said.',
]

CHAPTERS = st.lists(st.lists(st.sampled_from(PARAGRAPHS), min_size=1, max_size=9), min_size=2, max_size=4)


def text_of(chapters: list[list[str]]) -> str:
    return "\n\n".join("\n\n".join((f"Chapter {n}", *some)) for n, some in enumerate(chapters, 1)) + "\n"


def decide(text: str, past: Past, sheet: Sheet | None = None) -> tuple[Script, Cast, Past]:
    script = pipeline.script(pipeline.read_text(text), sheet, past)
    _, cast = pipeline.cast(script, TONE, sheet or Sheet(), past)
    return script, cast, past_after(script, cast, past)


def heard(script: Script, cast: Cast) -> list[tuple[str, str | None, str | None, float]]:
    """Each line, with who says it in which voice, and how sure that is."""
    return [
        (script.text_of(s), s.speaker, cast.characters[s.speaker].name if s.speaker else None, s.confidence)
        for s in script.segments
        if s.kind in SPOKEN_BY_CHARACTERS
    ]


def convert(text: str, *, recast: bool = False, sheet: str = "") -> Audiobook:
    Path("story.txt").write_text(text, "utf-8")
    path = None
    if sheet:
        path = Path("story.cast.yaml")
        path.write_text(sheet, "utf-8")
    book = pipeline.book("story.txt", TONE, path, folder=None if recast else "out")
    return pipeline.produce(book, "out", TONE)


def digests(made: Audiobook) -> dict[str, str]:
    folder = Path(made.folder)
    return {file.name: hashlib.sha256((folder / file.name).read_bytes()).hexdigest() for file in made.files}


@pytest.fixture(autouse=True)
def _here(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)


@settings(deadline=None, max_examples=15)
@given(CHAPTERS)
def test_a_new_chapter_changes_no_name_and_no_voice_of_those_before(chapters: list[list[str]]) -> None:
    past = Past()
    before: list[tuple[str, str | None, str | None, float]] = []
    for count in range(1, len(chapters) + 1):
        script, cast, past = decide(text_of(chapters[:count]), past)
        now = heard(script, cast)
        assert now[: len(before)] == before
        before = now


@pytest.mark.parametrize("name", ["000.txt", "written/v01-deadweight.txt", "written/w01-*.txt"])
def test_no_line_of_a_real_story_changes_when_it_grows(name: str) -> None:
    stories = Path(__file__).parents[2].parent / "shared/eval/stories"
    found = sorted(stories.glob(name))
    if not found:
        pytest.skip("the stories are not here")
    paragraphs = [part for part in found[0].read_text("utf-8").split("\n\n") if part.strip()]
    third = len(paragraphs) // 3
    chapters = [paragraphs[:third], paragraphs[third : 2 * third], paragraphs[2 * third :]]
    past = Past()
    before: list[tuple[str, str | None, str | None, float]] = []
    for count in (1, 2, 3):
        script, cast, past = decide(text_of(chapters[:count]), past)
        now = heard(script, cast)
        assert now[: len(before)] == before
        before = now


def test_without_the_past_the_new_chapter_would_have_changed_something() -> None:
    script, cast, _ = decide(BEGINNING, Past())
    grown = heard(*decide(BEGINNING + REVELATION, Past())[:2])
    assert grown[: len(heard(script, cast))] != heard(script, cast)


def test_finished_files_stay_byte_for_byte() -> None:
    first = convert(BEGINNING)
    before = {path: path.stat().st_mtime_ns for path in Path(first.folder).glob("*.mp3")}
    second = convert(BEGINNING + REVELATION)
    assert digests(second).items() > digests(first).items()
    assert second.files_kept == 2
    assert all(path.stat().st_mtime_ns == time for path, time in before.items())


def test_the_same_story_again_keeps_the_same_past() -> None:
    kept = (Path(convert(BEGINNING).folder) / PAST_NAME).read_bytes()
    assert (Path(convert(BEGINNING).folder) / PAST_NAME).read_bytes() == kept


def test_recast_is_as_if_it_were_the_first_time() -> None:
    convert(BEGINNING)
    convert(BEGINNING + REVELATION)
    recast = digests(convert(BEGINNING + REVELATION, recast=True))
    for path in Path("out/The Ferry").iterdir():
        path.unlink()
    assert digests(convert(BEGINNING + REVELATION)) == recast


def test_a_mended_paragraph_changes_nobody_elsewhere() -> None:
    text = BEGINNING + REVELATION
    script, cast, past = decide(text, Past())
    mended = text.replace("Nobody passes", "Nobody passes here").replace(
        "Chapter 1", 'Prologue\n\n"Ho!"\n\nChapter 1'
    )
    now = heard(*decide(mended, past)[:2])
    gone = [line for line in heard(script, cast) if line not in now]
    assert all("passes" in line[0] or line[3] < 1 for line in gone)


def test_curly_quotation_marks_change_nobody() -> None:
    script, cast, past = decide(BEGINNING, Past())
    parts = BEGINNING.split('"')
    curly = "".join(part + "“”"[at % 2] for at, part in enumerate(parts[:-1])) + parts[-1]
    now = heard(*decide(curly, past)[:2])
    assert [line[1:] for line in now] == [line[1:] for line in heard(script, cast)]


@pytest.mark.parametrize(
    ("sheet", "speakers"),
    [
        ("characters: {Captain Venn: {aliases: [Mara]}}", {"Captain Venn", "Ivo", "the guard"}),
        ("characters: {Mara: {aliases: [Ivo]}}", {"Mara", "the guard"}),
        ("not_characters: [the guard]\ncharacters: {Mara: {gender: m}}", {"Mara", "Ivo", "the guard"}),
        ('corrections: [{words: "Since when?", speaker: Tom}]', {"Mara", "Ivo", "Tom", "the guard"}),
    ],
)
def test_the_sheet_goes_before_the_past(sheet: str, speakers: set[str]) -> None:
    convert(BEGINNING)
    made = convert(BEGINNING, sheet=sheet)
    rows = json.loads((Path(made.folder) / "manifest.json").read_text("utf-8"))["segments"]
    assert {row["speaker"] for row in rows} - {None} == speakers


def test_a_correction_taken_back_is_taken_back() -> None:
    plain = heard(*decide(BEGINNING, Past())[:2])
    convert(BEGINNING, sheet='corrections: [{words: "Since when?", speaker: Tom}]')
    convert(BEGINNING)
    script = pipeline.kept_script("story.txt", Sheet(), Path("out"))
    assert [s.speaker for s in script.segments if s.kind in SPOKEN_BY_CHARACTERS] == [
        who for _, who, *_ in plain
    ]


def test_a_voice_by_the_sheet_goes_before_the_one_there_was() -> None:
    convert(BEGINNING)
    names = [voice.name for voice in pipeline.voices(TONE).voices]
    made = convert(BEGINNING, sheet=f"characters: {{Mara: {{voice: {names[-1]}}}}}")
    rows = json.loads((Path(made.folder) / "manifest.json").read_text("utf-8"))["segments"]
    assert {row["voice"] for row in rows if row["speaker"] == "Mara" and row["voice"]} == {names[-1]}


def test_each_voice_set_keeps_its_own_cast() -> None:
    script, cast, past = decide(BEGINNING, Past())
    other = replace(cast, voices="other", characters={})
    assert past_after(script, other, past).voices[cast.voices] == past.voices[cast.voices]


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "{}", '{"version": 2}', '{"version": 1, "speakers": 3}', "\0"]
)
def test_a_past_that_is_damaged_is_left_aside(tmp_path: Path, text: str) -> None:
    (tmp_path / PAST_NAME).write_text(text, "utf-8")
    assert read_past(tmp_path) == Past()


def test_the_past_read_and_written_is_unchanged(tmp_path: Path) -> None:
    past = decide(BEGINNING + REVELATION, Past())[2]
    (tmp_path / PAST_NAME).write_text(past_text(past), "utf-8")
    assert read_past(tmp_path) == past
