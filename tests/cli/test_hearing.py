"""Voices heard before a story is converted."""

from pathlib import Path

import pytest

from tests.cli.conftest import Run

SHEET = """\
pronunciations:
  - {written: Kaede, ipa: kaˈede}
characters:
  Mara Venn: {voice: clara, offsets: {pitch: 5}}
  Kaede: {voice: freya}
  Somebody: {gender: m}
"""


@pytest.fixture
def sheet() -> Path:
    path = Path("story.cast.yaml")
    path.write_text(SHEET, "utf-8")
    return path


def test_a_voice_says_a_sentence_and_shows_what_it_is_given(run: Run) -> None:
    done = run("voices", "say", "clara", "W-what?! HE PAID $3.50...", "-o", "said.mp3")

    assert done.status == 0
    assert done.out.strip() == "said.mp3"
    assert "clara says: wuh-what? he paid 3 dollars and 50 cents..." in done.err


def test_a_character_of_a_casting_sheet_speaks_by_its_words(run: Run, sheet: Path) -> None:
    done = run("voices", "say", "Mara Venn", "Kaede is here.", "--cast", sheet)

    assert done.status == 0
    assert "Mara Venn says: ⟦kɑːˈɛdɛ⟧ is here." in done.err


def test_words_of_the_users_own_lexicon_hold_for_every_voice(run: Run, own_folders: Path) -> None:
    (own_folders / "lexicon.yaml").write_text("pronunciations: [{written: Holt, said: halt}]\n", "utf-8")

    assert "clara says: halt!" in run("voices", "say", "clara", "Holt!").err


@pytest.mark.parametrize(("name", "guess"), [("clar", "clara"), ("Mara Ven", "Mara Venn")])
def test_who_is_not_there_is_told_with_a_guess(run: Run, sheet: Path, name: str, guess: str) -> None:
    done = run("voices", "say", name, "Hello.", "--cast", sheet)

    assert done.status == 4
    assert f"Did you mean '{guess}'?" in done.err


def test_nothing_to_say_is_told(run: Run) -> None:
    done = run("voices", "say", "clara", "***")

    assert done.status == 2
    assert "nothing to say" in done.err


def test_all_voices_of_a_set_introduce_themselves_in_one_file(run: Run) -> None:
    done = run("voices", "audition", "--engine", "tone", "-o", "all.mp3")

    assert done.status == 0
    assert done.out.strip() == "all.mp3"
    assert "voices, " in done.err
    assert Path("all.mp3").stat().st_size > 1000


def test_the_cast_of_a_sheet_introduces_itself(run: Run, sheet: Path) -> None:
    done = run("voices", "audition", "--cast", sheet)

    assert done.status == 0
    assert Path(done.out.strip()).exists()
    assert done.err.startswith("2 voices, ")


def test_a_sheet_without_voices_has_nobody_to_introduce(run: Run) -> None:
    Path("empty.yaml").write_text("characters: {Mara: {gender: f}}\n", "utf-8")

    done = run("voices", "audition", "--cast", "empty.yaml")

    assert done.status == 4
    assert "No character" in done.err


def test_lines_of_one_character_are_heard(run: Run, story: Path) -> None:
    done = run("preview", story, "--character", "mara", "--engine", "tone", "-o", "mara.mp3")

    assert done.status == 0
    assert "Mara: some lines of" in done.err
    assert Path("mara.mp3").stat().st_size > 1000


@pytest.mark.parametrize(
    ("wishes", "told"),
    [
        (("--character", "Marra"), "Did you mean 'Mara'?"),
        (("--character", "Xyzzy"), "These speak: "),
        (("--character", "Mara", "--chapter", "9"), "There is no chapter 9"),
    ],
)
def test_a_character_or_chapter_that_is_not_there_is_told(
    run: Run, story: Path, wishes: tuple[str, ...], told: str
) -> None:
    done = run("preview", story, *wishes)

    assert done.status == 2
    assert told in done.err
