import pytest

from audiobook import ipa
from audiobook.studio.romaji import is_known, is_western, looks_japanese, moras_of, sounds_of
from audiobook.studio.speech_text.words import rows, words


@pytest.mark.parametrize(
    ("name", "sounds"),
    [
        ("Sasuke", "ˈsɑːskɛ"),
        ("Kaede", "ˈkɑːɛdɛ"),
        ("Naruto", "ˈnɑːɹuːtoʊ"),
        ("Hinata", "ˈhiːnɑːtɑː"),
        ("Tsunade", "ˈtsuːnɑːdɛ"),
        ("Shikamaru", "ʃiːˈkɑːmɑːɹuː"),
        ("Yamamoto", "jɑːˈmɑːmoʊtoʊ"),
        ("Kyoko", "ˈkjoʊkoʊ"),
        ("Ryuuji", "ˈɹjuːdʒiː"),
        ("Kenshin", "ˈkɛnʃiːn"),
        ("Keiko", "ˈkeɪkoʊ"),
        ("Naomi", "ˈnɑːoʊmiː"),
        ("Tarou", "ˈtɑːɹoʊ"),
        ("Kōji", "ˈkoʊdʒiː"),
        ("Daisuke", "ˈdaɪskɛ"),
        ("Yamashita", "jɑːˈmɑːʃtɑː"),
        ("Hokkaido", "hoʊˈkaɪdoʊ"),
        ("Jun'ichi", "ˈdʒuːniːtʃiː"),
        ("Senpai", "ˈsɛmpaɪ"),
        ("Ippo", "ˈiːpoʊ"),
        ("Kane", "ˈkɑːnɛ"),
    ],
)
def test_a_name_in_romaji_is_said_mora_by_mora(name: str, sounds: str) -> None:
    assert sounds_of(name) == sounds


@pytest.mark.parametrize(
    "name", ["Brian", "Hermione", "Lee", "Xander", "Katt", "Smith", "Victor", "", "T'Pol"]
)
def test_what_is_no_romaji_has_no_sounds_by_its_rules(name: str) -> None:
    assert sounds_of(name) == ""


def test_every_name_of_the_lists_is_romaji_and_can_be_said() -> None:
    for name in words("ja/names") | words("ja/both"):
        assert ipa.sounds(sounds_of(name)), name


@pytest.mark.parametrize(
    "name", ["Naomi", "Mira", "Sara", "Kane", "Kate", "Jane", "Mike", "Mara", "Ron", "Arizona"]
)
def test_names_of_the_west_that_look_like_romaji_are_known_as_such(name: str) -> None:
    assert moras_of(name)
    assert is_western(name)
    assert not looks_japanese(name)


def test_names_of_both_kinds_are_known_and_western_too() -> None:
    assert all(is_known(name) and is_western(name) for name in words("ja/both"))
    assert not words("ja/both") & words("ja/names")


def test_every_mora_and_honorific_has_sounds() -> None:
    for table in ("ja/moras", "ja/honorifics"):
        for row in rows(table):
            assert ipa.sounds(row[1].replace(" ", ""))


def test_a_known_name_is_known_in_any_case() -> None:
    assert is_known("KAEDE")
    assert not is_known("Mildred")
