"""Whatever a user may write wrongly is told in one sentence, with the file and the line."""

from __future__ import annotations

import contextlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audiobook.casting import load_sheet, load_voices
from audiobook.casting.document import parse_document, read_document
from audiobook.casting.profiles import voice_set_of
from audiobook.casting.sheet import sheet_of
from audiobook.errors import CastError

LONGEST_SENTENCE = 200  # characters; a value may be a whole file

VOICE = "  ivy: {engine: tone, voice: a}\n"

# the file, where the message says the fault is, words of the message, words of the hint
VOICE_SET_MISTAKES = {
    "a wrong key of a voice": (
        "voices:\n  ivy:\n    engine: tone\n    voice: a\n    pich: 5\n",
        5,
        "unknown key 'pich'",
        "did you mean 'pitch'?",
    ),
    "a wrong key at the top": ("voics: {}\n", 1, "unknown key 'voics'", "did you mean 'voices'?"),
    "a key nothing like any other": ("wobble: 3\n", 1, "unknown key 'wobble'", "known keys: name, extends"),
    "a word for a number": (f"voices:\n{VOICE[:-2]}, rate: fast}}\n", 2, "'rate' must be a whole number", ""),
    "a fraction for a whole number": (
        f"voices:\n{VOICE[:-2]}, pitch: 4.5}}\n",
        2,
        "'pitch' must be a whole number, not '4.5'",
        "",
    ),
    "a list for a number": (
        f"voices:\n{VOICE[:-2]}, rate: [1]}}\n",
        2,
        "'rate' must be text, not a list",
        "",
    ),
    "a rate too high": (
        f"voices:\n{VOICE[:-2]}, rate: 4000}}\n",
        2,
        "'rate' cannot be 4000",
        "from 80 to 450",
    ),
    "a pitch too high": (
        f"voices:\n{VOICE[:-2]}, pitch: 101}}\n",
        2,
        "'pitch' cannot be 101",
        "from 0 to 100",
    ),
    "a gain too loud": (f"voices:\n{VOICE[:-2]}, gain_db: 90}}\n", 2, "'gain_db' cannot be 90", "-30 to 12"),
    "a gain that is no number": (
        f"voices:\n{VOICE[:-2]}, gain_db: nan}}\n",
        2,
        "'gain_db' cannot be nan",
        "",
    ),
    "a step with nothing below": (
        f"voices:\n{VOICE[:-2]}, pitch: +5}}\n",
        2,
        "'pitch' is a step up or down, but 'ivy' extends no other voice",
        "without a sign",
    ),
    "a wrong gender": (
        f"voices:\n{VOICE[:-2]}, gender: female}}\n",
        2,
        "'gender' cannot be 'female'",
        "one of m, f",
    ),
    "a wrong age": (
        f"voices:\n{VOICE[:-2]}, age: adlt}}\n",
        2,
        "'age' cannot be 'adlt'",
        "did you mean 'adult'?",
    ),
    "a key twice": (
        "voices:\n  ivy:\n    engine: tone\n    engine: tone\n",
        4,
        "'engine' is written twice",
        "line 3",
    ),
    "a voice twice": (f"voices:\n{VOICE}{VOICE}", 3, "'ivy' is written twice", "stands in line 2"),
    "a voice without an engine": (
        "voices:\n  ivy: {voice: a}\n",
        2,
        "the voice 'ivy' has no 'engine'",
        "engine: ",
    ),
    "a voice without a voice": (
        "voices:\n  ivy: {engine: a}\n",
        2,
        "the voice 'ivy' has no 'voice'",
        "voice: ",
    ),
    "a voice without anything": ("voices:\n  ivy:\n", 2, "the voice 'ivy' is empty", "give it an engine"),
    "a voice that is a word": (
        "voices:\n  ivy: tone\n",
        2,
        "'ivy' must hold 'key: value' lines, not 'tone'",
        "",
    ),
    "voices in a list": ("voices:\n  - ivy\n", 2, "'voices' must hold 'key: value' lines, not a list", ""),
    "an engine without a name": ("voices:\n  ivy: {engine: ' ', voice: a}\n", 2, "has no 'engine'", ""),
    "an empty tag": (f"voices:\n{VOICE[:-2]}, tags: [a, ' ']}}\n", 2, "'tags' is empty", "remove it"),
    "a key that is a list": (
        "voices:\n  ? [a]\n  : {}\n",
        2,
        "a key of 'voices' must be text, not a list",
        "",
    ),
    "an extended voice that is not there": (
        f"voices:\n{VOICE}  oak: {{extends: ivi}}\n",
        3,
        "no voice is called 'ivi'",
        "did you mean 'ivy'?",
    ),
    "a voice that extends itself": (
        "voices:\n  oak:\n    extends: oak\n",
        3,
        "the voice 'oak' extends itself",
        "",
    ),
    "voices that extend each other": (
        "voices:\n  oak: {extends: elm}\n  elm: {extends: oak}\n",
        3,
        "the voice 'oak' extends itself",
        "",
    ),
    "no voices": ("name: x\n", 1, "no voices in it", "under 'voices:'"),
    "a wrong role": (
        f"voices:\n{VOICE}roles:\n  narator: ivy\n",
        4,
        "'narator' is none of the roles",
        "'narrator'?",
    ),
    "a role for a voice that is not there": (
        f"voices:\n{VOICE}roles:\n  narrator: ivvy\n",
        4,
        "no voice is called 'ivvy'",
        "did you mean 'ivy'?",
    ),
    "a wrong key of a manner": (
        f"voices:\n{VOICE}manners:\n  thought: {{speed: 4}}\n",
        4,
        "unknown key 'speed'",
        "known keys: rate, pitch",
    ),
    "half a character": (
        'voices:\n  ivy: {engine: "\\ud800", voice: a}\n',
        2,
        "'engine' holds half a character",
        "",
    ),
}

