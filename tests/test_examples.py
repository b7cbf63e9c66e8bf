"""The example story holds what its page promises."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from audiobook import pipeline
from audiobook.model import Kind
from audiobook.settings import Settings

EXAMPLES = Path(__file__).parents[1] / "examples"
STORY = (EXAMPLES / "the-ninth-lamp.txt").read_text("utf-8")
CHAPTER = re.compile(r"^Chapter (?:One|Two|Three): .+$", re.MULTILINE)
SPEAKERS = ("Nell", "Tobias", "Constable", "Captain Dane", "Josiah", "Rosalind", "lamp", "harbor master")
SAID = r"(?:said|asked|told|called|shouted|went on)"


@pytest.fixture(scope="module")
def book() -> pipeline.Book:
    """The example story, cast as its sheet says."""
    story = EXAMPLES / "the-ninth-lamp.txt"
    return pipeline.book(story, Settings(), story.with_suffix(".cast.yaml"))


def chapters() -> list[str]:
    """The text of each chapter, without its heading."""
    return CHAPTER.split(STORY)[1:]


def paragraphs(text: str) -> list[str]:
    return [paragraph.strip() for paragraph in text.split("\n\n") if paragraph.strip()]


def test_story_has_three_chapters_in_about_three_thousand_words() -> None:
    assert len(chapters()) == 3
    assert 2700 <= len(STORY.split()) <= 3300


@pytest.mark.parametrize(
    "field", ["by", "Fandom:", "Rating:", "Summary:", "Disclaimer:", "A/N:", "Key:", '"Speech"', "'Thoughts'"]
)
def test_front_matter_holds(field: str) -> None:
    front_matter = CHAPTER.split(STORY)[0]

    assert re.search(rf"^{re.escape(field)}", front_matter, re.MULTILINE)


@pytest.mark.parametrize("line", ["*Emphasis*", "::Telepathy (you'll see)::"])
def test_marks_of_the_legend_are_used_in_the_story(line: str) -> None:
    mark = line[: len(line) - len(line.lstrip("*:"))]

    assert f"\n{line}\n" in STORY
    assert any(chapter.count(mark) > 10 for chapter in chapters())


@pytest.mark.parametrize("speaker", SPEAKERS)
def test_characters_speak(speaker: str) -> None:
    name = rf"(?:the )?{speaker}\b"

    assert re.search(rf"[\"':] (?:{name} {SAID}|{SAID} {name})", STORY)


@pytest.mark.parametrize(
    "line",
    ["o0o0o0o", "-x-X-x-", "* * *", "~*~ Flashback ~*~", "~*~ End Flashback ~*~", "Dear Nell,", "THE END"],
)
def test_line_stands_alone_once(line: str) -> None:
    assert paragraphs(STORY).count(line) == 1


def test_chapters_open_or_close_with_notes_one_of_them_unlabelled() -> None:
    last = [paragraphs(chapter)[-1] for chapter in chapters()]

    assert [note.startswith("A/N:") for note in last] == [True, False, True]
    assert paragraphs(chapters()[1])[0].startswith("A/N:")
    assert last[1].startswith("Sorry for the cliffhanger")


def test_a_speech_runs_over_several_paragraphs() -> None:
    opened = [p for p in paragraphs(STORY) if p.startswith('"') and p.count('"') % 2]

    assert len(opened) >= 2


@pytest.mark.parametrize(
    "card", ["The Sea Wall, Saltmarrow\nHalf past four", "The top of the ladder\nFive o'clock"]
)
def test_cards_of_place_and_time_open_chapters(card: str) -> None:
    assert any(chapter.lstrip().startswith(card) for chapter in chapters())


def test_page_of_the_examples_names_every_file() -> None:
    page = (EXAMPLES / "README.md").read_text("utf-8")

    assert all(path.name in page for path in EXAMPLES.iterdir() if path.name != "README.md")


def test_all_marked_telepathy_is_the_lamp_s(book: pipeline.Book) -> None:
    marked = [segment for segment in book.script.segments if book.script.text_of(segment).startswith("::")]
    told = [segment for segment in marked if segment.kind != Kind.NOTE]

    assert len(told) >= 10
    assert {(segment.kind, segment.speaker) for segment in told} == {(Kind.TELEPATHY, "the lamp")}


@pytest.mark.parametrize(
    "words", ["A/N", "Disclaimer", "Rating", "Key:", "Sorry for the cliffhanger", "THE END"]
)
def test_nothing_of_the_author_s_is_spoken(words: str) -> None:
    book = pipeline.book(EXAMPLES / "the-ninth-lamp.txt", Settings())
    spoken = {u.segment for chapter in book.plan.chapters for take in chapter.takes for u in take.utterances}

    assert not [n for n in spoken if words in book.script.text_of(book.script.segments[n])]


@pytest.mark.parametrize(
    "speaker",
    ["Nell", "Tobias", "Constable Ruddock", "Captain Dane", "Josiah Crane", "Rosalind", "the harbor master"],
)
def test_everyone_has_a_voice_of_their_own(book: pipeline.Book, speaker: str) -> None:
    voices = [voice.name for voice in book.cast.characters.values()]

    assert voices.count(book.cast.characters[speaker].name) == 1


def test_sheet_casts_the_story_by_age_and_by_hand(book: pipeline.Book) -> None:
    voices = book.cast.characters

    assert (voices["Nell"].age, voices["Tobias"].age, voices["Rosalind"].age) == ("child", "teen", "old")
    assert voices["the lamp"].name == "hazel"


def test_sheet_corrects_who_speaks_in_the_fog(book: pipeline.Book) -> None:
    line = '"There was a girl named Rosalind,"'
    speakers = [s.speaker for s in book.script.segments if book.script.text_of(s) == line]

    assert speakers == ["Rosalind"]
