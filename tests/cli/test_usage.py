"""What cannot be understood is told in one sentence, with what was meant, and the same look as all errors."""

from pathlib import Path

import pytest

from audiobook.cli import usage
from tests.cli.conftest import Run


@pytest.mark.parametrize(
    ("arguments", "sentence", "hint"),
    [
        ("convert a.txt --formt mp3", "audiobook convert has no option --formt.", "Did you mean --format?"),
        ("convert a.txt --xyzzy", "audiobook convert has no option --xyzzy.", "`audiobook convert --help`"),
        ("convert --version", "audiobook convert has no option --version.", "`audiobook convert --help`"),
        ("--versoin", "audiobook has no option --versoin.", "Did you mean --version?"),
        ("convert", "audiobook convert needs STORY.", "STORY: Story files"),
        ("verify", "audiobook verify needs OUTPUT.", "OUTPUT: The folder of an audiobook."),
        ("convert a.txt --title", "--title needs a value.", "Write it like: --title VALUE"),
        ("convert a.txt --quiet=1", "--quiet takes no value.", "Write --quiet alone."),
        ("convert a.txt --jobs=", "--jobs says no number.", "Give a whole number, 0 or more."),
        ("convert a.txt --jobs x", "--jobs x is no whole number.", "Give a whole number, 0 or more."),
        ("convert a.txt --jobs -1", "--jobs -1 is too little.", "Give 0 or more."),
        ("convert a.txt --bitrate 64k", "--bitrate 64k is no whole number.", "Give a whole number"),
        ("convert a.txt --confidence high", "--confidence high is no number.", "Give a number"),
        ("convert a.txt --confidence 1.5", "--confidence 1.5 is too much.", "Give a number from 0 to 1."),
        ("preview a.txt --seconds abc", "--seconds abc is no number.", "Give a number, 1 or more."),
        ("preview a.txt --seconds nan", "--seconds nan is no number.", "Give a number"),
        ("preview a.txt --seconds 0.5", "--seconds 0.5 is too little.", "Give a number, 1 or more."),
        ("preview a.txt --chapter 0", "--chapter 0 is too little.", "Give 1 or more."),
        ("cache clear --older-than week", "--older-than week is no whole number.", "Give a whole number"),
        ("preview My Story.txt", "does not know what to do with 'Story.txt'.", "quotation marks"),
        ("conver a.txt", "There is no command 'audiobook conver'.", "Did you mean: audiobook convert?"),
        (
            "voices sya x",
            "There is no command 'audiobook voices sya'.",
            "Did you mean: audiobook voices say?",
        ),
        ("xyzzy", "There is no command 'audiobook xyzzy'.", "These are: convert, preview"),
    ],
)
def test_a_slip_is_told_in_a_sentence_with_a_hint(run: Run, arguments: str, sentence: str, hint: str) -> None:
    done = run(*arguments.split())

    first, second = done.err.splitlines()
    assert done.status == 2
    assert done.out == ""
    assert first.startswith("error: ")
    assert first.endswith(sentence)
    assert second.startswith("hint:  ")
    assert hint in second


def test_a_file_that_looks_like_an_option_is_told_how_it_is_named(run: Run, tmp_path: Path) -> None:
    (tmp_path / "--odd.txt").touch()

    assert "If the file is meant, write ./--odd.txt" in run("convert", "--odd.txt").err


@pytest.mark.parametrize("arguments", [(), ("voices",), ("cache",)])
def test_nothing_after_a_family_of_commands_shows_its_help(run: Run, arguments: tuple[str, ...]) -> None:
    done = run(*arguments)

    assert done.status == 2
    assert done.err.startswith("Usage: ")


@pytest.mark.parametrize("arguments", [("--version",), ("--help",), ("convert", "-h")])
def test_a_question_ends_well(run: Run, arguments: tuple[str, ...]) -> None:
    assert run(*arguments).status == 0


def test_numbers_are_read_as_they_are_written() -> None:
    assert usage.whole("--jobs", least=0)("2") == 2
    assert usage.real("--seconds", least=1)("2.5") == 2.5