SHEET_MISTAKES = {
    "a wrong key": ("titel: x\n", 1, "unknown key 'titel'", "did you mean 'title'?"),
    "a wrong key of a character": (
        "characters:\n  Mara: {vioce: ivy}\n",
        2,
        "unknown key 'vioce'",
        "'voice'?",
    ),
    "an unknown topic of notes": (
        "notes:\n  warnings: read\n",
        2,
        "'warnings' is none of the notes",
        "did you mean 'warning'?",
    ),
    "a wrong choice for notes": (
        "notes:\n  author: ready\n",
        2,
        "'author' cannot be 'ready'",
        "did you mean 'read'?",
    ),
    "a correction without words": (
        "corrections:\n  - {speaker: Mara}\n",
        2,
        "'corrections' has no 'words'",
        "add",
    ),
    "a correction that is a word": (
        "corrections: [Mara]\n",
        1,
        "'corrections' must hold 'key: value' lines",
        "",
    ),
    "a chapter nought": ("corrections:\n  - {words: a, chapter: 0}\n", 2, "'chapter' cannot be 0", "from 1"),
    "a name of two characters": (
        "characters:\n  Mara: {aliases: [the captain]}\n  Jon:\n    aliases: [the captain]\n",
        3,
        "'the captain' is a name of two characters",
        "take it from 'Mara' or from 'Jon'",
    ),
    "a character without a name": ("characters:\n  '': {}\n", 2, "a key of 'characters' is empty", ""),
    "a sound that is not there": (
        "sounds:\n  chime: no.wav\n",
        2,
        "there is no sound file 'no.wav'",
        "beside",
    ),
    "neither true nor false": (
        "characters: {Mara: {narrator: maybe}}\n",
        1,
        "'narrator' must be true or false",
        "",
    ),
    "an offset too large": (
        "characters:\n  Mara:\n    offsets: {rate: -99}\n",
        3,
        "'rate' cannot be -99",
        "-60",
    ),
    "a pronunciation without a sound": (
        "pronunciations:\n- {written: a}\n",
        2,
        "neither 'said' nor 'ipa'",
        "add 'said: ...'",
    ),
    "a pronunciation of nothing": ("pronunciations:\n- {said: a}\n", 2, "either 'written' or 'pattern'", ""),
    "a pronunciation of two things": (
        "pronunciations:\n- {written: a, pattern: b, said: c}\n",
        2,
        "either 'written' or 'pattern'",
        "",
    ),
    "a sign that is no IPA": (
        "pronunciations:\n- {written: a, said: b}\n- {written: a, ipa: k4t}\n",
        3,
        "'ipa' cannot hold the sign '4'",
        "kaˈede",
    ),
    "sounds without a vowel": (
        "pronunciations:\n- {written: a, ipa: kt}\n",
        2,
        "'ipa' has no vowel",
        "",
    ),
    "a pattern that is none": (
        "pronunciations:\n- written: a\n  said: b\n- said: b\n  pattern: 'Kae(de'\n",
        5,
        "'Kae(de' is no regular expression: missing )",
        "single quotes",
    ),
    "a pattern that looks around": (
        "pronunciations:\n- {pattern: 'Kae(?=de)', said: b}\n",
        2,
        "invalid perl operator",
        "looks around",
    ),
    "a pattern for nothing": ("pronunciations:\n- {pattern: 'a*', said: b}\n", 2, "fits anywhere", ""),
    "a pattern without end": (
        "pronunciations:\n- {pattern: '" + "a" * 300 + "', said: b}\n",
        2,
        "longer than 200 signs",
        "",
    ),
    "a page of text for a number": (
        "characters:\n  Mara:\n    offsets:\n      rate: |\n" + "        La la la.\n" * 500,
        4,
        "'rate' must be a whole number, not 'La la la.",
        "",
    ),
    "a page of text for a key": (
        "characters:\n  ? |\n" + "    La la la.\n" * 500 + "  : {vioce: x}\n",
        503,
        "unknown key 'vioce'",
        "'voice'?",
    ),
    "a page of digits for a number": (
        "characters: {Mara: {offsets: {rate: " + "1" * 4000 + "}}}\n",
        1,
        "'rate' cannot be 1111",
        "from -60 to 100",
    ),
    "a wrong word as long as a page": (
        "characters:\n  Mara:\n    age: |\n" + "        old old\n" * 500,
        3,
        "'age' cannot be 'old old",
        "one of child",
    ),
    "roles as text": ("roles: rowan\n", 1, "'roles' must hold 'key: value' lines, not 'rowan'", ""),
}

