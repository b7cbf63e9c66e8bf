from pathlib import Path

import pytest

from audiobook.casting import load_lexicon, own_lexicon
from audiobook.casting.lexicon import pronunciation_fields
from audiobook.errors import CastError
from audiobook.model import Pronunciation


def _written(text: str) -> None:
    own_lexicon().write_text(text, encoding="utf-8")


def test_without_a_file_there_are_no_words() -> None:
    assert load_lexicon() == ()


def test_every_kind_of_word_is_read() -> None:
    _written(
        "pronunciations:\n"
        "  - {written: Siobhan, said: shi vawn}\n"
        "  - {written: Kaede, ipa: kaˈede, case_sensitive: true}\n"
        "  - {pattern: 'Mk\\. \\d+', said: mark, language: en}\n"
    )
    assert load_lexicon() == (
        Pronunciation("Siobhan", "shi vawn"),
        Pronunciation("Kaede", ipa="kaˈede", case_sensitive=True),
        Pronunciation(r"Mk\. \d+", "mark", is_pattern=True, language="en"),
    )


def test_a_mistake_is_told_with_the_name_of_the_file() -> None:
    _written("pronunciations:\n  - {written: Kaede, ipa: k4ede}\n")
    with pytest.raises(CastError, match=r"^lexicon\.yaml, line 2: 'ipa' cannot hold the sign '4'\.$"):
        load_lexicon()


def test_the_variable_names_another_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AUDIOBOOK_LEXICON", str(tmp_path / "words.yaml"))
    assert own_lexicon() == tmp_path / "words.yaml"


def test_what_is_left_out_is_not_written() -> None:
    assert pronunciation_fields(Pronunciation("a", ipa="b")) == {"written": "a", "ipa": "b"}
    assert pronunciation_fields(Pronunciation("a", "b", is_pattern=True)) == {"pattern": "a", "said": "b"}
