"""Text as models are told to say it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audiobook.engines.phonemes import (
    CLAUSE_END,
    DASH,
    LANGUAGE_SWITCH,
    MARK_AFTER_SOUNDS,
    SENTENCE_END,
    pieces,
    sentences,
)


def said(text: str, language: str = "en-us", alphabet: str = "") -> list[str]:
    return list(sentences(text, language=language, alphabet=alphabet))


@pytest.mark.parametrize(
    ("text", "phonemes"),
    [
        ("The rope parted.", ["ðə ɹˈoʊp pˈɑːɹɾᵻd."]),
        ("“Hold on!” said Mara.", ["hˈoʊld ˈɔn!", "sˈɛd mˈɑːɹɹə."]),
        ("Well… no—never; so: go?", ["wˈɛl.", "nˈoʊ, nˈɛvɚ; sˈoʊ: ɡˈoʊ?"]),
        ("Well… No.", ["wˈɛl.", "nˈoʊ."]),
        ("no mark", ["nˈoʊ mˈɑːɹk"]),
        ("“⟦kɑːˈɛdɛ⟧!” said ⟦miːnɑː⟧, and left.", ["kɑːˈɛdɛ!", "sˈɛd miːnɑː, ænd lˈɛft."]),
        ("Go, ⟦kɑːˈɛdɛ⟧", ["ɡˈoʊ, kɑːˈɛdɛ"]),
        ("", []),
    ],
)
def test_sentences_are_spelled_with_their_marks(text: str, phonemes: list[str]) -> None:
    assert said(text) == phonemes


@pytest.mark.parametrize(
    ("text", "language", "phonemes"),
    [
        ("The boy may go now, my judge.", "en-us", "ðə bˈY mˈA ɡˌO nˈW, mI ʤˈʌʤ."),
        ("A bird in the chair.", "en-us", "ɐ bˈɜɹd ɪnðə ʧˈɛɹ."),
        ("A bird in the chair; go home.", "en-gb", "ɐ bˈɜːd ɪnðə ʧˈɛː; ɡˌQ hˈQm."),
        ("Muchos chicos.", "es", "mˈuʧos ʧˈikos."),
    ],
)
def test_kokoro_has_letters_of_its_own(text: str, language: str, phonemes: str) -> None:
    assert said(text, language, "kokoro") == [phonemes.replace("ɐ", "ə")]


def test_the_language_of_a_foreign_word_is_not_said() -> None:
    assert LANGUAGE_SWITCH.sub("", "ɐ (fr)baɡˈɛt(en-us)") == "ɐ baɡˈɛt"


@pytest.mark.parametrize(
    ("line", "breath"), [("no—never", "no — never"), ("so — go", "so — go"), ("a-b", "a-b")]
)
def test_a_dash_is_a_breath(line: str, breath: str) -> None:
    assert DASH.sub(" — ", line) == breath


@pytest.mark.parametrize(
    ("rest", "mark"), [("”, and left", ","), ("! Go", "!"), (" laughed.", None), ("’s hat", None)]
)
def test_the_mark_after_sounds_is_theirs(rest: str, mark: str | None) -> None:
    found = MARK_AFTER_SOUNDS.match(rest)
    assert (found[1] if found else None) == mark


def test_phonemes_are_cut_into_sentences() -> None:
    assert SENTENCE_END.split("sˈoʊ, ɡˈoʊ. wˈɛl? nˈoʊ") == ["sˈoʊ, ɡˈoʊ.", "wˈɛl?", "nˈoʊ"]


@pytest.mark.parametrize(
    ("clause", "mark"),
    [
        (" said Mara, t", ","),
        ("e said “no,”", ","),
        ("ell… H", "…"),
        ("Yes", None),
        ('naïve — "', "—"),
        ('What?!" s', "!"),
    ],
)
def test_the_mark_that_ends_a_clause_is_found(clause: str, mark: str | None) -> None:
    found = CLAUSE_END.search(clause)
    assert (found[1] if found else None) == mark


@given(st.text(alphabet="aˈb ,;.", max_size=200), st.integers(5, 60))
def test_pieces_are_short_enough_and_lose_no_sound(sentence: str, longest: int) -> None:
    cut = list(pieces(sentence, longest=longest))
    assert all(len(piece) <= longest for piece in cut)
    assert "".join(cut).count("a") == sentence.count("a")
    assert "".join(cut).count("b") == sentence.count("b")


def test_a_piece_ends_after_a_clause_where_one_fits() -> None:
    assert list(pieces("aaa, bbb bbb bbb", longest=10)) == ["aaa,", "bbb bbb", "bbb"]