BROKEN_YAML = {
    "a tab": ("a:\n\t- b\n", 2, "a tab stands where spaces should", "indent with spaces"),
    "a list left open": ("a: [1, 2\nb: 3\n", 1, "a list or a brace is never closed", "] or }"),
    "a double quote left open": ('a: "x\nb: y\n', 1, "a quote is never closed", "the same mark"),
    "a quote left open": ("a: 'x\nb: y\n", 1, "a quote is never closed", "the same mark"),
    "a colon in a value": ("title: One: Two\n", 1, "a colon too many", "title: 'One: Two'"),
    "a sign that starts nothing": ("a: @b\n", 1, "this sign cannot start a value", "quotes"),
    "a star": ("a: *b\n", 1, "a value that starts with * must be in quotes", "'*value'"),
    "an ampersand": ("a: & b\n", 1, "a value that starts with & or * must be in quotes", ""),
    "an angle": ("a: > b\n", 1, "a value that starts with | or > must be in quotes", "'> value'"),
    "a comma": ("a: ,\n", 1, "a value is missing before this sign", "quotes"),
    "an odd escape": ('a: "\\q"\n', 1, "a backslash in double quotes", "single quotes"),
    "a line without a colon": ("a: b\nc\n", 2, "a colon is missing", "key: value"),
    "a level that does not fit": ("a:\n    b: 1\n  c: 2\n", 3, "the indentation does not fit", "same column"),
    "two documents": ("a: 1\n---\nb: 2\n", 2, "a second document starts", "'---'"),
    "a control character": ("a: 1\nb: \x07\n", 2, "a control character stands in it", ""),
    "a depth without end": ("[" * 1000, 1, "it is nested too deeply", ""),
    "a list at the top": ("- a\n", 1, "must hold 'key: value' lines, not a list", ""),
    "another version of YAML": ("%YAML 3.0\n---\na: 1\n", 1, "not valid YAML", ""),
}


def test_there_are_many_kinds_of_mistake() -> None:
    assert len(VOICE_SET_MISTAKES) + len(SHEET_MISTAKES) + len(BROKEN_YAML) >= 25


@pytest.mark.parametrize("mistake", VOICE_SET_MISTAKES)
def test_a_mistake_in_a_voice_set_is_told_with_its_line(mistake: str, tmp_path: Path) -> None:
    text, line, problem, hint = VOICE_SET_MISTAKES[mistake]
    error = _error_of_voices(_file(tmp_path, text))
    _assert_tells(error, line, problem, hint)


@pytest.mark.parametrize("mistake", SHEET_MISTAKES)
def test_a_mistake_in_a_casting_sheet_is_told_with_its_line(mistake: str, tmp_path: Path) -> None:
    text, line, problem, hint = SHEET_MISTAKES[mistake]
    error = _error_of_sheet(_file(tmp_path, text))
    _assert_tells(error, line, problem, hint)


