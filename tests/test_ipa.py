import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audiobook import ipa


@pytest.mark.parametrize(
    ("written", "sounds"),
    [
        ("kaˈede", "k ɑː ˈ ɛ d ɛ"),
        ("/ˈhɜːmaɪəni/", "ˈ h ɜː m aɪ ə n iː"),
        ("t͡sɯˈnade", "t s uː ˈ n ɑː d ɛ"),
        ("tʃaɪ", "tʃ aɪ"),
        ("t.ʃa", "t ʃ ɑː"),
        ("ɕikaˈmaɾɯ", "ʃ iː k ɑː ˈ m ɑː ɹ uː"),
        ("bɔ̃ˈʒuʁ", "b ɔː n ˈ ʒ uː ɹ"),
        ("ˈɡɛɹət", "ˈ ɡ ɛ ɹ ə t"),
        ("gɪlt", "ɡ ɪ l t"),
        ("pʰat", "p ɑː t"),
        ("ˈka ˈto", "ˈ k ɑː ˈ t oʊ"),
    ],
)
def test_a_word_in_ipa_is_its_sounds_in_english(written: str, sounds: str) -> None:
    assert " ".join(ipa.sounds(written)) == sounds


@pytest.mark.parametrize(("written", "sign"), [("k4t", "4"), ("Kat", "K"), ("ka⟦t", "⟦"), ("ka[t", "[")])
def test_what_is_no_ipa_is_told_by_its_sign(written: str, sign: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(sign)}$"):
        ipa.sounds(written)


def test_every_sound_that_a_sign_stands_for_is_a_sound_itself() -> None:
    for sounds in ipa._table().values():
        for sound in sounds:
            assert ipa.sounds(sound) == (sound,)


@given(st.text(alphabet=sorted("".join(ipa._table())), max_size=12))
def test_sounds_read_again_are_the_same(written: str) -> None:
    try:
        sounds = ipa.sounds(written)
    except ValueError:
        return
    assert all(ipa.sounds(sound) == (sound,) for sound in sounds)
