"""The examples on the pages for users are true."""

from collections.abc import Iterable
from pathlib import Path

import pytest

from audiobook.casting import check_file, load_sheet, load_voices
from audiobook.casting.forms import MEMBER_FIELDS, PRONUNCIATION_FIELDS, SHEET_FIELDS, VOICE_FIELDS
from audiobook.casting.library import shipped_folder
from audiobook.model import Kind, Role
from audiobook.settings import NOTE_CHOICES, NOTE_TOPICS

DOCS = Path(__file__).parents[2] / "docs"
MARK = "<!-- example: a test loads this -->\n```yaml\n"


def _example(page: str) -> str:
    return (DOCS / page).read_text(encoding="utf-8").split(MARK)[1].split("```")[0]


def _needs_shipped_voices() -> None:
    if not (shipped_folder() / "espeak.yaml").is_file():
        pytest.skip("no shipped voices")


def test_the_example_of_a_voice_set_loads(tmp_path: Path) -> None:
    _needs_shipped_voices()
    (tmp_path / "mine.yaml").write_text(_example("voices.md"), encoding="utf-8")
    shipped, mine = load_voices("espeak"), load_voices(str(tmp_path / "mine.yaml"))
    rowan, changed, maud = shipped.voice("rowan"), mine.voice("rowan"), mine.voice("maud")
    assert rowan is not None
    assert changed is not None
    assert maud is not None
    assert changed.pitch == rowan.pitch + 5
    assert (maud.rate, maud.pitch, maud.engine) == (rowan.rate - 10, changed.pitch, rowan.engine)
    assert mine.roles[Role.NARRATOR] == "maud"
    assert [voice.name for voice in mine.voices[-2:]] == ["maud", "thorn"]


def test_the_example_about_notes_loads_and_names_every_choice_but_one(tmp_path: Path) -> None:
    (tmp_path / "story.cast.yaml").write_text(_example("notes-and-voices.md"), encoding="utf-8")
    sheet = load_sheet(tmp_path / "story.cast.yaml")
    assert sheet.notes == {"warning": "read", "disclaimer": "skip", "author": "chime", "summary": "end"}


def test_the_page_about_notes_tells_of_every_kind_topic_and_choice() -> None:
    page = (DOCS / "notes-and-voices.md").read_text(encoding="utf-8")
    assert [kind for kind in Kind if kind is not Kind.SKIP and f"| {kind} |" not in page] == []
    assert [topic for topic in NOTE_TOPICS if f"| `{topic}` |" not in page] == []
    assert [choice for choice in NOTE_CHOICES if f"--notes {choice}`" not in page] == []


def test_the_example_of_a_casting_sheet_loads(tmp_path: Path) -> None:
    for sound in ("surf.wav", "bell.wav", "harp.mp3"):
        (tmp_path / "sounds").mkdir(exist_ok=True)
        (tmp_path / "sounds" / sound).touch()
    (tmp_path / "sheet.yaml").write_text(_example("casting-sheet.md"), encoding="utf-8")
    sheet = load_sheet(tmp_path / "sheet.yaml")
    assert [member.name for member in sheet.members] == ["Mara Venn", "Jon", "Ysolde"]
    assert [line.speaker for line in sheet.corrections] == ["Jon", "Mara Venn", None]
    assert sheet.voices == "espeak"


def test_the_example_of_a_lexicon_loads_as_a_lexicon_and_as_a_sheet(tmp_path: Path) -> None:
    file = tmp_path / "lexicon.yaml"
    file.write_text(_example("what-is-said.md"), encoding="utf-8")
    assert check_file(file) == "lexicon.yaml is a lexicon with 5 pronunciations."
    assert [word.written for word in load_sheet(file).pronunciations[:2]] == ["Siobhan", "Kaede"]


def test_the_example_of_a_casting_sheet_names_voices_that_there_are() -> None:
    _needs_shipped_voices()
    names = {voice.name for voice in load_voices("espeak").voices}
    example = _example("casting-sheet.md")
    assert {line.split()[1] for line in example.splitlines() if line.strip().startswith("voice:")} <= names


@pytest.mark.parametrize(
    ("page", "keys"),
    [
        ("voices.md", VOICE_FIELDS),
        ("casting-sheet.md", MEMBER_FIELDS),
        ("casting-sheet.md", SHEET_FIELDS),
        ("what-is-said.md", PRONUNCIATION_FIELDS),
    ],
)
def test_the_pages_explain_every_key(page: str, keys: Iterable[str]) -> None:
    rows = [line for line in (DOCS / page).read_text(encoding="utf-8").splitlines() if line.startswith("| `")]
    explained = " ".join(row.split("|")[1] for row in rows)
    assert [key for key in keys if f"`{key}`" not in explained] == []