@pytest.mark.parametrize("mistake", BROKEN_YAML)
def test_what_is_not_yaml_is_told_with_its_line_for_both_files(mistake: str, tmp_path: Path) -> None:
    text, line, problem, hint = BROKEN_YAML[mistake]
    file = _file(tmp_path, text)
    _assert_tells(_error_of_voices(file), line, problem, hint)
    _assert_tells(_error_of_sheet(file), line, problem, hint)


@pytest.mark.parametrize("text", ["", "\n\n", "# only a remark\n", "\ufeff"])
def test_an_empty_file_is_told_by_name(text: str, tmp_path: Path) -> None:
    file = _file(tmp_path, text)
    assert str(_error_of_voices(file)) == "'mine.yaml' is empty."
    assert str(_error_of_sheet(file)) == "'mine.yaml' is empty."


def test_what_is_not_utf_8_is_told_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "mine.yaml"
    file.write_bytes("title: x\nauthor: Zoë\n".encode("cp1252"))
    _assert_tells(_error_of_sheet(file), 2, "not UTF-8 text", "save the file as UTF-8")


def test_a_file_that_is_missing_is_told_by_its_path(tmp_path: Path) -> None:
    error = _error_of_sheet(tmp_path / "no.yaml")
    assert error.message.startswith("There is no file")
    assert "no.yaml" in error.message


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    assert "cannot be read" in _error_of_sheet(tmp_path).message


def test_a_path_with_a_nul_cannot_be_read() -> None:
    with pytest.raises(CastError, match="cannot be read"):
        read_document(Path("a\0b"))


def test_a_sheet_may_start_with_a_byte_order_mark(tmp_path: Path) -> None:
    assert load_sheet(_file(tmp_path, "\ufefftitle: x\n")).title == "x"


GOOD_VOICES = f"name: x\nvoices:\n{VOICE}  oak: {{extends: ivy, pitch: +5}}\nroles: {{note: oak}}\n"
GOOD_SHEET = (
    "title: 'A: B'\ncharacters:\n  Mara: {aliases: [a, \"b\"], offsets: {rate: 5}}\n"
    "corrections:\n  - {words: Go., speaker: Mara}\n"
)
SIGNS = st.sampled_from(
    [*":-[]{}#&*!|>'\"%@`,? \n\t", "a", "1", "\x00", "é", "~", "<<", "voices", "characters"]
)


@given(st.one_of(st.text(), st.lists(SIGNS).map("".join)))
def test_whatever_stands_in_a_file_it_loads_or_is_a_cast_error(text: str) -> None:
    _loads_or_is_an_error(text)


@given(st.sampled_from([GOOD_VOICES, GOOD_SHEET]), st.integers(0, 200), st.integers(0, 5), SIGNS)
def test_a_file_with_a_slip_loads_or_is_a_cast_error(good: str, place: int, lost: int, sign: str) -> None:
    _loads_or_is_an_error(good[:place] + sign + good[place + lost :])


@pytest.mark.parametrize("good", [GOOD_VOICES, GOOD_SHEET])
def test_a_file_cut_off_anywhere_loads_or_is_a_cast_error(good: str) -> None:
    for end in range(len(good)):
        _loads_or_is_an_error(good[:end])


def test_an_anchor_may_be_used_again() -> None:
    assert sheet_of(parse_document("title: &a x\nauthor: &a y\n", Path("mine.yaml"))).author == "y"


def _loads_or_is_an_error(text: str) -> None:
    for noun_of in (voice_set_of, sheet_of):
        with contextlib.suppress(CastError):
            noun_of(parse_document(text, Path("mine.yaml")))


def _file(folder: Path, text: str) -> Path:
    file = folder / "mine.yaml"
    file.write_text(text, encoding="utf-8")
    return file


def _error_of_voices(file: Path) -> CastError:
    with pytest.raises(CastError) as caught:
        load_voices(str(file))
    return caught.value


def _error_of_sheet(file: Path) -> CastError:
    with pytest.raises(CastError) as caught:
        load_sheet(file)
    return caught.value


def _assert_tells(error: CastError, line: int, problem: str, hint: str) -> None:
    place = f"mine.yaml, line {line}: "
    assert error.message.startswith(place)
    _assert_is_a_sentence(error.message.removeprefix(place))
    _assert_is_a_sentence(error.hint)
    assert problem in _uncapitalized(error.message.removeprefix(place))
    assert hint in _uncapitalized(error.hint)


def _assert_is_a_sentence(text: str) -> None:
    assert "\n" not in text
    assert len(text) < LONGEST_SENTENCE
    if text:
        assert text[0] == text[0].upper()
        assert text[-1] in ".?"


def _uncapitalized(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]
